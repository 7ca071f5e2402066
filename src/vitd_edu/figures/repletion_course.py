"""Magnesium, hormone and calcium: weeks of loss on the left, the days after on the right, several courses in one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from vitd_edu.body_course import BodyCourse
from vitd_edu.figures import small_plots
from vitd_edu.figures.axes import TICK_POINTS
from vitd_edu.figures.body_course import WEEKS_APART
from vitd_edu.figures.body_quantities import CALCIUM, HORMONE, MAGNESIUM
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.repletion import DAYS_AFTER, GIFTS, Repleted
from vitd_edu.units import UnitSystem
from vitd_edu.words.repletion import not_low_from

WIDTH, HEIGHT = small_plots.WIDTH, 474
KEY = "Shaded: usual range. Thin and dotted: in health. Bold: the last value."
QUANTITIES = (MAGNESIUM, HORMONE, CALCIUM)
LOOKS: Mapping[str, tuple[str, Literal[":", "--", "-", "-."]]] = {  # color and line: told apart without color too
    "nothing": ("edge", ":"),
    "calcium-tablets": ("band-high", "--"),
    "magnesium-back": ("accent", "-"),
    "both": ("good", "-."),
}
NAMES: Mapping[str, str] = {
    "nothing": "nothing given",
    "calcium-tablets": "calcium alone",
    "magnesium-back": "magnesium alone",
    "both": "both",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What the axes depend on: they are drawn anew where it differs.

    Attributes:
        system: Unit system.
        weeks: How long magnesium was lost: 12, 52 or 104.
        views: Ends of each vertical axis, in SI.
        shown: Courses on show on the right.
    """

    system: UnitSystem
    weeks: int
    views: tuple[tuple[float, float], ...]
    shown: tuple[str, ...]


def frame_of(repleted: Repleted, system: UnitSystem) -> Frame:
    """Return the frame that holds all courses."""
    courses = (repleted.loss, *repleted.after.values())
    views = tuple(max((quantity.view(course) for course in courses), key=_width) for quantity in QUANTITIES)
    return Frame(system, round(float(repleted.loss.weeks[-1])), views, repleted.repletion.shown)


def _width(view: tuple[float, float]) -> float:
    return view[1] - view[0]


def build(figure: Figure, colors: Mapping[str, str], frame: Frame) -> Sequence[Artist]:
    """Draw the axes with usual ranges and the lines of health (dotted), and return what will move."""
    grid = figure.subplots(len(QUANTITIES), 2, sharex="col", sharey="row", width_ratios=(1, 1))
    figure.subplots_adjust(left=0.08, right=0.98, top=0.89, bottom=0.147, hspace=0.4, wspace=0.08)
    lines: list[Line2D] = []
    values: list[Text] = []
    for (left, right), quantity, view in zip(grid, QUANTITIES, frame.views, strict=True):
        for axes in (left, right):
            small_plots.prepare(axes, quantity, colors, frame.system, healthy=_healthy(quantity.id), view=view)
        right.set_title("", loc="left")
        lines.append(small_plots.curve(left, colors["accent"]))
        for color, dashes in LOOKS.values():
            lines.append(small_plots.curve(right, colors[color]))
            lines[-1].set_linestyle(dashes)
        values.append(small_plots.last_value(left, colors))
    left, right = grid[-1]
    _label_time(left, right, colors, frame)
    _label_courses(figure, colors, frame)
    figure.text(0.08, 0.012, KEY, color=colors["quiet-ink"], fontsize=TICK_POINTS)
    return [*lines, *values]


def _healthy(quantity: str) -> float:
    return tables.analytes()[quantity].healthy


def _label_time(left: Axes, right: Axes, colors: Mapping[str, str], frame: Frame) -> None:
    left.set_xlim(0, frame.weeks)
    left.xaxis.set_major_locator(FixedLocator(range(0, frame.weeks + 1, WEEKS_APART[frame.weeks])))
    left.set_xlabel("Weeks while magnesium is lost", color=colors["ink"], fontsize=small_plots.POINTS)
    right.set_xlim(0, DAYS_AFTER)
    right.xaxis.set_major_locator(FixedLocator(range(0, int(DAYS_AFTER) + 1, 2)))
    right.set_xlabel("Days after", color=colors["ink"], fontsize=small_plots.POINTS)


def _label_courses(figure: Figure, colors: Mapping[str, str], frame: Frame) -> None:
    keys = [Line2D([], [], color=colors[LOOKS[gift][0]], linewidth=2.0) for gift in frame.shown]
    for key, gift in zip(keys, frame.shown, strict=True):
        key.set_linestyle(LOOKS[gift][1])
    legend = figure.legend(
        keys,
        [NAMES[gift] for gift in frame.shown],
        loc="upper right",
        bbox_to_anchor=(1.0, 1.01),
        ncols=len(keys),
        frameon=False,
        handlelength=2.4,
        handletextpad=0.5,
        columnspacing=1.0,
        fontsize=small_plots.POINTS,
    )
    for text in legend.get_texts():
        text.set_color(colors["ink"])


def update(artists: Sequence[Artist], repleted: Repleted, system: UnitSystem) -> None:
    """Put the courses into the curves; those that are not on show stay empty."""
    lines = [artist for artist in artists if isinstance(artist, Line2D)]
    values = [artist for artist in artists if isinstance(artist, Text)]
    each = 1 + len(GIFTS)
    for row, quantity in enumerate(QUANTITIES):
        loss, *after = lines[row * each : (row + 1) * each]
        loss.set_data(repleted.loss.weeks, quantity.shown(quantity.read(repleted.loss), system))
        values[row].set_text(quantity.last(repleted.loss, system))
        for line, gift in zip(after, GIFTS, strict=True):
            course = repleted.after[gift]
            there = gift in repleted.repletion.shown
            line.set_data(course.day if there else [], quantity.shown(quantity.read(course), system) if there else [])


def numbers(repleted: Repleted, system: UnitSystem = "si") -> str:
    """Return what came of each gift on show, as a table in HTML."""
    rows = [_row(gift, repleted.after[gift], system) for gift in repleted.repletion.shown]
    return fill("repletion_numbers.html", rows=rows, days=DAYS_AFTER)


def _row(gift: str, course: BodyCourse, system: UnitSystem) -> dict[str, object]:
    days = {day: int((course.day <= day).sum()) - 1 for day in (0, 3, 7, 14)}
    peak = int(course.pth.argmax())
    from_day = not_low_from(course)
    return {
        "id": gift,
        "name": NAMES[gift],
        "calcium": [CALCIUM.say(course, at, system) for at in days.values()],
        "peak": f"{HORMONE.say(course, peak, system)} on day {course.day[peak]:.0f}",
        "magnesium": MAGNESIUM.say(course, -1, system),
        "not_low": "not within two weeks" if from_day is None else f"from day {from_day:.0f}",
    }
