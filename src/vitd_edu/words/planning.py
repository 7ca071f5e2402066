"""What a plan leads to, said in sentences; it describes and never recommends."""

from dataclasses import replace

from vitd_edu.body_course import BodyCourse
from vitd_edu.dosing import DESCRIBED, WEEKS, Stretch, calcium_tablets, forms_of, last_day, stretches
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of, side_of
from vitd_edu.knowledge.planner_tables import foods
from vitd_edu.living import DAYS_PER_WEEK
from vitd_edu.plan_checks import OWN_DOSE
from vitd_edu.planned import Planned
from vitd_edu.planning import DayPlan, calcium_before, calcium_eaten
from vitd_edu.units import UnitSystem, from_si, show, unit, whole
from vitd_edu.words.states import band_word, listed, upper_first

STILL = 2.0  # nmol/L: a smaller rise is said as none
SUN = ("latitude", "month", "skin", "minutes", "area", "protection")
NO_SUN = "minutes-0"
HUNGRY = 0.04  # mmol/L that calcium falls below its start while bone heals, and comes back afterwards
NOW = {  # how a choice is said that was changed
    "minutes": "there are now {0.said} on most days",
    "latitude": "the place is now {0.said}",
    "month": "the year now begins {0.said}",
    "skin": "the skin type is now {0.name}",
    "area": "the sun now falls {0.said}",
    "protection": "the sun is now met {0.said}",
    "person": "the person is now “{0.name}”",
    "build": "the build is now {0.name}",
    "demand": "the extra need of calcium is now “{0.name}”",
}


def sentence(planned: Planned, system: UnitSystem = "si") -> str:
    """Say what a plan leads to, in one sentence."""
    said = [regimen_words(planned.plan), *plate_words(planned)]
    body, usual = (planned.plan.build, planned.plan.demand), (DayPlan().build, DayPlan().demand)
    unusual = [tables.living_choices()[now].said for now, often in zip(body, usual, strict=True) if now != often]
    said += [f"with {listed(unusual)}"] if unusual else []
    return f"{upper_first('; '.join(said))}: {outcome(planned, system)}"


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
        taken = f"{whole(plan.daily_dose)} IU of {forms} are taken a day"
    else:
        described = "" if plan.form == DESCRIBED else ", whatever is described"
        taken = f"{tables.living_choices()[plan.regimen].said} ({forms}{described})"
    return "; ".join([taken, *_lapses(plan)])


def _lapses(plan: DayPlan) -> list[str]:
    """Say what is missed, and what is stopped before it would be over by itself."""
    stopped = [tables.living_choices()[plan.stop].said] if stop_counts(plan) else []
    return [*missed_words(plan), *stopped]


def missed_words(plan: DayPlan) -> list[str]:
    """Say which share of the doses is forgotten, where any is."""
    return [tables.living_choices()[plan.missed].said] if plan.missed != "none-missed" and stretches(plan) else []


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
    return weeks if stretch.every == 1 else f"{weeks}, as {whole(stretch.units)} IU every {stretch.every} days"


def plate_words(planned: Planned) -> list[str]:
    """Say what plate and sun add, where there is a plate or a sun."""
    said = []
    if planned.plan.plate:
        said.append(f"the plate brings {whole(planned.targets[0].eaten)} IU of vitamin D a day")
    if planned.plan.minutes != NO_SUN:
        now = planned.sun[0]
        made = "nothing (a vitamin D winter)" if now.winter else f"{whole(now.low)} to {whole(now.high)} IU a day"
        month = tables.living_choices()[planned.plan.month].name
        said.append(f"the year begins in {month}, when the sun brings {made}")
    return said


def changed_words(before: DayPlan, after: DayPlan, system: UnitSystem = "si") -> list[str]:
    """Name what differs between two plans."""
    said = []
    if regimen_words(before) != regimen_words(after):
        said.append(f"now {regimen_words(after)}")
    if before.vitamin_d != after.vitamin_d:
        said.append(f"the start is {show('vitamin_d', after.vitamin_d, system)}")
    if before.plate != after.plate:
        held = [f"{servings} × {foods()[food].name}" for food, servings in after.plate]
        said.append(f"the plate now holds {listed(held)}" if held else "the plate is empty")
    return [*said, *_sun_changes(before, after), *_person_changes(before, after)]


def _changes(before: DayPlan, after: DayPlan, names: tuple[str, ...]) -> list[str]:
    """Say the choice that each of these fields went to, where it went to another."""
    moved = [getattr(after, name) for name in names if getattr(before, name) != getattr(after, name)]
    chosen = [tables.living_choices()[name] for name in moved]
    return [NOW[row.field].format(row) for row in chosen]


def _sun_changes(before: DayPlan, after: DayPlan) -> list[str]:
    """Say what is another about the sun; all of it where it counts for the first time."""
    known = tables.living_choices()
    if after.minutes == NO_SUN:
        said = _changes(before, after, SUN) if before.minutes == NO_SUN else []
        stopped = ["no sun is counted any more"] if before.minutes != NO_SUN else []
        return stopped or ([f"{listed(said)}, though no sun is counted"] if said else [])
    if before.minutes != NO_SUN:
        return _changes(before, after, SUN)
    begun = f"there are now {known[after.minutes].said} {known[after.latitude].said}, from {known[after.month].name} on"
    return [begun, *_changes(before, after, ("skin", "area", "protection"))]


def _person_changes(before: DayPlan, after: DayPlan) -> list[str]:
    """Say what is another about the person; a great need of calcium comes with a life on little of it."""
    said = _changes(before, after, ("person", "build", "demand"))
    old, new = calcium_before(before), calcium_before(after)
    if old == new:
        return said
    eats = "after a life on" if after.plate else "eating"
    return [*said[:-1], f"{said[-1]}, {eats} {whole(new)} instead of {whole(old)} mg of calcium a day"]


def outcome(planned: Planned, system: UnitSystem = "si") -> str:
    """Say where 25(OH)D goes, how far people differ, and what calcium does."""
    level = planned.course.vitamin_d
    first, last, peak = float(level[0]), float(level[-1]), float(level.max())
    people = _people(planned, -1, system)
    if peak - max(first, last) > STILL:
        week = int(level.argmax())
        climbs = f"25(OH)D climbs to {_said(peak, system)} in week {week}{_people(planned, week, system)}"
        went = f"{climbs} and ends the year at {_said(last, system)}"
    elif abs(last - first) <= STILL:
        went = f"25(OH)D stays near {_said(last, system)}{people}"
    else:
        went = f"25(OH)D goes from {_number(first, system)} to {_said(last, system)}{people}{_halfway(planned)}"
    return f"{went}{_calcium(planned, system)}."


def spread_words(planned: Planned, at: int, system: UnitSystem) -> str:
    """Say between which levels of 25(OH)D people lie at a moment (an index); who is beyond the model is beyond it."""
    low, high = (_number(level, system) for level in planned.spread("vitamin_d", at))
    if None not in planned.people and low == high:
        return low
    little, much = planned.people
    return f"{low if little else f'less than {low}'} to {high if much else f'more than {high}'}"


def _people(planned: Planned, at: int, system: UnitSystem) -> str:
    """Say how far people differ at a moment, where they do."""
    said = spread_words(planned, at, system)
    return f" ({said} between people)" if " to " in said else ""


def _halfway(planned: Planned) -> str:
    level = planned.course.vitamin_d
    middle = (level[0] + level[-1]) / 2
    passed = (level >= middle) if level[-1] > level[0] else (level <= middle)
    return f", half of the way by week {int(passed.argmax())}"


def _calcium(planned: Planned, system: UnitSystem) -> str:
    calcium = planned.course.calcium
    last, most = float(calcium[-1]), float(calcium.max())
    if is_high(planned.course):
        week = first_high(planned.course)
        height = show("calcium", most, system)
        return f"; calcium becomes too high from week {week} on, {height} at its height, and the hormone falls silent"
    if _dips(planned):
        return f"; calcium falls {_fall(planned, system)}"
    return f"; calcium ends at {show('calcium', last, system)} ({band_word(band_of('calcium', last))})"


def is_high(course: BodyCourse) -> bool:
    """Return whether calcium leaves its usual range upward."""
    return bool((side_of("calcium", course.calcium) > 0).any())


def first_high(course: BodyCourse) -> int:
    """Return the first week (an index) in which it does."""
    return int((side_of("calcium", course.calcium) > 0).argmax())


def _fall(planned: Planned, system: UnitSystem) -> str:
    """Say how deep calcium falls, whether it comes back, and what drew it down."""
    calcium = planned.course.calcium
    week = int(calcium.argmin())
    first, least, most, last = (float(each) for each in (calcium[0], calcium[week], calcium[week:].max(), calcium[-1]))
    falls = f"from {show('calcium', first, system)} to {show('calcium', least, system)} in week {week}"
    ends = f" and ends at {show('calcium', last, system)}"
    if not is_hungry(planned):
        why = f"too little is eaten{' while bone hardens' if _heals(planned) else ''}"
        return f"{falls}{ends if last - least > HUNGRY else ''}: {why}"
    relapses = most - last > HUNGRY
    rises = f"before it rises to {show('calcium', most if relapses else last, system)}"
    return f"{falls} {rises}{ends if relapses else ''}: hungry bone"


def _dips(planned: Planned) -> bool:
    """Return whether calcium falls below its start and is low then."""
    calcium = planned.course.calcium
    return bool(calcium.min() < calcium[0] - HUNGRY and side_of("calcium", calcium.min()) < 0)


def _heals(planned: Planned) -> bool:
    """Return whether vitamin D has come back when calcium is at its lowest, and calcium comes back afterwards."""
    calcium, level = planned.course.calcium, planned.course.vitamin_d
    least = int(calcium.argmin())
    return bool(level[least] - level[0] > STILL and calcium[least:].max() - calcium[least] > HUNGRY)


def is_hungry(planned: Planned) -> bool:
    """Return whether healing bone draws calcium down.

    Calcium that was not low before, and falls where less of it is eaten than before, is not put down to bone alone.
    """
    eaten = calcium_eaten(planned.plan) + calcium_tablets(planned.plan)
    to_bone = side_of("calcium", planned.course.calcium[0]) < 0 or eaten >= calcium_before(planned.plan)
    return bool(_dips(planned) and _heals(planned) and to_bone)


def _number(value: float, system: UnitSystem) -> str:
    return f"{from_si('vitamin_d', value, system):.0f}"


def _said(value: float, system: UnitSystem) -> str:
    return f"{_number(value, system)} {unit('vitamin_d', system)}"
