"""A year under a plan: 25(OH)D with its spread and what formulas say, calcium, hormone, bone and weakness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from vitd_edu.body_course import BodyCourse, Series
from vitd_edu.figures import small_plots
from vitd_edu.figures.body_quantities import BONE, BOTH, CALCIUM, HORMONE, QUANTITIES, Quantity
from vitd_edu.planning import WEEKS, Planned
from vitd_edu.units import UnitSystem, from_si
from vitd_edu.words.living import share

WIDTH, HEIGHT = 760, 620
MARKERS: Mapping[str, str] = {"The kit's model": "o", "Straight line (Heaney 2003)": "^", "Logarithm (IOM 2011)": "s"}
WEEKS_APART = 4
VITAMIN_D = replace(
    next(quantity for quantity in QUANTITIES if quantity.id == "vitamin_d"),
    views=((0.0, 200.0), (0.0, 900.0)),
    ticks=None,
    scale="linear",
)


def weakness(course: BodyCourse) -> Series:
    """Return weakness of all three arms together, 0-100 %, no arm counted twice."""
    kept: Series = 1.0 - course.day * 0.0
    for arm in course.weakness.values():
        kept = kept * (1.0 - arm)
    return 100.0 * (1.0 - kept)


WEAKNESS = Quantity(
    id="weakness",
    title="Weakness of thighs and arms",
    units=dict.fromkeys(BOTH, "%"),
    read=weakness,
    say=lambda course, at, _: share(float(weakness(course)[at]) / 100.0),
    views=((0.0, 105.0),),
    ticks=dict.fromkeys(BOTH, (0, 50, 100)),
    color="strength-2",
)
# Few frames: each new one is drawn from the ground up, and a move should not wait for that.
BONE_GIVEN = replace(BONE, views=((-60.0, 60.0), (-300.0, 900.0)))
SHOWN = (VITAMIN_D, CALCIUM, HORMONE, BONE_GIVEN, WEAKNESS)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the axes depend on: unit system and the ends of each vertical axis, in SI."""

    system: UnitSystem
    views: tuple[tuple[float, float], ...]


def frame_of(planned: Planned, system: UnitSystem) -> Frame:
    """Return the frame that holds a plan's courses, its spread and its formulas."""
    most = max(float(planned.high.max()), *planned.formulas.values())
    top = next((view for view in VITAMIN_D.views if view[1] >= most), VITAMIN_D.views[-1])
    return Frame(system, (top, *(quantity.view(planned.course) for quantity in SHOWN[1:])))


def build(figure: Figure, colors: Mapping[str, str], frame: Frame) -> Sequence[Artist]:
    """Draw the axes, and return what will move: spread, curves, formulas, last values."""
    grid = figure.add_gridspec(
        3, 2, height_ratios=(1.7, 1, 1), left=0.065, right=0.975, top=0.955, bottom=0.145, hspace=0.55, wspace=0.16
    )
    top = figure.add_subplot(grid[0, :])
    small = [figure.add_subplot(grid[row, column]) for row in (1, 2) for column in (0, 1)]
    spread = [small_plots.curve(top, colors["accent"], 1.2) for _ in range(2)]
    lines, values = [], []
    for axes, quantity, view in zip((top, *small), SHOWN, frame.views, strict=True):
        small_plots.prepare(axes, quantity, colors, frame.system, healthy=view[0], view=view)
        lines.append(small_plots.curve(axes, colors[quantity.color]))
        values.append(small_plots.last_value(axes, colors))
        _label_weeks(axes, colors, named=axes in small[2:])
    for line in spread:
        line.set_linestyle("--")
    marks = [_mark(top, sign, colors) for sign in MARKERS.values()]
    dashed = "Dashed: people in whom a dose does little, or much. At the right edge, what the lasting dose leads to:"
    key = f"{dashed}\n● the kit's model  ▲ straight line (Heaney 2003)  ■ logarithm (IOM 2011)"
    figure.text(0.065, 0.008, key, color=colors["quiet-ink"], fontsize=small_plots.POINTS, linespacing=1.5)
    return [*spread, *lines, *marks, *values]


def _label_weeks(axes: Axes, colors: Mapping[str, str], *, named: bool) -> None:
    axes.set_xlim(0, WEEKS)
    axes.xaxis.set_major_locator(FixedLocator(range(0, WEEKS + 1, WEEKS_APART * 2)))
    if named:
        axes.set_xlabel("Weeks", color=colors["ink"], fontsize=small_plots.POINTS)


def _mark(axes: Axes, sign: str, colors: Mapping[str, str]) -> Line2D:
    line = Line2D([], [], linestyle="", marker=sign, markersize=8, color=colors["band-high"], clip_on=False, zorder=5)
    line.set_markeredgecolor(colors["ink"])
    axes.add_line(line)
    return line


def update(artists: Sequence[Artist], planned: Planned, system: UnitSystem) -> None:
    """Put a plan into the picture."""
    lines = [artist for artist in artists if isinstance(artist, Line2D)]
    values = [artist for artist in artists if isinstance(artist, Text)]
    weeks = planned.course.weeks
    for line, level in zip(lines, (planned.low, planned.high), strict=False):
        line.set_data(weeks, VITAMIN_D.shown(level, system))
    for line, value, quantity in zip(lines[2:], values, SHOWN, strict=False):
        line.set_data(weeks, quantity.shown(quantity.read(planned.course), system))
        value.set_text(quantity.say(planned.course, -1, system))
    for mark, name in zip(lines[2 + len(SHOWN) :], MARKERS, strict=True):
        ends = [planned.formulas[name]] if name in planned.formulas else []
        mark.set_data([WEEKS] * len(ends), VITAMIN_D.shown(ends, system))


def describe(planned: Planned, system: UnitSystem = "si") -> str:
    """Say the picture in words: where each curve begins and ends, the spread, and the formulas."""
    said = [
        f"{quantity.title} from {quantity.say(planned.course, 0, system)} to {quantity.say(planned.course, -1, system)}"
        for quantity in SHOWN
    ]
    unit = VITAMIN_D.units[system]
    low, high = (from_si("vitamin_d", float(level[-1]), system) for level in (planned.low, planned.high))
    formulas = [f"{name} {from_si('vitamin_d', level, system):.0f}" for name, level in planned.formulas.items()]
    return (
        f"Five plots over {WEEKS} weeks. {'; '.join(said)}. In people in whom a dose does little or much, 25(OH)D ends "
        f"at {low:.0f} or {high:.0f} {unit}. What the lasting dose leads to, by formula: {', '.join(formulas)} {unit}."
    )
