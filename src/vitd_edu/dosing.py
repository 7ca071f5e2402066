"""From a regimen in a table to doses on days: what is taken, what is missed, and what is over when somebody stops."""

from typing import NamedTuple

from vitd_edu.knowledge.planner_tables import RegimenDose, regimen_doses
from vitd_edu.living import DAYS_PER_WEEK, choice_value
from vitd_edu.physiology.intake import DailyIntake, Dose, Form, Plan
from vitd_edu.plan_checks import OWN_DOSE
from vitd_edu.planning import DayPlan

WEEKS = 52
DESCRIBED = "as-described"


class Stretch(NamedTuple):
    """Weeks in which the same dose is taken.

    Attributes:
        units: Vitamin D at each time [IU], 0-60 000.
        every: Days from one dose to the next.
        form: What is taken.
        start: First week, from 0.
        stop: Week in which it is over; None where it goes on to the end of the year.
        kept: Share of the doses that is not forgotten, 0-1.
    """

    units: float
    every: int
    form: Form
    start: float
    stop: float | None
    kept: float

    @property
    def a_day(self) -> float:
        """The dose as it is planned, averaged over the days of the stretch, forgotten or not [IU/d]."""
        return self.units / self.every


def forms_of(plan: DayPlan) -> tuple[Form, ...]:
    """Return the forms of vitamin D that are taken, in order; none where nothing is taken."""
    return tuple(dict.fromkeys(stretch.form for stretch in stretches(plan)))


def rows_of(plan: DayPlan) -> tuple[RegimenDose, ...]:
    """Return the rows of doses of a regimen, in order."""
    return tuple(row for row in regimen_doses() if row.regimen == plan.regimen)


def calcium_tablets(plan: DayPlan) -> float:
    """Return the calcium that a regimen gives beside vitamin D, all year [mg/d]; it goes on if vitamin D is stopped."""
    return sum(row.calcium_mg or 0.0 for row in rows_of(plan))


def lasting_dose(plan: DayPlan) -> float:
    """Return the daily dose after any loading course, as described [IU/d]."""
    if plan.regimen == OWN_DOSE:
        return plan.daily_dose
    return sum(row.units / row.every for row in rows_of(plan) if row.times is None)


def lasting_form(plan: DayPlan) -> Form:
    """Return the form of the daily dose that goes on; D3 where there is none and none is set."""
    last = [row.form for row in rows_of(plan) if row.times is None]
    return _form(plan, last[0] if last else "D3")


def kept_share(plan: DayPlan) -> float:
    """Return the share of the doses that is not forgotten."""
    return 1.0 - choice_value(plan.missed)


def lasting_taken(plan: DayPlan) -> float:
    """Return what is really taken of the daily dose that goes on, while it is not stopped [IU/d]."""
    return lasting_dose(plan) * kept_share(plan)


def last_day(plan: DayPlan) -> float:
    """Return the day on which vitamin D is stopped, or the last one of the year [d]."""
    return choice_value(plan.stop) * DAYS_PER_WEEK or WEEKS * DAYS_PER_WEEK


def stretches(plan: DayPlan) -> tuple[Stretch, ...]:
    """Return the doses of the year as stretches, in order; what the stop cuts off is not in them."""
    end, kept = last_day(plan) / DAYS_PER_WEEK, kept_share(plan)
    if plan.regimen == OWN_DOSE:
        planned = [Stretch(plan.daily_dose, 1, _form(plan, "D3"), 0.0, None, kept)]
    else:
        planned = [
            Stretch(
                row.units,
                row.every,
                _form(plan, row.form),
                float(row.start_week),
                row.start_week + row.every * row.times / DAYS_PER_WEEK if row.times else None,
                kept,
            )
            for row in rows_of(plan)
        ]
    stop = end if end < WEEKS else None
    cut = [each._replace(stop=_sooner(each.stop, stop)) for each in planned]
    return tuple(each for each in cut if each.units > 0.0 and each.start < end)


def whole_year(plan: DayPlan) -> tuple[Stretch, ...]:
    """Return the stretches of the year in order, with those before, between and after in which nothing is taken."""
    found: list[Stretch] = []
    week = 0.0
    for each in stretches(plan):
        if each.start > week:
            found.append(_nothing(week, each.start))
        found.append(each)
        week = WEEKS if each.stop is None else each.stop
    return tuple(found if week >= WEEKS else [*found, _nothing(week, None)])


def _nothing(start: float, stop: float | None) -> Stretch:
    return Stretch(0.0, 1, "D3", start, stop, 1.0)


def largest(plan: DayPlan) -> Stretch | None:
    """Return the stretch in which most is planned a day; None where nothing is taken."""
    return max(stretches(plan), key=lambda stretch: stretch.a_day, default=None)


def taken(plan: DayPlan, response: float = 1.0) -> Plan:
    """Return the doses that are taken, without those that are missed and those after the stop.

    Args:
        plan: What is planned.
        response: What a dose does beside the average person.
    """
    planned = Plan()
    for each in stretches(plan):
        start, stop = (DAYS_PER_WEEK * week for week in (each.start, WEEKS if each.stop is None else each.stop))
        if each.every == 1:
            planned += Plan(intakes=(DailyIntake(each.units * each.kept * response, start, stop, each.form),))
        else:
            planned += _repeated(each, response, (start, stop), choice_value(plan.missed))
    return planned


def _form(plan: DayPlan, described: Form) -> Form:
    """Return the form that is taken of a dose: the described one, unless the plan sets another for all."""
    if plan.form == DESCRIBED:
        return described
    return "D3" if plan.form == "with-d3" else "D2"


def _sooner(one: float | None, other: float | None) -> float | None:
    ends = [end for end in (one, other) if end is not None]
    return min(ends) if ends else None


def _repeated(each: Stretch, response: float, days: tuple[float, float], missed: float) -> Plan:
    """Return doses at equal distances; every n-th one is missed, so that the same plan gives the same course."""
    skip = round(1.0 / missed) if missed else 0
    turns = range(round((days[1] - days[0]) / each.every))
    taken_on = [days[0] + each.every * turn for turn in turns if not skip or (turn + 1) % skip]
    return Plan(doses=tuple(Dose(each.units * response, day, each.form) for day in taken_on))
