"""A year under a plan, for three people: 25(OH)D, calcium, hormone, bone, weakness, excitability; and the formulas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from vitd_edu.body_course import BodyCourse, Series
from vitd_edu.dosing import WEEKS
from vitd_edu.figures import planner_formulas, small_plots
from vitd_edu.figures.body_quantities import BONE, BOTH, CALCIUM, HORMONE, QUANTITIES, Quantity
from vitd_edu.physiology.membrane import excitability_score
from vitd_edu.planned import Planned
from vitd_edu.units import UnitSystem
from vitd_edu.words.living import share
from vitd_edu.words.plan_symptoms import symptom_words
from vitd_edu.words.planning import spread_words

WIDTH, HEIGHT = 760, 760
WEEKS_APART = {True: 8, False: 16}  # by whether the plot is wide
PEOPLE = 2  # beside the average one


def weakness(course: BodyCourse) -> Series:
    """Return weakness of all three arms together, 0-100 %, no arm counted twice."""
    kept: Series = 1.0 - course.day * 0.0
    for arm in course.weakness.values():
        kept = kept * (1.0 - arm)
    return 100.0 * (1.0 - kept)


def excitability(course: BodyCourse) -> Series:
    """Return the excitability score, 0-100, of nerves that get used to slow changes."""
    score: Series = excitability_score(course.effective_shift_mv)
    return score


VITAMIN_D = replace(
    next(quantity for quantity in QUANTITIES if quantity.id == "vitamin_d"),
    views=((0.0, 200.0), (0.0, 900.0)),
    ticks=None,
    scale="linear",
)
PERCENT = (0, 50, 100)
WEAKNESS = Quantity(
    id="weakness",
    title="Weakness",
    units=dict.fromkeys(BOTH, "%"),
    read=weakness,
    say=lambda course, at, _: share(float(weakness(course)[at]) / 100.0),
    views=((0.0, 105.0),),
    ticks=dict.fromkeys(BOTH, PERCENT),
    color="strength-2",
)
EXCITABILITY = Quantity(
    id="excitability",
    title="Excitability",
    units=dict.fromkeys(BOTH, "0–100"),
    read=excitability,
    say=lambda course, at, _: f"{float(excitability(course)[at]):.0f}",
    views=((0.0, 105.0),),
    ticks=dict.fromkeys(BOTH, PERCENT),
    color="strength-2",
)
# Few frames: each new one is drawn from the ground up, and a move should not wait for that.
BONE_GIVEN = replace(BONE, title="Bone gave up", views=((-60.0, 60.0), (-300.0, 900.0)))
SHOWN = (
    VITAMIN_D,
    replace(CALCIUM, title="Calcium"),
    replace(HORMONE, title="PTH"),
    BONE_GIVEN,
    WEAKNESS,
    EXCITABILITY,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the axes depend on.

    Attributes:
        system: Unit system.
        views: Ends of each vertical axis, in SI.
        longest_dose: End of the axis of doses [IU/d].
    """

    system: UnitSystem
    views: tuple[tuple[float, float], ...]
    longest_dose: float


def frame_of(planned: Planned, system: UnitSystem) -> Frame:
    """Return the frame that holds the courses of all people, and the formulas."""
    most = max(float(planned.high.max()), *planned.formulas.values())
    top = next((view for view in VITAMIN_D.views if view[1] >= most), VITAMIN_D.views[-1])
    views = tuple(
        max((quantity.view(course) for course in planned.courses), key=quantity.views.index) for quantity in SHOWN[1:]
    )
    return Frame(system, (top, *views), planner_formulas.longest_dose(planned))


def build(figure: Figure, colors: Mapping[str, str], frame: Frame) -> Sequence[Artist]:
    """Draw the axes, and return what will move: for each plot its people and its curve; the formulas; last values."""
    grid = figure.add_gridspec(3, 6, height_ratios=(1.75, 1, 1), left=0.06, right=0.985, top=0.965, bottom=0.065,
                               hspace=0.55, wspace=0.95)  # fmt: skip
    places = (grid[0, :4], grid[1, :2], grid[1, 2:4], grid[1, 4:], grid[2, :2], grid[2, 2:4])
    plots = [figure.add_subplot(place) for place in places]
    lines, values = [], []
    for axes, quantity, view in zip(plots, SHOWN, frame.views, strict=True):
        small_plots.prepare(axes, quantity, colors, frame.system, healthy=view[0], view=view)
        people = [small_plots.curve(axes, colors["quiet-ink"], 1.2) for _ in range(PEOPLE)]
        for line in people:
            line.set_linestyle("--")
        lines += [*people, small_plots.curve(axes, colors[quantity.color])]
        values.append(small_plots.last_value(axes, colors))
        _label_weeks(axes, colors, wide=quantity is VITAMIN_D)
    view = VITAMIN_D.shown_view(frame.views[0], frame.system)
    formulas = planner_formulas.build(figure.add_subplot(grid[0, 4:]), colors, view, frame.longest_dose)
    planner_formulas.key(figure.add_subplot(grid[2, 4:]), colors)
    return [*lines, *formulas, *values]


def _label_weeks(axes: Axes, colors: Mapping[str, str], *, wide: bool) -> None:
    axes.set_xlim(0, WEEKS)
    axes.xaxis.set_major_locator(FixedLocator(range(0, WEEKS + 1, WEEKS_APART[wide])))
    axes.set_xlabel("Weeks", color=colors["ink"], fontsize=small_plots.POINTS, labelpad=1)


def update(artists: Sequence[Artist], planned: Planned, system: UnitSystem) -> None:
    """Put a plan into the picture."""
    lines = [artist for artist in artists if isinstance(artist, Line2D)]
    values = [artist for artist in artists if isinstance(artist, Text)]
    each = PEOPLE + 1
    for row, quantity in enumerate(SHOWN):
        for line, course in zip(lines[row * each :], (*planned.people, planned.course), strict=False):
            read = [] if course is None else quantity.shown(quantity.read(course), system)
            line.set_data([] if course is None else course.weeks, read)
        values[row].set_text(quantity.last(planned.course, system))
    planner_formulas.update(lines[len(SHOWN) * each :], planned, system)


def describe(planned: Planned, system: UnitSystem = "si") -> str:
    """Say the picture in words: where each curve begins and ends, how far people differ, and the formulas."""
    said = [
        f"{quantity.title} from {quantity.say(planned.course, 0, system)} to {quantity.say(planned.course, -1, system)}"
        for quantity in SHOWN
    ]
    people = f"Among people 25(OH)D ends at {spread_words(planned, -1, system)}"
    formulas = planner_formulas.describe(planned, system)
    symptoms = symptom_words(planned.course)
    return f"Seven plots: six over {WEEKS} weeks, one of formulas. {'; '.join(said)}. {people}. {symptoms} {formulas}"
