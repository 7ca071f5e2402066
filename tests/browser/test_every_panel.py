"""Every panel in a real browser: nothing that axe minds, nothing cut, all of it by keyboard, no key that leaves it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.alone import PANELS
from tests.browser.explorer_page import ExplorerPage, opened_alone
from tests.browser.test_access import FOCUSED, KEYS, NOTEBOOK, THEMES
from tests.browser.test_layout import LAYOUT_PROBLEMS, WINDOWS
from tools.lab_server import Server

# Controls by kind: an element, its type and its place. A kind is looked for anew each time, because a key that was
# pressed before may have changed what is on show.
KIND = """const kindOf = control => [
    control.nodeName, control.type ?? '',
    control.closest('[class*="vd-"]').className.split(' ').find(name => name.startsWith('vd-')),
].join(' ').toLowerCase();
const there = () => [...document.querySelectorAll('.vd-panel :is(select, button, input, summary, a[href])')]
    .filter(control => control.checkVisibility() && !control.disabled);"""
KINDS_ON_SHOW = f"() => {{ {KIND} return [...new Set(there().map(kindOf))]; }}"
FOCUS_ONE = f"""kind => {{ {KIND}
    const control = there().find(one => kindOf(one) === kind);
    control?.focus();
    return control ? document.activeElement === control : null;
}}"""
OPEN_FOLDS = "panels => panels.flatMap(one => [...one.querySelectorAll('details')]).forEach(one => (one.open = true))"
# What Tab must reach: every control, and every group of radio buttons once.
FIRST = "select, button, input, summary, a[href], audio, [tabindex='0']"
REACHABLE = """panels => {
    const all = panels.flatMap(panel => [...panel.querySelectorAll("FIRST")]);
    const there = [...new Set(all)].filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.disabled);
    return new Set(there.map(one => one.type === 'radio' ? one.name : one)).size;
}""".replace("FIRST", FIRST)
# A player has several places of its own, all of which are the one element.
NUMBER_OF_THE_FOCUSED = """() => {
    if (!vdOrder.includes(document.activeElement)) vdOrder.push(document.activeElement);
    return vdOrder.indexOf(document.activeElement);
}"""
# Enter on a link opens a page, the browser's own affair; to close one that was still loading has hung for ever.
STAY = """() => document.addEventListener('click', click => {
    if (click.target.closest('a[href]')) click.preventDefault();
}, true)"""
WIDE_AS_THE_WINDOW = """width => [...document.querySelectorAll('.vd-panel')]
    .every(panel => panel.getBoundingClientRect().right <= width)"""


# All tests of one panel run one after the other, so that only one page is open at a time.
@pytest.fixture(scope="module", params=[name for name in PANELS if name != "explorer"])
def opened(request: pytest.FixtureRequest, browser: Browser, lab: Server) -> Iterator[ExplorerPage]:
    """A panel alone in its page."""
    with opened_alone(browser, lab, request.param) as opened:
        yield opened


@pytest.fixture
def shown(opened: ExplorerPage) -> ExplorerPage:
    """A panel as the test before has left it; the first test finds it as it opens."""
    opened.page.set_viewport_size({"width": 1400, "height": 1000})
    return opened


def problems_of_layout(shown: ExplorerPage) -> list[str]:
    return [problem for panel in shown.panel.all() for problem in panel.evaluate(LAYOUT_PROBLEMS)]


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_overlaps_or_is_cut_in_a_panel(shown: ExplorerPage, window: str):
    width, height = WINDOWS[window]
    shown.page.set_viewport_size({"width": width, "height": height})
    shown.page.wait_for_function(WIDE_AS_THE_WINDOW, arg=width)
    assert problems_of_layout(shown) == []
    shown.panel.evaluate_all(OPEN_FOLDS)
    assert problems_of_layout(shown) == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_no_violation_in_a_panel(shown: ExplorerPage, theme: str):
    shown.panel.evaluate_all(OPEN_FOLDS)
    with shown.theme(theme):
        assert shown.violations() == []


def test_tab_reaches_all_of_a_panel_with_the_focus_in_sight(shown: ExplorerPage):
    shown.panel.evaluate_all(OPEN_FOLDS)
    shown.page.evaluate("() => { window.vdOrder = []; }")
    reachable = shown.panel.evaluate_all(REACHABLE)
    shown.panel.locator(FIRST).filter(visible=True).first.focus()
    places: dict[int, dict] = {}
    while (place := shown.page.evaluate(FOCUSED))["inside"]:
        places.setdefault(shown.page.evaluate(NUMBER_OF_THE_FOCUSED), place)
        shown.page.keyboard.press("Tab")
    places = list(places.values())
    assert [place for place in places if not place["name"]] == []
    assert [place for place in places if place["outline"][0] == "none" or place["outline"][1] < 2] == []
    assert [place["name"] for place in places if not place["shown"] and place["kind"] != "div"] == []
    assert len(places) == reachable


def test_keys_pressed_in_a_panel_do_not_reach_the_notebook(shown: ExplorerPage):
    shown.page.evaluate(STAY)
    kinds = shown.page.evaluate(KINDS_ON_SHOW)
    assert kinds
    for kind in kinds:
        focused = shown.page.evaluate(FOCUS_ONE, kind)
        if focused is None:  # gone, by a key that was pressed on another
            continue
        assert focused, kind
        before = shown.page.evaluate(NOTEBOOK)
        for key in KEYS:
            shown.page.keyboard.press(key)
            assert shown.page.evaluate(NOTEBOOK) == before, (kind, key)


def test_no_panel_complains_on_the_console_or_asks_another_host(shown: ExplorerPage):
    assert shown.problems == []
    assert len(shown.hosts - {""}) == 1
