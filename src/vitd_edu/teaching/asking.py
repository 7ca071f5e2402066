"""Questions in a lesson: what is chosen is judged, kept in the journal, and answered with its reason."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from vitd_edu.figures import render
from vitd_edu.knowledge import question_tables
from vitd_edu.knowledge.question_tables import Question
from vitd_edu.panels import reruns
from vitd_edu.panels.front import LiveSentence
from vitd_edu.panels.front import question as front
from vitd_edu.panels.guard import guarded
from vitd_edu.physiology.inputs import InputError
from vitd_edu.teaching import journal, verdicts
from vitd_edu.teaching.journal import Entry
from vitd_edu.teaching.pieces import Piece
from vitd_edu.teaching.verdicts import LABELS, Verdict, judge

KINDS = {
    "single": "choose one",
    "multiple": "choose all that apply",
    "numeric": "type a number",
    "ordering": "put in order with the arrows",
}
AGAIN = "Try again, or look at the answer."
CHANGED = "You have changed your answer. It is kept once you press the button."


class AskedQuestion(Piece):
    """A question with its buttons and its feedback; ``asked`` is the row of ``data/questions.csv``."""

    ACTION = "Check my answer"

    def __init__(self, identifier: str, label: str = "") -> None:
        self.asked: Question = verdicts.question(identifier)
        self.verdict: Verdict | None = None
        self.judged: tuple[str, ...] = ()
        self.revealed = False
        self.front = front.Question(
            label=f"{label or LABELS[self.asked.part]} · {KINDS[self.asked.kind]}",
            prompt=self.asked.prompt,
            kind=self.asked.kind,
            options=self._options(),
            unit=self.asked.unit or "",
            action=self.ACTION,
        )
        super().__init__([self.front])
        self.add_class("vd-panel")
        self.front.observe(guarded(lambda _: self.check(), self._complain), "pressed")
        self.front.observe(guarded(lambda _: self.other(), self._complain), "other_pressed")
        self.front.observe(lambda _: self._move_on(), "given")
        kept = journal.last(identifier)
        if kept is not None:
            self._remember(kept)
        self.show()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.asked.id!r})"

    @property
    def given(self) -> tuple[str, ...]:
        """What is chosen or typed at the moment."""
        return tuple(self.front.given)

    def check(self) -> None:
        """Judge what is given, keep it in the journal, and show what there is to say.

        Raises:
            AnswerError: Nothing, or no answer, was given.
        """
        self.verdict = judge(self.asked, self.given)
        self._keep(self.verdict.right, self.verdict.misconceptions)
        self.show()

    def other(self) -> None:
        """Show the answer."""
        self.revealed = True
        self.show()

    def show(self) -> None:
        """Put what there is to say below the question."""
        done = self.revealed or (self.verdict is not None and self.verdict.right)
        self.front.other_action = "Show the answer" if self.verdict is not None and not done else ""
        self.front.feedback = render.fill(
            "question_feedback.html",
            verdict=self.verdict,
            misconceptions=misconceptions_behind(self.verdict),
            again="" if self.revealed else AGAIN,
            hints=(),
            solution=verdicts.solution(self.asked) if self.revealed else "",
            code=None,
            **explained(self.asked, shown=done),
        )

    def _options(self) -> list[dict[str, str]]:
        if self.asked.kind == "numeric":
            return []
        return [{"key": answer.key, "text": answer.text} for answer in verdicts.answers_of(self.asked)]

    def _keep(self, right: bool | None, misconceptions: Sequence[str] = ()) -> None:
        """Put what was judged into the journal; the same answer again is no new try."""
        self.judged, trouble = self.given, ""
        last = journal.last(self.asked.id)
        if last is None or last.given != self.judged:
            trouble = journal.keep(journal.entry(self.asked.id, self.asked.part, self.judged, right, misconceptions))
        self.front.note = trouble or kept_note(self.asked.id)

    def _remember(self, kept: Entry) -> None:
        """Show an answer of an earlier time again; one that no longer fits the question is left out."""
        try:
            self.verdict = judge(self.asked, kept.given)
        except InputError:
            return
        self.judged = kept.given
        self.front.given = list(kept.given)
        self.front.note = kept_note(self.asked.id)

    def _move_on(self) -> None:
        """Take back what was said about an answer that cannot be, and tell when what is chosen is not kept yet."""
        self._complain("")
        if self.judged:
            self.front.note = kept_note(self.asked.id) if self.given == self.judged else CHANGED

    def _complain(self, message: str) -> None:
        self.front.error = message


def kept_note(identifier: str) -> str:
    """Say when a question was last answered, and how often."""
    kept, count = journal.last(identifier), journal.tries(identifier)
    if kept is None:
        return ""
    return f"Answered on {when(kept)}{f'; {count} tries' if count > 1 else ''}. You can change it."


def when(kept: Entry) -> str:
    """Return the time of an entry where the learner is; as it was written where it is no time."""
    try:
        return datetime.fromisoformat(kept.time).astimezone().strftime("%d %b %Y, %H:%M")
    except (ValueError, OverflowError):
        return kept.time


def explained(asked: Question, *, shown: bool) -> dict[str, Any]:
    """Return the explanation of a question for a template, with its evidence; empty where it is not to be shown yet."""
    provenance = asked.provenance
    return {
        "explanation": asked.explanation if shown else "",
        "evidence": provenance.evidence,
        "references": provenance.references,
        "reason": provenance.reason,
    }


def misconceptions_behind(verdict: Verdict | None) -> list[question_tables.Misconception]:
    """Return the records of the misconceptions that a verdict names."""
    known = question_tables.misconceptions()
    return [known[name] for name in verdict.misconceptions] if verdict is not None else []


def ask(identifier: str) -> AskedQuestion:
    """Ask one question of a lesson.

    Args:
        identifier: Such as ``"01-explain-who-pays"``.

    Raises:
        AnswerError: There is no such question.
    """
    verdicts.question(identifier)  # a wrong identifier is told before anything is built
    asked = AskedQuestion(identifier)
    reruns.opened(asked)
    return asked


class Quiz(Piece):
    """The check questions of a lesson, one under the other, and how many are right."""

    def __init__(self, lesson: str, rows: Sequence[Question]) -> None:
        self.lesson = lesson
        self.progress = LiveSentence()
        self.progress.add_class("vd-progress")
        self.questions = [
            AskedQuestion(row.id, f"Question {number} of {len(rows)}") for number, row in enumerate(rows, start=1)
        ]
        for each in self.questions:
            each.front.observe(lambda _: self._count(), "feedback")
        box = Piece([self.progress])
        box.add_class("vd-panel")
        super().__init__([*self.questions, box])
        self.add_class("vd-quiz")
        self._count()
        reruns.opened(self)

    def __repr__(self) -> str:
        return f"Quiz({self.lesson!r})"

    @property
    def right(self) -> int:
        """How many questions are answered rightly."""
        return sum(each.verdict is not None and each.verdict.right for each in self.questions)

    def _count(self) -> None:
        total, right = len(self.questions), self.right
        answered = sum(each.verdict is not None for each in self.questions)
        end = " All done: well thought." if right == total else ""
        self.progress.text = f"{right} of {total} right, {answered} answered.{end}"
        self.progress.frame += 1


def checks(lesson: str) -> tuple[Question, ...]:
    """Return the check questions of a lesson in their order.

    Raises:
        AnswerError: The lesson has none.
    """
    rows = [row for row in question_tables.questions().values() if (row.lesson, row.part) == (lesson, "check")]
    if not rows:
        lessons = sorted({row.lesson for row in question_tables.questions().values()})
        raise verdicts.AnswerError(f"There is no quiz for lesson {lesson!r}. There is one for {', '.join(lessons)}.")
    return tuple(sorted(rows, key=lambda row: row.position))


def quiz(lesson: str) -> Quiz:
    """Open the check questions of a lesson.

    Args:
        lesson: Number of the lesson, such as ``"02"``.

    Raises:
        AnswerError: The lesson has no quiz.
    """
    return Quiz(lesson, checks(lesson))
