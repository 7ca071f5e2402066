"""From vitamin D that is taken to 25(OH)D in blood, over days to years.

A dose is shared between a fast and a deep pool; both hand it on to the blood, where it is lost the faster the more
there is. The usual food and sun enter as a constant background that holds the level a course begins with. Constants are
rows of ``data/parameters.csv``; the yield, the exponent of the loss and the deep pool are tuned on ten study arms.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vitd_edu import units
from vitd_edu.physiology.constants import vitamin_d_constants
from vitd_edu.physiology.course import Leg, PerDay, State, legs, recorded_moments, travel
from vitd_edu.physiology.inputs import checked
from vitd_edu.physiology.intake import Plan
from vitd_edu.physiology.membrane import Numbers

LN2 = math.log(2.0)
SMALLEST = 1e-9  # solvers probe just below zero, where a power is undefined; only the rates see this floor


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


def heaney_level(start: Numbers, intake: Numbers) -> Numbers:
    """Return 25(OH)D [nmol/L] by the linear rule of thumb, to set beside ``plateau``.

    Args:
        start: 25(OH)D before [nmol/L], 2-650.
        intake: Extra D3 [IU/d], 0-10 000.

    References:
        Heaney2003a (recalled).
    """
    known = vitamin_d_constants()
    return start + known.heaney_slope * intake / known.units_per_microgram


def iom_level(total: Numbers) -> Numbers:
    """Return 25(OH)D [nmol/L] in winter by the logarithmic curve, from the total intake [IU/d], 100-4000.

    References:
        IOM2011. The curve knows no usual food and sun.
    """
    return vitamin_d_constants().iom_curve * np.log(total)


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
    known = vitamin_d_constants()
    fast = LN2 / known.fast_pool_half_life * fast_pool
    deep = LN2 / known.deep_pool_half_life * deep_pool
    made = cofactor * known.vitamin_d_yield * (fast + deep + background)
    return (
        (1.0 - known.deep_pool_share) * intake - fast,
        known.deep_pool_share * intake - deep,
        made - loss(vitamin_d if vitamin_d > SMALLEST else SMALLEST),
    )


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
    usual = float(usual_intake(level))

    def changing(state: State, leg: Leg) -> State:
        return rates(state[0], state[1], state[2], leg.intake, leg.background * usual)

    states = travel((0.0, 0.0, level), route, moments, with_dose, changing, checked("time_step", time_step))
    fast, deep, levels = np.array(states).T
    return Course(day=np.array(moments), vitamin_d=levels, fast_pool=fast, deep_pool=deep)
