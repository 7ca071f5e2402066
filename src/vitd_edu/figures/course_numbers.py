"""The numbers behind plots over weeks, as a table: a value at each of a few weeks, the lowest and the highest."""

from collections.abc import Mapping, Sequence

import numpy as np

from vitd_edu import units
from vitd_edu.body_course import BodyCourse
from vitd_edu.figures.body_quantities import Quantity
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of, side_of
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import band_word

WEEKS: Mapping[int, tuple[int, ...]] = {  # by the length of a course: dense where most happens
    12: (1, 2, 3, 4, 5, 6, 8, 10, 12),
    52: (1, 2, 5, 8, 11, 14, 26, 39, 52),
    104: (1, 2, 5, 8, 14, 26, 52, 78, 104),
}
TURN = 0.03  # mmol/L: smaller swings of calcium are not worth a word
DAYS_TOLD = 14.0  # up to then moments are told in days
THROUGHOUT = "all along"
SIDES: Mapping[int, str] = {-1: "below", 1: "above"}


def rows(quantities: Sequence[Quantity], course: BodyCourse, system: UnitSystem) -> list[dict[str, object]]:
    """Return a row for each quantity: its values at the weeks on show, its band at the end, its lowest and highest."""
    moments = indices(course)
    return [_row(quantity, course, moments, system) for quantity in quantities]


def _row(quantity: Quantity, course: BodyCourse, moments: Sequence[int], system: UnitSystem) -> dict[str, object]:
    values = quantity.read(course)
    analyte = quantity.id in tables.analytes()
    return {
        "id": quantity.id,
        "title": quantity.title,
        "unit": quantity.units[system],
        "values": [_number(quantity, course, at, system) for at in moments],
        "band": band_word(band_of(quantity.id, float(values[-1]))) if analyte else "",
        "ends": _ends(quantity, course, (int(values.argmin()), int(values.argmax())), system),
    }


def _ends(quantity: Quantity, course: BodyCourse, places: tuple[int, int], system: UnitSystem) -> list[dict[str, str]]:
    """Return the lowest and the highest value with their moments; none are named where the two read the same."""
    said = [_number(quantity, course, at, system) for at in places]
    if said[0] == said[1]:
        return [{"value": value, "when": THROUGHOUT} for value in said]
    when = (moment(course, at) if at else "start" for at in places)
    return [{"value": value, "when": at} for value, at in zip(said, when, strict=True)]


def _number(quantity: Quantity, course: BodyCourse, at: int, system: UnitSystem) -> str:
    """Say a value without its unit, which stands at the head of its row."""
    return quantity.say(course, at, system).split()[0]


def weeks_shown(course: BodyCourse) -> tuple[int, ...]:
    """Return the weeks at which values are told, the start among them."""
    return (0, *WEEKS[round(float(course.weeks[-1]))])


def indices(course: BodyCourse) -> list[int]:
    """Return the recorded moments of those weeks."""
    return [int(np.searchsorted(course.weeks, week)) for week in weeks_shown(course)]


def calcium_words(course: BodyCourse, system: UnitSystem = "si") -> str:
    """Say where calcium turns, and from when on it stays outside the usual range; empty where it does neither."""
    said = [_swings(course, system)] if _turns(course) else []
    side = side_of("calcium", course.calcium)
    if side[-1] and len(inside := np.flatnonzero(side != side[-1])):
        first = int(inside[-1]) + 1
        said.append(f"it is {SIDES[int(side[-1])]} the usual range for good from {moment(course, first)} on")
    return f"Calcium in blood: {'; '.join(said)}." if said else ""


def _swings(course: BodyCourse, system: UnitSystem) -> str:
    """Say every turn of calcium, and its end."""
    before, swings = float(course.calcium[0]), []
    for at in _turns(course):
        now = float(course.calcium[at])
        moved = "falls" if now < before else "rises"
        swings.append(f"{moved} to {units.show('calcium', now, system)} by {moment(course, at)}")
        before = now
    return f"it {', '.join(swings)}, and ends at {units.show('calcium', float(course.calcium[-1]), system)}"


def moment(course: BodyCourse, at: int) -> str:
    """Say a moment (an index): ``day 9`` in the first weeks, ``week 14`` later."""
    day = float(course.day[at])
    return f"day {day:.0f}" if day < DAYS_TOLD else f"week {day / 7.0:.0f}"


def _turns(course: BodyCourse) -> list[int]:
    """Return the moments (indices) at which calcium turns by enough to be seen: the ends of its swings."""
    level, steps = course.calcium, np.sign(np.diff(course.calcium))
    candidates = [0, *(int(at) for at in np.flatnonzero(steps[1:] * steps[:-1] < 0) + 1), len(level) - 1]
    ends = candidates[:1]
    for at in candidates[1:]:
        swing = level[at] - level[ends[-1]]
        if len(ends) > 1 and swing * (level[ends[-1]] - level[ends[-2]]) > 0:
            ends[-1] = at  # the same way on, after a pause too small to tell
        elif abs(swing) >= TURN:
            ends.append(at)
    return ends[1:-1]


def draw(heading: str, quiet: str, found: Sequence[Mapping[str, object]], course: BodyCourse, said: str) -> str:
    """Return the table in HTML.

    Args:
        heading: Its caption.
        quiet: What the caption adds.
        found: Its rows, as ``rows`` makes them.
        course: Gives the weeks.
        said: A sentence below it; empty where there is nothing to say.
    """
    return fill("course_numbers.html", heading=heading, quiet=quiet, rows=found, weeks=weeks_shown(course), said=said)
