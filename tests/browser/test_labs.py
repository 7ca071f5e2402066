"""The three labs in a real browser: a dial moved by keyboard, and all that follows from it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

import vitd_edu as vd
from tests.browser.explorer_page import PAINTED, ExplorerPage, opened_alone
from tools.lab_server import Server
from vitd_edu.panels import preferences
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Picture

COARSE = 3  # presses of Page Up


@dataclass(frozen=True)
class Lab:
    """A lab: how it is made, and the dial that the tests move."""

    make: Callable[[], Panel]
    dial: str


LABS = {
    "body_lab": Lab(vd.body_lab, "calcium_intake"),
    "magnesium_lab": Lab(vd.magnesium_lab, "magnesium_intake"),
    "nerve_lab": Lab(vd.nerve_lab, "calcium"),
}

SOURCES = "panel => [...panel.querySelectorAll('.vd-picture canvas')].map(canvas => canvas.toDataURL())"
ALL_NEW = f"""([panel, before]) => {{
    const painted = {PAINTED};
    const canvases = [...panel.querySelectorAll('.vd-picture canvas')];
    return canvases.length === before.length
        && canvases.every(canvas => painted(canvas) && !before.includes(canvas.toDataURL()));
}}"""


@pytest.fixture(autouse=True)
def no_settings(tmp_path, monkeypatch):
    """The panels that a test makes for itself know nothing of what somebody chose on this machine."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setattr(preferences, "_session", {})


@pytest.fixture(params=LABS)
def lab_on_show(request: pytest.FixtureRequest, browser: Browser, lab: Server) -> Iterator[tuple[ExplorerPage, Lab]]:
    """A lab as it opens."""
    with opened_alone(browser, lab, request.param) as shown:
        yield shown, LABS[request.param]


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
            expect(shown.panel.locator(".vd-picture").get_by_role("img").nth(place)).to_have_attribute(
                "aria-label", picture.alt
            )
        expect(shown.code).to_have_value(twin.state.code)
        assert len(before) == len(pictures_of(twin))
    shown.page.wait_for_function(ALL_NEW, arg=[shown.panel.element_handle(), before])
    expect(dial).to_be_focused()
