"""Differential table 2: low vitamin D or calcium beside severe neurological disease, with what fits the case marked."""

from collections.abc import Iterable

from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.clinic_records import Comparison
from vitd_edu.prediction import Prediction
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import level, listed, lower_first


def _findings(prediction: Prediction, wanted: Iterable[str]) -> list[str]:
    names = tables.findings()
    return [lower_first(names[finding].name) for finding in wanted if finding in prediction.scenario.findings]


def fits(prediction: Prediction, row: Comparison, system: UnitSystem = "si") -> tuple[list[str], list[str]]:
    """Return what of the present case fits the left and the right side of a row, in words."""
    low = [
        level(name, getattr(prediction.scenario, name), system)
        for name in row.levels_low
        if (band := prediction.bands[name]) is not None and band.level == "low"
    ]
    return _findings(prediction, row.findings_low) + low, _findings(prediction, row.findings_neurological)


def draw(prediction: Prediction, system: UnitSystem = "si") -> str:
    """Return differential table 2 as HTML."""
    rows = [(row, *fits(prediction, row, system)) for row in tables.comparison()]
    return fill("comparison_table.html", rows=rows)


def describe(prediction: Prediction, system: UnitSystem = "si") -> str:
    """Say in words what of the case fits either side of table 2."""
    left = [part for row in tables.comparison() for part in fits(prediction, row, system)[0]]
    right = [part for row in tables.comparison() for part in fits(prediction, row, system)[1]]
    said_left = listed(list(dict.fromkeys(left))) or "nothing marked"
    said_right = listed(list(dict.fromkeys(right))) or "nothing marked"
    return f"Fits low vitamin D or calcium: {said_left}. Fits severe neurological disease: {said_right}."
