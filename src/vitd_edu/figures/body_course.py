"""A body over weeks, in eight small plots with axes: levels, hormone, gut, urine and bone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from vitd_edu.body_course import BodyCourse
from vitd_edu.figures import small_plots
from vitd_edu.figures.body_quantities import QUANTITIES
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.living import Living, live
from vitd_edu.physiology.membrane import excitability_score
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import band_word, lower_first

WIDTH, HEIGHT = 760, 760
ROWS, COLUMNS = 4, 2
KEY = "Shaded: usual range. Dotted: the healthy start. Orange: bone. Bold: the last value."
WEEKS_APART: Mapping[int, int] = {12: 2, 52: 8, 104: 16}


@dataclass(frozen=True, slots=True)
class Frame:
    """What the axes depend on: they are drawn anew where it differs.

    Attributes:
        system: Unit system.
        weeks: Length of the course: 12, 52 or 104.
        views: Ends of each vertical axis, in SI.
    """

    system: UnitSystem
    weeks: int
    views: tuple[tuple[float, float], ...]


def frame_of(course: BodyCourse, system: UnitSystem) -> Frame:
    """Return the frame that holds a course."""
    return Frame(system, round(float(course.weeks[-1])), tuple(quantity.view(course) for quantity in QUANTITIES))


def build(figure: Figure, colors: Mapping[str, str], frame: Frame) -> Sequence[Artist]:
    """Draw the axes with usual ranges and the lines of health (dotted), and return what will move."""
    grid = figure.subplots(ROWS, COLUMNS, sharex=True)
    figure.subplots_adjust(left=0.075, right=0.985, top=0.965, bottom=0.095, hspace=0.45, wspace=0.2)
    healthy = live(Living(span="12-weeks")).course
    lines, values = [], []
    for axes, quantity, view in zip(grid.flat, QUANTITIES, frame.views, strict=True):
        start = float(quantity.read(healthy)[0])
        small_plots.prepare(axes, quantity, colors, frame.system, healthy=start, view=view)
        lines.append(small_plots.curve(axes, colors[quantity.color]))
        values.append(small_plots.last_value(axes, colors))
    for axes in grid[-1]:
        axes.set_xlim(0, frame.weeks)
        axes.xaxis.set_major_locator(FixedLocator(range(0, frame.weeks + 1, WEEKS_APART[frame.weeks])))
        axes.set_xlabel("Weeks", color=colors["ink"], fontsize=small_plots.POINTS)
    figure.text(0.065, 0.012, KEY, color=colors["quiet-ink"], fontsize=small_plots.POINTS)
    return [*lines, *values]


def update(artists: Sequence[Artist], course: BodyCourse, system: UnitSystem) -> None:
    """Put a course into the curves."""
    count = len(QUANTITIES)
    for line, value, quantity in zip(artists[:count], artists[count:], QUANTITIES, strict=True):
        if isinstance(line, Line2D) and isinstance(value, Text):
            line.set_data(course.weeks, quantity.shown(quantity.read(course), system))
            value.set_text(quantity.last(course, system))


def describe(course: BodyCourse, system: UnitSystem = "si") -> str:
    """Say the eight plots in words: where each begins and ends."""
    said = [
        f"{lower_first(quantity.title)} from {quantity.say(course, 0, system)} to {quantity.say(course, -1, system)}"
        for quantity in QUANTITIES
    ]
    return f"Eight plots over {course.weeks[-1]:.0f} weeks: {'; '.join(said)}."


def numbers(course: BodyCourse, system: UnitSystem = "si") -> str:
    """Return the same numbers as a table in HTML: day 0, lowest, highest, the end, and its reference band."""
    rows = []
    for quantity in QUANTITIES:
        values = quantity.read(course)
        ends = (0, int(values.argmin()), int(values.argmax()), -1)
        analyte = tables.analytes().get(quantity.id)
        band = band_word(band_of(quantity.id, float(values[-1]))) if analyte else ""
        said = [quantity.say(course, at, system) for at in ends]
        rows.append({"id": quantity.id, "title": quantity.title, "said": said, "band": band})
    felt = [float(excitability_score(float(course.effective_shift_mv[at]))) for at in (0, -1)]
    shift = round(float(course.effective_shift_mv[-1]), 1) + 0.0  # no minus before a zero
    return fill("body_numbers.html", rows=rows, weeks=course.weeks[-1], felt=felt, shift=shift)
