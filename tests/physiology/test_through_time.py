"""The way through time, cause by cause, beside the whole system of rates in one."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitd_edu.body import settle
from vitd_edu.body_course import STATE
from vitd_edu.physiology import minerals, vitamin_d
from vitd_edu.physiology.course import Leg, legs, stepped, steps
from vitd_edu.physiology.homeostasis import Habits, body_rates
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.intake import DailyIntake, Dose, Plan
from vitd_edu.physiology.through_time import magnesium_along, travel_with_body

MOMENTS = (0.0, 3.0, 28.0, 90.0)
FINE = 0.05  # d
CUT = steps(legs(Plan(), MOMENTS), MOMENTS, 1.0)
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
    "no magnesium, for years": (settle(40.0, magnesium_absorption=0.02), Plan(), Habits(magnesium_intake=0.0), True),
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


def test_without_magnesium_its_level_ends_at_nothing_and_the_rest_goes_on(monkeypatch):
    """A way may step just below zero, where powers are undefined; what follows from it is asked above zero only."""
    asked, setting = [], minerals.setting
    monkeypatch.setattr(minerals, "setting", lambda *levels: asked.append(levels) or setting(*levels))
    begin, moments = settle(40.0), (0.0, 1500.0, 3000.0)
    state = tuple(getattr(begin, name) for name in STATE)
    none = Habits(magnesium_intake=0.0, calcium_intake=1500.0)
    asked.clear()
    ways = travel_with_body(state, legs(Plan(), moments), moments, none, begin.usual_vitamin_d, time_step=1.0)
    for reached in ways[1:]:
        assert reached[STATE.index("magnesium")] == pytest.approx(0.0, abs=1e-6)
        assert all(math.isfinite(value) for value in reached)
    assert min(magnesium_along(begin.magnesium, steps(legs(Plan(), moments), moments, 1.0), 0.0)) < 0.0
    ((levels, magnesia),) = asked
    assert levels.min() > 0.0
    assert magnesia.min() > 0.0


@pytest.mark.parametrize("absorption", [0.0, 0.02, 0.137, 0.35, 0.71])
def test_magnesium_at_rest_stays_to_the_last_digit(absorption):
    begin = settle(40.0, calcium_intake=900.0, magnesium_absorption=absorption)
    assert set(magnesium_along(begin.magnesium, CUT, begin.habits.magnesium_absorbed)) == {begin.magnesium}


def test_magnesium_close_to_rest_is_not_taken_for_rest():
    begin = settle(40.0)
    way = magnesium_along(begin.magnesium + 1e-6, CUT, begin.habits.magnesium_absorbed)
    assert len(way) == 2 * len(CUT) + 1
    assert way[0] > way[1] > way[2] > way[20]


def test_a_step_of_a_known_decay_is_exact_in_the_middle_and_at_the_end():
    middle, end = stepped(1.0, 0.5, lambda given, value: given - value, (0.0, 0.0, 0.0))
    assert (middle, end) == pytest.approx((math.exp(-0.25), math.exp(-0.5)), rel=5e-4)
    straight = stepped(2.0, 3.0, lambda given, _: given, (0.0, 3.0, 6.0))  # the rate is twice the time
    assert straight == pytest.approx((2.0 + 1.5**2, 2.0 + 3.0**2))


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e4), st.floats(0.01, 30.0))
def test_pools_move_as_their_rates_say(fast, deep, intake, days):
    """Over a little while the closed form goes the way of ``rates``; two whiles are as good as one."""
    once = vitamin_d.pools_after(fast, deep, intake, days)
    third = vitamin_d.pools_after(fast, deep, intake, days / 3)
    assert vitamin_d.pools_after(*third, intake, 2 * days / 3) == pytest.approx(once)
    moment = 1e-4
    moved = vitamin_d.pools_after(*once, intake, moment)
    slopes = [(after - before) / moment for after, before in zip(moved, once, strict=True)]
    assert slopes == pytest.approx(vitamin_d.rates(*once, 40.0, intake, 800.0)[:2], rel=1e-3, abs=1e-3)


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
