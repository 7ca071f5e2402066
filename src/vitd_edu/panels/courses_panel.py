"""The two courses over time: three people, the same tablets, a year."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import ipywidgets

from vitd_edu.courses import Compared, Courses, compare
from vitd_edu.figures import render
from vitd_edu.figures import two_courses as figure
from vitd_edu.knowledge.workup_tables import course_presets
from vitd_edu.panels import living_parts, parts
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Sheet
from vitd_edu.words import courses as words

CHOICES = {"treatment_start": "Tablets begin in", "shortage": "Lack of vitamin D", "pace": "Pace of the disease"}


@cache
def course_cases() -> Mapping[str, parts.Case]:
    """Return the rows of ``data/course_presets.csv`` by identifier."""
    return {
        name: parts.Case(
            name=row.name,
            state=Courses(treatment_start=row.treatment_start, shortage=row.shortage, pace=row.pace),
            story=row.story,
        )
        for name, row in course_presets().items()
    }


class TwoCourses(Panel):
    """The picture of the two courses; its state is ``Courses``, what follows from it is ``Compared``."""

    def __init__(self, shared: parts.Shared) -> None:
        super().__init__(shared, {})

    @property
    def courses(self) -> parts.Shared:
        """The shared state; give it to another panel of this kind and the two move together."""
        return self.shared

    def _predict(self, state: Courses) -> Compared:
        return compare(state)

    def _presets(self) -> Mapping[str, parts.Case]:
        return course_cases()

    def _read_code(self, code: str) -> Courses:
        return Courses.from_code(code)

    def _make_more_controls(self) -> None:
        self.reset.tooltip = "Back to the first view"
        self.choices = {name: living_parts.choice(name, label) for name, label in CHOICES.items()}
        self.picture = Sheet()
        self.footer = Sheet(parts={"footer": figure.footer()})

    def _layout(self) -> list[ipywidgets.Widget]:
        dials = parts.boxed([*self.choices.values(), self.alerts], "vd-dials")
        answer = parts.boxed([self.picture], "vd-answer")
        main = parts.boxed([dials, answer], "vd-main")
        return [self._top_bar(), self.sentence, main, self.footer]

    def _sentence(self) -> str:
        return words.sentence(self.prediction, self.system)

    def _explain(self) -> str:
        return words.explain(self._before, self.prediction, self.system)

    def _alerts(self, story: str) -> str:
        return render.fill("alerts.html", flags=(), notes=(), trouble=self._trouble, story=story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        return [(self.picture, {"courses": figure.draw(self.prediction)})]


def two_courses(courses: Courses | str | None = None, *, joined: Any = None) -> TwoCourses:
    """Open the two courses over time.

    Args:
        courses: What to show first, or its case code; the tablets of week 8 where it is None.
        joined: The ``courses`` of another panel of this kind, so that both move together.
    """
    start = parts.begun(courses, Courses, "courses")
    return TwoCourses(parts.shared(start or (None if joined else Courses()), joined))
