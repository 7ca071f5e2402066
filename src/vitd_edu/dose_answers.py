"""What the kit's model and published formulas say that a daily dose leads to, each within the doses of its studies."""

import math
from collections.abc import Callable, Mapping

import numpy as np

from vitd_edu.body_course import Series
from vitd_edu.dosing import lasting_form
from vitd_edu.knowledge.planner_tables import dose_formulas
from vitd_edu.living import choice_value
from vitd_edu.physiology import dose_response, vitamin_d
from vitd_edu.physiology.course import body_mass_effect, potency
from vitd_edu.physiology.membrane import Numbers
from vitd_edu.planning import DayPlan, food_change, plate_total, sun_year

MODEL = "The kit's model"
COUNTS_ALL = "iom"  # the formula that counts all that is swallowed
FORMULAS: Mapping[str, Callable[[float, Series], Numbers]] = {  # by row of ``data/dose_formulas.csv``, but the model
    "heaney": dose_response.heaney_level,
    "barger-lux": dose_response.barger_lux_level,
    "ekwaru": dose_response.ekwaru_level,
    "iom": lambda _, total: dose_response.iom_level(total),
}


def answers(plan: DayPlan, tablets: Series) -> Mapping[str, Series]:
    """Return what the kit's model and published formulas say that daily tablets lead to, by name [nmol/L].

    All count what the plate brings beyond the food before; only the model counts the sun (its mean over the year),
    build and form. The logarithm counts all that is swallowed and knows no life before. Where a formula would leave
    the doses of its studies (``data/dose_formulas.csv``), it has no answer (NaN).

    Args:
        plan: Plate, sun and person; its regimen is not looked at, but for the form of its daily dose.
        tablets: Vitamin D that is taken [IU/d].

    References:
        Heaney2003a, IOM2011, Ekwaru2014, BargerLux1998.
    """
    start, pills = plan.vitamin_d, np.asarray(tablets, dtype=float)
    total, more = pills + plate_total(plan)["vitamin_d"], food_change(plan)
    sun = float(np.mean([month.middle for month in sun_year(plan)]))
    effect = body_mass_effect(choice_value(plan.build))
    counted = effect * (potency(lasting_form(plan)) * pills + more + sun)
    said = {MODEL: np.asarray(vitamin_d.plateau(start, counted))}
    for row in dose_formulas():
        if row.name != MODEL:
            doses = total if row.id == COUNTS_ALL else pills + more
            studied = np.where((doses >= (row.lower or 0.0)) & (doses <= (row.upper or math.inf)), doses, np.nan)
            said[row.name] = np.asarray(FORMULAS[row.id](start, studied))
    return said
