import numpy as np
import pytest

from vitd_edu.physiology.junction import release, transmission_holds
from vitd_edu.physiology.thresholds import shock_threshold


@pytest.mark.parametrize(
    ("calcium", "magnesium", "relative"),
    [(1.25, 0.55, 1.0), (1.0, 0.55, 0.62), (0.8, 0.55, 0.37), (0.7, 0.55, 0.26), (0.5, 0.55, 0.10), (1.25, 2, 0.47),
     (1.25, 4, 0.20)],
)  # fmt: skip
def test_release_beside_normal(calcium: float, magnesium: float, relative: float):
    assert release(calcium, magnesium) == pytest.approx(relative, abs=0.006)


def test_the_junction_fails_under_a_quarter():
    holds = transmission_holds(release(np.array([1.25, 0.8, 0.7, 0.5, 1.25]), np.array([0.55, 0.55, 0.55, 0.55, 4.0])))
    assert holds.tolist() == [True, True, True, False, False]


def test_low_calcium_excites_the_nerve_and_weakens_the_junction_at_once():
    assert shock_threshold(3.15) < shock_threshold(0.0)
    assert release(0.8, 0.55) < release(1.25, 0.55)
    assert transmission_holds(release(0.8, 0.55))
