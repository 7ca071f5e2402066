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
    regions = {region.id: lower_first(region.name) for region in tables.regions()}
    where = {
        symptom.id: listed([regions[site] for site in symptom.sites]) or "the whole person"
        for symptom in prediction.symptoms
    }
    shown = [symptom for symptom in prediction.symptoms if symptom.strength > 0]
    keys = sorted({key for symptom in shown for key in symptom.references})
    return fill(
        "symptom_table.html",
        shown=shown,
        sources=citations(tuple(keys)),
        hidden=sorted((symptom for symptom in prediction.symptoms if symptom.strength == 0), key=lambda one: one.name),
        where=where,
        drivers=tables.drivers(),
    )


def describe(prediction: Prediction) -> str:
    """Say the predicted symptoms in words."""
    said = [
        f"{lower_first(symptom.name)} {STRENGTH_WORDS[symptom.strength]}"
        for symptom in prediction.symptoms
        if symptom.strength > 0
    ]
    return f"Predicted symptoms: {listed(said)}." if said else "No symptom is predicted."
