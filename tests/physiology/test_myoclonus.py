import numpy as np
import pytest

from vitd_edu.knowledge import tables
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.myoclonus import illustrative_jerks


def test_jerks_say_that_they_are_drawn():
    assert illustrative_jerks().label.startswith("Illustration")
    assert "axon model cannot make it" in tables_say()


def tables_say() -> str:
    return next(row.arises for row in tables.movements() if row.id == "myoclonus")


def test_a_jerk_is_a_short_burst_and_one_lasting_swing_of_force():
    jerks = illustrative_jerks(1000)
    assert jerks.starts[0] == 150
    assert jerks.force.max() == pytest.approx(1)
    assert np.all(jerks.force[jerks.time <= 150] == 0)
    peak = jerks.time[jerks.force[:600].argmax()]
    assert 160 < peak < 300
    active = np.flatnonzero(np.abs(jerks.emg[: 600 * 8]) > 0.05) / 8
    assert active.max() - active.min() < 80
    assert np.abs(jerks.emg).max() == pytest.approx(1)


def test_the_same_seed_gives_the_same_jerks():
    one, same, other = illustrative_jerks(3000), illustrative_jerks(3000), illustrative_jerks(3000, seed=2)
    assert one.emg.tobytes() == same.emg.tobytes()
    assert one.starts != other.starts
    assert all(700 <= wait <= 1500 for wait in np.diff(one.starts))


@pytest.mark.parametrize(
    ("duration", "seed", "said"), [(100, 1, "no room"), (-1, 1, "sound_duration"), (1000, -1, "seed")]
)
def test_impossible_settings_are_refused(duration: float, seed: int, said: str):
    with pytest.raises(InputError, match=said):
        illustrative_jerks(duration, seed=seed)
