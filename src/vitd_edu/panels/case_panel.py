"""The case clinic: the history first, a ranking, questions and tests at a cost, and feedback on the thinking."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from vitd_edu.clinic import cases
from vitd_edu.clinic.case_files import CaseFile, fits_person
from vitd_edu.clinic.cases import Visit
from vitd_edu.figures import case_sheets, render
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.panels import parts
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Sheet
from vitd_edu.panels.guard import guarded
from vitd_edu.words import cases as case_words

FIRST_CASE = "eyelid-and-a-low-number"
GROUPS = {
    "questions": "Ask the person",
    "examination": "Examine",
    "blood": "Test the blood",
    "later": "Send for, with a wait",
}
RANKING = "ranking"
PLACES = ("Likeliest", "Second", "Third")


class CaseClinic(Panel):
    """The case clinic; its state is a ``Visit``, and what follows from it is the visit itself, read out."""

    def __init__(self, shared: parts.Shared) -> None:
        super().__init__(shared, {})

    @property
    def visit(self) -> parts.Shared:
        """The shared visit; give it to another case clinic and the two move together."""
        return self.shared

    def _predict(self, state: Visit) -> Visit:
        return state

    def _presets(self) -> Mapping[str, parts.Case]:
        """Return the written cases; the one that is open stands first, because that is where Reset goes."""
        written = {name: parts.Case(row.title, Visit(name), "") for name, row in case_tables.written_cases().items()}
        here = self.state.case
        return {self._listed: parts.Case(f"Case {here}", Visit(here), "")} | {
            name: case for name, case in written.items() if name != here
        }

    @property
    def _listed(self) -> str:
        """The entry of the list of written cases that is open; empty for a made-up case."""
        return self.state.case if self.state.case in case_tables.written_cases() else ""

    def _read_code(self, code: str) -> Visit:
        return cases.open_case(code)

    def _make_more_controls(self) -> None:
        titles = [(row.title, name) for name, row in case_tables.written_cases().items()]
        self.preset.options = [("Choose a written case …", ""), *titles]
        self.preset.description = "Written case"
        self.reset.description, self.reset.tooltip = "Start this case again", "Empty the record of this case"
        self.following = ipywidgets.Button(description="Next made-up case", tooltip="A case by the next number")
        causes = [("Choose a cause …", ""), *((row.name, name) for name, row in tables.causes().items())]
        self.ranking = tuple(ipywidgets.Dropdown(options=causes, value="", description=place) for place in PLACES)
        paces = [("Choose …", ""), *((case_words.PACE_WORDS[pace], pace) for pace in cases.PACES)]
        self.pace = ipywidgets.Dropdown(options=paces, value="", description="How soon")
        self.commit = ipywidgets.Button(description="Commit to this ranking")
        self.finish = ipywidgets.Button(description="Close the case with this ranking")
        self.commit.add_class("vd-main-button")
        self.asks = {name: ipywidgets.Button() for name in case_tables.asks()}
        self.history, self.record, self.feedback = Sheet(), Sheet(), Sheet()
        self.replies = {place: Sheet() for place in (RANKING, *GROUPS)}
        self.footer = Sheet(parts={"footer": render.fill("case_footer.html")})

    def _layout(self) -> list[ipywidgets.Widget]:
        bar = parts.boxed([self.preset, self.following, self.reset, self.case_code], "vd-bar-top")
        buttons = parts.boxed([self.commit, self.finish], "vd-case-commit")
        chosen = [_heading("Your ranking"), *self.ranking, self.pace, buttons, self.replies[RANKING]]
        ranking = parts.boxed(chosen, "vd-case-ranking")
        groups = [self._group(name) for name in GROUPS]
        controls = parts.boxed([ranking, *groups], "vd-dials")
        answer = parts.boxed([self.alerts, self.feedback, self.record], "vd-answer")
        main = parts.boxed([controls, answer], "vd-main", "vd-case-main")
        return [bar, self.sentence, self.history, main, self.footer]

    def _group(self, group: str) -> ipywidgets.Box:
        members = [self.asks[name] for name, row in case_tables.asks().items() if row.group == group]
        return parts.boxed([_heading(GROUPS[group]), *members, self.replies[group]], "vd-case-group")

    def _listen(self) -> None:
        super()._listen()
        self.following.on_click(self._guarded(lambda _: self._jump(cases.open_case(self._next_number()))))
        self._listen_to_step(RANKING, self.commit, lambda: self._ranked(last=False))
        self._listen_to_step(RANKING, self.finish, lambda: self._ranked(last=True))
        for name, button in self.asks.items():
            self._listen_to_ask(name, button)

    def _listen_to_ask(self, name: str, button: ipywidgets.Button) -> None:
        self._listen_to_step(case_tables.asks()[name].group, button, lambda: cases.ask(self.state, name))

    def _listen_to_step(self, place: str, button: ipywidgets.Button, step: Callable[[], Visit]) -> None:
        """Let a button take a step; the answer, or why there is none, also stands beside the button in little room."""

        def take(_: Any) -> None:
            self.shared.state = step()
            self._reply(place, case_words.step_sentence(self.state))

        def complain(message: str) -> None:
            self._complain(message)
            if message:
                self._reply(place, message)

        button.on_click(guarded(take, complain))

    def _reply(self, place: str, text: str) -> None:
        for name, sheet in self.replies.items():
            sheet.parts = {"reply": render.fill("case_reply.html", text=text if name == place else "")}

    def _ranked(self, *, last: bool) -> Visit:
        chosen = [place.value for place in self.ranking]
        return cases.rank(self.state, chosen, self.pace.value, last=last)

    def _next_number(self) -> int:
        return int(self.state.case) + 1 if self.state.case.isdecimal() else 1

    def _jump(self, state: Visit) -> None:
        super()._jump(state)
        self._syncing = True
        try:
            for place in (*self.ranking, self.pace):
                place.value = ""
            self._reply("", "")
        finally:
            self._syncing = False

    def _sync_more(self) -> None:
        self.preset.value = self._listed
        for name, button in self.asks.items():
            done = name in self.state.asked
            button.description = f"{'✓ ' if done else ''}{case_tables.asks()[name].name} · {_short_cost(name)}"
            button.tooltip = _asks_what(name, self.state.file)
            (button.add_class if done else button.remove_class)("vd-asked")

    def _sentence(self) -> str:
        return case_words.step_sentence(self.state)

    def _explain(self) -> str:
        return case_words.step_sentence(self.state)

    def _alerts(self, story: str) -> str:
        return render.fill("alerts.html", flags=(), notes=(), trouble=self._trouble, story=story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        visit = self.prediction
        return [
            (self.history, {"history": case_sheets.history(visit)}),
            (self.record, {"record": case_sheets.record(visit)}),
            (self.feedback, {"feedback": case_sheets.feedback(visit)}),
        ]


def _heading(text: str) -> Sheet:
    return Sheet(parts={"heading": render.fill("case_heading.html", text=text)})


def _asks_what(name: str, case: CaseFile) -> str:
    """Return what a test asks; of a question what it goes through with this person."""
    row = case_tables.asks()[name]
    if row.test is not None:
        return tables.tests()[row.test].asks
    return "; ".join(tables.findings()[finding].name for finding in row.findings if fits_person(finding, case))


def _short_cost(name: str) -> str:
    row = case_tables.asks()[name]
    return f"{row.minutes} min, {row.days} d" if row.days else f"{row.minutes} min"


def case_clinic(case: int | str | None = None, *, joined: Any = None) -> CaseClinic:
    """Open the case clinic.

    Args:
        case: Identifier of a written case, a case number from 1 to 999,999, or a code such as ``"case_7"``; a first
            written case where it is None.
        joined: The ``visit`` of another case clinic, so that both move together.

    Raises:
        InputError: There is no such case.
    """
    visit = None if case is None and joined is not None else cases.open_case(FIRST_CASE if case is None else case)
    return CaseClinic(parts.shared(visit, joined))
