"""The symptom explorer: three dials, and the whole answer moves with them."""

import dataclasses
from collections.abc import Callable
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
from vitd_edu.knowledge import tables
from vitd_edu.panels import parts, preferences
from vitd_edu.panels.front import CaseCode, LevelSlider, LiveSentence, Sheet
from vitd_edu.panels.guard import guarded
from vitd_edu.prediction import predict
from vitd_edu.scenario import LEVELS, Scenario
from vitd_edu.units import UnitSystem


class Explorer(ipywidgets.VBox):
    """The explorer with its controls; ``levels`` holds the scenario, and everything on screen belongs to it.

    Attributes:
        levels: The shared scenario; give it to another explorer and the two move together.
        prediction: What follows from the scenario on show.
        dials: Level sliders by analyte.
    """

    def __init__(self, levels: parts.SharedScenario) -> None:
        self.levels = levels
        self.prediction = predict(levels.scenario)
        self._before = self.prediction
        self._moving: tuple[str, ...] = ()
        self._syncing = False
        self._trouble = ""
        self._make_controls()
        super().__init__([self._top_bar(), self.sentence, self._main(), self.tables, self.footer])
        self.add_class("vd-panel")
        self._listen()
        self._show(words.sentence(self.prediction, self.system))

    def __repr__(self) -> str:
        return f"Explorer({self.levels.scenario.code})"

    @property
    def system(self) -> UnitSystem:
        """Unit system on show."""
        return "us" if self.units.value == "us" else "si"

    def close(self) -> None:
        """Close the panel and all its parts, and stop listening to the shared scenario."""
        self.levels.unobserve(self._redraw, "scenario")
        _close_below(self)
        super().close()

    def _make_controls(self) -> None:
        presets = [("Choose a case …", "")] + [(row.name, row.id) for row in tables.presets().values()]
        self.preset = ipywidgets.Dropdown(options=presets, value="", description="Start from")
        self.units = ipywidgets.RadioButtons(
            options=[("SI (nmol/L, mmol/L)", "si"), ("US (ng/mL, mg/dL)", "us")],
            value=preferences.unit_system(),
            description="Units",
            orientation="horizontal",
        )
        self.reset = ipywidgets.Button(description="Reset", tooltip="Back to a healthy person")
        self.onset = ipywidgets.RadioButtons(
            options=[("fast (hours, days)", "acute"), ("slow (weeks, months)", "chronic")],
            description="Came about",
            orientation="horizontal",
        )
        self.case_code = CaseCode()
        self.dials = {name: parts.level_slider(name) for name in LEVELS}
        self.findings = parts.findings_checklist()
        self.sentence, self.alerts, self.pictures = LiveSentence(), Sheet(), Sheet()
        self.symptoms, self.tables = Sheet(), Sheet()
        self.footer = Sheet(parts={"footer": render.fill("footer.html")})

    def _top_bar(self) -> ipywidgets.Box:
        bar = ipywidgets.Box([self.preset, self.units, self.reset, self.case_code])
        bar.add_class("vd-bar-top")
        return bar

    def _main(self) -> ipywidgets.Box:
        dials = ipywidgets.Box([*self.dials.values(), self.onset, self.findings])
        dials.add_class("vd-dials")
        self.pictures.add_class("vd-pictures")
        # What appears and goes, such as a red flag, stands beside the dials: it never moves one from under the pointer.
        answer = ipywidgets.Box([self.alerts, self.pictures, self.symptoms])
        answer.add_class("vd-answer")
        main = ipywidgets.Box([dials, answer])
        main.add_class("vd-main")
        return main

    def _listen(self) -> None:
        """Let every control move the scenario, and the scenario redraw the panel."""
        for name, dial in self.dials.items():
            self._listen_to_dial(name, dial)
        self.findings.observe(self._guarded(lambda change: self._mark(change.new)), "value")
        self.onset.observe(self._guarded(lambda change: self._set(onset=change.new)), "value")
        self.units.observe(self._guarded(lambda change: self._speak(change.new)), "value")
        self.preset.observe(self._guarded(lambda change: self._choose(change.new)), "value")
        self.case_code.observe(guarded(lambda change: self._go(change.new), self._complain_code), "typed")
        self.reset.on_click(self._guarded(lambda _: self._jump(Scenario())))
        self.levels.observe(self._redraw, "scenario")

    def _listen_to_dial(self, name: str, dial: LevelSlider) -> None:
        dial.observe(self._guarded(lambda change: self._set(**{name: change.new})), "value")
        dial.observe(guarded(lambda change: self._typed(name, change.new), self._complainer(name)), "typed")
        dial.observe(self._guarded(lambda _: self._repaint(name)), "body")

    def _guarded(self, callback: Callable[[Any], None]) -> Callable[[Any], None]:
        return guarded(callback, self._complain)

    def _set(self, **changes: Any) -> None:
        """Move the scenario, unless it was the scenario that moved the control."""
        if not self._syncing:
            self.levels.scenario = dataclasses.replace(self.levels.scenario, **changes)

    def _mark(self, marks: dict[str, str]) -> None:
        present = frozenset(finding for finding, mark in marks.items() if mark == "present")
        absent = frozenset(finding for finding, mark in marks.items() if mark == "absent")
        self._set(findings=present, absent=absent)

    def _typed(self, name: str, text: str) -> None:
        if text:
            self._set(**{name: parts.read_number(name, text, self.system)})
            self.dials[name].typed = ""
            self._sync()

    def _go(self, code: str) -> None:
        if code:
            self._jump(Scenario.from_code(code))
            self.case_code.typed = ""

    def _choose(self, preset: str) -> None:
        if preset and not self._syncing:
            self._jump(Scenario.from_preset(preset))

    def _jump(self, scenario: Scenario) -> None:
        """Go to a whole new scenario: the sentence then says the state, not the change."""
        for dial in self.dials.values():
            dial.typed, dial.error = "", ""
        self._moving = ("everything",)
        self._before = predict(scenario)
        self.levels.scenario = scenario
        self._show(words.sentence(self.prediction, self.system))

    def _speak(self, system: UnitSystem) -> None:
        """Switch the units everywhere at once."""
        preferences.remember_unit_system(system)
        for name, dial in self.dials.items():
            parts.speak_units(dial, name, system)
        self._show(words.explain(self._before, self.prediction, system))

    def _repaint(self, name: str) -> None:
        dial = self.dials[name]
        dial.bands = parts.painted_bands(name, dial.body, self.system)

    def _redraw(self, change: Any) -> None:
        """Follow the shared scenario: predict, and show everything that follows."""
        moving = _moved(change.old, change.new)
        if self._moving not in {moving, ("everything",)}:
            self._before = predict(change.old)  # a new gesture: the sentence tells the change from here
        self._moving = moving
        self.prediction = predict(change.new)
        self._show(words.explain(self._before, self.prediction, self.system))

    def _show(self, sentence: str) -> None:
        prediction, system = self.prediction, self.system
        self._sync()
        self.sentence.text = sentence
        self._show_alerts()
        self.pictures.parts = {"gauge": gauge.draw(prediction), "body": body_map.draw(prediction)}
        self.symptoms.parts = {
            "symptoms": symptom_table.draw(prediction),
            "map": causal_map.draw(prediction),
        }
        self.tables.parts = {
            "causes": differential_table.draw(prediction, system),
            "comparison": comparison_table.draw(prediction, system),
        }
        self.sentence.frame += 1

    def _show_alerts(self) -> None:
        drawn = alerts.draw(self.prediction, self.system, self._trouble, self._story())
        self.alerts.parts = {"alerts": drawn}

    def _story(self) -> str:
        """Return the story of the preset that is on show, if one is."""
        row = tables.presets().get(self.preset.value or "")
        return row.story if row else ""

    def _sync(self) -> None:
        """Put the scenario into the controls, without hearing them answer."""
        scenario = self.levels.scenario
        self._syncing = True
        try:
            for name, dial in self.dials.items():
                value = getattr(scenario, name)
                # A dial that is being dragged has moved on already: only a real difference is written back.
                if abs(dial.value - value) > tables.analytes()[name].resolution / 2:
                    dial.value = value
            self.findings.value = parts.marks_of(scenario)
            self.onset.value = scenario.onset
            self.case_code.code = scenario.code
            self.preset.value = _preset_of(scenario)
        finally:
            self._syncing = False

    def _complain(self, message: str) -> None:
        if message != self._trouble:
            self._trouble = message
            self._show_alerts()
            self.sentence.frame += 1

    def _complainer(self, name: str) -> Callable[[str], None]:
        def complain(message: str) -> None:
            self.dials[name].error = message
            self.sentence.frame += 1

        return complain

    def _complain_code(self, message: str) -> None:
        self.case_code.error = message
        self.sentence.frame += 1


def _preset_of(scenario: Scenario) -> str:
    """Return the preset whose scenario this is, or an empty text."""
    return next((name for name in tables.presets() if Scenario.from_preset(name) == scenario), "")


def _moved(old: Scenario, new: Scenario) -> tuple[str, ...]:
    """Return what a gesture moves: the names of the fields, each level with its direction."""
    moved = []
    for field in dataclasses.fields(Scenario):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            sign = ("up" if after > before else "down") if field.name in LEVELS else ""
            moved.append(f"{field.name} {sign}".strip())
    return tuple(moved)


def _close_below(box: ipywidgets.Box) -> None:
    for child in box.children:
        if isinstance(child, ipywidgets.Box):
            _close_below(child)
        child.close()


def explorer(scenario: Scenario | None = None, *, levels: parts.SharedScenario | None = None) -> Explorer:
    """Open the symptom explorer.

    Args:
        scenario: Where to start; a healthy person where it is None.
        levels: The shared scenario of another panel, so that both move together.
    """
    shared = levels or parts.SharedScenario(scenario=scenario or Scenario())
    if levels is not None and scenario is not None:
        shared.scenario = scenario
    return Explorer(shared)
