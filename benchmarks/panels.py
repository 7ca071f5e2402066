"""How quickly the explorer answers, beside an ``interact`` cell with the same answer and beside a bare label.

Run by ``python -m nox -s bench``. JupyterLab and Chromium are started here, on copies of ``benchmarks/notebooks``.
Real arrow keys move the calcium dial, one after the other. A press is answered once the text of every picture and table
on the page is that of the new state, which this process predicts for itself, and the frame with it has been painted.
The three notebooks take turns, so that whatever else the machine does falls on all of them alike.
"""

from collections.abc import Mapping
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import kernels
from benchmarks.pages import (
    EXPLORER,
    FLOOD_EVENTS,
    INTERACT,
    LABEL,
    SUBJECTS,
    MeasuredPage,
    opened_pages,
    press_in_turns,
)
from benchmarks.report import Line, at_least, at_most, machine, median_and_95th, table
from tools.chromium import launched_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WARM_UP, ROUNDS, PRESSES_PER_ROUND, FLOODS = 15, 5, 16, 5
INTERACT_RATIO, LABEL_RATIO, SETTLED_MS = 4.0, 3.0, 100.0

NAMES = {EXPLORER.name: "(a) explorer", INTERACT.name: "(b) interact", LABEL.name: "(c) label"}
# What the later argument says holds: the extension that vitd-edu switches on is switched off again.
SERVERS: Mapping[str, tuple[str, ...]] = {
    "websocket delay off, as vitd-edu lab runs JupyterLab": (),
    "websocket delay on, JupyterLab's default": ("--ServerApp.jpserver_extensions=vitd_edu.server=False",),
}


def measure(browser: "Browser", arguments: tuple[str, ...]) -> dict[str, MeasuredPage]:
    """Measure key presses and floods on the three notebooks, in turns."""
    with opened_pages(browser, SUBJECTS, arguments) as pages:
        press_in_turns(pages, WARM_UP, ROUNDS, PRESSES_PER_ROUND)
        for _ in range(FLOODS):
            for page in pages:
                page.flood()
        return {page.subject.name: page for page in pages}


def lines(pages: Mapping[str, MeasuredPage]) -> list[Line]:
    """Say what was measured on one server."""
    said = []
    for name, page in pages.items():
        said.append(Line(f"{NAMES[name]}: key press to painted frame, median / 95th", median_and_95th(page.painted)))
        said.append(Line("  of which until all is in the page", median_and_95th(page.changed)))
    explorer, interact, label = (median(pages[subject.name].painted) for subject in (EXPLORER, INTERACT, LABEL))
    said.append(at_least("(b) / (a), medians", interact / explorer, INTERACT_RATIO, ""))
    said.append(at_most("(a) / (c), medians", explorer / label, LABEL_RATIO, ""))
    for name, page in pages.items():
        said += flood_lines(name, page)
    for name, page in pages.items():
        said.append(Line(f"{NAMES[name]}: first cell to usable panel", f"{page.opened / 1000:.2f} s"))
    return said


def flood_lines(name: str, page: MeasuredPage) -> list[Line]:
    """Say how a page took floods of events."""
    took = median(flood["took"] for flood in page.floods) / 1000
    frames = median(flood["frames"] for flood in page.floods)
    head = f"{NAMES[name]}: {FLOOD_EVENTS} events in {took:.2f} s"
    said = [Line(f"{head}: frames drawn", f"{frames:.0f}")]
    if all(flood["right"] for flood in page.floods):
        settled = median(flood["settled"] for flood in page.floods)
        what = f"{head}: last value shown, after the last event by (median of {len(page.floods)})"
        ours = name == EXPLORER.name
        said.append(at_most(what, settled, SETTLED_MS, "ms", 0) if ours else Line(what, f"{settled:.0f} ms"))
    else:
        said.append(Line(f"{head}: last value shown", "no", "yes", met=False))
    return said


def main() -> None:
    """Measure, and print what was measured beside the targets."""
    print(table("Import and memory", [*kernels.imports(), *kernels.memory()]), flush=True)
    with launched_chromium() as browser:
        print(f"{machine()}, Chromium {browser.version}", flush=True)
        for title, arguments in SERVERS.items():
            print(table(title, lines(measure(browser, arguments))), flush=True)
        print(machine())


if __name__ == "__main__":
    main()
