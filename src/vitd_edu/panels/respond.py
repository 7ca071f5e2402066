"""The explorer's other way to set levels: habits are dialed, and the levels are those at which a body settles."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import ipywidgets

from vitd_edu.figures import levels_list
from vitd_edu.living import Living, Responding, respond
from vitd_edu.panels import parts
from vitd_edu.panels.front import LevelSlider, Sheet
from vitd_edu.scenario import Scenario
from vitd_edu.units import UnitSystem

BY_HAND, BY_BODY = "by-hand", "by-body"


class HabitDials:
    """Dials of what somebody eats and of vitamin D status, the choice between them and levels, and levels in words."""

    def __init__(self) -> None:
        self.mode = ipywidgets.RadioButtons(
            options=[("set by hand", BY_HAND), ("let the body respond", BY_BODY)],
            description="Levels",
            orientation="horizontal",
        )
        self.dials: dict[str, LevelSlider] = {name: parts.level_slider(name) for name in Living.LETTERS.values()}
        for name, dial in self.dials.items():
            dial.add_class(f"vd-habit-{name.replace('_', '-')}")
        self.dials["vitamin_d"].label = "Vitamin D status"
        self.levels = Sheet()
        self.widgets = (*self.dials.values(), self.levels)

    def show(self, living: Living | None, by_hand: Sequence[ipywidgets.Widget]) -> None:
        """Put a way to live into the dials, and hide what does not belong to the way levels are set."""
        self.mode.value = BY_HAND if living is None else BY_BODY
        for widgets, there in ((self.widgets, living is not None), (by_hand, living is None)):
            for widget in widgets:
                display = None if there else "none"
                if widget.layout.display != display:
                    widget.layout.display = display
        if living is not None:
            for name, dial in self.dials.items():
                if not abs(dial.value - getattr(living, name)) <= parts.resolution(name) / 2:
                    dial.value = getattr(living, name)

    def speak_units(self, system: UnitSystem) -> None:
        """Let the dials speak a unit system."""
        for name, dial in self.dials.items():
            parts.speak_units(dial, name, system)

    def drawn(self, living: Living | None, system: UnitSystem) -> tuple[Sheet, dict[str, str]]:
        """Return what the list of levels is to show."""
        return self.levels, {"levels": levels_list.draw(living, system) if living else ""}


def living_of(shared: parts.Shared) -> Living | None:
    """Return how somebody lives whose body has set the levels on show; None where something else has set them since."""
    living, scenario = shared.living, shared.state
    return living if living is not None and respond(living, scenario) == scenario else None


@contextmanager
def living_so(shared: parts.Shared, living: Living | None, go_back: Callable[[], None]) -> Iterator[None]:
    """Share a way to live while the state moves; where that fails, the last one stays and the controls go back."""
    last, moved = shared.living, False
    shared.living = living
    try:
        yield
        moved = True
    finally:
        if not moved:
            shared.living = last
            go_back()


def code_of(living: Living, scenario: Scenario) -> str:
    """Return the case code of a way to live with the findings and the pH of a scenario."""
    return Responding(
        **{name: getattr(living, name) for name in (*Living.LETTERS.values(), *Living.CHOICES)},
        findings=scenario.findings,
        absent=scenario.absent,
        ph=scenario.ph,
    ).code


def bare(living: Living) -> Living:
    """Return a way to live without findings."""
    return Living(**{name: getattr(living, name) for name in (*Living.LETTERS.values(), *Living.CHOICES)})
