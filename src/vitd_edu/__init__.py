"""vitd-edu: vitamin D, calcium, magnesium and the muscles, as models to move and lessons to run.

A teaching kit. It never diagnoses and never doses a real person.
"""

from typing import TYPE_CHECKING, Any

from vitd_edu.cohort import Cohort, predict_many
from vitd_edu.prediction import Prediction, predict
from vitd_edu.scenario import Scenario
from vitd_edu.words import describe, explain

if TYPE_CHECKING:
    from vitd_edu.panels.explorer_panel import explorer

__version__ = "0.1.0"
__all__ = ["Cohort", "Prediction", "Scenario", "describe", "explain", "explorer", "predict", "predict_many"]


def __getattr__(name: str) -> Any:
    """Load the panels only when one is asked for: the models need neither ipywidgets nor a browser."""
    if name == "explorer":
        from vitd_edu.panels.explorer_panel import explorer

        return explorer
    raise AttributeError(f"vitd_edu has no {name!r}")
