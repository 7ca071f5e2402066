"""The one picture of the nerve lab: the trace above, the gates below, each from the activity that is shown."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from vitd_edu import Scenario, predict
from vitd_edu.figures import gate_curves, nerve_picture, palette
from vitd_edu.nerve_activity import nerve_activity
from vitd_edu.physiology.gates import settled


@pytest.mark.parametrize("calcium", [2.4, 1.9, 1.2])
def test_the_curves_are_those_of_the_activity(calcium: float):
    activity = nerve_activity(predict(Scenario(calcium=calcium)))
    artists = nerve_picture.build(Figure(), palette.LIGHT)
    nerve_picture.update(artists, activity)
    voltage, force, *gates = artists
    assert np.array_equal(voltage.get_ydata(), activity.trace.voltage)
    assert np.array_equal(force.get_ydata(), activity.force)
    now = settled(gate_curves.VOLTAGE + activity.prediction.effective_shift_mv)
    assert [tuple(line.get_ydata()) for line in gates] == [tuple(now[gate]) for gate in gate_curves.GATES]
