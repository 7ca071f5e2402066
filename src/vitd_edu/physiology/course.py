"""Time: legs with constant input between exact jumps, and equal steps through each leg.

A dose is never part of a step. Legs begin and end at every dose, every change of intake and every recorded moment, so
that no pulse can fall between two steps, however short it is.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vitd_edu.physiology.constants import vitamin_d_constants
from vitd_edu.physiology.inputs import InputError, checked
from vitd_edu.physiology.intake import Form, Plan

State: TypeAlias = tuple[float, ...]
PerDay: TypeAlias = float | Sequence[float] | NDArray[np.float64]  # a constant, or one value for each day


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of time with constant input.

    Attributes:
        start: Beginning [d].
        stop: End [d].
        dose: Effective units that jump in at the beginning [IU].
        intake: Effective units that flow in [IU/d].
        background: Usual vitamin D from food and sun, as a multiple of what it was at the start.
    """

    start: float
    stop: float
    dose: float
    intake: float
    background: float


class Step(NamedTuple):
    """A step within a leg.

    Attributes:
        length: How long it is, above 0 and up to 1 d.
        dose: Effective units that jump in at its beginning [IU].
        intake: Effective units that flow in [IU/d].
        background: Usual vitamin D from food and sun, as a multiple of what it was at the start.
        recorded: Whether its end is a moment to record.
    """

    length: float
    dose: float
    intake: float
    background: float
    recorded: bool


def potency(form: Form) -> float:
    """Return the effect of an IU beside an IU of D3 (Armas2004, Hammami2017; the value for D2 lies between them)."""
    return vitamin_d_constants().vitamin_d2_potency if form == "D2" else 1.0


def body_mass_effect(body_mass_index: float) -> float:
    """Return the effect of a dose beside that in a slim body, for a body-mass index of 10-90 kg/m2 (Ekwaru2014)."""
    known, index = vitamin_d_constants(), checked("body_mass_index", body_mass_index)
    if index >= known.obese_from:
        return known.obese_yield
    return known.overweight_yield if index >= known.overweight_from else 1.0


def recorded_moments(days: float, every: float) -> tuple[float, ...]:
    """Return the moments to record [d]: 0, then every so often, and always the last.

    Args:
        days: Length of the course, 1-3650 d.
        every: Time between records, 0.05-28 d.

    Raises:
        InputError: One of them is out of range.
    """
    length, interval = checked("course_days", days), checked("record_every", every)
    moments = [interval * turn for turn in range(math.ceil(length / interval - 1e-9))]
    return (*moments, length)


def legs(
    plan: Plan,
    moments: Sequence[float],
    *,
    food_and_sun: PerDay = 0.0,
    background_share: PerDay = 1.0,
    body_mass_index: float = 22.0,
) -> tuple[Leg, ...]:
    """Return the legs between the first and the last of some moments.

    A dose at the first moment is in; a dose at the last one belongs to whatever comes after it.

    Args:
        plan: What is taken.
        moments: Moments at which a leg has to end [d], rising, at least two.
        food_and_sun: Extra vitamin D, 0-20 000 IU/d: a constant, or one value for each day from day 0 on.
        background_share: Multiple of the usual vitamin D from food and sun, 0-3: a constant, or one value for each day.
        body_mass_index: 10-90 kg/m2; doses and extra vitamin D do less from 25 and from 30 on.

    Raises:
        InputError: An input is out of range, or there are fewer values than days.
    """
    if not isinstance(plan, Plan):
        raise InputError(f"Plan (plan): expected a Plan, such as Plan.daily(1000), got {plan!r:.80}.")
    first, last = moments[0], moments[-1]
    effect = body_mass_effect(body_mass_index)
    extra, share = _each_day("food_and_sun", food_and_sun, last), _each_day("background_share", background_share, last)
    jumps: dict[float, float] = {}
    for dose in plan.doses:
        jumps[dose.day] = jumps.get(dose.day, 0.0) + effect * potency(dose.form) * dose.units
    edges = {*moments, *jumps, *_changes(extra), *_changes(share)}
    edges |= {edge for intake in plan.intakes for edge in (intake.start, intake.stop) if edge is not None}
    stops = sorted(edge for edge in edges if first <= edge <= last)
    return tuple(
        Leg(
            start=start,
            stop=stop,
            dose=jumps.get(start, 0.0),
            intake=effect * (_swallowed(plan, start) + _on_day(extra, start)),
            background=_on_day(share, start),
        )
        for start, stop in pairwise(stops)
    )


def steps(route: Sequence[Leg], moments: Sequence[float], longest: float) -> tuple[Step, ...]:
    """Cut each leg into the fewest equal steps that are no longer than the longest; the last of them ends with the leg.

    Args:
        route: Legs from the first to the last moment.
        moments: Moments to record; each has to be the end of a leg or the beginning.
        longest: Longest step, 0.02-1 d.

    Raises:
        InputError: The longest step is out of range.
    """
    most, wanted, cut = checked("time_step", longest), set(moments), []
    for leg in route:
        count = max(math.ceil((leg.stop - leg.start) / most - 1e-9), 1)
        length = (leg.stop - leg.start) / count
        for turn in range(count):
            recorded = turn == count - 1 and leg.stop in wanted
            cut.append(Step(length, 0.0 if turn else leg.dose, leg.intake, leg.background, recorded))
    return tuple(cut)


def recorded_places(cut: Sequence[Step]) -> list[int]:
    """Return after how many steps each moment to record is reached, beginning with 0."""
    return [0, *(place for place, step in enumerate(cut, start=1) if step.recorded)]


def stepped(
    value: float, length: float, rate: Callable[[float, float], float], given: Sequence[float]
) -> tuple[float, float]:
    """Return a quantity in the middle and at the end of a step, by the classic fourth-order Runge-Kutta method.

    Args:
        value: At the beginning.
        length: Length of the step [d].
        rate: Returns the rate of change [1/d] from what is given at a moment and from the value there.
        given: What is given at the beginning, in the middle and at the end: three values in the unit that ``rate``
            takes.
    """
    half, (first, middle, last) = length / 2.0, given
    one = rate(first, value)
    two = rate(middle, value + half * one)
    three = rate(middle, value + half * two)
    end = value + length / 6.0 * (one + 2.0 * (two + three) + rate(last, value + length * three))
    return (value + end) / 2.0 + length / 8.0 * (one - rate(last, end)), end  # the cubic through both ends


def _swallowed(plan: Plan, day: float) -> float:
    """Return the daily intake at a moment, in effective units [IU/d]."""
    return sum(
        potency(intake.form) * intake.units
        for intake in plan.intakes
        if intake.start <= day and (intake.stop is None or day < intake.stop)
    )


def _each_day(name: str, given: PerDay, last: float) -> tuple[float, ...]:
    """Return an input as one value for each day, or as a single value that holds for all."""
    listed = given.tolist() if isinstance(given, np.ndarray) else given
    if isinstance(listed, str) or not isinstance(listed, Sequence):
        return (checked(name, listed),)
    values = tuple(checked(name, value) for value in listed)
    if len(values) < math.ceil(last):
        raise InputError(
            f"{name}: {len(values)} values, one a day, do not reach day {last:g}. Give one number or more days."
        )
    return values


def _changes(values: tuple[float, ...]) -> list[float]:
    return [float(day) for day in range(1, len(values)) if values[day] != values[day - 1]]


def _on_day(values: tuple[float, ...], day: float) -> float:
    return values[min(int(day), len(values) - 1)]
