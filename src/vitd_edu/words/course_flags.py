"""Red flags of a body over time: those that a prediction raises from the same levels, and in which weeks."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from vitd_edu import units
from vitd_edu.body import LEVELS
from vitd_edu.body_course import BodyCourse
from vitd_edu.clinic.red_flags import ACTIONS, fires
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.clinic_records import RedFlag
from vitd_edu.planned import Planned
from vitd_edu.repletion import Repleted

KEPT = 32
MOST = 3  # the soonest ones: a plan is no alarm board
NOBODY: frozenset[str] = frozenset()  # a course knows levels, and no findings


class CourseFlag(NamedTuple):
    """A red flag, and when it flies, in words."""

    flag: RedFlag
    when: str


@lru_cache(maxsize=KEPT)
def of_course(course: BodyCourse, unit: str = "week") -> tuple[CourseFlag, ...]:
    """Return the red flags of a course, the soonest first, with their weeks; of each level and side only the soonest.

    Args:
        course: A body over time.
        unit: ``"week"``, or ``"day"`` for a course of days.
    """
    found = [CourseFlag(flag, _when(course, flag, unit)) for flag in _raised(course)]
    return _soonest_first(one for one in found if not any(_covers(other.flag, one.flag) for other in found))


def of_plan(planned: Planned) -> tuple[CourseFlag, ...]:
    """Return the red flags of a plan: those of the average body, and calcium that goes further in other people."""
    found = list(of_course(planned.course))
    for course, who in zip(planned.people, ("little", "much"), strict=True):
        for flag, when in () if course is None else of_course(course):
            known = any(flag == other.flag or _covers(other.flag, flag) for other in found)
            if flag.analyte == "calcium" and not known:
                found.append(CourseFlag(flag, f"{when}, in a person in whom vitamin D does {who}"))
    return _soonest_first(found)


def of_repletion(repleted: Repleted) -> tuple[CourseFlag, ...]:
    """Return the red flags while magnesium is lost, and those that come up in the days after, in the course on show."""
    found = [CourseFlag(flag, f"{when}, while magnesium is lost") for flag, when in of_course(repleted.loss)]
    known = {one.flag.id for one in found}
    for gift in repleted.repletion.shown:
        for flag, when in of_course(repleted.after[gift], "day"):
            if flag.id not in known:
                known.add(flag.id)
                found.append(CourseFlag(flag, f"{when}, once {tables.living_choices()[gift].said}"))
    return _soonest_first(found)


def _raised(course: BodyCourse) -> Iterator[RedFlag]:
    """Yield what the worst moments raise: those with the least and the most of each level."""
    for flag in tables.red_flags():
        if flag.analyte in LEVELS and not flag.all_of and not flag.any_of:
            series = getattr(course, flag.analyte)
            ends = (float(units.kept(flag.analyte, end)) for end in (series.min(), series.max()))
            if any(fires(flag, NOBODY, {flag.analyte: end}) for end in ends):
                yield flag


def _covers(sooner: RedFlag, flag: RedFlag) -> bool:
    """Say whether one flag makes another needless: the same level, gone further the same way, is not urgent as well."""
    same = (sooner.analyte, sooner.below is None) == (flag.analyte, flag.below is None)
    return same and ACTIONS.index(sooner.action) < ACTIONS.index(flag.action)


def _soonest_first(found: Iterable[CourseFlag]) -> tuple[CourseFlag, ...]:
    return tuple(sorted(found, key=lambda one: ACTIONS.index(one.flag.action)))[:MOST]


def _when(course: BodyCourse, flag: RedFlag, unit: str) -> str:
    """Say from when to when a level is beyond the limit of a flag: ``from week 3 on``, ``in weeks 3 to 8``."""
    level = units.kept(str(flag.analyte), getattr(course, str(flag.analyte)))
    beyond = np.flatnonzero([fires(flag, NOBODY, {str(flag.analyte): float(value)}) for value in level])
    first, last = int(beyond[0]), int(beyond[-1])
    begin, end = ("the start" if at == 0 else _moment(course, at, unit) for at in (first, last))
    if last == level.size - 1:
        return f"from {begin} on"
    if begin == end:
        return f"at {begin}" if first == 0 else f"in {begin}"
    return f"from {begin} to {end}"


def _moment(course: BodyCourse, at: int, unit: str) -> str:
    """Say a moment (an index) as ``week 3``, the first days of a course as ``day 2``."""
    week = round(float(course.weeks[at]))
    return f"week {week}" if unit == "week" and week else f"day {max(round(float(course.day[at])), 1)}"
