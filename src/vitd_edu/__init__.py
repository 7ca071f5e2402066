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
    from vitd_edu.panels.base_rates_panel import base_rates
    from vitd_edu.panels.blood_tests_panel import blood_tests
    from vitd_edu.panels.body_panel import body_lab
    from vitd_edu.panels.case_panel import case_clinic
    from vitd_edu.panels.courses_panel import two_courses
    from vitd_edu.panels.differential_panel import differential
    from vitd_edu.panels.evidence_panel import evidence
    from vitd_edu.panels.explorer_panel import explorer
    from vitd_edu.panels.magnesium_panel import magnesium_lab
    from vitd_edu.panels.nerve_panel import nerve_lab
    from vitd_edu.panels.planner_panel import planner
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
    "base_rates",
    "blood_tests",
    "body_lab",
    "case_clinic",
    "challenge",
    "commit",
    "describe",
    "differential",
    "evidence",
    "explain",
    "explorer",
    "glossary",
    "lessons",
    "magnesium_lab",
    "nerve_lab",
    "planner",
    "predict",
    "predict_many",
    "quiz",
    "recovery",
    "report",
    "settle",
    "two_courses",
]

# What draws is loaded only when it is asked for: the models need neither ipywidgets nor a browser.
_LATER = {
    "ask": "teaching.asking",
    "base_rates": "panels.base_rates_panel",
    "blood_tests": "panels.blood_tests_panel",
    "body_lab": "panels.body_panel",
    "case_clinic": "panels.case_panel",
    "challenge": "teaching.challenges",
    "commit": "teaching.committing",
    "differential": "panels.differential_panel",
    "evidence": "panels.evidence_panel",
    "explorer": "panels.explorer_panel",
    "glossary": "teaching.words_list",
    "lessons": "teaching.overview",
    "magnesium_lab": "panels.magnesium_panel",
    "nerve_lab": "panels.nerve_panel",
    "planner": "panels.planner_panel",
    "quiz": "teaching.asking",
    "report": "teaching.reports",
    "two_courses": "panels.courses_panel",
}


def __getattr__(name: str) -> Any:
    """Load a panel, or a part of a lesson, by the name of the function that opens it."""
    if name in _LATER:
        return getattr(import_module(f"vitd_edu.{_LATER[name]}"), name)
    raise AttributeError(f"vitd_edu has no {name!r}")
