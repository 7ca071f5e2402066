"""Parts of the differential panel: cases, switches of what is measured, and the tests to ask for next."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import ipywidgets

from vitd_edu.clinic import next_test
from vitd_edu.clinic.next_test import NextTest, Result
from vitd_edu.figures import next_tests
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.workup_tables import workup_presets
from vitd_edu.panels import parts
from vitd_edu.panels.front import Sheet
from vitd_edu.scenario import LEVELS, Scenario
from vitd_edu.units import UnitSystem
from vitd_edu.words import workup as words
from vitd_edu.workup import BLOOD, WorkedUp, Workup

Guard = Callable[[Callable[[Any], None]], Callable[[Any], None]]
TAKE_BACK = "Take the last try back"
BACK_TOOLTIP = "Back to where it stood before the last try"


@cache
def workup_cases() -> Mapping[str, parts.Case]:
    """Return the starts of the differential: people of whom no blood was taken, then the explorer's cases."""
    untested = {
        name: parts.Case(name=row.name, state=Workup.from_code(row.code), story=row.story)
        for name, row in workup_presets().items()
    }
    tested = {
        name: parts.Case(name=case.name, state=Workup.of(case.state, _told(case.state)), story=case.story)
        for name, case in parts.scenario_cases().items()
    }
    return {**untested, **tested}


def _told(scenario: Scenario) -> frozenset[str]:
    """Return what the story of a case takes as measured: the pH only where it is unusual."""
    return BLOOD | {"ph"} if scenario.ph != Scenario().ph else BLOOD


def switches() -> dict[str, ipywidgets.Checkbox]:
    """Make the switches that say which levels are measured."""
    made = {}
    for name in LEVELS:
        made[name] = ipywidgets.Checkbox(description=f"{tables.analytes()[name].short_name} measured", indent=False)
        made[name].add_class("vd-switch")
    return made


class Slot:
    """A test on show, with a button for each of its results."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.sheet = Sheet()
        self.buttons: list[Any] = [ipywidgets.Button() for _ in range(next_test.RESULTS)]
        self.box = parts.boxed([self.sheet, parts.boxed(self.buttons, "vd-tries")], "vd-next-slot")
        self.test: NextTest | None = None

    def results(self) -> tuple[Result, ...]:
        """Return the results that the buttons stand for."""
        return self.test.results() if self.test is not None else ()

    def drawn(self, system: UnitSystem) -> tuple[Sheet, dict[str, str]]:
        """Return what the sheet is to show."""
        return self.sheet, {"next": next_tests.draw(self.test, self.place, system) if self.test else ""}

    def name_buttons(self, system: UnitSystem, pressed: ipywidgets.Button | None) -> None:
        """Let the buttons say what they try; the one just pressed stays, so that the keyboard keeps its place."""
        results = self.results()
        for number, button in enumerate(self.buttons):
            there = number < len(results)
            if there and self.test is not None:
                button.description = words.button(self.test, results[number], system)
                button.tooltip = words.asking(self.test)
            elif pressed is not None and pressed is button:
                button.description, button.tooltip = TAKE_BACK, BACK_TOOLTIP
            display = None if there or button is pressed else "none"
            if button.layout.display != display:
                button.layout.display = display
        display = None if results or pressed in self.buttons else "none"
        if self.box.layout.display != display:
            self.box.layout.display = display


class NextTests:
    """The tests to ask for next; a pressed button tries out a result, and the last try can be taken back."""

    def __init__(self) -> None:
        self.slots = [Slot(place) for place in range(1, next_tests.COUNT + 2)]
        self.back = ipywidgets.Button(description=TAKE_BACK, tooltip=BACK_TOOLTIP)
        self.back.add_class("vd-quiet-button")
        self.heading = Sheet()
        self.box = parts.boxed([self.heading, self.back, *(slot.box for slot in self.slots)], "vd-asking")
        self._pressed: ipywidgets.Button | None = None

    def listen(
        self, try_out: Callable[[Result, str | None], None], take_back: Callable[[], None], guard: Guard
    ) -> None:
        """Call ``try_out`` with the result of a pressed button, and ``take_back`` where there is none."""

        def press(slot: Slot, number: int, _: Any) -> None:
            results = slot.results()
            self._pressed = slot.buttons[number]
            if slot.test is not None and number < len(results):
                try_out(results[number], slot.test.analyte)
            else:
                take_back()

        for slot in self.slots:
            for number, button in enumerate(slot.buttons):
                button.on_click(guard(partial(press, slot, number)))
        self.back.on_click(guard(lambda _: take_back()))

    def turn_to(self, worked_up: WorkedUp) -> None:
        """Take the tests that are best now."""
        shown = dict(enumerate(next_tests.shown(worked_up)))
        for place, slot in enumerate(self.slots):
            slot.test = shown.get(place)

    def drawn(self, system: UnitSystem) -> list[tuple[Sheet, dict[str, str]]]:
        """Return what the sheets are to show."""
        return [slot.drawn(system) for slot in self.slots]

    def name_buttons(self, system: UnitSystem) -> None:
        """Let every button say what it tries."""
        for slot in self.slots:
            slot.name_buttons(system, self._pressed)
