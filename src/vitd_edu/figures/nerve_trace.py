"""The nerve's voltage over a second, with the force of its motor unit below: a plot with axes."""

from collections.abc import Mapping, Sequence

from matplotlib.artist import Artist
from matplotlib.figure import FigureBase
from matplotlib.lines import Line2D

from vitd_edu.figures import small_plots
from vitd_edu.figures.axes import plain_axes
from vitd_edu.nerve_activity import FORCE_EVERY, NerveActivity
from vitd_edu.physiology.spontaneous import SHOWN
from vitd_edu.words.nerve import MOST_FORCE, describe

__all__ = ["HEIGHT", "WIDTH", "build", "describe", "update"]  # describe: the picture's twin in words

WIDTH, HEIGHT = small_plots.WIDTH, 310


def build(figure: FigureBase, colors: Mapping[str, str]) -> Sequence[Artist]:
    """Draw the axes and return the two curves that will move."""
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    figure.subplots_adjust(left=0.075, right=0.97, top=0.925, bottom=0.135, hspace=0.28)
    for axes, label, low, high in ((upper, "Voltage, mV", -90, 50), (lower, "Force, twitches", -0.5, MOST_FORCE)):
        plain_axes(axes, colors)
        axes.set_title(label, loc="left", fontsize=small_plots.POINTS, color=colors["ink"], pad=small_plots.PAD)
        axes.set_ylim(low, high)
    lower.set_xlim(0, SHOWN)
    lower.set_xlabel("Time, ms", color=colors["ink"], fontsize=small_plots.POINTS)
    voltage = Line2D([], [], color=colors["accent"], linewidth=1.2)
    force = Line2D([], [], color=colors["band-high"], linewidth=2.0)
    upper.add_line(voltage)
    lower.add_line(force)
    return [voltage, force]


def update(artists: Sequence[Artist], activity: NerveActivity) -> None:
    """Put a second of activity into the curves."""
    voltage, force = artists
    trace = activity.trace
    if isinstance(voltage, Line2D) and isinstance(force, Line2D):
        voltage.set_data(trace.time, trace.voltage)
        force.set_data(trace.time[::FORCE_EVERY], activity.force)
