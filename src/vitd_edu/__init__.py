"""vitd-edu: vitamin D, calcium, magnesium and the muscles, as models to move and lessons to run.

A teaching kit. It never diagnoses and never doses a real person.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vitd_edu.body import settle
from vitd_edu.body_course import recovery
from vitd_edu.cohort import Cohort, predict_many
from vitd_edu.prediction import Prediction, predict
from vitd_edu.scenario import Scenario
from vitd_edu.words.changes import explain
from vitd_edu.words.states import describe

if TYPE_CHECKING:
    from vitd_edu.panels.body_panel import body_lab
    from vitd_edu.panels.explorer_panel import explorer
    from vitd_edu.panels.magnesium_panel import magnesium_lab
    from vitd_edu.panels.nerve_panel import nerve_lab
    from vitd_edu.teaching.asking import ask, quiz
    from vitd_edu.teaching.challenges import challenge
    from vitd_edu.teaching.committing import commit
    from vitd_edu.teaching.overview import lessons
    from vitd_edu.teaching.reports import report
    from vitd_edu.teaching.words_list import glossary

__version__ = "0.1.0"
__all__ = [
    "Cohort",
    "Prediction",
    "Scenario",
    "ask",
    "body_lab",
    "challenge",
    "commit",
    "describe",
    "explain",
    "explorer",
    "glossary",
    "lessons",
    "magnesium_lab",
    "nerve_lab",
    "predict",
    "predict_many",
    "quiz",
    "recovery",
    "report",
    "settle",
]

# What draws is loaded only when it is asked for: the models need neither ipywidgets nor a browser.
_LATER = {
    "ask": "teaching.asking",
    "body_lab": "panels.body_panel",
    "challenge": "teaching.challenges",
    "commit": "teaching.committing",
    "explorer": "panels.explorer_panel",
    "glossary": "teaching.words_list",
    "lessons": "teaching.overview",
    "magnesium_lab": "panels.magnesium_panel",
    "nerve_lab": "panels.nerve_panel",
    "quiz": "teaching.asking",
    "report": "teaching.reports",
}


def __getattr__(name: str) -> Any:
    """Load a panel, or a part of a lesson, by the name of the function that opens it."""
    if name in _LATER:
        return getattr(import_module(f"vitd_edu.{_LATER[name]}"), name)
    raise AttributeError(f"vitd_edu has no {name!r}")
