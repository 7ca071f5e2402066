"""The one picture of the nerve lab: the trace above, the gates below, each from the activity that is shown."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from vitd_edu import Scenario, predict
from vitd_edu.figures import gate_curves, nerve_picture, palette
from vitd_edu.nerve_activity import nerve_activity
from vitd_edu.physiology.gates import settled
from vitd_edu.words.nerve import MOST_FORCE


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


@pytest.mark.parametrize("ph", [7.2, 7.4, 7.6, 7.8])
@pytest.mark.parametrize("magnesium", [0.1, 0.3, 0.85])
def test_no_force_leaves_its_picture(magnesium: float, ph: float):
    for calcium in np.arange(1.2, 2.2, 0.1).round(2):
        activity = nerve_activity(predict(Scenario(calcium=float(calcium), magnesium=magnesium, ph=ph)))
        assert activity.force.max() < MOST_FORCE, calcium


def test_the_strongest_spasm_fills_the_picture_of_the_force():
    strongest = nerve_activity(predict(Scenario(calcium=1.6, magnesium=0.1, ph=7.8)))
    assert strongest.force.max() > 0.9 * MOST_FORCE
