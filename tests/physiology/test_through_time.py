"""The way through time, cause by cause, beside the whole system of rates in one."""

from collections.abc import Sequence

import pytest

from vitd_edu.body import settle
from vitd_edu.body_course import STATE
from vitd_edu.physiology import vitamin_d
from vitd_edu.physiology.course import Leg, legs, steps
from vitd_edu.physiology.homeostasis import Habits, body_rates
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.intake import DailyIntake, Dose, Plan
from vitd_edu.physiology.through_time import travel_with_body

MOMENTS = (0.0, 3.0, 28.0, 90.0)
FINE = 0.05  # d
LOADING = Plan((Dose(50_000.0), Dose(50_000.0, 7.0), Dose(300_000.0, 20.5)))
CASES = {
    "nothing new": (settle(40.0), Plan(), Habits(), False),
    "doses": (settle(15.0), LOADING, Habits(), False),
    "a daily dose that stops": (settle(15.0), Plan(intakes=(DailyIntake(4000.0, 1.0, 33.0),)), Habits(), False),
    "severe loss of magnesium": (settle(40.0), Plan(), Habits(magnesium_absorption=0.02), False),
    "magnesium comes back": (
        settle(30.0, magnesium_absorption=0.02),
        Plan.daily(2000.0),
        Habits(magnesium_absorption=0.5),
        True,
    ),
    "little calcium, much need": (
        settle(12.0, calcium_intake=500.0),
        LOADING,
        Habits(calcium_intake=300.0, demand=2.0),
        False,
    ),
    "no glands": (settle(60.0), Plan.daily(50_000.0), Habits(gland=0.0, calcium_intake=1500.0), False),
}


def all_at_once(state: Sequence[float], route: Sequence[Leg], rates) -> dict[float, tuple[float, ...]]:
    """Return the states at the ends of legs by steps of the classic Runge-Kutta method through all seven quantities."""
    reached, now = {}, tuple(state)

    def moved(by: float, slopes: Sequence[float]) -> tuple[float, ...]:
        return tuple(value + by * slope for value, slope in zip(now, slopes, strict=True))

    for leg in route:
        now = vitamin_d.with_dose(now, leg.dose)
        count = max(round((leg.stop - leg.start) / FINE), 1)
        step = (leg.stop - leg.start) / count
        for _ in range(count):
            one = rates(now, leg)
            two = rates(moved(step / 2, one), leg)
            three = rates(moved(step / 2, two), leg)
            four = rates(moved(step, three), leg)
            now = moved(step / 6, [a + 2 * (b + c) + d for a, b, c, d in zip(one, two, three, four, strict=True)])
        reached[leg.stop] = now
    return reached


@pytest.mark.parametrize(("begin", "plan", "habits", "cofactor"), CASES.values(), ids=CASES)
def test_cause_by_cause_is_the_same_as_all_at_once(begin, plan, habits, cofactor):
    state, route = tuple(getattr(begin, name) for name in STATE), legs(plan, MOMENTS)
    usual = begin.usual_vitamin_d
    whole = all_at_once(state, route, body_rates(habits, usual, magnesium_cofactor=cofactor))
    ways = travel_with_body(state, route, MOMENTS, habits, usual, magnesium_cofactor=cofactor, time_step=FINE)
    assert ways[0] == state
    for moment, reached in zip(MOMENTS[1:], ways[1:], strict=True):
        assert reached == pytest.approx(whole[moment], rel=2e-5, abs=1e-6)


def test_calcium_acts_back_on_none_of_its_causes():
    """The order of the ways rests on this: no rate of the others moves with calcium or with the glands."""
    rates = body_rates(Habits(), 800.0, magnesium_cofactor=True)
    leg = Leg(0.0, 1.0, 0.0, 100.0, 1.0)
    usual, moved = (
        rates((500.0, 90.0, 40.0, ionized, 0.6, mass, 0.8), leg) for ionized, mass in ((1.2, 1.0), (0.9, 3.0))
    )
    for name, before, after in zip(STATE, usual, moved, strict=True):
        assert (before == after) is (name not in ("ionized_calcium", "gland_mass")), name


def test_magnesium_at_rest_stays_to_the_last_digit():
    begin = settle(40.0, calcium_intake=600.0)
    state = tuple(getattr(begin, name) for name in STATE)
    ways = travel_with_body(state, legs(Plan(), MOMENTS), MOMENTS, begin.habits, begin.usual_vitamin_d)
    assert {reached[STATE.index("magnesium")] for reached in ways} == {begin.magnesium}


def test_steps_are_equal_within_a_leg_and_end_where_legs_end():
    route = legs(Plan((Dose(1000.0, 2.5),)), (0.0, 7.0))
    cut = steps(route, (0.0, 7.0), 1.0)
    assert [step.length for step in cut] == pytest.approx([2.5 / 3] * 3 + [0.9] * 5)
    assert [step.dose for step in cut] == [0, 0, 0, 1000, 0, 0, 0, 0]
    assert [step.recorded for step in cut] == [False] * 7 + [True]


@pytest.mark.parametrize("longest", [0.0, 1.5])
def test_a_step_out_of_range_is_refused(longest):
    with pytest.raises(InputError, match=r"0\.02 to 1 d|cannot be"):
        steps(legs(Plan(), MOMENTS), MOMENTS, longest)
