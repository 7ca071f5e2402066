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

__version__ = "0.1.0"
__all__ = [
    "Cohort",
    "Prediction",
    "Scenario",
    "body_lab",
    "describe",
    "explain",
    "explorer",
    "magnesium_lab",
    "nerve_lab",
    "predict",
    "predict_many",
    "recovery",
    "settle",
]

# Panels are loaded only when one is asked for: the models need neither ipywidgets nor a browser.
_PANELS = {
    "body_lab": "body_panel",
    "explorer": "explorer_panel",
    "magnesium_lab": "magnesium_panel",
    "nerve_lab": "nerve_panel",
}


def __getattr__(name: str) -> Any:
    """Load a panel by the name of the function that opens it."""
    if name in _PANELS:
        return getattr(import_module(f"vitd_edu.panels.{_PANELS[name]}"), name)
    raise AttributeError(f"vitd_edu has no {name!r}")
