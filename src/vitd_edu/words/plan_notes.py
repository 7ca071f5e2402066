"""What has to be said beside a plan: limits that are passed, and why time, bone and people behave as they do."""

from vitd_edu.dosing import forms_of, largest, last_day, lasting_dose, taken, whole_year
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import sun_facts
from vitd_edu.living import DAYS_PER_WEEK
from vitd_edu.physiology.constants import vitamin_d_constants
from vitd_edu.physiology.membrane import constant
from vitd_edu.plan_checks import OWN_DOSE
from vitd_edu.planned import Planned, Target
from vitd_edu.planning import DayPlan, calcium_before, food_before, is_grown_up
from vitd_edu.units import UnitSystem, show, whole
from vitd_edu.words.plan_symptoms import symptom_words
from vitd_edu.words.planning import NO_SUN, STILL, first_high, is_high, is_hungry, missed_words, stretch_words

Reason = tuple[str, str]  # a heading and its sentences
Span = tuple[float, str]  # an amount a day, and when
START = (
    "The level at the start, low or high, is taken for the one that this life has long held, by its food, its sun and "
    "whatever else is taken; all of that goes on. Where nothing is added, the level therefore stays."
)


def notes(planned: Planned, system: UnitSystem = "si") -> tuple[str, ...]:
    """Return warnings: limits that are passed, people in whom it goes worse, and levels beyond the model."""
    said = (
        *_food(planned),
        *_sun(planned),
        *_over_limits(planned),
        *_people(planned, system),
        *planned.course.beyond(system),
    )
    child = "The totals are compared for this person; the course is that of an adult body."
    return said if is_grown_up(planned.plan) else (*said, child)


def _food(planned: Planned) -> list[str]:
    """Say what the plate takes the place of, and that it is a tiny day where it brings much less calcium."""
    vitamin_d, calcium = planned.targets[0].eaten, planned.targets[1].eaten
    if not planned.plan.plate or calcium >= calcium_before(planned.plan):
        return []
    said = (
        f"This plate is the whole day’s food: {whole(calcium)} mg of calcium a day, where the life before had "
        f"{whole(calcium_before(planned.plan))} mg. Its {whole(vitamin_d)} IU of vitamin D take the place of "
        f"{food_before(planned.plan):.0f} IU."
    )
    return [said]


def _sun(planned: Planned) -> list[str]:
    """Say where the middle estimate of some month is above what was measured at the height of summer."""
    row, made = sun_facts()["measured-summer-peak"], max(month.middle for month in planned.sun)
    if made <= (row.upper or 0.0):
        return []
    said = (
        f"The solid line counts up to {whole(made)} IU a day from the sun, the middle of an old, generous estimate. "
        f"Measured over the seasons it gave {row.lower:.0f} to {row.upper:.0f} IU at the height of summer: the line "
        "may rise too far."
    )
    return [said]


def _over_limits(planned: Planned) -> list[str]:
    counted = [target for target in planned.targets if target.nutrient != "magnesium"]  # its limit is for tablets only
    over = {target.nutrient: said for target in counted if (said := _over_limit(planned.plan, target))}
    found, most = list(over.values()), largest(planned.plan)
    if planned.plan.regimen == "by-mistake":
        found.append("No guideline describes such a dose. It is shown so that its danger can be recognized.")
    elif "vitamin_d" in over and planned.plan.regimen != OWN_DOSE and most is not None and most.stop is not None:
        found.append(
            "Guidelines describe such a loading course for treatment: it is prescribed, and levels are measured."
        )
    return found


def _over_limit(plan: DayPlan, target: Target) -> str:
    """Say that plate and tablets, as planned, together pass a limit, and when; empty where they never do."""
    limit, tablets = target.limit, whole_year(plan) if target.nutrient == "vitamin_d" else ()
    spans = [(target.eaten + each.a_day, stretch_words(each)) for each in tablets]
    spans = spans or [(target.eaten + target.taken, "all year")]
    over = sorted((span for span in spans if limit and span[0] > limit.amount), reverse=True)
    if not over or limit is None:
        return ""
    name, passed = tables.analytes()[target.nutrient].short_name, f"{whole(limit.amount)} {target.unit} ({limit.body})"
    told = _passing(over, f"pass the upper limit of {passed}", target.unit, always=len(over) == len(spans))
    forgotten = missed_words(plan) if tablets else []
    kept = f"The tablets are counted as planned, though {forgotten[0]}. " if forgotten else ""
    return f"{name}: {told}. {kept}Nobody should take so much without a professional who measures."


def _passing(over: list[Span], passed: str, unit: str, *, always: bool) -> str:
    """Say what passes a limit: the least of all year and the most, or each stretch that does.

    Args:
        over: What passes it, most first.
        passed: The limit that is passed, in words.
        unit: Unit of the amounts.
        always: Whether it is passed all year.
    """
    (most, when), (least, _) = over[0], over[-1]
    if always:
        told = f"{'at least ' if most > least else ''}{whole(least)} {unit} a day {passed} all year"
    else:
        told = f"{whole(most)} {unit} a day, {when}, {passed}"
    more = over[1:] if not always else over[:1] if most > least else []
    return told + "".join(f"; it is {whole(amount)} {unit} a day {later}" for amount, later in more)


def _people(planned: Planned, system: UnitSystem) -> list[str]:
    """Say where calcium goes too high, or out of the model, in somebody though not in the average body."""
    found = []
    for course, who in zip(planned.people, ("little", "much"), strict=True):
        if course is None:
            found.append(
                f"In a person in whom vitamin D does {who}, this is more than the model can follow: no line is drawn."
            )
        elif is_high(course) and not is_high(planned.course):
            found.append(
                f"In a person in whom a dose does {who}, calcium becomes too high from week {first_high(course)} on: "
                f"{show('calcium', float(course.calcium.max()), system)} at its height."
            )
    return found


def reasons(planned: Planned, system: UnitSystem = "si") -> tuple[Reason, ...]:
    """Say why the curves run as they do: start, half-life, relapse, too much, hungry bone, form, people."""
    return tuple(
        reason
        for reason in (
            ("Symptoms", symptom_words(planned.course)),
            ("The start", START),
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
        "By a rule of thumb a level therefore settles two to three months after a change. In the model it takes "
        "longer: a usual daily dose has done nine tenths of what it does after three to four."
    )
    if abs(rise) > STILL and _is_steady(planned.plan):
        half, most = (int((abs(level - level[0]) >= part * abs(rise)).argmax()) for part in (0.5, 0.9))
        said += f" Here half of the change is done by week {half} and nine tenths by week {most}."
    return "Half-life", said


def _is_steady(plan: DayPlan) -> bool:
    """Return whether the same comes in from the first day of the year to the last."""
    return plan.minutes == NO_SUN and len(whole_year(plan)) == 1


def _relapse(planned: Planned) -> Reason | None:
    level, last = planned.course.vitamin_d, _last_taken(planned)
    if last is None or last >= level.size - 1:
        return None
    top, end = float(level[last]), float(level[-1])
    gain = top - float(level[0])
    if min(gain, top - end) <= STILL:
        return None
    gone = int((level[last:] <= top - 0.5 * gain).argmax())
    as_before = not planned.plan.plate and planned.plan.minutes == NO_SUN
    back = " The life that held the level before has not changed, and it goes back there." if as_before else ""
    lost = f"half of the gain is lost {gone} weeks later" if gone else "less than half of the gain is lost in the year"
    return "Stop and relapse", (
        f"The last dose falls in week {last}; {lost}. Fat gives some vitamin D back, so the level falls more slowly "
        f"at the end.{back}"
    )


def _last_taken(planned: Planned) -> int | None:
    """Return the week in which vitamin D is taken for the last time; None where it goes on, or none is taken."""
    if lasting_dose(planned.plan) and last_day(planned.plan) >= planned.course.day[-1]:
        return None
    doses = taken(planned.plan)
    days = [dose.day for dose in doses.doses] + [intake.stop or 0.0 for intake in doses.intakes]
    return round(max(days) / DAYS_PER_WEEK) if days else None


def _too_much(planned: Planned) -> Reason | None:
    if not any(is_high(course) for course in planned.courses):
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
