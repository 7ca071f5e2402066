"""A day's plate beside what is advised, the sun's estimate, and the regimen in the words of its guideline."""

from vitd_edu.dosing import largest
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import foods, regimens, sun_facts
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.sun import fact
from vitd_edu.planned import Planned, Target
from vitd_edu.planning import calcium_before, food_before
from vitd_edu.words.planning import missed_words, stretch_words

NAMES = {"vitamin_d": "Vitamin D", "calcium": "Calcium", "magnesium": "Magnesium"}
GUIDELINES = {
    "loading": ("aafp2009",),
    "aafp": ("aafp2009",),
    "harrison": ("harrison",),
    "uk-ros": ("ros-loading", "ros-maintenance"),
    "six-thousand": ("es2011",),
    "no-regimen": ("es2024",),
    "own-dose": ("es2024",),
    "by-mistake": ("annual-megadose",),  # a trial: no guideline describes such a dose
}


def draw(planned: Planned) -> str:
    """Return plate, totals and limits as HTML."""
    eaten = [(foods()[food], servings) for food, servings in planned.plan.plate]
    rows = [_row(target) for target in planned.targets]
    # An empty plate is no diet of nothing: then the life before goes on, and there is nothing to compare.
    rows = [{**row, "compared": bool(eaten) or bool(row["over"])} for row in rows]
    person = tables.living_choices()[planned.plan.person].name
    most = largest(planned.plan)
    return fill(
        "plate.html",
        eaten=eaten,
        rows=rows,
        person=person,
        when="; ".join([stretch_words(most), *missed_words(planned.plan)]) if most else "",
        before=(calcium_before(planned.plan), food_before(planned.plan)),
        needy=planned.plan.demand != "adult",
    )


def _row(target: Target) -> dict[str, object]:
    """Return one nutrient: plate and tablets beside allowance and limit, as shares of a bar that holds all of them."""
    limit = target.limit.amount if target.limit else None
    # The limit of magnesium counts tablets only, and the planner gives none.
    counted = target.taken if target.nutrient == "magnesium" else target.eaten + target.taken
    longest = max(target.eaten + target.taken, target.advised.amount, limit or 0.0) * 1.04
    return {
        "id": target.nutrient,
        "name": NAMES[target.nutrient],
        "unit": target.unit,
        "eaten": target.eaten,
        "taken": target.taken,
        "advised": target.advised,
        "limit": limit,
        "tablets_only": target.nutrient == "magnesium",
        "met": target.reached >= target.advised.amount,
        "over": limit is not None and counted > limit,
        "bar": target.eaten / longest,
        "more": target.taken / longest,
        "advised_at": target.advised.amount / longest,
        "limit_at": limit / longest if limit else None,
    }


def sun(planned: Planned) -> str:
    """Return what the sun may add, as HTML."""
    measured = (bounds("measured-summer-peak"), bounds("measured-share"))
    return fill(
        "sun.html",
        sun=planned.sun[0],
        winter=sum(month.winter for month in planned.sun),
        month=tables.living_choices()[planned.plan.month].name,
        measured=measured,
        floor=fact("uv-index-floor"),
        caution=constant("reddening_caution"),
        plan=planned.plan,
    )


def bounds(name: str) -> tuple[float, float, str]:
    """Return lower bound, upper bound and unit of a row of ``data/sun.csv``."""
    row = sun_facts()[name]
    return row.lower or 0.0, row.upper or 0.0, row.unit


def regimen(planned: Planned) -> str:
    """Return what guidelines say on such a regimen, as HTML."""
    wanted = GUIDELINES[planned.plan.regimen]
    chosen = tables.living_choices()[planned.plan.regimen]
    return fill("regimen.html", name=chosen.name, rows=[row for row in regimens() if row.id in wanted])
