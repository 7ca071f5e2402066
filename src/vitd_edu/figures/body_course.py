"""A body over weeks, in eight small plots with axes: levels, hormone, gut, urine and bone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from vitd_edu.body_course import BodyCourse
from vitd_edu.figures import course_numbers, small_plots
from vitd_edu.figures.axes import TICK_POINTS
from vitd_edu.figures.body_quantities import EXCITABILITY, QUANTITIES
from vitd_edu.living import Living, live
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import lower_first

WIDTH, HEIGHT = small_plots.WIDTH, 590
NERVES = replace(EXCITABILITY, id="nerves", title="Excitability of nerves")
ROWS, COLUMNS = 4, 2
KEY = "Shaded: usual range. Dotted: the healthy start.\nOrange: bone. Bold: the last value."
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
    figure.subplots_adjust(left=0.08, right=0.98, top=0.96, bottom=0.137, hspace=0.36, wspace=0.24)
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
    figure.text(0.08, 0.012, KEY, color=colors["quiet-ink"], fontsize=TICK_POINTS)
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
    """Return the same numbers as a table in HTML: at a few weeks, the lowest, the highest, and the nerves."""
    shift = round(float(course.effective_shift_mv[-1]), 1) + 0.0  # no minus before a zero
    felt = f"they get used to a slow change; at the end their gates are felt to move {shift:+.1f} mV"
    found = course_numbers.rows((*QUANTITIES, NERVES), course, system)
    found[-1]["unit"] = f"{NERVES.units[system]}; {felt}"
    said = course_numbers.calcium_words(course, system)
    return course_numbers.draw("The course in numbers", "from a healthy start", found, course, said)
