"""Where the planner's numbers come from: those of a plan, and the constants of the model behind its curves."""

from collections.abc import Iterator
from dataclasses import fields

from vitd_edu.dosing import rows_of
from vitd_edu.figures.plate_table import GUIDELINES
from vitd_edu.figures.render import fill
from vitd_edu.figures.sources import Source, fold, of_constant
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import SunFact, foods, regimens, sun_facts
from vitd_edu.physiology.constants import MineralConstants, VitaminDConstants
from vitd_edu.physiology.dose_response import BARGER_LUX
from vitd_edu.planned import Planned
from vitd_edu.planning import DayPlan
from vitd_edu.units import whole
from vitd_edu.words.planning import SUN

CHOSEN = {  # choices with a number behind them: what it is, and its unit
    "missed": ("Share of the doses that is missed", ""),
    "stop": ("Vitamin D is stopped after (0: never)", "weeks"),
    "build": ("Body-mass index", "kg/m2"),
    "demand": ("Extra need of calcium", "mmol/d"),
    "person": ("Age", "years"),
    "latitude": ("Latitude", "degrees north"),
    "minutes": ("Midday sun on most days", "min"),
    "area": ("Share of the skin that is bare", ""),
    "protection": ("Sunscreen divides the dose by", ""),
}
SUN_FACTS = ("whole-body-yield", "uv-index-dose", "uv-index-floor", "age-factor", "kit-range", "measured-summer-peak")
SUN_CONSTANTS = ("uv_peak", "uv_steepness", "earth_tilt", "sun_age_young", "sun_age_old", "reddening_caution")
FOOD_BEFORE = ("planner_food_vitamin_d", "planner_food_share")
NERVE_AND_MUSCLE = (
    "magnesium_ionized_fraction", "magnesium_potency", "screening_reference", "millivolts_per_e_fold", "ph_reference",
    "ph_on_ionized_calcium", "millivolts_per_ph", "chronic_adaptation", "adaptation_time", "score_midpoint",
    "score_slope", "weakness_vitamin_d_start", "weakness_vitamin_d_span", "weakness_direct_share",
    "weakness_high_calcium_start", "weakness_high_calcium_span", "weakness_high_magnesium_start",
    "weakness_high_magnesium_span",
)  # fmt: skip
FORMULAS = (
    "ekwaru_scale", "ekwaru_bend", *BARGER_LUX.values(), "veugelers_usual", "veugelers_overweight", "veugelers_obese",
)  # fmt: skip
NOT_USED = {"magnesium_cofactor_floor"}  # off in the planner


def draw(planned: Planned) -> str:
    """Return the sources of the numbers of a plan as HTML, in a fold."""
    shown = fold("sources", "Where the numbers of this plan come from", of_plan(planned))
    return fill("sources_fold.html", **shown)


def footer() -> str:
    """Return what the planner leaves out, and where the numbers of its model come from, as HTML."""
    shown = fold("model-sources", "Where the numbers of the model come from", of_model())
    return fill("planner_footer.html", **shown)


def of_plan(planned: Planned) -> tuple[Source, ...]:
    """Return the numbers of a plan: plate, allowances and limits, life before, choices, tablets and sun."""
    parts = (_eaten, _advised, _before, _chosen, _taken, _sun)
    return tuple(source for part in parts for source in part(planned))


def of_model() -> tuple[Source, ...]:
    """Return the constants behind the curves and the formulas, each once."""
    body = (field.name for kind in (VitaminDConstants, MineralConstants) for field in fields(kind))
    names = dict.fromkeys(("responder_low", "responder_high", *body, *NERVE_AND_MUSCLE, *FORMULAS))
    return tuple(of_constant(tables.parameters()[name]) for name in names if name not in NOT_USED)


def _eaten(planned: Planned) -> Iterator[Source]:
    for food, _ in planned.plan.plate:
        row = foods()[food]
        amounts = ((row.vitamin_d_iu, "IU"), (row.calcium_mg, "mg of calcium"), (row.magnesium_mg, "mg of magnesium"))
        value = ", ".join("not known" if amount is None else f"{amount:g} {unit}" for amount, unit in amounts)
        yield Source(row.id, f"{row.name}, {row.serving}", value, row.provenance)


def _advised(planned: Planned) -> Iterator[Source]:
    for target in planned.targets:
        for row in (target.advised, *([target.limit] if target.limit else [])):
            name, kind = tables.analytes()[row.nutrient].short_name, row.kind.replace("-", ", ")
            yield Source(row.id, f"{name} ({kind}, {row.body})", f"{row.amount:g} {row.unit}", row.provenance)


def _before(planned: Planned) -> Iterator[Source]:
    calcium = "planner_calcium" if planned.plan.demand == DayPlan().demand else "planner_little_calcium"
    for name in (calcium, *(FOOD_BEFORE if planned.plan.plate else ())):
        yield of_constant(tables.parameters()[name])


def _chosen(planned: Planned) -> Iterator[Source]:
    for name, (meaning, unit) in CHOSEN.items():
        if name in SUN and not _counts_sun(planned):
            continue
        row = tables.living_choices()[getattr(planned.plan, name)]
        yield Source(row.id, f"{meaning}: {row.name}", f"{row.value:g} {unit}".strip(), row.provenance)


def _taken(planned: Planned) -> Iterator[Source]:
    for row in rows_of(planned.plan):
        often = "a day" if row.every == 1 else f"every {row.every} days"
        times = f", {row.times} times" if row.times else ""
        value = f"{whole(row.units)} IU of {row.form} {often} from week {row.start_week} on{times}"
        calcium = f"; {row.calcium_mg:g} mg of calcium a day" if row.calcium_mg else ""
        yield Source(f"{row.regimen}-{row.position}", f"Dose {row.position} as drawn", value + calcium, row.provenance)
    for said in regimens():
        if said.id in GUIDELINES[planned.plan.regimen]:
            yield Source(said.id, said.body, "as said above", said.provenance)


def _sun(planned: Planned) -> Iterator[Source]:
    if not _counts_sun(planned):
        return
    skin = int(tables.living_choices()[planned.plan.skin].value)
    for name in (*SUN_FACTS, f"reddening-dose-{skin}"):
        yield _fact(sun_facts()[name])
    for name in SUN_CONSTANTS:
        yield of_constant(tables.parameters()[name])


def _fact(row: SunFact) -> Source:
    ends = [
        f"{end:g}" if end < 10_000 else whole(end) for end in dict.fromkeys((row.lower, row.upper)) if end is not None
    ]
    value = " to ".join(ends) if row.unit == "1" else f"{' to '.join(ends)} {row.unit}"
    return Source(row.id, row.quantity, value, row.provenance)


def _counts_sun(planned: Planned) -> bool:
    return planned.plan.minutes != DayPlan().minutes
