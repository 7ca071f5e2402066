"""What every panel does: controls move one frozen state, and everything on screen follows from that state."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from vitd_edu.knowledge import tables
from vitd_edu.panels import parts, preferences, reruns, typed
from vitd_edu.panels.front import CaseCode, Front, LevelSlider, LiveSentence, Picture, Sheet, in_one_message
from vitd_edu.panels.guard import guarded
from vitd_edu.panels.kind import Kind
from vitd_edu.units import SYSTEMS, UnitSystem
from vitd_edu.words import states

UNIT_NAMES: Mapping[str, str] = {"si": "SI (nmol/L, mmol/L)", "us": "US (ng/mL, mg/dL)"}
EVERYTHING = ("everything",)


class Panel(Kind):
    """A panel with presets, units, reset, case code, dials, the sentence and alerts.

    Attributes:
        shared: Holds the state; give it to another panel of the same kind and the two move together.
        prediction: What follows from the state on show.
        dials: Level sliders by quantity.
        choices: Radio buttons by field of the state; a kind of panel makes them with its other controls.
    """

    choices: Mapping[str, ipywidgets.RadioButtons] = {}
    _following = False  # and no more than that where a panel could not open: it is closed all the same
    _opened = False

    def __init__(self, shared: parts.Shared, dials: Mapping[str, LevelSlider]) -> None:
        self.shared = shared
        self.dials = dict(dials)
        self.prediction: Any = self._predict(self.state)
        self._before = self.prediction
        self._moving: tuple[str, ...] = ()
        self._syncing = False
        self._shown: Any = None
        self._trouble, self._said = "", ""
        self._make_controls()
        super().__init__(self._layout())
        self._opened = True
        self.add_class("vd-panel")
        # A picture goes by itself: its bytes do not fit into a message of words, and axes are shown once decoded.
        self._fronts = [one for one in parts.below(self) if isinstance(one, Front) and not isinstance(one, Picture)]
        self.sentence.new_listener = self._tell_again
        self._listen()
        self._speak_units()
        self._show(self._sentence())
        reruns.opened(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.state.code})"

    @property
    def state(self) -> Any:
        """The frozen state on show."""
        return self.shared.state

    @property
    def system(self) -> UnitSystem:
        """Unit system on show."""
        return next(system for system in SYSTEMS if system == self.units.value)

    def close(self) -> None:
        """Close the panel and all its parts, and stop listening to the shared state."""
        if self._following:
            self._following = False
            self.shared.unobserve(self._redraw, "state")
        if self._opened:
            # A panel without numbers leaves the units out of its layout.
            for widget in (*parts.below(self), *parts.below(self.units), self.units):
                widget.close()
        super().close()

    def _make_controls(self) -> None:
        cases = [("Choose a case …", "")] + [(case.name, name) for name, case in self._presets().items()]
        self.preset = ipywidgets.Dropdown(options=cases, value="", description="Start from")
        self.units = ipywidgets.RadioButtons(
            options=[(name, system) for system, name in UNIT_NAMES.items()],
            value=preferences.unit_system(),
            description="Units",
            orientation="horizontal",
        )
        self.reset = ipywidgets.Button(description="Reset", tooltip="Back to a healthy person")
        self.case_code, self.sentence, self.alerts = CaseCode(), LiveSentence(), Sheet()
        self._make_more_controls()

    def _top_bar(self) -> ipywidgets.Box:
        return parts.boxed([self.preset, self.units, self.reset, self.case_code], "vd-bar-top")

    def _listen(self) -> None:
        """Let every control move the state, and the state redraw the panel."""
        for name, dial in self.dials.items():
            self._listen_to_dial(name, dial)
        for name, buttons in self.choices.items():
            self._listen_to_choice(name, buttons)
        self.units.observe(self._guarded(self._switch_units), "value")
        self.preset.observe(self._guarded(lambda change: self._choose(change.new)), "value")
        self.case_code.observe(guarded(lambda change: self._go(change.new), self._complain_code), "typed")
        self.reset.on_click(self._guarded(lambda _: self._jump(next(iter(self._presets().values())).state)))
        self.shared.observe(self._redraw, "state")
        self._following = True

    def _listen_to_dial(self, name: str, dial: LevelSlider) -> None:
        dial.observe(guarded(lambda change: self._set(**{name: change.new}), self._refuse), "value")
        dial.observe(guarded(lambda change: self._typed(name, change.new), self._complainer(dial)), "typed")
        dial.observe(self._guarded(lambda _: self._repaint(name)), "body")

    def _listen_to_choice(self, name: str, buttons: ipywidgets.RadioButtons) -> None:
        buttons.observe(self._guarded(lambda change: self._set(**{name: change.new})), "value")

    def _guarded(self, callback: Callable[[Any], None]) -> Callable[[Any], None]:
        return guarded(callback, self._complain)

    def _set(self, **changes: Any) -> None:
        """Move the state, unless it was the state that moved the control."""
        if not self._syncing:
            self.shared.state = dataclasses.replace(self.state, **changes)

    def _typed(self, name: str, text: str) -> None:
        if text:
            self._set(**{name: typed.read_number(name, text, self.system)})
            self.dials[name].typed = ""
            self._sync()

    def _go(self, code: str) -> None:
        if code:
            self._jump(self._read_code(code))
            self.case_code.typed = ""

    def _choose(self, preset: str) -> None:
        if preset and not self._syncing:
            self._jump(self._presets()[preset].state)

    def _jump(self, state: Any) -> None:
        """Go to a whole new state: the sentence then says the state, not the change."""
        for control in (*self.dials.values(), self.case_code):
            control.typed, control.error = "", ""
        self._moving = EVERYTHING
        self._before = self._predict(state)
        if state == self.state:
            self._moving = ()  # nothing is under way: the next change is told as a change
            self._show(self._sentence())
        self.shared.state = state

    def _switch_units(self, _: Any) -> None:
        preferences.remember_unit_system(self.system)
        self._speak_units()
        self._show(self._explain())

    def _speak_units(self) -> None:
        for name, dial in self.dials.items():
            parts.speak_units(dial, name, self.system)

    def _repaint(self, name: str) -> None:
        dial = self.dials[name]
        dial.bands = parts.painted_bands(name, dial.body, self.system)
        self._say()

    def _redraw(self, change: Any) -> None:
        """Follow the shared state: predict, and show everything that follows; where that fails, go back."""
        if change.new == self._shown:
            return  # a panel could not follow and has gone back: this one has not left, or stands there already
        last_good, shown = self.prediction, False
        try:
            self._follow(change)
            shown = True
        finally:
            if not shown:
                self.prediction = last_good
                self.shared.go_back(change.old)
                self._sync()

    def _follow(self, change: Any) -> None:
        jumped, moving = self._moving == EVERYTHING, parts.moved(change.old, change.new, self.dials)
        if self.shared.going_back:
            jumped, moving = True, ()
        elif not jumped and self._moving != moving:
            self._before = self._predict(change.old)  # a new gesture: the sentence tells the change from here
        self._moving = moving
        self._forget_errors(change.old, change.new)
        self.prediction = self._predict(change.new)
        self._show(self._sentence() if jumped else self._explain())

    def _forget_errors(self, old: Any, new: Any) -> None:
        """Take back what was said about a text in a box, once what the box stands for has moved on."""
        for name, dial in self.dials.items():
            if getattr(old, name) != getattr(new, name):
                dial.error, dial.typed = "", ""
        self.case_code.error, self.case_code.typed = "", ""

    def _show(self, sentence: str) -> None:
        """Draw everything first, then show it: what cannot be drawn leaves the last good frame whole."""
        drawn = self._draw()
        with in_one_message(self.sentence, self._fronts):
            self._sync()
            self._said = sentence
            self._say()
            self._show_alerts()
            for sheet, parts_of_sheet in drawn:
                sheet.parts = parts_of_sheet
            self._shown = self.state
            self.sentence.frame += 1

    def _say(self) -> None:
        """Show the sentence; where a dial shows another body's bands than the words go by, say so."""
        analytes = tables.analytes()
        shown = {name: dial.body for name, dial in self.dials.items() if name in analytes}
        self.sentence.text = " ".join(part for part in (self._said, states.whose_bands(shown)) if part)

    def _tell_again(self) -> None:
        """Tell a browser that has come later, such as a page that was loaded anew, everything that is on show."""
        with in_one_message(self.sentence, self._fronts):
            for front in self._fronts:
                front.send_state()

    def _show_alerts(self) -> None:
        case = self._presets().get(self.preset.value)
        self.alerts.parts = {"alerts": self._alerts(case.story if case else "")}

    def _sync(self) -> None:
        """Put the state into the controls, without hearing them answer."""
        self._syncing = True
        try:
            for name, dial in self.dials.items():
                value = getattr(self.state, name)
                # A dial that is being dragged has moved on already: only a real difference is written back.
                if not abs(dial.value - value) <= parts.resolution(name) / 2:  # put so that NaN differs from any level
                    dial.value = value
            self.case_code.code = self.state.code
            self.preset.value = next((name for name, case in self._presets().items() if case.state == self.state), "")
            for name, buttons in self.choices.items():
                buttons.value = getattr(self.state, name)
            self._sync_more()
        finally:
            self._syncing = False

    def _refuse(self, message: str) -> None:
        """Say what is wrong with a value that a dial was given, and put the dial back."""
        self._complain(message)
        if message:
            self._sync()

    def _complain(self, message: str) -> None:
        if message != self._trouble and not self._syncing:
            self._trouble = message
            self._show_alerts()
            self.sentence.frame += 1

    def _complainer(self, widget: LevelSlider | CaseCode) -> Callable[[str], None]:
        def complain(message: str) -> None:
            widget.error = message
            self.sentence.frame += 1

        return complain

    def _complain_code(self, message: str) -> None:
        self._complainer(self.case_code)(message)
