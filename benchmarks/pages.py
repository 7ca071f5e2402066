"""The notebooks that the bench measures in a browser, and how one of them is used."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.lab_pages import OPEN_MILLISECONDS, READY
from tools.lab_server import running_lab
from vitd_edu import units
from vitd_edu.figures import body_map, causal_map, comparison_table, differential_table, gauge, symptom_table
from vitd_edu.prediction import Prediction, predict
from vitd_edu.scenario import Scenario

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOTEBOOKS = Path(__file__).parent / "notebooks"
WATCH = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")

# The explorer's dial goes to and fro between two places; at 1.80 mmol/L it starts, where tables, symptoms and gauge all
# move.
LEVELS = tuple(round(1.6 + 0.01 * step, 2) for step in range(101))
START = LEVELS.index(1.8)
PRESSED_BETWEEN = (START, START + 20)

FLOOD_EVENTS, FLOOD_SPACING_MS = 100, 10
QUIET_MS, PATIENCE_MS = 1_000, 30_000  # so long must all stay as it is after a flood; so long may an answer take
PAUSE_MS = (80, 113)  # between presses, two frames wide, so that keys fall anywhere in a frame

UP, DOWN = ("ArrowRight", 39), ("ArrowLeft", 37)

State = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A notebook under measure.

    Attributes:
        name: Its file name without ending.
        handle: Selects the control that takes the keys.
        telling: Selects an element whose text differs with every redraw.
        pictures: How many pictures belong to the answer; each must be another than before.
        state: Returns what the page must show at a level: in ``parts`` texts that a place contains, in ``wholes``
            markup whose text is all that a place holds, in ``said`` the words of each picture, in order.
        levels: The levels that the dial may reach, a step of the dial apart.
        start: Place among them where the dial begins.
        between: Places between which single presses go to and fro.
    """

    name: str
    handle: str
    telling: str
    pictures: int
    state: Callable[[float], State]
    levels: tuple[float, ...] = LEVELS
    start: int = START
    between: tuple[int, int] = PRESSED_BETWEEN


@cache
def at(calcium: float) -> Prediction:
    """Return the prediction at a calcium level."""
    return predict(Scenario(calcium=calcium))


def explorer_state(calcium: float) -> State:
    """Return what the explorer must show: the sentence, all the pictures and all the tables."""
    prediction = at(calcium)
    drawn = {
        "gauge": gauge.draw(prediction),
        "body": body_map.draw(prediction),
        "symptoms": symptom_table.draw(prediction),
        "map": causal_map.draw(prediction),
        "causes": differential_table.draw(prediction),
        "comparison": comparison_table.draw(prediction),
    }
    return {
        "parts": {".vd-sentence": units.show("calcium", calcium)},
        "wholes": {f".vd-part-{name}": html for name, html in drawn.items()},
    }


def in_outputs(drawn: Mapping[str, str]) -> State:
    """Return what an ``interact`` cell must show, by an element that each piece of markup holds."""
    place = ".jp-OutputArea-output:has(> .jp-RenderedHTMLCommon):has({0}), .jp-RenderedHTMLCommon:has({0})"
    return {"parts": {}, "wholes": {place.format(holds): html for holds, html in drawn.items()}}


def interact_state(calcium: float) -> State:
    """Return what the ``interact`` cell must show: both tables; its picture must be a new one."""
    tables = {"table.vd-causes": differential_table, "table.vd-comparison": comparison_table}
    return in_outputs({holds: table.draw(at(calcium)) for holds, table in tables.items()})


def label_state(calcium: float) -> State:
    """Return what the bare label must show."""
    return {"parts": {}, "wholes": {".mirror": f"{calcium:.2f}"}}


EXPLORER = Subject("explorer", ".vd-level-of-calcium .vd-level-range", ".vd-part-comparison", 0, explorer_state)
INTERACT = Subject("interact", ".noUi-handle", "", 1, interact_state)
LABEL = Subject("label", ".noUi-handle", ".mirror", 0, label_state)
SUBJECTS = (EXPLORER, INTERACT, LABEL)


@contextmanager
def opened_pages(
    browser: Browser, subjects: Iterable[Subject], arguments: tuple[str, ...] = (), density: int = 1
) -> Iterator[list[MeasuredPage]]:
    """Yield each subject, open and run, on a JupyterLab of their own.

    Args:
        browser: Where the pages are opened.
        subjects: What is opened, in this order.
        arguments: Further arguments for JupyterLab.
        density: Dots of the screen in a CSS pixel, each way.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "notebooks"
        shutil.copytree(NOTEBOOKS, folder, ignore=shutil.ignore_patterns(".*"))
        with running_lab(folder, Path(scratch) / "server", *arguments) as server:
            context = browser.new_context(viewport={"width": 1400, "height": 1000}, device_scale_factor=density)
            pages = [MeasuredPage(context.new_page(), subject) for subject in subjects]
            for page in pages:
                page.open(server.url)
            yield pages
            context.close()


def press_in_turns(pages: Iterable[MeasuredPage], warm_up: int, rounds: int, presses: int) -> None:
    """Press keys on all pages in turns, so that whatever else the machine does falls on all of them alike."""
    pages = tuple(pages)
    for page in pages:
        page.press(warm_up, keep=False)
    for _ in range(rounds):
        for page in pages:
            page.press(1, keep=False)  # the first after coming to the front
            page.press(presses)


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
    _at: int = -1
    _step: int = 1
    _random: random.Random = field(default_factory=lambda: random.Random(0))

    def open(self, url: str) -> None:
        """Open the notebook, wait for its kernel, run it, and time that."""
        name = f"{self.subject.name}.ipynb"
        self.page.goto(f"{url}/lab/tree/{name}?reset")
        self.page.wait_for_function(READY, arg=name, timeout=OPEN_MILLISECONDS)
        self._at = self.subject.start
        setup = {
            "handle": self.subject.handle,
            "telling": self.subject.telling,
            "pictures": self.subject.pictures,
            "states": [{"said": [], **self.subject.state(level)} for level in self.subject.levels],
            "patience": PATIENCE_MS,
        }
        self.page.evaluate(WATCH, setup)
        self.opened = self.page.evaluate("index => bench.open(index)", self._at)

    def press(self, times: int, *, keep: bool = True) -> None:
        """Press real arrow keys one by one, each after the answer to the one before."""
        self.page.bring_to_front()
        self.page.focus(self.subject.handle)
        for _ in range(times):
            key, _code = self._next(self.subject.between)
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
        keys = [self._next((0, len(self.subject.levels) - 1)) for _ in range(FLOOD_EVENTS)]
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
