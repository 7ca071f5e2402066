"""Plans to weeks: a whole body over time, as a learner asks for it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from vitd_edu import units
from vitd_edu.body import LEVELS, Body, following, gate_shift, model_span, settle
from vitd_edu.clinic import symptoms
from vitd_edu.knowledge import tables
from vitd_edu.physiology.course import PerDay, legs, recorded_moments
from vitd_edu.physiology.homeostasis import Habits
from vitd_edu.physiology.inputs import InputError, checked
from vitd_edu.physiology.intake import Plan
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.through_time import travel_with_body

Series = NDArray[np.float64]
STATE = ("fast_pool", "deep_pool", "vitamin_d", "ionized_calcium", "magnesium", "gland_mass", "bone_access")
SAME_MOMENT = 1e-6  # d
# What panels ask for [d]. A tenth of it would move a year under a plan by 0.3 % at most. Where habits change within a
# day it would move calcium by 0.2 %, the hormone by 0.6 %, and flows by 3 % of their most (all tested).
DAY_STEP = 1.0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class BodyCourse:
    """A body over time; arrays of shape (moments,), read just before any dose of that moment.

    Fields without a note are those of ``Body``.

    Attributes:
        day: Moments [d].
        shift_mv: Gate shift at pH 7.40 [mV].
        effective_shift_mv: Gate shift that nerves still feel, as they adapt [mV].
        weakness: Weakness 0-1 by cause: ``low-vitamin-d`` (slow, through bone), ``high-calcium``, ``high-magnesium``.
    """

    day: Series
    vitamin_d: Series
    calcium: Series
    ionized_calcium: Series
    magnesium: Series
    pth: Series
    gland_mass: Series
    bone_access: Series
    absorbed_fraction: Series
    urine_calcium: Series
    bone_flux: Series
    balance: Series
    shift_mv: Series
    adapted_shift_mv: Series
    effective_shift_mv: Series
    fast_pool: Series
    deep_pool: Series
    weakness: Mapping[str, Series]
    habits: Habits
    usual_vitamin_d: float

    def __repr__(self) -> str:
        lines = [f"BodyCourse: {self.day[-1]:g} days, {self.day.size} moments"]
        for name in LEVELS:
            first, last = (units.show(name, float(getattr(self, name)[end])) for end in (0, -1))
            lines.append(f"  {tables.analytes()[name].short_name}: {first} to {last}")
        lines.append(f"  PTH: {self.pth[0]:.0f} to {self.pth[-1]:.0f} pg/mL")
        return "\n".join([*lines, *(f"  {sentence}" for sentence in self.beyond())])

    @property
    def weeks(self) -> Series:
        """Moments [weeks]."""
        return self.day / 7.0

    def at(self, day: float) -> Body:
        """Return the body at a recorded moment [d].

        Raises:
            InputError: The moment was not recorded.
        """
        index = int(np.argmin(np.abs(self.day - checked("dose_day", day))))
        if abs(self.day[index] - day) > SAME_MOMENT:
            raise InputError(f"Day {day:g} was not recorded; the nearest moment is day {self.day[index]:g}.")
        names = {field.name for field in fields(Body)} - {"habits", "usual_vitamin_d"}
        values = {name: float(getattr(self, name)[index]) for name in names}
        return Body(**values, habits=self.habits, usual_vitamin_d=self.usual_vitamin_d)

    def beyond(self, system: units.UnitSystem = "si") -> tuple[str, ...]:
        """Return sentences that say which level leaves the range in which the model is valid, and from which week on.

        Args:
            system: Unit system of the words.
        """
        found = []
        for name in LEVELS:
            row, series = tables.analytes()[name], getattr(self, name)
            outside = self.weeks[(series < row.model_lower) | (series > row.model_upper)]
            if outside.size:
                since = f"week {outside[0]:.0f}" if outside[0] > self.weeks[0] else "the start"
                found.append(
                    f"{row.short_name} is beyond the model, which holds from {model_span(name, system)}, "
                    f"from {since} on: read on with care."
                )
        return tuple(found)


def recovery(
    plan: Plan,
    *,
    start: Body | None = None,
    calcium_intake: float | None = None,
    magnesium_intake: float | None = None,
    magnesium_absorption: float | None = None,
    demand: float | None = None,
    gland: float | None = None,
    food_and_sun: PerDay = 0.0,
    background_share: PerDay = 1.0,
    body_mass_index: float = 22.0,
    magnesium_cofactor: bool = False,
    days: float = 364.0,
    record_every: float = 1.0,
    time_step: float = 0.5,
) -> BodyCourse:
    """Return weeks of a body under a plan: 25(OH)D, calcium, parathyroid hormone, bone, weakness, excitability.

    Habits that are not given stay as they were at the start; demand persists as well.

    Args:
        plan: What vitamin D is taken; ``Plan()`` for life as usual.
        start: Body on day 0, from ``settle`` or from ``at`` of another course; a healthy one where None.
        calcium_intake: From day 0 on, food and tablets together, 0-3000 mg/d.
        magnesium_intake: From day 0 on, 0-2000 mg/d.
        magnesium_absorption: From day 0 on, 0-0.8.
        demand: From day 0 on, 0-8 mmol/d.
        gland: From day 0 on, 0-3.
        food_and_sun: Extra vitamin D, 0-20 000 IU/d: a constant, or one value for each day.
        background_share: Multiple of the usual food and sun, 0-3: a constant, or one value for each day.
        body_mass_index: 10-90 kg/m2.
        magnesium_cofactor: Whether low magnesium slows the making of 25(OH)D (weak, unsure, off).
        days: Length, 1-3650 d.
        record_every: Time between records, 0.05-28 d.
        time_step: Longest step of the integration, 0.02-1 d.

    Raises:
        InputError: An input is out of range; UnsettledError: calcium leaves every range in which anybody lives.

    References:
        Raposo2002, PR2010, Stadt2023, HuangYou2021 (models of this family); most constants are tuned.
    """
    begin = settle() if start is None else start
    given = {
        "calcium_intake": calcium_intake,
        "magnesium_intake": magnesium_intake,
        "magnesium_absorption": magnesium_absorption,
        "demand": demand,
        "gland": gland,
    }
    habits = Habits(**{name: getattr(begin.habits, name) if value is None else value for name, value in given.items()})
    moments = recorded_moments(days, record_every)
    route = legs(
        plan,
        moments,
        food_and_sun=food_and_sun,
        background_share=background_share,
        body_mass_index=body_mass_index,
    )
    states = travel_with_body(
        tuple(getattr(begin, name) for name in STATE),
        route,
        moments,
        habits,
        begin.usual_vitamin_d,
        magnesium_cofactor=magnesium_cofactor,
        time_step=time_step,
    )
    series = dict(zip(STATE, np.array(states).T, strict=True))
    return _course(np.array(moments), series, habits, begin)


def _course(day: Series, series: dict[str, Series], habits: Habits, begin: Body) -> BodyCourse:
    """Read off everything that follows from the seven quantities over time."""
    levels = {name: series[name] for name in STATE if name not in ("fast_pool", "deep_pool")}
    follows = following(**levels, habits=habits)
    shift = gate_shift(follows["calcium"], series["magnesium"])
    adapted = _adapted(day, shift, begin.adapted_shift_mv)
    return BodyCourse(
        day=day,
        **series,
        **follows,
        shift_mv=shift,
        adapted_shift_mv=adapted,
        effective_shift_mv=shift - constant("chronic_adaptation") * adapted,
        weakness=_weakness(series["vitamin_d"], series["bone_access"], follows["calcium"], series["magnesium"]),
        habits=habits,
        usual_vitamin_d=begin.usual_vitamin_d,
    )


def _adapted(day: Series, shift: Series, begin: float) -> Series:
    """Return the shift that nerves have got used to [mV]: it follows the shift with a time constant of two weeks.

    Between two moments the shift is taken as a straight line, for which the answer is exact.
    """
    time, adapted = constant("adaptation_time"), [begin]
    for length, before, after in zip(np.diff(day).tolist(), shift[:-1].tolist(), shift[1:].tolist(), strict=True):
        lag = (after - before) / length * time
        adapted.append(after - lag + (adapted[-1] - before + lag) * math.exp(-length / time))
    return np.array(adapted)


def _weakness(level: Series, bone_access: Series, calcium: Series, magnesium: Series) -> Mapping[str, Series]:
    """Return the arms of weakness; bone that lags behind vitamin D keeps its share until it has healed."""
    return {
        "low-vitamin-d": symptoms.low_vitamin_d_weakness(level, bone_access),
        "high-calcium": symptoms.high_calcium_weakness(calcium),
        "high-magnesium": symptoms.high_magnesium_weakness(magnesium),
    }
