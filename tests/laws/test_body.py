"""Laws of the body model, whatever the numbers: direction, balance, and time that can be cut anywhere."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from vitd_edu.body import settle
from vitd_edu.body_course import STATE, recovery
from vitd_edu.physiology import glands, minerals, vitamin_d
from vitd_edu.physiology.course import Leg, legs, steps
from vitd_edu.physiology.homeostasis import Habits, UnsettledError, body_rates, steady_state
from vitd_edu.physiology.intake import DailyIntake, Dose, Plan
from vitd_edu.physiology.through_time import travel_with_body
from vitd_edu.scenario import Scenario

HORIZON = 60.0


def number(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


levels = number(5.0, 250.0)
intakes = number(0.0, 10_000.0)
moments = number(0.0, HORIZON)
doses = st.builds(Dose, number(0.0, 50_000.0), moments, st.sampled_from(["D2", "D3"]))
stretches = st.builds(
    lambda units, start, length: DailyIntake(units, start, start + length),
    number(0.0, 5000.0),
    moments,
    number(1e-6, HORIZON),
)
plans = st.builds(Plan, st.lists(doses, max_size=6), st.lists(stretches, max_size=3))
# Levels and habits with which somebody can live; others are refused, which tests/test_body.py looks at.
livable_levels = number(10.0, 250.0)
habits = st.builds(
    Habits,
    calcium_intake=number(300.0, 2500.0),
    magnesium_intake=number(250.0, 600.0),
    magnesium_absorption=number(0.1, 0.6),
    demand=number(0.0, 2.0),
    gland=number(0.5, 2.0),
)


@given(levels, intakes, intakes)
def test_more_vitamin_d_never_leads_to_less(start, one, other):
    low, high = sorted((one, other))
    less, more = (vitamin_d.course(Plan.daily(units), start=start, days=56, record_every=7) for units in (low, high))
    assert (more.vitamin_d >= less.vitamin_d - 1e-9).all()
    assert vitamin_d.plateau(start, high) >= vitamin_d.plateau(start, low)


@given(levels, plans, doses)
def test_one_more_dose_never_lowers_25ohd(start, plan, dose):
    without, with_it = (vitamin_d.course(each, start=start, days=90) for each in (plan, plan + Plan((dose,))))
    assert (with_it.vitamin_d >= without.vitamin_d - 1e-3).all()


@given(levels, number(0.0, 9000.0), number(10.0, 1000.0))
def test_the_plateau_is_concave(start, intake, step):
    first, second, third = (vitamin_d.plateau(start, intake + turn * step) for turn in range(3))
    assert third - second < second - first


@given(levels)
def test_the_slope_of_the_plateau_at_ten_thousand_units_is_less_than_at_five_hundred(start):
    slope = {at: vitamin_d.plateau(start, at + 1.0) - vitamin_d.plateau(start, at) for at in (500.0, 10_000.0)}
    assert slope[10_000.0] < slope[500.0]


@settings(max_examples=25)
@given(levels, intakes)
def test_the_long_run_ends_at_the_closed_form(start, intake):
    reached = vitamin_d.course(Plan.daily(intake), start=start, days=1500, record_every=28)
    assert reached.vitamin_d[-1] == pytest.approx(vitamin_d.plateau(reached.vitamin_d[0], intake), rel=1e-4)


@given(plans, st.lists(moments, max_size=5))
def test_no_unit_is_lost_or_counted_twice_however_short_its_pulse(plan, cuts):
    route = legs(plan, sorted({0.0, HORIZON, *cuts}))
    taken = math.fsum(leg.dose + leg.intake * (leg.stop - leg.start) for leg in route)
    weights = {"D2": 0.6, "D3": 1.0}
    wanted = math.fsum(weights[dose.form] * dose.units for dose in plan.doses if dose.day < HORIZON)
    wanted += math.fsum(each.within(0.0, HORIZON) for each in plan.intakes)
    assert taken == pytest.approx(wanted, rel=1e-9, abs=1e-6)
    assert [leg.start for leg in route[1:]] == [leg.stop for leg in route[:-1]]


@given(number(0.0, 600_000.0), number(0.0, HORIZON - 1e-3), number(1e-9, 1e-3))
def test_a_dose_jumps_exactly_and_only_into_the_pools(units, day, later):
    before, after = (
        (travel_d(Plan((Dose(units, day),)), (0.0, moment)) for moment in (day, day + later))
        if day
        else (
            (0.0, 0.0, 40.0),
            travel_d(Plan((Dose(units),)), (0.0, later)),
        )
    )
    assert before[:2] == (0.0, 0.0)
    assert before[2] == pytest.approx(40.0)
    decay = [2.0 ** (-later / half_life) for half_life in (2.0, 60.0)]
    assert after[0] == pytest.approx(0.7 * units * decay[0], rel=1e-9)
    assert after[1] == pytest.approx(0.3 * units * decay[1], rel=1e-9)
    assert vitamin_d.with_dose((0.0, 0.0, 40.0), units)[2] == 40.0


def travel_d(plan: Plan, at: tuple[float, float]) -> tuple[float, ...]:
    """Return the state of vitamin D at the last moment, from 40 nmol/L."""
    usual = float(vitamin_d.usual_intake(40.0))
    way = vitamin_d.along((0.0, 0.0, 40.0), steps(legs(plan, at), at, 0.5), usual)
    return way.fast_pool[-1], way.deep_pool[-1], way.level[-1]


@given(number(1.0, 100_000.0), number(0.1, 50.0))
def test_pools_decay_as_their_closed_form(units, day):
    fast, deep, _ = travel_d(Plan.single(units), (0.0, day))
    assert fast == pytest.approx(0.7 * units * 2.0 ** (-day / 2.0), rel=1e-9)
    assert deep == pytest.approx(0.3 * units * 2.0 ** (-day / 60.0), rel=1e-9)


@given(livable_levels, plans, habits, number(0.01, HORIZON - 0.01))
def test_time_can_be_cut_anywhere(level, plan, living, cut):
    body = steady_state(level, living)
    changed = Habits(calcium_intake=1200.0, gland=living.gland)
    start = (0.0, 0.0, level, body.ionized_calcium, body.magnesium, body.gland_mass, body.bone_access)
    usual = float(vitamin_d.usual_intake(level))

    def reached(state, *at):
        return travel_with_body(state, legs(plan, at), at, changed, usual)[-1]

    whole = reached(start, 0.0, HORIZON)
    cut_in_two = reached(reached(start, 0.0, cut), cut, HORIZON)
    assert cut_in_two == pytest.approx(whole, rel=5e-4, abs=1e-3)


@given(number(0.3, 2.9), number(0.001, 0.1), number(0.05, 3.0), number(0.1, 3.0), number(0.6, 6.0))
def test_less_calcium_means_more_parathyroid_hormone(calcium, step, magnesium, gland, mass):
    low, high = (minerals.parathyroid_hormone(each, magnesium, mass, gland) for each in (calcium, calcium + step))
    assert low >= high
    if 0.7 < calcium < 1.6:  # outside, the curve is flat to the last digit
        assert low > high


@given(number(0.4, 1.1), number(0.6, 6.0), number(0.1, 3.0))
def test_lack_of_magnesium_blocks_the_hormone_at_the_same_low_calcium(calcium, mass, gland):
    blocked, free = (minerals.parathyroid_hormone(calcium, magnesium, mass, gland) for magnesium in (0.2, 0.85))
    assert blocked < 0.1 * free


@given(number(0.1, 0.84), number(0.001, 0.1), number(0.6, 1.4))
def test_magnesium_never_lowers_the_hormone_in_the_model(magnesium, step, calcium):
    low, high = (minerals.parathyroid_hormone(calcium, each) for each in (magnesium, magnesium + step))
    assert low < high


@given(livable_levels, habits)
def test_mass_balance_closes_in_every_steady_state(level, living):
    found = settle(
        level,
        calcium_intake=living.calcium_intake,
        magnesium_intake=living.magnesium_intake,
        magnesium_absorption=living.magnesium_absorption,
        demand=living.demand,
        gland=living.gland,
    )
    assert abs(found.balance) < 1e-6
    absorbed = found.absorbed_fraction * living.calcium_supply
    spent = 3.75 + living.demand + found.urine_calcium - found.bone_flux
    assert absorbed == pytest.approx(spent, abs=1e-6)
    assert minerals.magnesium_balance(found.magnesium, living.magnesium_absorbed) == pytest.approx(0.0, abs=1e-9)
    state = tuple(getattr(found, name) for name in STATE)
    moving = body_rates(living, found.usual_vitamin_d, magnesium_cofactor=False)(state, Leg(0, 1, 0, 0, 1))
    assert moving == pytest.approx((0.0,) * 7, abs=1e-7)


@given(livable_levels, habits, number(0.02, 0.5))
def test_the_steady_state_is_the_only_one_near_it(level, living, away):
    body = steady_state(level, living)

    def surplus(ionized):
        mass = glands.gland_target(glands.gland_drive(ionized), glands.secretion_capacity(body.magnesium))
        return minerals.readings(
            level,
            ionized,
            body.magnesium,
            mass,
            body.bone_access,
            calcium_supply=living.calcium_supply,
            demand=living.demand,
            gland=living.gland,
        ).net

    assert surplus(body.ionized_calcium + away) < 0.0
    if body.ionized_calcium - away > 0.3:
        assert surplus(body.ionized_calcium - away) > 0.0


@settings(max_examples=25)
@given(levels, plans, number(200.0, 2000.0))
def test_mass_balance_closes_along_a_course(level, plan, calcium_intake):
    try:
        course = recovery(plan, start=settle(level), calcium_intake=calcium_intake, days=20, record_every=0.05)
    except UnsettledError:  # hungry bone on little calcium: nobody lives there, and there is no course to balance
        reject()
    gained = np.trapezoid(course.balance, course.day)
    assert 60.0 * (course.ionized_calcium[-1] - course.ionized_calcium[0]) == pytest.approx(gained, abs=0.02)


@settings(max_examples=25)
@given(number(8.0, 120.0), number(500.0, 50_000.0))
def test_25ohd_gained_is_what_was_made_less_what_was_lost(level, units):
    course = vitamin_d.course(Plan.single(units), start=level, days=40, record_every=0.05)
    made = 1.45e-3 * (
        vitamin_d.release(course.fast_pool, course.deep_pool) + vitamin_d.usual_intake(course.vitamin_d[0])
    )
    made[0] = 1.45e-3 * (math.log(2) * units * (0.7 / 2 + 0.3 / 60) + vitamin_d.usual_intake(course.vitamin_d[0]))
    gained = np.trapezoid(made - vitamin_d.loss(course.vitamin_d), course.day)
    assert course.vitamin_d[-1] - course.vitamin_d[0] == pytest.approx(gained, abs=0.02)


@given(levels, levels)
def test_more_vitamin_d_never_lowers_calcium_nor_raises_the_hormone(one, other):
    low, high = sorted((one, other))
    assume(high - low > 0.1)
    poor, rich = settle(low), settle(high)
    assert rich.ionized_calcium >= poor.ionized_calcium - 1e-9
    assert rich.pth <= poor.pth + 1e-6


@given(livable_levels, habits)
def test_settled_levels_survive_their_case_code(level, living):
    body = settle(level, calcium_intake=living.calcium_intake, demand=living.demand, gland=living.gland)
    assume(body.calcium >= 1.0)
    assert Scenario.from_code(body.scenario.code) == body.scenario
