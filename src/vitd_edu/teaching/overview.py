"""The lessons in order, with what is done, where the answers are, and a report on request."""

from typing import Any

import ipywidgets

from vitd_edu.figures import render
from vitd_edu.panels import reruns
from vitd_edu.panels.front import LiveSentence, Sheet
from vitd_edu.panels.guard import guarded
from vitd_edu.panels.parts import boxed
from vitd_edu.teaching import journal, progress
from vitd_edu.teaching.pieces import Piece
from vitd_edu.teaching.reports import Report, report


class Overview(Piece):
    """Lessons, minutes, what comes before, what is done and what is next."""

    def __init__(self) -> None:
        self.sentence, self.table = LiveSentence(), Sheet()
        self.alias = ipywidgets.Text(
            description="Your name or alias (optional)", placeholder="me", continuous_update=False
        )
        self.rename = ipywidgets.Button(description="Keep my answers under it")
        self.report = ipywidgets.Button(
            description="Make my report", tooltip="A page with your answers, in this folder"
        )
        self.again = ipywidgets.Button(description="Look again", tooltip="Read the journal anew")
        self.made: Report | None = None
        name = journal.alias()
        self.alias.value = "" if name == journal.NOBODY else name
        bar = boxed([self.alias, self.rename, self.report, self.again], "vd-bar-top")
        self.sentence.add_class("vd-progress")
        super().__init__([self.sentence, self.table, bar])
        self.add_class("vd-panel")
        self.rename.on_click(guarded(self._rename, self._complain))
        self.report.on_click(guarded(self._report, self._complain))
        self.again.on_click(guarded(lambda _: self.show(), self._complain))
        self.show()
        reruns.opened(self)

    def __repr__(self) -> str:
        return "Overview()"

    def show(self, said: str = "") -> None:
        """Read the journal and show what is done."""
        found = progress.so_far()
        following = progress.next_lesson(found)
        done, ready = sum(each.done for each in found), sum(each.lesson.ready for each in found)
        goes_on = f"Next: {following.number} · {following.title}." if following else "You have done them all."
        where = (
            journal.unreadable()
            or f"Your answers are kept in {journal.path().name}, beside the lessons; nothing is sent anywhere."
        )
        self.sentence.text = said or f"{done} of {ready} lessons done. {goes_on} {where}"
        self.sentence.frame += 1
        self.table.parts = {
            "lessons": render.fill("lessons.html", rows=found, following=following, made=self.made),
        }

    def _rename(self, _: Any) -> None:
        self.show(journal.rename(self.alias.value))

    def _report(self, _: Any) -> None:
        self.made = report()
        self.show(repr(self.made))

    def _complain(self, message: str) -> None:
        if message:
            self.sentence.text = message
            self.sentence.frame += 1


def lessons() -> Overview:
    """Show the lessons in order: the question of each, minutes, what comes before, what is done and what is next."""
    return Overview()
