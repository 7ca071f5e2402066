"""A body through time, cause before effect: magnesium, vitamin D, bone, and last calcium with its glands.

Nothing that calcium does acts back on the other three in this model (``homeostasis.body_rates``). So each is gone
through by itself, and only calcium and the glands, which act on each other, are gone through together. Values along
steps stand at the beginning, in the middle and at the end of each: 2 * steps + 1 of them.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from vitd_edu.physiology import bone, glands, minerals, vitamin_d
from vitd_edu.physiology.course import Leg, State, Step, recorded_places, stepped, steps
from vitd_edu.physiology.homeostasis import HIGHEST, LOWEST, Habits, UnsettledError, said_of, side
from vitd_edu.physiology.limits import SMALLEST, above_zero

AT_REST = 1e-12  # mmol/d: a balance that is zero but for the last digits


def travel_with_body(
    state: State,
    route: Sequence[Leg],
    moments: Sequence[float],
    habits: Habits,
    usual_vitamin_d: float,
    *,
    magnesium_cofactor: bool = False,
    time_step: float = 0.5,
) -> list[State]:
    """Return the states of a body at some moments, just before any dose of that moment.

    Args:
        state: Fast pool [IU], deep pool [IU], 25(OH)D [nmol/L], ionized calcium and magnesium [mmol/L], gland mass and
            bone access (beside normal) at the first moment.
        route: Legs from the first to the last moment.
        moments: Moments to record [d].
        habits: What the body lives on, all the way.
        usual_vitamin_d: Usual vitamin D from food and sun [IU/d].
        magnesium_cofactor: Whether low magnesium slows the making of 25(OH)D.
        time_step: Longest step, 0.02-1 d.

    Raises:
        UnsettledError: Calcium leaves 0.3-3 mmol/L ionized on the way.
        InputError: The step is out of range.
    """
    fast, deep, level, ionized, magnesium, mass, access = state
    cut = steps(route, moments, time_step)
    magnesia = magnesium_along(magnesium, cut, habits.magnesium_absorbed)
    cofactors = [vitamin_d.magnesium_cofactor(each) for each in magnesia] if magnesium_cofactor else []
    way = vitamin_d.along((fast, deep, level), cut, usual_vitamin_d, cofactors)
    decided = minerals.setting(np.maximum(way.level, SMALLEST), np.maximum(magnesia, SMALLEST))
    accesses = access_along(access, cut, decided.bone_access_target.tolist())
    settings = map(minerals.Setting._make, zip(*(values.tolist() for values in decided), strict=True))
    calcium, masses = calcium_along(ionized, mass, cut, list(settings), accesses, habits)
    kept = recorded_places(cut)
    columns = (way.fast_pool, way.deep_pool, way.level[::2], calcium, magnesia[::2], masses, accesses[::2])
    states = [tuple(column[place] for column in columns) for place in kept]
    _check_alive(moments, [calcium[place] for place in kept], habits)
    return states


def magnesium_along(level: float, cut: Iterable[Step], absorbed: float) -> list[float]:
    """Return magnesium [mmol/L] along steps, by the classic Runge-Kutta method.

    Args:
        level: At the beginning [mmol/L], 0-5.
        cut: From ``course.steps``.
        absorbed: What is absorbed [mmol/d], 0-70.
    """
    if abs(minerals.magnesium_balance(level, absorbed)) < AT_REST:
        return [level] * (2 * sum(1 for _ in cut) + 1)

    way = [level]
    for step in cut:
        middle, level = stepped(level, step.length, minerals.magnesium_rate, (absorbed,) * 3)
        way += (middle, level)
    return way


def access_along(access: float, cut: Iterable[Step], targets: Sequence[float]) -> list[float]:
    """Return the share of bone that can exchange mineral along steps: it follows its target at its own slow pace.

    Args:
        access: At the beginning, 0-1.
        cut: From ``course.steps``.
        targets: ``bone.bone_access_target`` along the steps.
    """
    way = [access]
    for turn, step in enumerate(cut):
        middle, access = stepped(access, step.length, bone.bone_access_rate, targets[2 * turn : 2 * turn + 3])
        way += (middle, access)
    return way


def calcium_along(
    ionized: float,
    mass: float,
    cut: Iterable[Step],
    settings: Sequence[minerals.Setting],
    accesses: Sequence[float],
    habits: Habits,
) -> tuple[list[float], list[float]]:
    """Return ionized calcium [mmol/L] and gland mass at the beginning and the end of each step.

    The classic Runge-Kutta method reads the whole mineral system four times a step, and that is where a year's time
    goes. Kutta's third-order method, with three, was further off in the first days after habits change.

    Args:
        ionized: At the beginning [mmol/L].
        mass: Gland mass beside normal at the beginning.
        cut: From ``course.steps``.
        settings: What vitamin D and magnesium decide along the steps, above zero.
        accesses: Share of bone that can exchange mineral along the steps.
        habits: What the body lives on.
    """
    supply, demand, gland, read = habits.calcium_supply, habits.demand, habits.gland, minerals.readings_in

    def rates(place: int, ionized: float, mass: float) -> tuple[float, float]:
        now = read(settings[place], above_zero(ionized), above_zero(mass), accesses[place], supply, demand, gland)
        return minerals.calcium_rate(now.net), glands.gland_rate(now.gland_target, mass)

    way, masses = [ionized], [mass]
    for turn, step in enumerate(cut):
        length, half, place = step.length, step.length / 2.0, 2 * turn
        a, p = rates(place, ionized, mass)
        b, q = rates(place + 1, ionized + half * a, mass + half * p)
        c, r = rates(place + 1, ionized + half * b, mass + half * q)
        d, s = rates(place + 2, ionized + length * c, mass + length * r)
        ionized += length / 6.0 * (a + 2.0 * (b + c) + d)
        mass += length / 6.0 * (p + 2.0 * (q + r) + s)
        way.append(ionized)
        masses.append(mass)
    return way, masses


def _check_alive(moments: Sequence[float], reached: Sequence[float], habits: Habits) -> None:
    """Refuse a course on which ionized calcium [mmol/L] leaves every range in which anybody lives."""
    for moment, ionized in zip(moments, reached, strict=True):
        if not LOWEST <= ionized <= HIGHEST:
            too_low = not ionized > HIGHEST
            raise UnsettledError(
                f"By day {moment:g} ionized calcium would be {side(too_low)}: nobody lives there and the model says "
                f"nothing. The habits are {said_of(habits)}. Move one of them toward its usual value.",
                too_low=too_low,
                day=moment,
            )
