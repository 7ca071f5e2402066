"""What a learner has done so far, read from the journal. Deaf to the screen."""

from dataclasses import dataclass
from pathlib import Path

from vitd_edu.knowledge import question_tables, tables
from vitd_edu.knowledge.question_tables import Question
from vitd_edu.knowledge.records import Lesson
from vitd_edu.teaching import journal
from vitd_edu.teaching.journal import Entry


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """What is done of a lesson.

    Attributes:
        lesson: Its row of ``data/lessons.csv``.
        answered: Latest answer to each question of it, by the question's identifier.
        total: How many questions it has.
    """

    lesson: Lesson
    answered: dict[str, Entry]
    total: int

    @property
    def checks_right(self) -> int:
        """Check questions whose latest answer is right."""
        return sum(entry.right is True and entry.part == "check" for entry in self.answered.values())

    @property
    def checks(self) -> int:
        """Check questions of the lesson."""
        return sum(row.part == "check" for row in questions_of(self.lesson.number))

    @property
    def done(self) -> bool:
        """Whether every check question is answered rightly."""
        return 0 < self.checks == self.checks_right

    @property
    def words(self) -> str:
        """The progress, said in a few words."""
        if not self.lesson.ready:
            return "in preparation"
        if not self.answered:
            return "not begun"
        said = f"{self.checks_right} of {self.checks} checks right"
        return f"done: {said}" if self.done else f"begun: {said}"


def questions_of(lesson: str) -> tuple[Question, ...]:
    """Return the questions of a lesson: predictions, explanations, challenges, checks."""
    parts = ("predict", "explain", "challenge", "check")
    found = (row for row in question_tables.questions().values() if row.lesson == lesson)
    return tuple(sorted(found, key=lambda row: (parts.index(row.part), row.position)))


def so_far(folder: Path | None = None) -> tuple[LessonProgress, ...]:
    """Return the progress in every lesson, in reading order."""
    latest = {entry.question: entry for entry in journal.entries(folder)}
    found = []
    for lesson in tables.lessons():
        rows = questions_of(lesson.number)
        answered = {row.id: latest[row.id] for row in rows if row.id in latest}
        found.append(LessonProgress(lesson, answered, len(rows)))
    return tuple(found)


def next_lesson(progress: tuple[LessonProgress, ...]) -> Lesson | None:
    """Return the first lesson that is ready and not done, or None."""
    return next((each.lesson for each in progress if each.lesson.ready and not each.done), None)
