"""What has to be said beside a plan: limits that are passed, and why time, bone and people behave as they do."""

from vitd_edu.body_course import BodyCourse
from vitd_edu.dosing import OWN_DOSE, Stretch, forms_of, largest, last_day, lasting_dose, taken
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import IntakeTarget, sun_facts
from vitd_edu.living import DAYS_PER_WEEK
from vitd_edu.physiology.constants import vitamin_d_constants
from vitd_edu.physiology.membrane import constant
from vitd_edu.planned import Planned, Target
from vitd_edu.planning import calcium_before, food_before, is_grown_up
from vitd_edu.units import UnitSystem, show
from vitd_edu.words.plan_symptoms import symptom_words
from vitd_edu.words.planning import HIGH_CALCIUM, STILL, is_hungry, stretch_words

Reason = tuple[str, str]  # a heading and its sentences


def notes(planned: Planned, system: UnitSystem = "si") -> tuple[str, ...]:
    """Return warnings: limits that are passed, people in whom it goes worse, and levels beyond the model."""
    said = (*_food(planned), *_sun(planned), *_over_limits(planned), *_people(planned, system), *planned.course.beyond)
    child = "The totals are compared for this person; the course is that of an adult body."
    return said if is_grown_up(planned.plan) else (*said, child)


def _food(planned: Planned) -> list[str]:
    """Say what the plate takes the place of, and that it is a tiny day where it brings much less calcium."""
    vitamin_d, calcium = planned.targets[0].eaten, planned.targets[1].eaten
    if not planned.plan.plate or calcium >= calcium_before(planned.plan):
        return []
    said = (
        f"This plate is the whole day’s food: {calcium:.0f} mg of calcium a day, where the life before had "
        f"{calcium_before(planned.plan):.0f} mg. Its {vitamin_d:.0f} IU of vitamin D take the place of "
        f"{food_before(planned.plan):.0f} IU."
    )
    return [said]


def _sun(planned: Planned) -> list[str]:
    """Say where the middle estimate of some month is above what was measured at the height of summer."""
    row, made = sun_facts()["measured-summer-peak"], max(month.middle for month in planned.sun)
    if made <= (row.upper or 0.0):
        return []
    said = (
        f"The solid line counts up to {made:.0f} IU a day from the sun, the middle of an old, generous estimate. "
        f"Measured over the seasons it gave {row.lower:.0f} to {row.upper:.0f} IU at the height of summer: the line "
        "may rise too far."
    )
    return [said]


def _over_limits(planned: Planned) -> list[str]:
    most = largest(planned.plan)
    passing = most if most is not None and most.stop is not None else None
    over = {
        target.nutrient: _over_limit(target, target.limit, passing if target.nutrient == "vitamin_d" else None)
        for target in planned.targets
        if target.limit is not None
        and target.nutrient != "magnesium"  # its limit is for tablets only, and the planner has none
        and target.eaten + target.taken > target.limit.amount
    }
    found = list(over.values())
    if planned.plan.regimen == "by-mistake":
        found.append("No guideline describes such a dose. It is shown so that its danger can be recognized.")
    elif "vitamin_d" in over and passing is not None and planned.plan.regimen != OWN_DOSE:
        found.append(
            "Guidelines describe such a loading course for treatment: it is prescribed, and levels are measured."
        )
    return found


def _over_limit(target: Target, limit: IntakeTarget, passing: Stretch | None) -> str:
    """Say that plate and tablets together pass a limit, and when, where they do so for some weeks only."""
    name = tables.analytes()[target.nutrient].short_name
    when = f", {stretch_words(passing)}," if passing else ""
    return (
        f"{name}: {target.eaten + target.taken:.0f} {target.unit} a day{when} pass the upper limit of "
        f"{limit.amount:.0f} {target.unit} ({limit.body}). Nobody should take so much without a professional who "
        "measures."
    )


def _people(planned: Planned, system: UnitSystem) -> list[str]:
    """Say where calcium goes too high, or out of the model, in somebody though not in the average body."""
    found = []
    for course, who in zip(planned.people, ("little", "much"), strict=True):
        if course is None:
            found.append(
                f"In a person in whom vitamin D does {who}, this is more than the model can follow: no line is drawn."
            )
        elif _too_high(course) and not _too_high(planned.course):
            week = int((course.calcium > HIGH_CALCIUM).argmax())
            found.append(
                f"In a person in whom a dose does {who}, calcium becomes too high from week {week} on: "
                f"{show('calcium', float(course.calcium.max()), system)} at its height."
            )
    return found


def _too_high(course: BodyCourse) -> bool:
    return bool(course.calcium.max() > HIGH_CALCIUM)


def reasons(planned: Planned, system: UnitSystem = "si") -> tuple[Reason, ...]:
    """Say why the curves run as they do: half-life, relapse, too much, hungry bone, form, people."""
    return tuple(
        reason
        for reason in (
            ("Symptoms", symptom_words(planned.course)),
            _half_life(planned),
            _relapse(planned),
            _too_much(planned),
            _hungry(planned, system),
            _form(planned),
            _differences(),
        )
        if reason
    )


def _half_life(planned: Planned) -> Reason:
    days = vitamin_d_constants().vitamin_d_half_life
    level = planned.course.vitamin_d
    rise = level[-1] - level[0]
    said = (
        f"Half of the 25(OH)D in blood is lost in about {days:.0f} days, sooner where there is much of it. "
        "After any change the level therefore moves for two to three months before it settles."
    )
    if abs(rise) > STILL and level.argmax() in (0, level.size - 1):
        half, most = (int((abs(level - level[0]) >= part * abs(rise)).argmax()) for part in (0.5, 0.9))
        said += f" Here half of the change is done by week {half} and nine tenths by week {most}."
    return "Half-life", said


def _relapse(planned: Planned) -> Reason | None:
    level, last = planned.course.vitamin_d, _last_taken(planned)
    if last is None or last >= level.size - 1:
        return None
    top, end = float(level[last]), float(level[-1])
    if top - end <= STILL:
        return None
    gain = top - float(level[0])
    gone = int((level[last:] <= top - 0.5 * gain).argmax())
    lost = f"half of the gain is lost {gone} weeks later" if gone else "less than half of the gain is lost in the year"
    return "Stop and relapse", (
        f"The last dose falls in week {last}; {lost}. Fat gives some vitamin D back, so the level falls more slowly "
        "at the end. What made it low before has not changed, and it goes back there."
    )


def _last_taken(planned: Planned) -> int | None:
    """Return the week in which vitamin D is taken for the last time; None where it goes on, or none is taken."""
    if lasting_dose(planned.plan) and last_day(planned.plan) >= planned.course.day[-1]:
        return None
    doses = taken(planned.plan)
    days = [dose.day for dose in doses.doses] + [intake.stop or 0.0 for intake in doses.intakes]
    return round(max(days) / DAYS_PER_WEEK) if days else None


def _too_much(planned: Planned) -> Reason | None:
    if not any(_too_high(course) for course in planned.courses):
        return None
    return "Too much", (
        "With so much 25(OH)D gut and bone send more calcium into the blood than the kidneys can pass, though the "
        "hormone is silent. It builds up over weeks. Vitamin D is stored, so it does not end with the last dose."
    )


def _hungry(planned: Planned, system: UnitSystem) -> Reason | None:
    if not is_hungry(planned):
        return None
    calcium = planned.course.calcium
    return "Hungry bone", (
        "Soft bone hardens once vitamin D is back, and takes calcium out of the blood while it does: here down to "
        f"{show('calcium', float(calcium.min()), system)}. That is why Harrison’s gives calcium with it."
    )


def _form(planned: Planned) -> Reason | None:
    if "D2" not in forms_of(planned.plan):
        return None
    share = vitamin_d_constants().vitamin_d2_potency
    return "D2", (
        f"The model lets an IU of D2 do {share:.1f} times what an IU of D3 does. In studies it does less than a third "
        "after a single large dose; with daily doses the difference is much smaller."
    )


def _differences() -> Reason:
    low, high = constant("responder_low"), constant("responder_high")
    return "People differ", (
        f"The dashed lines are the same plan in people in whom vitamin D does {low:g} or {high:g} times as much as on "
        "average, the sun with its low and its high estimate. Studies find two- to threefold differences; which of "
        "them somebody is shows only in a blood test."
    )
