"""What a plan leads to, said in sentences; it describes and never recommends."""

from dataclasses import replace

from vitd_edu.dosing import DESCRIBED, OWN_DOSE, WEEKS, Stretch, forms_of, last_day, stretches
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.living import DAYS_PER_WEEK
from vitd_edu.planned import Planned
from vitd_edu.planning import DayPlan
from vitd_edu.units import UnitSystem, from_si, show, unit
from vitd_edu.words.states import band_word, listed, upper_first

STILL = 2.0  # nmol/L: a smaller rise is said as none
HIGH_CALCIUM, LOW_CALCIUM = 2.60, 2.10  # mmol/L: from here the sentence speaks of calcium
SUN = ("latitude", "month", "skin", "minutes", "area", "protection")
HUNGRY = 0.04  # mmol/L that calcium falls below its start while bone heals


def sentence(planned: Planned, system: UnitSystem = "si") -> str:
    """Say what a plan leads to, in one sentence."""
    said = [regimen_words(planned.plan), *plate_words(planned)]
    build = f" (with {tables.living_choices()[planned.plan.build].said})" if planned.plan.build != "lean" else ""
    return f"{upper_first('; '.join(said))}{build}: {outcome(planned, system)}"


def explain(before: Planned, after: Planned, system: UnitSystem = "si") -> str:
    """Say in one sentence what changed, and what it leads to."""
    changed = changed_words(before.plan, after.plan, system)
    if not changed:
        return sentence(after, system)
    return f"{upper_first(listed(changed))}: {outcome(after, system)}"


def regimen_words(plan: DayPlan) -> str:
    """Say what is taken, in which form, and what is missed or stopped."""
    forms = listed(forms_of(plan), "then")
    if not forms:
        return tables.living_choices()["no-regimen"].said
    if plan.regimen == OWN_DOSE:
        taken = f"{plan.daily_dose:.0f} IU of {forms} are taken a day"
    else:
        described = "" if plan.form == DESCRIBED else ", whatever is described"
        taken = f"{tables.living_choices()[plan.regimen].said} ({forms}{described})"
    return "; ".join([taken, *_lapses(plan)])


def _lapses(plan: DayPlan) -> list[str]:
    """Say what is missed, and what is stopped before it would be over by itself."""
    said = [tables.living_choices()[plan.missed].said] if plan.missed != "none-missed" else []
    if stop_counts(plan):
        said.append(tables.living_choices()[plan.stop].said)
    return said


def stop_counts(plan: DayPlan) -> bool:
    """Return whether the stop cuts off anything that would have been taken."""
    return last_day(plan) < WEEKS * DAYS_PER_WEEK and stretches(plan) != stretches(replace(plan, stop="kept-up"))


def stretch_words(stretch: Stretch) -> str:
    """Say when a stretch of doses is taken, and how often where that is not every day."""
    weeks = (
        f"in weeks {stretch.start:.0f} to {stretch.stop:.0f}"
        if stretch.stop is not None
        else (f"from week {stretch.start:.0f} on" if stretch.start else "all year")
    )
    return weeks if stretch.every == 1 else f"{weeks}, as {stretch.units:.0f} IU every {stretch.every} days"


def plate_words(planned: Planned) -> list[str]:
    """Say what plate and sun add, where there is a plate or a sun."""
    said = []
    if planned.plan.plate:
        said.append(f"the plate brings {planned.targets[0].eaten:.0f} IU of vitamin D a day")
    if planned.plan.minutes != "minutes-0":
        now = planned.sun[0]
        made = "nothing (a vitamin D winter)" if now.winter else f"{now.low:.0f} to {now.high:.0f} IU a day"
        month = tables.living_choices()[planned.plan.month].name
        said.append(f"the year begins in {month}, when the sun brings {made}")
    return said


def changed_words(before: DayPlan, after: DayPlan, system: UnitSystem = "si") -> list[str]:
    """Name what differs between two plans."""
    said = []
    if (before.regimen, before.daily_dose, before.form, before.missed, before.stop) != (
        after.regimen, after.daily_dose, after.form, after.missed, after.stop,
    ):  # fmt: skip
        said.append(f"now {regimen_words(after)}")
    if before.vitamin_d != after.vitamin_d:
        said.append(f"the start is {show('vitamin_d', after.vitamin_d, system)}")
    if before.plate != after.plate:
        said.append("the plate is another" if after.plate else "the plate is empty")
    if any(getattr(before, name) != getattr(after, name) for name in SUN):
        said.append(f"the sun is {sun_words(after)}")
    if (before.build, before.demand, before.person) != (after.build, after.demand, after.person):
        said.append("the person is another")
    return said


def sun_words(plan: DayPlan) -> str:
    """Say the sun of a plan."""
    known = tables.living_choices()
    if plan.minutes == "minutes-0":
        return "not counted"
    return f"{known[plan.minutes].said} {known[plan.latitude].said}, from {known[plan.month].name} on"


def outcome(planned: Planned, system: UnitSystem = "si") -> str:
    """Say where 25(OH)D goes, how far people differ, and what calcium does."""
    level = planned.course.vitamin_d
    first, last, peak = float(level[0]), float(level[-1]), float(level.max())
    people = f"({spread_words(planned, -1, system)} between people)"
    if peak - max(first, last) > STILL:
        week = int(level.argmax())
        people = f"({spread_words(planned, week, system)} between people)"
        climbs = f"25(OH)D climbs to {_said(peak, system)} in week {week} {people}"
        went = f"{climbs} and ends the year at {_said(last, system)}"
    elif abs(last - first) <= STILL:
        went = f"25(OH)D stays near {_said(last, system)} {people}"
    else:
        went = f"25(OH)D goes from {_number(first, system)} to {_said(last, system)} {people}{_halfway(planned)}"
    return f"{went}{_calcium(planned, system)}."


def spread_words(planned: Planned, at: int, system: UnitSystem) -> str:
    """Say between which levels of 25(OH)D people lie at a moment (an index)."""
    low, high = (_number(level, system) for level in planned.spread("vitamin_d", at))
    return f"{low} to {high}"


def _halfway(planned: Planned) -> str:
    level = planned.course.vitamin_d
    middle = (level[0] + level[-1]) / 2
    passed = (level >= middle) if level[-1] > level[0] else (level <= middle)
    return f", half of the way by week {int(passed.argmax())}"


def _calcium(planned: Planned, system: UnitSystem) -> str:
    calcium = planned.course.calcium
    first, last, most, least = (float(each) for each in (calcium[0], calcium[-1], calcium.max(), calcium.min()))
    if most > HIGH_CALCIUM:
        week = int((calcium > HIGH_CALCIUM).argmax())
        height = show("calcium", most, system)
        return f"; calcium becomes too high from week {week} on, {height} at its height, and the hormone falls silent"
    if is_hungry(planned):
        return (
            f"; calcium falls from {show('calcium', first, system)} to {show('calcium', least, system)} in week "
            f"{int(calcium.argmin())} before it rises to {show('calcium', last, system)}: hungry bone"
        )
    return f"; calcium ends at {show('calcium', last, system)} ({band_word(band_of('calcium', last))})"


def is_hungry(planned: Planned) -> bool:
    """Return whether healing bone draws low calcium further down."""
    calcium = planned.course.calcium
    return bool(calcium[0] < LOW_CALCIUM and calcium.min() < calcium[0] - HUNGRY)


def _number(value: float, system: UnitSystem) -> str:
    return f"{from_si('vitamin_d', value, system):.0f}"


def _said(value: float, system: UnitSystem) -> str:
    return f"{_number(value, system)} {unit('vitamin_d', system)}"
