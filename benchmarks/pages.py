"""The three notebooks that the bench measures in a browser, and how one of them is used."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.lab_pages import OPEN_MILLISECONDS, READY
from vitd_edu import units
from vitd_edu.figures import body_map, causal_map, comparison_table, differential_table, gauge, symptom_table
from vitd_edu.prediction import Prediction, predict
from vitd_edu.scenario import Scenario

if TYPE_CHECKING:
    from playwright.sync_api import Page

NOTEBOOKS = Path(__file__).parent / "notebooks"
WATCH = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")

# The dial goes to and fro between two places; at 1.80 mmol/L it starts, where tables, symptoms and gauge all move.
LEVELS = tuple(round(1.6 + 0.01 * step, 2) for step in range(101))
START = LEVELS.index(1.8)
PRESSED_BETWEEN = (START, START + 20)
FLOODED_BETWEEN = (0, len(LEVELS) - 1)

FLOOD_EVENTS, FLOOD_SPACING_MS = 100, 10
QUIET_MS, PATIENCE_MS = 1_000, 30_000  # so long must all stay as it is after a flood; so long may an answer take
PAUSE_MS = (80, 113)  # between presses, two frames wide, so that keys fall anywhere in a frame

UP, DOWN = ("ArrowRight", 39), ("ArrowLeft", 37)

State = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Subject:
    """A notebook under measure.

    Attributes:
        name: Its file name without ending.
        handle: Selects the control that takes the keys.
        telling: Selects an element whose text differs with every redraw.
        picture: Whether a picture belongs to the answer.
        state: Returns what the page must show for a prediction: in ``parts`` texts that a place contains, in ``wholes``
            markup whose text is all that a place holds.
    """

    name: str
    handle: str
    telling: str
    picture: bool
    state: Callable[[Prediction], State]


def _calcium(prediction: Prediction) -> str:
    return units.show("calcium", prediction.scenario.calcium)


def explorer_state(prediction: Prediction) -> State:
    """Return what the explorer must show: the sentence, all the pictures and all the tables."""
    drawn = {
        "gauge": gauge.draw(prediction),
        "body": body_map.draw(prediction),
        "symptoms": symptom_table.draw(prediction),
        "map": causal_map.draw(prediction),
        "causes": differential_table.draw(prediction),
        "comparison": comparison_table.draw(prediction),
    }
    return {
        "parts": {".vd-sentence": _calcium(prediction)},
        "wholes": {f".vd-part-{name}": html for name, html in drawn.items()},
    }


def interact_state(prediction: Prediction) -> State:
    """Return what the ``interact`` cell must show: both tables; its picture must be a new one."""
    place = ".jp-OutputArea-output:has(> .jp-RenderedHTMLCommon):has({}), .jp-RenderedHTMLCommon:has({})"
    drawn = {
        "table.vd-causes": differential_table.draw(prediction),
        "table.vd-comparison": comparison_table.draw(prediction),
    }
    return {"parts": {}, "wholes": {place.format(table, table): html for table, html in drawn.items()}}


def label_state(prediction: Prediction) -> State:
    """Return what the bare label must show."""
    return {"parts": {}, "wholes": {".mirror": f"{prediction.scenario.calcium:.2f}"}}


EXPLORER = Subject("explorer", ".vd-level-of-calcium .vd-level-range", ".vd-part-comparison", False, explorer_state)
INTERACT = Subject("interact", ".noUi-handle", "", True, interact_state)
LABEL = Subject("label", ".noUi-handle", ".mirror", False, label_state)
SUBJECTS = (EXPLORER, INTERACT, LABEL)


@cache
def predictions() -> tuple[Prediction, ...]:
    """Return the prediction at each place of the dial."""
    return tuple(predict(Scenario(calcium=level)) for level in LEVELS)


@dataclass(slots=True)
class MeasuredPage:
    """A page with one subject open, and what has been measured on it; all times in milliseconds.

    Attributes:
        opened: From running the first cell to a panel that is drawn and can be used.
        changed: From each key press to all of its answer being in the page.
        painted: From each key press to the end of the frame that shows all of its answer.
        floods: For each flood ``took``, ``frames``, ``settled`` after the last event, and whether it ended ``right``.
    """

    page: Page
    subject: Subject
    opened: float = 0.0
    changed: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    floods: list[dict[str, Any]] = field(default_factory=list)
    _at: int = START
    _step: int = 1
    _random: random.Random = field(default_factory=lambda: random.Random(0))

    def open(self, url: str) -> None:
        """Open the notebook, wait for its kernel, run it, and time that."""
        name = f"{self.subject.name}.ipynb"
        self.page.goto(f"{url}/lab/tree/{name}?reset")
        self.page.wait_for_function(READY, arg=name, timeout=OPEN_MILLISECONDS)
        states = [self.subject.state(prediction) for prediction in predictions()]
        setup = {
            "handle": self.subject.handle,
            "telling": self.subject.telling,
            "picture": self.subject.picture,
            "states": states,
            "patience": PATIENCE_MS,
        }
        self.page.evaluate(WATCH, setup)
        self.opened = self.page.evaluate("index => bench.open(index)", START)

    def press(self, times: int, *, keep: bool = True) -> None:
        """Press real arrow keys one by one, each after the answer to the one before."""
        self.page.bring_to_front()
        self.page.focus(self.subject.handle)
        for _ in range(times):
            key, _code = self._next(PRESSED_BETWEEN)
            self.page.evaluate("index => bench.arm(index)", self._at)
            self.page.keyboard.press(key)
            answer = self.page.evaluate("() => bench.answer()")
            if keep:
                self.changed.append(answer["changed"])
                self.painted.append(answer["painted"])
            self.page.wait_for_timeout(self._random.uniform(*PAUSE_MS))

    def flood(self) -> None:
        """Press arrow keys faster than they can be answered."""
        self.page.bring_to_front()
        keys = [self._next(FLOODED_BETWEEN) for _ in range(FLOOD_EVENTS)]
        order = {"keys": keys, "last": self._at, "spacing": FLOOD_SPACING_MS, "quiet": QUIET_MS}
        self.floods.append(self.page.evaluate("order => bench.flood(order)", order))

    def _next(self, between: tuple[int, int]) -> tuple[str, int]:
        """Move one place on, turning at the ends, and return the key that does so."""
        lowest, highest = between
        if self._at >= highest:
            self._step = -1
        elif self._at <= lowest:
            self._step = 1
        self._at += self._step
        return UP if self._step > 0 else DOWN
