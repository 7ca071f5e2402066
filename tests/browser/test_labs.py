"""The three labs in a real browser: a dial moved by keyboard, and all that follows from it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cache

import pytest
from playwright.sync_api import Browser, expect

import vitd_edu as vd
from tests.browser.alone import notebook_of
from tests.browser.explorer_page import ANSWER_MILLISECONDS, ExplorerPage
from tools.lab_pages import open_lesson as open_in_lab
from tools.lab_server import Server
from vitd_edu.panels import preferences
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Picture

COARSE = 3  # presses of Page Up


@dataclass(frozen=True)
class Lab:
    """A lab: the name of its panel, how it is made, and the dial that the tests move."""

    panel: str
    make: Callable[[], Panel]
    dial: str


LABS = {
    "body": Lab("body_lab", vd.body_lab, "calcium_intake"),
    "magnesium": Lab("magnesium_lab", vd.magnesium_lab, "magnesium_intake"),
    "nerve": Lab("nerve_lab", vd.nerve_lab, "calcium"),
}

SOURCES = "panel => [...panel.querySelectorAll('.vd-picture img')].map(image => image.src)"
ALL_NEW = """([panel, before]) => {
    const images = [...panel.querySelectorAll('.vd-picture img')];
    return images.length === before.length
        && images.every(image => image.complete && image.naturalWidth > 0 && !before.includes(image.src));
}"""


@pytest.fixture(autouse=True)
def no_settings(tmp_path, monkeypatch):
    """The panels that a test makes for itself know nothing of what somebody chose on this machine."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setattr(preferences, "_session", {})


@pytest.fixture(scope="module")
def opened(browser: Browser, lab: Server) -> Iterator[Callable[[str], ExplorerPage]]:
    """Open a lab in a page of its own; the page stays open for all tests of this module."""
    with ExitStack() as stack:

        @cache
        def open_one(name: str) -> ExplorerPage:
            context = browser.new_context(viewport={"width": 1400, "height": 1000})
            stack.callback(context.close)
            context.set_default_timeout(ANSWER_MILLISECONDS)
            shown = ExplorerPage(context.new_page())
            shown.watch()
            open_in_lab(shown.page, lab.url, notebook_of(LABS[name].panel))
            shown.panel.scroll_into_view_if_needed()
            return shown

        yield open_one


@pytest.fixture(params=LABS)
def lab_on_show(request: pytest.FixtureRequest, opened: Callable[[str], ExplorerPage]) -> tuple[ExplorerPage, Lab]:
    """A lab as the test before has left it; the first test finds it as it opens."""
    return opened(request.param), LABS[request.param]


def pictures_of(panel: Panel) -> list[Picture]:
    return [picture for picture in vars(panel).values() if isinstance(picture, Picture)]


def test_a_dial_moved_by_keyboard_moves_sentence_numbers_and_pictures(lab_on_show: tuple[ExplorerPage, Lab]):
    shown, lab = lab_on_show
    dial = shown.panel.locator(f".vd-level-of-{lab.dial.replace('_', '-')} .vd-level-range")
    before = shown.panel.evaluate(SOURCES)
    dial.focus()
    with closing(lab.make()) as twin:
        shown.says(twin.sentence.text)
        widget = twin.dials[lab.dial]
        for _ in range(COARSE):
            shown.page.keyboard.press("PageUp")
            widget.value = round((widget.value + widget.coarse_step) / widget.step) * widget.step
        shown.says(twin.sentence.text)
        for place, picture in enumerate(pictures_of(twin)):
            expect(shown.panel.locator(".vd-picture img").nth(place)).to_have_attribute("alt", picture.alt)
        expect(shown.code).to_have_value(twin.state.code)
        assert len(before) == len(pictures_of(twin))
    shown.page.wait_for_function(ALL_NEW, arg=[shown.panel.element_handle(), before])
    expect(dial).to_be_focused()
