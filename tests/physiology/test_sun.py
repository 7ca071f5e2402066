"""The sun's estimate at the points of its sources, and its limits."""

import pytest

from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.sun import age_factor, sun_estimate, uv_index

NO_VITAMIN_D = {42: {11, 12, 1, 2}, 52: {10, 11, 12, 1, 2, 3}}


@pytest.mark.parametrize("latitude", NO_VITAMIN_D)
def test_the_months_without_vitamin_d(latitude):
    """Boston and Edmonton, as measured (Webb1988)."""
    found = {month for month in range(1, 13) if uv_index(latitude, month) < 3}
    assert found == NO_VITAMIN_D[latitude]


def test_a_quarter_of_a_reddening_dose_on_a_quarter_of_the_skin():
    index = uv_index(30, 6)
    minutes = 0.25 * 4.0 / (0.9 * index) * 60  # skin type III reddens at 4 SED
    made = sun_estimate(30, 6, skin_type=3, minutes=minutes, skin_share=0.25, age=20)
    assert made.reddening_share == pytest.approx(0.25)
    assert made.middle == pytest.approx(1250)
    assert (made.low, made.high) == pytest.approx((625, 2500))


def test_in_a_vitamin_d_winter_more_minutes_make_nothing():
    made = sun_estimate(60, 1, skin_type=2, minutes=240, skin_share=0.62)
    assert made.winter
    assert (made.low, made.middle, made.high) == (0, 0, 0)


def test_beyond_a_reddening_dose_more_sun_makes_no_more():
    once, more = (sun_estimate(0, 3, skin_type=1, minutes=minutes, skin_share=0.26) for minutes in (60, 240))
    assert once.reddening_share > 1
    assert more.middle == once.middle
    assert more.reddening_share > once.reddening_share


@pytest.mark.parametrize(("age", "factor"), [(10, 1.0), (20, 1.0), (45, 0.625), (70, 0.25), (95, 0.25)])
def test_the_skin_of_the_old_makes_a_quarter(age, factor):
    assert age_factor(age) == pytest.approx(factor)


def test_darker_skin_needs_longer_and_sunscreen_holds_back():
    usual = {"minutes": 10, "skin_share": 0.26}
    made = [sun_estimate(40, 7, skin_type=kind, **usual).middle for kind in range(1, 7)]
    assert made == sorted(made, reverse=True)
    assert sun_estimate(40, 7, skin_type=3, protection=30, **usual).middle < made[2] / 10


@pytest.mark.parametrize(
    ("latitude", "month", "more", "said"),
    [
        (-5, 6, {}, "Latitude"), (80, 6, {}, "Latitude"), (40, 13, {}, "Month"), (40, 6, {"skin_type": 7}, "Skin type"),
        (40, 6, {"minutes": -1}, "Minutes"), (40, 6, {"minutes": 600}, "Minutes"),
        (40, 6, {"skin_share": 1.5}, "Bare skin"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(latitude, month, more, said):
    with pytest.raises(InputError, match=said):
        sun_estimate(latitude, month, **{"skin_type": 3, "minutes": 10, "skin_share": 0.1, **more})
