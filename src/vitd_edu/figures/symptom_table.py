"""The symptoms that follow from the levels: strength, sites, driver, evidence."""

from functools import lru_cache

from vitd_edu.clinic.symptoms import STRENGTH_WORDS
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.references import citations
from vitd_edu.prediction import Prediction
from vitd_edu.words.states import listed, lower_first


def draw(prediction: Prediction) -> str:
    """Return the table of predicted symptoms as HTML, strongest first; symptoms not expected are folded."""
    shown = [symptom for symptom in prediction.symptoms if symptom.strength > 0]
    return _drawn(tuple((symptom.id, symptom.strength, symptom.driver, symptom.why) for symptom in shown))


@lru_cache(maxsize=32)
def _drawn(shown: tuple[tuple[str, int, str, str], ...]) -> str:
    """Return the table, which most steps of a dial leave as it is."""
    regions = {region.id: lower_first(region.name) for region in tables.regions()}
    known = tables.symptoms()
    rows = [
        {
            "record": known[name],
            "strength": strength,
            "where": listed([regions[site] for site in known[name].sites]) or "the whole person",
            "driver": tables.drivers()[driver].name,
            "why": why,
        }
        for name, strength, driver, why in shown
    ]
    expected = {name for name, *_ in shown}
    keys = sorted({key for name in expected for key in known[name].provenance.references})
    return fill(
        "symptom_table.html",
        rows=rows,
        sources=citations(tuple(keys)),
        hidden=sorted((row for name, row in known.items() if name not in expected), key=lambda row: row.name),
    )


def describe(prediction: Prediction) -> str:
    """Say the predicted symptoms in words."""
    said = [
        f"{lower_first(symptom.name)} {STRENGTH_WORDS[symptom.strength]}"
        for symptom in prediction.symptoms
        if symptom.strength > 0
    ]
    return f"Predicted symptoms: {listed(said)}." if said else "No symptom is predicted."
