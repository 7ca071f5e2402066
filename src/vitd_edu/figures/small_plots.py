"""Small plots with axes that share a look: usual range, line of health, moving curves, and the last value."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from vitd_edu.figures.axes import plain_axes
from vitd_edu.figures.body_quantities import Quantity
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import bands
from vitd_edu.units import UnitSystem

WIDTH = 536  # CSS pixels: the room beside the dials in a window of 1400 pixels, so that nothing is shrunk there
POINTS = 9.5  # size of type: 13 pixels
PAD = 4.0  # points between a plot and its title


def prepare(
    axes: Axes,
    quantity: Quantity,
    colors: Mapping[str, str],
    system: UnitSystem,
    *,
    healthy: float,
    view: tuple[float, float],
) -> None:
    """Draw title, axis, usual range (shaded) and the line of health (dotted).

    Args:
        axes: Where to draw.
        quantity: What is drawn.
        colors: The theme.
        system: Unit system of the axis.
        healthy: Value in health, in SI.
        view: Ends of the axis, in SI.
    """
    plain_axes(axes, colors)
    unit = quantity.units[system]
    axes.set_title(
        f"{quantity.short or quantity.title}, {unit}", loc="left", fontsize=POINTS, color=colors["ink"], pad=PAD
    )
    scale = {"linthresh": float(quantity.shown(quantity.linear_below, system))} if quantity.scale == "symlog" else {}
    axes.set_yscale(quantity.scale, **scale)
    axes.set_ylim(*quantity.shown_view(view, system))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(MaxNLocator(4) if quantity.ticks is None else FixedLocator(quantity.ticks[system]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.4g}".replace("-", "−")))
    if quantity.id in tables.analytes():
        for band in bands(quantity.id):
            if band.level == "normal":
                ends = quantity.shown((band.lower, band.upper), system)
                axes.axhspan(*ends, color=colors["band-normal"], linewidth=0)
    axes.axhline(float(quantity.shown(healthy, system)), color=colors["edge"], linewidth=1.0, linestyle=":")


def axes_at(figure: Figure, high: float, place: tuple[float, float, float, float]) -> Axes:
    """Add axes to a picture of the common width.

    Args:
        figure: Where to add them.
        high: Height of the picture [CSS pixels].
        place: Left, top, width and height of the axes [CSS pixels], from the upper left corner.
    """
    left, top, across, down = place
    return figure.add_axes((left / WIDTH, 1.0 - (top + down) / high, across / WIDTH, down / high))


def curve(axes: Axes, color: str, width: float = 2.0) -> Line2D:
    """Add a moving curve."""
    line = Line2D([], [], color=color, linewidth=width)
    axes.add_line(line)
    return line


def last_value(axes: Axes, colors: Mapping[str, str]) -> Text:
    """Add the place of a last value, in line with the title."""
    return axes.set_title("", loc="right", fontsize=POINTS, fontweight="bold", color=colors["ink"], pad=PAD)
