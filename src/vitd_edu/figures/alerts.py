"""Red flags, pinned; notes on levels beyond the model; and what went wrong, in words."""

from collections.abc import Mapping, Sequence

from vitd_edu.figures.render import fill
from vitd_edu.knowledge.clinic_records import Action
from vitd_edu.prediction import Prediction
from vitd_edu.units import UnitSystem
from vitd_edu.words import states
from vitd_edu.words.course_flags import CourseFlag

SOON: Mapping[Action, str] = {"emergency": "Emergency: now", "today": "Today", "urgent": "Urgent: within days"}


def draw(prediction: Prediction, system: UnitSystem = "si", trouble: str = "", story: str = "") -> str:
    """Return a case's story, red flags, notes and a message of trouble as HTML; empty where there are none."""
    flags = prediction.red_flags
    said = states.notes(prediction.scenario, system)
    return fill("alerts.html", flags=flags, soon=SOON, notes=said, trouble=trouble, story=story)


def draw_course(flags: Sequence[CourseFlag], notes: Sequence[str], trouble: str = "", story: str = "") -> str:
    """Return the same for a body over time: its red flags say in which weeks they fly."""
    when = {one.flag.id: one.when for one in flags}
    raised = [one.flag for one in flags]
    return fill("alerts.html", flags=raised, when=when, soon=SOON, notes=notes, trouble=trouble, story=story)


def draw_line(prediction: Prediction) -> str:
    """Return one line that is always there: how many red flags are up and how soon the first wants an answer."""
    return fill("flag_line.html", flags=prediction.red_flags, soon=SOON)


def draw_course_line(flags: Sequence[CourseFlag]) -> str:
    """Return the same line for a body over time."""
    return fill("flag_line.html", flags=[one.flag for one in flags], soon=SOON)


def describe(prediction: Prediction, system: UnitSystem = "si") -> str:
    """Say red flags and notes in words."""
    said = [f"Red flag, {flag.action}: {flag.name}. {flag.what_to_do}" for flag in prediction.red_flags]
    return " ".join([*said, *states.notes(prediction.scenario, system)]) or "No red flag."
