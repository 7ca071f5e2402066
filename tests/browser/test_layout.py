"""Nothing overlaps, is cut or jumps: wide, narrow and enlarged windows, in quiet and in busy states."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.explorer_page import NAMES, ExplorerPage
from vitd_edu import Scenario
from vitd_edu.knowledge import tables

LAYOUT_PROBLEMS = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
# 700 x 500 CSS pixels is a window of 1400 x 1000 at a zoom of 200 %.
WINDOWS = {"wide": (1900, 1000), "middle": (1400, 1000), "narrow": (800, 1000), "at 200 %": (700, 500)}
BUSY = ("D25_C1.75_M0.55_+tingling", "D400_C3.6_M4", "C1.2_P7.7", "D5_C1.6_M0.2_+proximal-weakness_+seizure")


@pytest.fixture
def explorer(explorer_in_lab: ExplorerPage) -> Iterator[ExplorerPage]:
    explorer_in_lab.reset()
    yield explorer_in_lab
    explorer_in_lab.page.set_viewport_size({"width": 1400, "height": 1000})


def open_window(explorer: ExplorerPage, window: str) -> None:
    """Give the window a size, and wait until the panel has taken it."""
    width, height = WINDOWS[window]
    explorer.page.set_viewport_size({"width": width, "height": height})
    explorer.page.wait_for_function(
        "width => document.querySelector('.vd-panel').getBoundingClientRect().right <= width", arg=width
    )


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_overlaps_or_is_cut(explorer: ExplorerPage, window: str):
    open_window(explorer, window)
    problems = {"health": explorer.panel.evaluate(LAYOUT_PROBLEMS)}
    for code in BUSY:
        explorer.paste_code(code)
        explorer.shows(Scenario.from_code(code))
        problems[code] = explorer.panel.evaluate(LAYOUT_PROBLEMS)
    explorer.open_all_folds()
    explorer.type_number("calcium", "lots")
    explorer.paste_code("no-such-code-" * 4)
    expect(explorer.panel.locator(".vd-level-error:visible")).to_have_count(2)
    problems["errors, open folds"] = explorer.panel.evaluate(LAYOUT_PROBLEMS)
    explorer.speak("us")
    expect(explorer.number("vitamin_d")).to_have_accessible_name("Vitamin D, number in ng/mL")
    problems["US units"] = explorer.panel.evaluate(LAYOUT_PROBLEMS)
    assert {state: found for state, found in problems.items() if found} == {}


def tops(explorer: ExplorerPage) -> dict[str, float]:
    """Return how far below the panel's edge each dial stands."""
    top = explorer.panel.bounding_box()["y"]
    return {name: explorer.dial(name).bounding_box()["y"] - top for name in NAMES}


@pytest.mark.parametrize("window", ["wide", "middle"])
def test_dials_stay_in_place_while_the_answer_changes(explorer: ExplorerPage, window: str):
    open_window(explorer, window)
    at_rest = tops(explorer)
    for row in tables.presets().values():
        explorer.panel.get_by_label("Start from").select_option(label=row.name)
        explorer.shows(Scenario.from_preset(row.id))
        assert tops(explorer) == pytest.approx(at_rest, abs=0.5), row.name
    for name, texts in {"calcium": ("1.2", "2.4", "1.6", "3.6"), "magnesium": ("0.2", "5", "0.85")}.items():
        for text in texts:
            explorer.type_number(name, text)
            expect(explorer.sentence).to_contain_text(f"to {float(text):.2f}")
            assert tops(explorer) == pytest.approx(at_rest, abs=0.5), explorer.sentence.text_content()


@pytest.mark.parametrize("window", WINDOWS)
def test_a_step_of_a_dial_does_not_move_it(explorer: ExplorerPage, window: str):
    open_window(explorer, window)
    dial = explorer.dial("vitamin_d")
    dial.focus()
    explorer.dial("vitamin_d").press("ArrowLeft")
    explorer.shows(Scenario(vitamin_d=74))
    before = tops(explorer)
    for value in (64, 54, 44, 34, 24):  # through every band, each with a word of its own length
        dial.press("PageDown")
        explorer.shows(Scenario(vitamin_d=value))
        assert tops(explorer) == pytest.approx(before, abs=0.5), value
