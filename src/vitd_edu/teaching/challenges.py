"""Challenges in code: the learner's own answer is checked, with hints in steps and a solution at the end."""

from numbers import Real
from typing import Any

from vitd_edu.figures import render
from vitd_edu.knowledge import question_tables
from vitd_edu.panels import reruns
from vitd_edu.panels.front import question as front
from vitd_edu.panels.guard import guarded
from vitd_edu.teaching import journal, verdicts
from vitd_edu.teaching.asking import explained, misconceptions_behind, when
from vitd_edu.teaching.pieces import Piece
from vitd_edu.teaching.verdicts import LABELS, AnswerError


class Challenge(Piece):
    """A task, the verdict on the learner's answer, and hints, one more for each press."""

    def __init__(self, identifier: str, answer: Any = None) -> None:
        self.asked = verdicts.question(identifier)
        self.verdict: verdicts.Verdict | None = None
        self.hints = tuple(hint.text for hint in question_tables.hints() if hint.question == identifier)
        self.shown_hints, self.revealed = 0, False
        self.front = front.Question(label=LABELS["challenge"], prompt=self.asked.prompt, kind="single")
        super().__init__([self.front])
        self.add_class("vd-panel")
        self.front.observe(guarded(lambda _: self.help(), self._complain), "pressed")
        self.front.observe(guarded(lambda _: self.reveal(), self._complain), "other_pressed")
        if answer is not None:
            guarded(self._judge, self._complain)(answer)
        else:
            self.front.note = self._earlier()
        self.show()
        reruns.opened(self)

    def __repr__(self) -> str:
        return f"Challenge({self.asked.id!r})"

    def help(self) -> None:
        """Show one more hint."""
        self.shown_hints = min(self.shown_hints + 1, len(self.hints))
        self.show()

    def reveal(self) -> None:
        """Show a solution."""
        self.revealed = True
        self.show()

    def show(self) -> None:
        """Put what there is to say below the task."""
        done = self.revealed or (self.verdict is not None and self.verdict.right)
        left = len(self.hints) - self.shown_hints
        may_reveal = self.verdict is not None or not left
        feedback = render.fill(
            "question_feedback.html",
            verdict=self.verdict,
            misconceptions=misconceptions_behind(self.verdict),
            again="" if self.revealed else "Change your lines and run the cell again, or take a hint.",
            hints=() if done else self.hints[: self.shown_hints],
            solution=verdicts.solution(self.asked) if self.revealed else "",
            code=self.asked.code if self.revealed else None,
            **explained(self.asked, shown=done),
        )
        with self.front.hold_sync():  # in one message: the focus of a button that goes is handed to the one that comes
            self.front.action = f"Next hint ({left} left)" if left and not done else ""
            self.front.other_action = "Show a solution" if may_reveal and not self.revealed else ""
            self.front.feedback = feedback

    def _earlier(self) -> str:
        """Say what was answered at an earlier time: the number itself stood in a cell, and may be gone."""
        last = journal.last(self.asked.id)
        if last is None:
            return ""
        outcome = "right" if last.right else "not right yet"
        return f"On {when(last)} you answered {' '.join(last.given)} {self.asked.unit}: {outcome}."

    def _judge(self, answer: Any) -> None:
        text = as_text(answer)
        self.verdict = verdicts.judge(self.asked, (text,))
        last = journal.last(self.asked.id)
        if last is None or last.given != (text,):  # running the cell again is no new try
            misconceptions = self.verdict.misconceptions
            made = journal.entry(self.asked.id, self.asked.part, (text,), self.verdict.right, misconceptions)
            self.front.note = journal.keep(made)

    def _complain(self, message: str) -> None:
        self.front.error = message


def as_text(answer: Any) -> str:
    """Return a number as text.

    Raises:
        AnswerError: It is no single number; the likely slip is named.
    """
    value = answer.item() if getattr(answer, "size", None) == 1 else answer
    if isinstance(value, bool) or not isinstance(value, Real):
        hint = " Did you forget to call a function, or to read one value out of a list?"
        raise AnswerError(f"answer should be one number; it is {type(answer).__name__}: {answer!r:.60}.{hint}")
    return f"{float(value):.8g}"


def challenge(identifier: str, answer: Any = None) -> Challenge:
    """Show a challenge, and check an answer to it.

    Args:
        identifier: A question of the part ``challenge``.
        answer: The learner's number; None as long as there is none.

    Raises:
        AnswerError: There is no such challenge.
    """
    if verdicts.question(identifier).part != "challenge":
        raise AnswerError(f"{identifier!r} is no challenge: use vd.ask for it.")
    return Challenge(identifier, answer)
