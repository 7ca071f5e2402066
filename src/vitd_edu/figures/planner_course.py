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
from vitd_edu.figures import course_numbers, planner_formulas, small_plots
from vitd_edu.figures.axes import TICK_POINTS
from vitd_edu.figures.body_quantities import (
    BONE,
    BOTH,
    CALCIUM,
    EXCITABILITY,
    HORMONE,
    PERCENT,
    QUANTITIES,
    Quantity,
)
from vitd_edu.planned import Planned
from vitd_edu.units import UnitSystem
from vitd_edu.words.living import share
from vitd_edu.words.plan_symptoms import symptom_words
from vitd_edu.words.planning import spread_words

WIDTH, HEIGHT = small_plots.WIDTH, 784
# Left, top, width and height of the axes, in pixels: 25(OH)D, five small plots, the formulas.
PLACES = (
    (43, 24, 481, 130),
    *((43, 218, 213, 78), (311, 218, 213, 78)),
    *((43, 330, 213, 78), (311, 330, 213, 78)),
    (43, 442, 213, 78),
)
FORMULAS = (43, 584, 481, 158)
NOTE = (
    "Solid: a person in the middle.\nDashed: people in whom\na dose does little, or much.\n"
    "Shaded: usual range.\nBold: the last value.\nRead weekly, before a dose."
)
NOTE_AT = (311, 448)
WEEKS_APART = 8
PEOPLE = 2  # beside the average one


def weakness(course: BodyCourse) -> Series:
    """Return weakness of all three arms together, 0-100 %, no arm counted twice."""
    kept: Series = 1.0 - course.day * 0.0
    for arm in course.weakness.values():
        kept = kept * (1.0 - arm)
    return 100.0 * (1.0 - kept)


VITAMIN_D = replace(
    next(quantity for quantity in QUANTITIES if quantity.id == "vitamin_d"),
    views=((0.0, 200.0), (0.0, 900.0)),
    ticks=None,
    scale="linear",
)
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


LABELED = {"vitamin_d", "weakness", "excitability"}  # the lowest of each column: it bears the numbers of the weeks


@dataclass(frozen=True, slots=True)
class Frame:
    """What the axes depend on.

    Attributes:
        system: Unit system.
        views: Ends of each vertical axis, in SI.
        longest_dose: End of the axis of doses [IU/d].
        highest_level: End of the axis of levels by formula [nmol/L].
    """

    system: UnitSystem
    views: tuple[tuple[float, float], ...]
    longest_dose: float
    highest_level: float


def frame_of(planned: Planned, system: UnitSystem) -> Frame:
    """Return the frame that holds the courses of all people, and the formulas."""
    most = float(planned.high.max())
    top = next((view for view in VITAMIN_D.views if view[1] >= most), VITAMIN_D.views[-1])
    views = tuple(
        max((quantity.view(course) for course in planned.courses), key=quantity.views.index) for quantity in SHOWN[1:]
    )
    ends = (planner_formulas.longest_dose(planned.plan), planner_formulas.highest_level(planned))
    return Frame(system, (top, *views), *ends)


def build(figure: Figure, colors: Mapping[str, str], frame: Frame) -> Sequence[Artist]:
    """Draw the axes, and return what will move: for each plot its people and its curve; the formulas; last values."""
    plots = [small_plots.axes_at(figure, HEIGHT, place) for place in PLACES]
    lines, values = [], []
    for axes, quantity, view in zip(plots, SHOWN, frame.views, strict=True):
        small_plots.prepare(axes, quantity, colors, frame.system, healthy=view[0], view=view)
        people = [small_plots.curve(axes, colors["quiet-ink"], 1.2) for _ in range(PEOPLE)]
        for line in people:
            line.set_linestyle("--")
        lines += [*people, small_plots.curve(axes, colors[quantity.color])]
        values.append(small_plots.last_value(axes, colors))
        _label_weeks(axes, colors, named=quantity.id in LABELED)
    view = VITAMIN_D.shown_view((0.0, frame.highest_level), frame.system)
    below = small_plots.axes_at(figure, HEIGHT, FORMULAS)
    formulas = planner_formulas.build(below, colors, view, frame.longest_dose)
    left, top = NOTE_AT
    figure.text(left / WIDTH, 1.0 - top / HEIGHT, NOTE, color=colors["quiet-ink"], fontsize=TICK_POINTS, va="top",
                linespacing=1.35)  # fmt: skip
    return [*lines, *formulas, *values]


def _label_weeks(axes: Axes, colors: Mapping[str, str], *, named: bool) -> None:
    axes.set_xlim(0, WEEKS)
    axes.xaxis.set_major_locator(FixedLocator(range(0, WEEKS + 1, WEEKS_APART)))
    axes.tick_params(axis="x", labelbottom=named)
    if named:
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
    people = f"Among people 25(OH)D ends at {spread_words(planned, -1, system)} {VITAMIN_D.units[system]}"
    formulas = planner_formulas.describe(planned, system)
    symptoms = symptom_words(planned.course)
    return f"Seven plots: six over {WEEKS} weeks, one of formulas. {'; '.join(said)}. {people}. {symptoms} {formulas}"


def numbers(planned: Planned, system: UnitSystem = "si") -> str:
    """Return the average person's course as a table in HTML: at a few weeks, the lowest, the highest."""
    course = planned.course
    found = course_numbers.rows(SHOWN, course, system)
    found.insert(1, _people_row(planned, system))
    said = course_numbers.calcium_words(course, system)
    return course_numbers.draw("The year in numbers", "a person in the middle", found, course, said)


def _people_row(planned: Planned, system: UnitSystem) -> dict[str, object]:
    """Return the row of the two people beside the average one: the least and the most 25(OH)D among all three."""
    said = [spread_words(planned, at, system).replace(" to ", "–") for at in course_numbers.indices(planned.course)]
    return {
        "id": "people",
        "title": "25(OH)D of all three people",
        "unit": VITAMIN_D.units[system],
        "values": said,
        "band": "",
        "ends": [],  # the extremes of one person are no extremes of the others
    }
