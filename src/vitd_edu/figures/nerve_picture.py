"""The nerve's second with the gates below it: one figure, because two would be told to the browser one by one."""

from collections.abc import Mapping, Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from vitd_edu.figures import gate_curves, nerve_trace
from vitd_edu.nerve_activity import NerveActivity

WIDTH, HEIGHT = nerve_trace.WIDTH, nerve_trace.HEIGHT + gate_curves.HEIGHT


def build(figure: Figure, colors: Mapping[str, str]) -> Sequence[Artist]:
    """Draw the axes of both and return the curves that will move, those of the trace first."""
    rows = figure.subfigures(2, 1, squeeze=False, height_ratios=(nerve_trace.HEIGHT, gate_curves.HEIGHT))
    upper, lower = rows[:, 0]
    for part in (upper, lower):
        part.set_facecolor(colors["ground"])
    return [*nerve_trace.build(upper, colors), *gate_curves.build(lower, colors)]


def update(artists: Sequence[Artist], activity: NerveActivity) -> None:
    """Put a second of activity and the gates' present shift into the curves."""
    nerve_trace.update(artists[: -len(gate_curves.GATES)], activity)
    gate_curves.update(artists[-len(gate_curves.GATES) :], activity.prediction)


def describe(activity: NerveActivity) -> str:
    """Say the whole picture in words."""
    return f"{nerve_trace.describe(activity)} {gate_curves.describe(activity.prediction)}"
