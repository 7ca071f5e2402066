"""The symptom explorer: three dials, and the whole answer moves with them."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import ipywidgets

from vitd_edu.figures import (
    alerts,
    body_map,
    causal_map,
    comparison_table,
    differential_table,
    gauge,
    nerve_strip,
    render,
    symptom_table,
)
from vitd_edu.living import Living, Responding, respond
from vitd_edu.panels import parts, typed
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import LevelSlider, Sheet
from vitd_edu.panels.guard import guarded
from vitd_edu.panels.respond import BY_BODY, HabitDials, bare, code_of, living_of, living_so
from vitd_edu.prediction import Prediction, predict
from vitd_edu.scenario import LEVELS, Scenario, tidied
from vitd_edu.words import changes, states
from vitd_edu.words import living as living_words


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

    @property
    def living(self) -> Living | None:
        """How somebody lives whose body has set the levels; None where they are set by hand."""
        return living_of(self.shared)

    def _presets(self) -> Mapping[str, parts.Case]:
        cases = parts.scenario_cases()
        if self.living is None:
            return cases
        return {**cases, "healthy": parts.Case(cases["healthy"].name, Responding(), cases["healthy"].story)}

    def _read_code(self, code: str) -> Scenario | Living:
        return Responding.from_code(code) if _of_a_body(code) else Scenario.from_code(code)

    def go(self, code: str) -> None:
        """Go to the state of a case code, of levels set by hand or by a body."""
        self._jump(self._read_code(code))

    def _make_more_controls(self) -> None:
        self.habits = HabitDials()
        self._lived = self.living
        self._habit_moving: tuple[str, bool] | None = None
        self.onset = parts.onset_choice()
        self.choices = {"onset": self.onset}
        self.findings = parts.findings_checklist()
        self.pictures, self.symptoms, self.tables = Sheet(), Sheet(), Sheet()
        self.footer = Sheet(parts={"footer": render.fill("footer.html")})

    def _layout(self) -> list[ipywidgets.Widget]:
        levels = [self.habits.mode, *self.habits.widgets, *self.dials.values()]
        dials = parts.boxed([*levels, self.onset, self.findings], "vd-dials")
        self.pictures.add_class("vd-pictures")
        # What appears and goes, such as a red flag in full, moves neither a dial nor a picture; the pictures begin with
        # a line that always has its room and says whether there is one.
        answer = parts.boxed([self.pictures, self.alerts, self.symptoms], "vd-answer", "vd-spreads")
        main = parts.boxed([dials, answer], "vd-main")
        return [self._top_bar(), self.sentence, main, self.tables, self.footer]

    def _listen(self) -> None:
        self.findings.observe(self._guarded(lambda change: self._mark(change.new)), "value")
        self.habits.mode.observe(self._guarded(lambda change: self._switch_levels(change.new)), "value")
        for name, dial in self.habits.dials.items():
            self._listen_to_habit(name, dial)
        super()._listen()

    def _listen_to_habit(self, name: str, dial: LevelSlider) -> None:
        dial.observe(self._guarded(lambda change: self._live(name, change.new)), "value")
        dial.observe(guarded(lambda change: self._typed_habit(name, change.new), self._complainer(dial)), "typed")
        dial.observe(self._guarded(lambda _: self.habits.speak_units(self.system)), "body")

    def _switch_levels(self, way: str) -> None:
        if not self._syncing:
            self._jump(Living(vitamin_d=self.state.vitamin_d) if way == BY_BODY else self.state)

    def _live(self, name: str, value: float) -> None:
        """Move a habit: the body settles anew, and its levels become the state."""
        if self._syncing or self.living is None:
            return
        last = self.living
        changed: dict[str, Any] = {name: value}
        with living_so(self.shared, last, self._sync):
            living = dataclasses.replace(last, **changed)
            levels = respond(living, self.state)
            moving = (name, value > getattr(last, name))
            if moving != self._habit_moving:
                self._lived = last  # a new gesture: the sentence tells the change from here
            self._habit_moving = moving
            self.shared.living = living
            if levels == self.state:
                self._show(self._explain())
            self.shared.state = levels

    def _typed_habit(self, name: str, text: str) -> None:
        if text:
            self._live(name, typed.read_number(name, text, self.system))
            self.habits.dials[name].typed = ""
            self._sync()

    def _set(self, **changes: Any) -> None:
        if not self._syncing:
            self._lived, self._habit_moving = self.living, None
        super()._set(**changes)

    def _jump(self, state: Scenario | Living) -> None:
        for dial in self.habits.dials.values():
            dial.typed, dial.error = "", ""
        living = bare(state) if isinstance(state, Living) else None
        with living_so(self.shared, living, self._sync):
            self._lived, self._habit_moving = living, None
            super()._jump(self._scenario_of(state))

    def _scenario_of(self, state: Scenario | Living) -> Scenario:
        if isinstance(state, Responding):
            return state.scenario
        return respond(state, self.state) if isinstance(state, Living) else state

    def _mark(self, marks: dict[str, str]) -> None:
        present = frozenset(finding for finding, mark in marks.items() if mark == "present")
        absent = frozenset(finding for finding, mark in marks.items() if mark == "absent")
        self._set(findings=present, absent=absent)

    def _sync_more(self) -> None:
        self.findings.value = parts.marks_of(self.state)
        living = self.living
        self.habits.show(living, [*(self.dials[name] for name in LEVELS if name != "ph"), self.onset])
        if living is not None:
            self.case_code.code = code_of(living, self.state)

    def _speak_units(self) -> None:
        super()._speak_units()
        self.habits.speak_units(self.system)

    def _sentence(self) -> str:
        if self.living is not None:
            return living_words.settled_sentence(self.living, self.prediction, self.system)
        return states.sentence(self.prediction, self.system)

    def _explain(self) -> str:
        living, before = self.living, self._lived
        if living is None or before is None or living == before:
            if living is not None and self._before == self.prediction:
                return self._sentence()
            return changes.explain(self._before, self.prediction, self.system)
        old = predict(respond(before, self.state))
        return living_words.explain_settled(before, living, old, self.prediction, self.system)

    def _alerts(self, story: str) -> str:
        return alerts.draw(self.prediction, self.system, self._trouble, story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        prediction, system = self.prediction, self.system
        first_row = {"flags": alerts.draw_line(prediction)}
        first_row |= {"gauge": gauge.draw(prediction), "body": body_map.draw(prediction)}
        if self.living is not None:
            first_row["nerve"] = nerve_strip.draw(prediction)
        second_row = {"symptoms": symptom_table.draw(prediction), "map": causal_map.draw(prediction)}
        both_tables = {
            "causes": differential_table.draw(prediction, system),
            "comparison": comparison_table.draw(prediction, system),
        }
        levels = self.habits.drawn(self.living, system)
        return [levels, (self.pictures, first_row), (self.symptoms, second_row), (self.tables, both_tables)]


def explorer(scenario: Scenario | str | None = None, *, levels: Any = None) -> Explorer:
    """Open the symptom explorer.

    Args:
        scenario: Where to start, or its case code; a healthy person where it is None.
        levels: The ``levels`` of another explorer, so that both move together.

    Raises:
        ScenarioError: What was given is no scenario, no code and nothing that panels share.
        LevelError: A level of the code is outside its range.
    """
    joined = parts.joined_state(levels, "levels")
    lived = scenario if isinstance(scenario, str) and _of_a_body(scenario) else None
    start = None if lived else parts.begun(scenario, Scenario, "scenario")
    panel = Explorer(parts.shared(start or (None if joined else Scenario()), joined))
    if lived:
        panel.go(lived)
    return panel


def _of_a_body(code: str) -> bool:
    """Say whether a code is one of levels that a body has set."""
    return tidied(code).split("_")[0] == Living.PREFIX
