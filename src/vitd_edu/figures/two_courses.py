"""The two courses on one axis: what is corrected settles, what progresses goes on, what is harmless wavers."""

from dataclasses import dataclass

from vitd_edu.courses import WEEKS, Compared
from vitd_edu.figures.render import fill
from vitd_edu.figures.sources import Source, fold, of_constant
from vitd_edu.knowledge import tables
from vitd_edu.physiology.membrane import constant
from vitd_edu.units import UnitSystem
from vitd_edu.words import courses as words

LEFT, TOP, WIDE, HIGH = 44.0, 18.0, 420.0, 200.0
MONTHS = 12
APART = 17.0  # between two numbers at the ends of lines


FIELDS = {  # what can be chosen: its name and its unit
    "pace": ("Pace of the disease", "points a month"),
    "shortage": ("25(OH)D before the tablets", "nmol/L"),
    "treatment_start": ("Tablets begin", "weeks"),
}
CONSTANTS = (
    "courses_daily_dose", "function_scale_points", "function_lost_at_start", "twitch_usual", "twitch_swing",
    "twitch_period", "twitch_first_peak", "twitch_ripple", "twitch_ripple_period",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture: its number, name, points, and where its number stands."""

    id: str
    number: int
    name: str
    points: str
    end: float
    label: float
    last: str


def _x(week: float) -> float:
    return LEFT + WIDE * week / WEEKS


def _y(burden: float) -> float:
    return TOP + HIGH * (1.0 - burden)


def lines(compared: Compared) -> tuple[Line, ...]:
    """Return the lines with their numbers at their ends, which keep clear of each other."""
    ends = {name: _y(float(course[-1])) for name, course in words.lines_of(compared)}
    places: dict[str, float] = {}
    lowest = TOP + HIGH
    for name in sorted(ends, key=lambda one: -ends[one]):  # from the bottom up
        places[name] = min(ends[name], lowest)
        lowest = places[name] - APART
    return tuple(
        Line(
            id=name,
            number=number,
            name=words.NAMES[name],
            points=" ".join(
                f"{_x(week):.1f},{_y(value):.1f}"
                for week, value in zip(compared.weeks.tolist(), course.tolist(), strict=True)
            ),
            end=ends[name],
            label=places[name],
            last=f"{100.0 * float(course[-1]):.0f}",
        )
        for number, (name, course) in enumerate(words.lines_of(compared), start=1)
    )


def draw(compared: Compared) -> str:
    """Return the picture as SVG with its key and the caution in words."""
    return fill(
        "two_courses.html",
        lines=lines(compared),
        frame=(LEFT, TOP, WIDE, HIGH),
        start=compared.courses.start,
        start_x=_x(compared.courses.start),
        months=[(month, _x(month * WEEKS / MONTHS)) for month in range(0, MONTHS + 1, 3)],
        steps=[(step, _y(step / 100.0)) for step in (0, 25, 50, 75, 100)],
        description=words.describe(compared),
        caution=words.CAUTION,
    )


def footer() -> str:
    """Return what the picture leaves out, and where its numbers come from, as HTML."""
    return fill(
        "courses_footer.html",
        dose=f"{constant('courses_daily_dose'):.0f}",
        **fold("sources", "Where these numbers come from", sources(), "the pace in points of the scale ALSFRS-R"),
    )


def sources() -> tuple[Source, ...]:
    """Return every number that the picture is drawn from: what can be chosen, and the constants behind the lines."""
    chosen = [
        Source(row.id, f"{FIELDS[row.field][0]}: {row.name}", f"{row.value:g} {FIELDS[row.field][1]}", row.provenance)
        for field in FIELDS
        for row in tables.living_choices().values()
        if row.field == field
    ]
    return (*chosen, *(of_constant(tables.parameters()[name]) for name in CONSTANTS))


def describe(compared: Compared, system: UnitSystem = "si") -> str:
    """Say the picture in words."""
    return f"{words.sentence(compared, system)} {words.describe(compared)}"
