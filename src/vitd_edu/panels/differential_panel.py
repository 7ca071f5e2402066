"""The differential: what is known, how the causes rank, why, and what to ask next."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import ipywidgets

from vitd_edu.clinic.next_test import Result
from vitd_edu.figures import alerts, cause_ranking, comparison_table, differential_table, render
from vitd_edu.panels import parts, workup_parts
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Sheet
from vitd_edu.scenario import LEVELS, Scenario
from vitd_edu.words import workup as words
from vitd_edu.workup import WorkedUp, Workup, work_up


class Differential(Panel):
    """The workbench of both tables; its state is a ``Workup``, what follows from it is ``WorkedUp``."""

    def __init__(self, shared: parts.Shared) -> None:
        self._tries: list[Workup] = []
        super().__init__(shared, {name: parts.level_slider(name) for name in LEVELS})

    @property
    def workup(self) -> parts.Shared:
        """The shared state; give it to another differential and the two move together."""
        return self.shared

    def _predict(self, state: Workup) -> WorkedUp:
        return work_up(state)

    def _presets(self) -> Mapping[str, parts.Case]:
        return workup_parts.workup_cases()

    def _read_code(self, code: str) -> Workup:
        return Workup.from_code(code)

    def _make_more_controls(self) -> None:
        self.reset.tooltip = "Back to a twitch of which nothing else is known"
        self.measured = workup_parts.switches()
        self.findings = parts.findings_checklist()
        self.next = workup_parts.NextTests()
        self.ranking, self.tables = Sheet(), Sheet()
        self.footer = Sheet(
            parts={"footer": render.fill("workup_footer.html", without_numbers=words.TESTS_WITHOUT_NUMBERS)}
        )

    def _layout(self) -> list[ipywidgets.Widget]:
        levels = [widget for name in LEVELS for widget in (self.measured[name], self.dials[name])]
        dials = parts.boxed([*levels, self.findings], "vd-dials")
        answer = parts.boxed([self.alerts, self.ranking, self.next.box], "vd-answer")
        main = parts.boxed([dials, answer], "vd-main")
        return [self._top_bar(), self.sentence, main, self.tables, self.footer]

    def _listen(self) -> None:
        self.findings.observe(self._guarded(lambda change: self._mark(change.new)), "value")
        for name, switch in self.measured.items():
            self._listen_to_switch(name, switch)
        self.next.listen(self._try, self._take_back, self._guarded)
        super()._listen()

    def _listen_to_switch(self, name: str, switch: ipywidgets.Checkbox) -> None:
        switch.observe(self._guarded(lambda change: self._measure(name, change.new)), "value")

    def _measure(self, name: str, there: bool) -> None:
        before = self.state.measured
        self._set(measured=before | {name} if there else before - {name})

    def _mark(self, marks: dict[str, str]) -> None:
        present = frozenset(finding for finding, mark in marks.items() if mark == "present")
        absent = frozenset(finding for finding, mark in marks.items() if mark == "absent")
        self._set(findings=present, absent=absent)

    def _try(self, result: Result, analyte: str | None) -> None:
        """Try out a result of a test: it is known from now on."""
        self._tries.append(self.state)
        known: dict[str, Any] = {
            "findings": self.state.findings | result.findings,
            "absent": self.state.absent | result.absent,
        }
        if analyte is not None:
            known |= {analyte: result.level, "measured": self.state.measured | {analyte}}
        self._set(**known)

    def _take_back(self) -> None:
        if self._tries:
            last = self._tries.pop()
            self._set(**{field.name: getattr(last, field.name) for field in dataclasses.fields(last)})

    def _set(self, **changes: Any) -> None:
        if not changes.keys() <= self.dials.keys():
            self._moving = ()  # a click is a step of its own: the sentence and the marks of table 1 tell it alone
        super()._set(**changes)

    def _jump(self, state: Workup) -> None:
        self._tries.clear()
        super()._jump(state)

    def _sync_more(self) -> None:
        self.findings.value = parts.marks_of(self.state)
        for name, switch in self.measured.items():
            switch.value = name in self.state.measured
            display = None if switch.value else "none"
            if self.dials[name].layout.display != display:
                self.dials[name].layout.display = display
        self.next.name_buttons(self.system)

    def _sentence(self) -> str:
        return words.sentence(self.prediction, self.system)

    def _explain(self) -> str:
        return words.explain(self._before, self.prediction, self.system)

    def _alerts(self, story: str) -> str:
        return alerts.draw(self.prediction.prediction, self.system, self._trouble, story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        prediction, before, system = self.prediction.prediction, self._before.prediction, self.system
        self.next.turn_to(self.prediction)
        heading = render.fill("next_heading.html", nothing=not self.prediction.next_tests)
        both = {
            "causes": differential_table.draw(prediction, system, before=before, factors=True),
            "comparison": comparison_table.draw(prediction, system),
        }
        short = {"ranking": cause_ranking.draw(prediction, before)}
        asked = [(self.next.heading, {"heading": heading}), *self.next.drawn(system)]
        return [(self.ranking, short), *asked, (self.tables, both)]


def differential(workup: Scenario | str | None = None, *, joined: Any = None) -> Differential:
    """Open the differential: levels and findings, both tables, and the best next test.

    Args:
        workup: Where to start: a scenario, all of which is then measured, or a ``Workup``; a lone twitch of which
            nothing else is known where it is None.
        joined: The ``workup`` of another differential, so that both move together.
    """
    known = Workup.of(workup) if isinstance(workup, Scenario) and not isinstance(workup, Workup) else workup
    start = parts.begun(known, Workup, "workup")
    first = next(iter(workup_parts.workup_cases().values())).state
    return Differential(parts.shared(start or (None if joined else first), joined))
