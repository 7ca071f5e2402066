"""From a regimen in a table to doses on days: what is taken, what is missed, and what is over when somebody stops."""

from vitd_edu.knowledge.planner_tables import RegimenDose, regimen_doses
from vitd_edu.living import DAYS_PER_WEEK, choice_value
from vitd_edu.physiology.intake import DailyIntake, Dose, Form, Plan
from vitd_edu.planning import DayPlan

WEEKS = 52
OWN_DOSE = "own-dose"


def form_of(plan: DayPlan) -> Form:
    """Return the form of vitamin D that is taken."""
    return "D3" if plan.form == "with-d3" else "D2"


def rows_of(plan: DayPlan) -> tuple[RegimenDose, ...]:
    """Return the rows of doses of a regimen, in order."""
    return tuple(row for row in regimen_doses() if row.regimen == plan.regimen)


def calcium_tablets(plan: DayPlan) -> float:
    """Return the calcium that a regimen gives beside vitamin D [mg/d]."""
    return sum(row.calcium_mg or 0.0 for row in rows_of(plan))


def lasting_dose(plan: DayPlan) -> float:
    """Return the daily dose that goes on [IU/d]: what is left when a loading course is over."""
    if plan.regimen == OWN_DOSE:
        return plan.daily_dose
    return sum(row.units / row.every for row in rows_of(plan) if row.times is None)


def passing_dose(plan: DayPlan) -> float:
    """Return the largest dose that is taken for some time only, averaged over its days [IU/d]."""
    return max((row.units / row.every for row in rows_of(plan) if row.times is not None), default=0.0)


def kept_share(plan: DayPlan) -> float:
    """Return the share of the doses that is not forgotten."""
    return 1.0 - choice_value(plan.missed)


def lasting_taken(plan: DayPlan) -> float:
    """Return what is really taken of the daily dose that goes on [IU/d]."""
    return lasting_dose(plan) * kept_share(plan)


def last_day(plan: DayPlan) -> float:
    """Return the day on which vitamin D is stopped, or the last one of the year [d]."""
    return choice_value(plan.stop) * DAYS_PER_WEEK or WEEKS * DAYS_PER_WEEK


def taken(plan: DayPlan, response: float = 1.0) -> Plan:
    """Return the doses that are taken, without those that are missed and those after the stop.

    Args:
        plan: What is planned.
        response: What a dose does beside the average person.
    """
    form, end, kept = form_of(plan), last_day(plan), kept_share(plan)
    if plan.regimen == OWN_DOSE:
        return _daily(plan.daily_dose * kept * response, 0.0, end, form)
    planned = Plan()
    for row in rows_of(plan):
        start = row.start_week * DAYS_PER_WEEK
        stop = min(end, start + row.every * row.times) if row.times else end
        if row.every == 1:
            planned += _daily(row.units * kept * response, start, stop, form)
        else:
            planned += _repeated(row.units * response, start, stop, row.every, choice_value(plan.missed), form)
    return planned


def _daily(units: float, start: float, stop: float, form: Form) -> Plan:
    return Plan(intakes=(DailyIntake(units, start, stop, form),)) if stop > start and units > 0 else Plan()


def _repeated(units: float, start: float, stop: float, every: int, missed: float, form: Form) -> Plan:
    """Return doses at equal distances; every n-th one is missed, so that the same plan gives the same course."""
    skip = round(1.0 / missed) if missed else 0
    days = [start + every * turn for turn in range(round((stop - start) / every))]
    return Plan(doses=tuple(Dose(units, day, form) for turn, day in enumerate(days, 1) if not skip or turn % skip))
