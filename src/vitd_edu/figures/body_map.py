"""The body map: where the predicted symptoms show, and how strongly."""

from functools import lru_cache

from vitd_edu.clinic.symptoms import STRENGTH_WORDS
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.prediction import PredictedSymptom, Prediction
from vitd_edu.words.states import listed, lower_first


def sites(prediction: Prediction) -> dict[str, list[PredictedSymptom]]:
    """Return for each region of the body the symptoms that show there, strongest first."""
    shown = [symptom for symptom in prediction.symptoms if symptom.strength > 0]
    return {region.id: [symptom for symptom in shown if region.id in symptom.sites] for region in tables.regions()}


def draw(prediction: Prediction) -> str:
    """Return the body map as an SVG picture with title and description."""
    shown = {
        region: (max((one.strength for one in symptoms), default=0), tuple(one.name for one in symptoms))
        for region, symptoms in sites(prediction).items()
    }
    return _drawn(tuple(shown.items()), describe(prediction))


@lru_cache(maxsize=32)
def _drawn(shown: tuple[tuple[str, tuple[int, tuple[str, ...]]], ...], description: str) -> str:
    """Return the picture, which most steps of a dial leave as it is."""
    names = {region.id: region.name for region in tables.regions()}
    regions = {
        region: {"name": names[region], "strength": strength, "symptoms": [lower_first(name) for name in symptoms]}
        for region, (strength, symptoms) in shown
    }
    return fill("body_map.svg", regions=regions, description=description)


def describe(prediction: Prediction) -> str:
    """Say the body map in words."""
    names = {region.id: region.name for region in tables.regions()}
    parts = []
    for region, symptoms in sites(prediction).items():
        if symptoms:
            said = listed([f"{lower_first(one.name)} ({STRENGTH_WORDS[one.strength]})" for one in symptoms])
            parts.append(f"{names[region]}: {said}")
    return "Where symptoms show. " + (". ".join(parts) + "." if parts else "No region is marked.")
