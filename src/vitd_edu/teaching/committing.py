"""Predict first: a panel opens when the learner has committed to a prediction."""

from collections.abc import Callable
from typing import Any

from vitd_edu.figures import render
from vitd_edu.panels import reruns
from vitd_edu.teaching import verdicts
from vitd_edu.teaching.asking import AskedQuestion, explained, misconceptions_behind
from vitd_edu.teaching.pieces import Piece


class Prediction(AskedQuestion):
    """A question that is kept, not judged at once: what happens is there to be looked at first."""

    ACTION = "Commit and open the panel"

    def __init__(self, identifier: str, opens: Callable[[], None]) -> None:
        self._opens = opens
        self.skipped = False
        super().__init__(identifier)

    def check(self) -> None:
        """Keep the prediction, and open the panel."""
        self.verdict = verdicts.judge(self.asked, self.given)
        self._keep(None, self.verdict.misconceptions)
        self._opens()
        self.show()

    def other(self) -> None:
        """Open the panel without a prediction."""
        self.skipped = True
        self._opens()
        self.show()

    def show(self) -> None:
        """Say what to look for, and keep the comparison folded."""
        opened = self.verdict is not None or self.skipped
        self.front.action = "Change my prediction" if self.verdict is not None else self.ACTION
        self.front.other_action = "" if opened else "Open without an answer"
        if not opened:
            return
        self.front.feedback = render.fill(
            "prediction_kept.html",
            verdict=self.verdict,
            given=verdicts.in_words(self.asked, self.given) if self.verdict is not None else "",
            look=self.asked.look,
            misconceptions=misconceptions_behind(self.verdict),
            **explained(self.asked, shown=True),
        )


class Commitment(Piece):
    """A prediction, and below it the panel that it opens; ``panel`` is None until then."""

    def __init__(self, identifier: str, opener: Callable[[], Any]) -> None:
        self._opener = opener
        self.panel: Any = None
        self.question = Prediction(identifier, self._open)
        super().__init__([self.question])
        self.add_class("vd-committed")
        if self.question.verdict is not None:
            self._open()
        reruns.opened(self)

    def __repr__(self) -> str:
        return f"Commitment({self.question.asked.id!r})"

    def close(self) -> None:
        """Close the question and the panel."""
        if self.panel is not None:
            self.panel.close()  # first: while its own parts are still there
        super().close()

    def _open(self) -> None:
        if self.panel is None:
            self.panel = self._opener()
            self.children = (self.question, self.panel)


def commit(identifier: str, opener: Callable[[], Any]) -> Commitment:
    """Ask for a prediction; the panel opens below when the learner commits, or chooses to go on without.

    Args:
        identifier: A question of the part ``predict``, such as ``"01-predict-growth"``.
        opener: What opens the panel, such as ``vd.body_lab``; it is called without arguments.

    Raises:
        AnswerError: There is no such question, or it is no prediction.
    """
    if verdicts.question(identifier).part != "predict":
        raise verdicts.AnswerError(f"{identifier!r} is no prediction: use vd.ask for it.")
    if not callable(opener):
        raise verdicts.AnswerError(
            "Give the function that opens the panel without calling it: vd.body_lab, not vd.body_lab()."
        )
    return Commitment(identifier, opener)
