"""The symptom explorer: three dials, and the whole answer moves with them."""

from collections.abc import Mapping
from typing import Any

import ipywidgets

from vitd_edu import words
from vitd_edu.figures import (
    alerts,
    body_map,
    causal_map,
    comparison_table,
    differential_table,
    gauge,
    render,
    symptom_table,
)
from vitd_edu.panels import parts
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Sheet
from vitd_edu.prediction import Prediction, predict
from vitd_edu.scenario import LEVELS, Scenario


class Explorer(Panel):
    """The explorer; ``levels`` holds the scenario, and everything on screen belongs to it."""

    def __init__(self, levels: parts.Shared) -> None:
        super().__init__(levels, {name: parts.level_slider(name) for name in LEVELS})

    @property
    def levels(self) -> parts.Shared:
        """The shared scenario; give it to another explorer and the two move together."""
        return self.shared

    def _predict(self, state: Scenario) -> Prediction:
        return predict(state)

    def _presets(self) -> Mapping[str, parts.Case]:
        return parts.scenario_cases()

    def _read_code(self, code: str) -> Scenario:
        return Scenario.from_code(code)

    def _make_more_controls(self) -> None:
        self.onset = parts.onset_choice()
        self.findings = parts.findings_checklist()
        self.pictures, self.symptoms, self.tables = Sheet(), Sheet(), Sheet()
        self.footer = Sheet(parts={"footer": render.fill("footer.html")})

    def _layout(self) -> list[ipywidgets.Widget]:
        dials = parts.boxed([*self.dials.values(), self.onset, self.findings], "vd-dials")
        self.pictures.add_class("vd-pictures")
        # What appears and goes, such as a red flag, stands beside the dials: it never moves one from under the pointer.
        answer = parts.boxed([self.alerts, self.pictures, self.symptoms], "vd-answer")
        main = parts.boxed([dials, answer], "vd-main")
        return [self._top_bar(), self.sentence, main, self.tables, self.footer]

    def _listen(self) -> None:
        self.findings.observe(self._guarded(lambda change: self._mark(change.new)), "value")
        self.onset.observe(self._guarded(lambda change: self._set(onset=change.new)), "value")
        super()._listen()

    def _mark(self, marks: dict[str, str]) -> None:
        present = frozenset(finding for finding, mark in marks.items() if mark == "present")
        absent = frozenset(finding for finding, mark in marks.items() if mark == "absent")
        self._set(findings=present, absent=absent)

    def _sync_more(self) -> None:
        self.findings.value = parts.marks_of(self.state)
        self.onset.value = self.state.onset

    def _sentence(self) -> str:
        return words.sentence(self.prediction, self.system)

    def _explain(self) -> str:
        return words.explain(self._before, self.prediction, self.system)

    def _alerts(self, story: str) -> str:
        return alerts.draw(self.prediction, self.system, self._trouble, story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        prediction, system = self.prediction, self.system
        first_row = {"gauge": gauge.draw(prediction), "body": body_map.draw(prediction)}
        second_row = {"symptoms": symptom_table.draw(prediction), "map": causal_map.draw(prediction)}
        both_tables = {
            "causes": differential_table.draw(prediction, system),
            "comparison": comparison_table.draw(prediction, system),
        }
        return [(self.pictures, first_row), (self.symptoms, second_row), (self.tables, both_tables)]


def explorer(scenario: Scenario | None = None, *, levels: Any = None) -> Explorer:
    """Open the symptom explorer.

    Args:
        scenario: Where to start; a healthy person where it is None.
        levels: The ``levels`` of another explorer, so that both move together.
    """
    return Explorer(parts.shared(scenario or (None if levels else Scenario()), levels))
