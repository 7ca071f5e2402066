"""From vitamin D that is taken to 25(OH)D in blood, over days to years.

A dose is shared between a fast and a deep pool; both hand it on to the blood, where it is lost the faster the more
there is. The usual food and sun enter as a constant background that holds the level a course begins with. Constants are
rows of ``data/parameters.csv``; the yield, the exponent of the loss and the deep pool are tuned on ten study arms.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vitd_edu import units
from vitd_edu.physiology.constants import vitamin_d_constants
from vitd_edu.physiology.course import PerDay, State, Step, legs, recorded_moments, recorded_places, stepped, steps
from vitd_edu.physiology.intake import Plan
from vitd_edu.physiology.limits import above_zero
from vitd_edu.physiology.membrane import Numbers

LN2 = math.log(2.0)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """25(OH)D over time; arrays of shape (moments,), read just before any dose of that moment.

    Attributes:
        day: Moments [d].
        vitamin_d: 25(OH)D [nmol/L]; the model is valid from 8 to 250 and indicative above.
        fast_pool: Vitamin D that is on its way [IU].
        deep_pool: Vitamin D in the deep, fat-like pool [IU].
    """

    day: NDArray[np.float64]
    vitamin_d: NDArray[np.float64]
    fast_pool: NDArray[np.float64]
    deep_pool: NDArray[np.float64]


def loss(vitamin_d: Numbers) -> Numbers:
    """Return how fast 25(OH)D is lost [nmol/L per d] at a level of 2-650 nmol/L.

    References:
        Jones2014 (half-life of 15 days), HuangYou2021 (that it is nonlinear; the exponent is tuned).
    """
    known = vitamin_d_constants()
    rate = LN2 / known.vitamin_d_half_life
    return rate * (vitamin_d / known.vitamin_d_loss_reference) ** known.vitamin_d_loss_exponent * vitamin_d


def usual_intake(vitamin_d: Numbers) -> Numbers:
    """Return the vitamin D from all sources [IU/d] that holds a 25(OH)D level of 2-650 nmol/L.

    References:
        Heaney2013 (such inputs in people without supplements: 778-2667 IU/d); the yield is tuned.
    """
    return loss(vitamin_d) / vitamin_d_constants().vitamin_d_yield


def release(fast_pool: Numbers, deep_pool: Numbers) -> Numbers:
    """Return what the pools [IU] hand on to the blood [IU/d].

    References:
        OP2016, CDC-NR (a fast and a deep pool; half-lives are tuned).
    """
    known = vitamin_d_constants()
    return LN2 * (fast_pool / known.fast_pool_half_life + deep_pool / known.deep_pool_half_life)


def magnesium_cofactor(magnesium: Numbers) -> Numbers:
    """Return the making of 25(OH)D beside normal, at a serum magnesium of 0.10-5.0 mmol/L; weak, and off by default.

    References:
        Uwitonze2018 (the enzymes need magnesium), Dai2018 (a trial with effects both ways); the size is tuned.
    """
    known = vitamin_d_constants()
    share = magnesium / known.magnesium_reference
    share = min(share, 1.0) if isinstance(share, float) else np.minimum(share, 1.0)
    return known.magnesium_cofactor_floor + (1.0 - known.magnesium_cofactor_floor) * share


def plateau(start: Numbers, intake: Numbers, *, cofactor: Numbers = 1.0) -> Numbers:
    """Return the 25(OH)D [nmol/L] that a steady intake leads to, in closed form.

    Args:
        start: 25(OH)D before, held by the usual food and sun [nmol/L], 2-650.
        intake: Steady extra intake, in effective units [IU/d], 0-60 000.
        cofactor: Making of 25(OH)D beside normal, from ``magnesium_cofactor``.

    References:
        HuangYou2021 (nonlinear loss); the rest is tuned.
    """
    known = vitamin_d_constants()
    made = cofactor * known.vitamin_d_yield * (usual_intake(start) + intake)
    full = known.vitamin_d_loss_reference * LN2 / known.vitamin_d_half_life
    return known.vitamin_d_loss_reference * (made / full) ** (1.0 / (1.0 + known.vitamin_d_loss_exponent))


def with_dose(state: State, dose: float) -> State:
    """Return a state whose pools have taken up a dose, in effective units [IU]; all else stays as it was."""
    deep = vitamin_d_constants().deep_pool_share
    return (state[0] + (1.0 - deep) * dose, state[1] + deep * dose, *state[2:])


def rates(
    fast_pool: float, deep_pool: float, vitamin_d: float, intake: float, background: float, cofactor: float = 1.0
) -> tuple[float, float, float]:
    """Return the rates of change of both pools [IU/d] and of 25(OH)D [nmol/L per d].

    Args:
        fast_pool: Fast pool [IU].
        deep_pool: Deep pool [IU].
        vitamin_d: 25(OH)D [nmol/L].
        intake: Effective units that flow in [IU/d].
        background: Usual food and sun [IU/d].
        cofactor: Making of 25(OH)D beside normal, from ``magnesium_cofactor``.
    """
    known, share = vitamin_d_constants(), vitamin_d_constants().deep_pool_share
    return (
        (1.0 - share) * intake - LN2 * fast_pool / known.fast_pool_half_life,
        share * intake - LN2 * deep_pool / known.deep_pool_half_life,
        level_rate(made(fast_pool, deep_pool, background, cofactor), vitamin_d),
    )


def made(fast_pool: float, deep_pool: float, background: float, cofactor: float = 1.0) -> float:
    """Return the 25(OH)D that is made [nmol/L per d]; arguments are those of ``rates``."""
    new: float = cofactor * vitamin_d_constants().vitamin_d_yield * (release(fast_pool, deep_pool) + background)
    return new


def level_rate(made: float, vitamin_d: float) -> float:
    """Return the rate of change of 25(OH)D [nmol/L per d] from what is made [nmol/L per d] and from its level."""
    lost: float = loss(above_zero(vitamin_d))
    return made - lost


class Way(NamedTuple):
    """Vitamin D along steps, read before any dose of that moment.

    Attributes:
        fast_pool: [IU], at the beginning and at the end of each step: one value more than steps.
        deep_pool: [IU], likewise.
        level: 25(OH)D [nmol/L], at the beginning, in the middle and at the end of each step: 2 * steps + 1 values.
    """

    fast_pool: list[float]
    deep_pool: list[float]
    level: list[float]


@lru_cache(maxsize=64)
def _left_after(days: float) -> tuple[float, float]:
    """Return what is left of the fast and of the deep pool after a time without input, 0-1."""
    known = vitamin_d_constants()
    return 2.0 ** (-days / known.fast_pool_half_life), 2.0 ** (-days / known.deep_pool_half_life)


def pools_after(fast_pool: float, deep_pool: float, intake: float, days: float) -> tuple[float, float]:
    """Return both pools [IU] after a time without a dose, in closed form: what ``rates`` of a steady intake lead to.

    Args:
        fast_pool: Fast pool at the beginning [IU].
        deep_pool: Deep pool at the beginning [IU].
        intake: Effective units that flow in [IU/d].
        days: How long [d], from 0 up.
    """
    known, (fast_left, deep_left) = vitamin_d_constants(), _left_after(days)
    fast_rest = (1.0 - known.deep_pool_share) * intake * known.fast_pool_half_life / LN2
    deep_rest = known.deep_pool_share * intake * known.deep_pool_half_life / LN2
    return fast_rest + (fast_pool - fast_rest) * fast_left, deep_rest + (deep_pool - deep_rest) * deep_left


def along(state: State, cut: Sequence[Step], usual: float, cofactors: Sequence[float] = ()) -> Way:
    """Return vitamin D along steps: the pools in closed form, the level by the classic Runge-Kutta method.

    Args:
        state: Fast pool [IU], deep pool [IU] and 25(OH)D [nmol/L] at the beginning.
        cut: From ``course.steps``.
        usual: Usual food and sun [IU/d].
        cofactors: Making of 25(OH)D beside normal at the beginning, in the middle and at the end of each step; normal
            all the way where empty.
    """
    fast, deep, level = state
    way = Way([fast], [deep], [level])
    for turn, step in enumerate(cut):
        fast, deep, _ = with_dose((fast, deep, level), step.dose)
        pools = [(fast, deep)]
        for _ in range(2):
            fast, deep = pools_after(fast, deep, step.intake, step.length / 2.0)
            pools.append((fast, deep))
        food, factors = step.background * usual, cofactors[2 * turn : 2 * turn + 3] or (1.0, 1.0, 1.0)
        given = [made(*each, food, factor) for each, factor in zip(pools, factors, strict=True)]
        halfway, level = stepped(level, step.length, level_rate, given)
        way.level.extend((halfway, level))
        way.fast_pool.append(fast)
        way.deep_pool.append(deep)
    return way


def course(
    plan: Plan,
    *,
    start: float = 75.0,
    days: float = 364.0,
    food_and_sun: PerDay = 0.0,
    background_share: PerDay = 1.0,
    body_mass_index: float = 22.0,
    record_every: float = 1.0,
    time_step: float = 0.5,
) -> Course:
    """Return 25(OH)D over time under a plan.

    Args:
        plan: What is taken; ``Plan()`` for life as usual.
        start: 25(OH)D on day 0, held until then by the usual food and sun [nmol/L], 2-650.
        days: Length, 1-3650 d.
        food_and_sun: Extra vitamin D, 0-20 000 IU/d: a constant, or one value for each day.
        background_share: Multiple of the usual food and sun, 0-3: a constant, or one value a day (0.6 in winter).
        body_mass_index: 10-90 kg/m2.
        record_every: Time between records, 0.05-28 d.
        time_step: Longest step of the integration, 0.02-1 d.

    Raises:
        InputError: An input is out of range; LevelError: the start is.

    References:
        HuangYou2021, OP2016, Jones2014, Ekwaru2014, Armas2004.
    """
    level = units.check_level("vitamin_d", start)
    moments = recorded_moments(days, record_every)
    route = legs(
        plan,
        moments,
        food_and_sun=food_and_sun,
        background_share=background_share,
        body_mass_index=body_mass_index,
    )
    cut = steps(route, moments, time_step)
    way = along((0.0, 0.0, level), cut, float(usual_intake(level)))
    kept = recorded_places(cut)
    return Course(
        day=np.array(moments),
        vitamin_d=np.array(way.level[::2])[kept],
        fast_pool=np.array(way.fast_pool)[kept],
        deep_pool=np.array(way.deep_pool)[kept],
    )
