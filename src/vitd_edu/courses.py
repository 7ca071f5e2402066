"""Three people with a low 25(OH)D take the same tablets: a year of each, on one axis."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NamedTuple

import numpy as np

from vitd_edu.body import settle
from vitd_edu.body_course import BodyCourse, Series, recovery
from vitd_edu.case_codes import Coded
from vitd_edu.clinic.two_courses import disease_burden, twitch_burden
from vitd_edu.living import DAYS_PER_WEEK, choice_value
from vitd_edu.physiology.intake import Plan
from vitd_edu.physiology.membrane import constant

WEEKS = 52
LATER = 8  # weeks after which somebody would look whether the tablets have helped


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses(Coded):
    """What the picture of the two courses shows.

    Attributes:
        treatment_start: When the tablets begin: ``"week-8"``, ``"week-18"`` or ``"week-29"``.
        shortage: 25(OH)D of all three people before: ``"severe-shortage"`` or ``"mild-shortage"``.
        pace: Pace of the disease: ``"average-course"``, ``"slow-course"`` or ``"fast-course"``.

    Raises:
        ScenarioError: A choice is unknown.
    """

    PREFIX = "courses"
    EXAMPLE = "week-18_fast-course"
    LETTERS: ClassVar = {}
    CHOICES = ("treatment_start", "shortage", "pace")

    treatment_start: str = "week-8"
    shortage: str = "severe-shortage"
    pace: str = "average-course"

    @property
    def start(self) -> int:
        """Week in which the tablets begin."""
        return int(choice_value(self.treatment_start))


class Compared(NamedTuple):
    """A year, week by week, shape (weeks,): burdens 0-1, each on a scale of its own, and the 25(OH)D of all three."""

    courses: Courses
    weeks: Series
    vitamin_d: Series
    deficiency: Series
    disease: Series
    twitch: Series

    def then_and_later(self, course: Series) -> tuple[float, float]:
        """Return a course in the week in which the tablets begin, and eight weeks later."""
        start = self.courses.start
        return float(course[start]), float(course[start + LATER])


@lru_cache(maxsize=8)
def treated(vitamin_d: float) -> BodyCourse:
    """Return a year of a body, settled at a low 25(OH)D [nmol/L], that takes vitamin D every day.

    References:
        Bordelon2009 (the daily dose, as maintenance).
    """
    plan = Plan.daily(constant("courses_daily_dose"))
    return recovery(plan, start=settle(vitamin_d), days=WEEKS * DAYS_PER_WEEK, record_every=DAYS_PER_WEEK)


def compare(courses: Courses) -> Compared:
    """Return the three courses; until the tablets begin the body that lacks vitamin D stays as it has settled."""
    weeks = np.arange(WEEKS + 1, dtype=float)
    course = treated(choice_value(courses.shortage))
    since = np.maximum(weeks - courses.start, 0.0).astype(int)
    return Compared(
        courses,
        weeks,
        course.vitamin_d[since],
        course.weakness["low-vitamin-d"][since],
        disease_burden(weeks, choice_value(courses.pace)),
        twitch_burden(weeks),
    )
