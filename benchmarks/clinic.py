"""How quickly the panels of the clinic answer a slider, beside the explorer in the same run.

Run by ``python -m nox -s bench``. Real arrow keys move one dial of each panel, each to a level that was not shown
before. A press is answered once every text is that of the new state, every picture is a new one with the words of the
new state, and the frame with them has been painted. The panels take turns. The base rates are measured twice, with
the smallest and with the largest crowd.
"""

from collections.abc import Mapping
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.labs import PLACES, PRESSES_PER_ROUND, ROUNDS, WALK, WARM_UP, dial
from benchmarks.pages import EXPLORER, MeasuredPage, State, Subject, opened_pages, press_in_turns
from benchmarks.report import Line, at_most, machine, median_and_95th, table
from tools.chromium import launched_chromium
from vitd_edu import units
from vitd_edu.figures import comparison_table, icon_array, planner_course
from vitd_edu.planned import follow
from vitd_edu.planning import DayPlan
from vitd_edu.scenario import Scenario
from vitd_edu.screening import CROWDS, Screening, screen
from vitd_edu.workup import WorkedUp, Workup, work_up

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TIMES_THE_EXPLORER, TIMES_THE_SMALLEST_CROWD = 2.0, 1.5
CALCIUM = tuple(round(1.5 + 0.01 * step, 2) for step in range(PLACES))  # mmol/L
PREVALENCE = tuple(round(5.0 + 0.01 * step, 2) for step in range(PLACES))  # %
VITAMIN_D = tuple(20.0 + step for step in range(PLACES))  # nmol/L


@cache
def worked_up(calcium: float) -> WorkedUp:
    """Return what follows from a calcium level [mmol/L] in somebody who twitches."""
    return work_up(Workup.of(Scenario(calcium=calcium, findings={"fasciculation"})))


def differential_state(calcium: float) -> State:
    """Return what the differential must show: the new level, the heaviest cause's weight, and table 2."""
    prediction = worked_up(calcium).prediction
    return {
        "parts": {
            ".vd-sentence": units.show("calcium", calcium),
            ".vd-part-causes": f"{prediction.causes[0].weight:.0%}".replace("%", " %"),
        },
        "wholes": {".vd-part-comparison": comparison_table.draw(prediction, "si")},
    }


def rates_state(crowd: int, prevalence: float) -> State:
    """Return what the base rates must show: both icon arrays and the tables."""
    screened = screen(Screening(crowd=crowd, prevalence=prevalence))
    drawn = {"icons": icon_array.draw(screened, "si", "vd"), "numbers": icon_array.numbers(screened, "si")}
    return {"parts": {}, "wholes": {f".vd-part-{name}": html for name, html in drawn.items()}}


def planner_state(vitamin_d: float) -> State:
    """Return what the planner must show: the words of its picture, and the level it begins with in the sentence."""
    planned = follow(DayPlan(vitamin_d=vitamin_d, regimen="own-dose", daily_dose=1000.0))
    return {"parts": {}, "wholes": {}, "said": [planner_course.describe(planned)]}


def rates(crowd: int) -> Subject:
    """Return the base rates of a crowd as a subject."""
    name = f"base-rates-{crowd}"
    return Subject(name, dial("prevalence"), "", 0, lambda level: rates_state(crowd, level), PREVALENCE, 0, WALK)


DIFFERENTIAL = Subject("differential", dial("calcium"), "", 0, differential_state, CALCIUM, 0, WALK)
PLANNER = Subject("planner", dial("vitamin-d"), "", 1, planner_state, VITAMIN_D, 0, WALK)
SMALLEST, LARGEST = rates(CROWDS[0]), rates(CROWDS[-1])
SUBJECTS = (EXPLORER, DIFFERENTIAL, PLANNER, SMALLEST, LARGEST)


def measure(browser: "Browser") -> dict[str, MeasuredPage]:
    """Measure key presses on each panel, in turns."""
    with opened_pages(browser, SUBJECTS) as pages:
        press_in_turns(pages, WARM_UP, ROUNDS, PRESSES_PER_ROUND)
        return {page.subject.name: page for page in pages}


def lines(pages: Mapping[str, MeasuredPage]) -> list[Line]:
    """Say what was measured."""
    said = []
    explorer = median(pages[EXPLORER.name].painted)
    for name, page in pages.items():
        said.append(Line(f"{name}: key press to painted frame, median / 95th", median_and_95th(page.painted)))
        said.append(Line("  of which until all is in the page", median_and_95th(page.changed)))
        if name != EXPLORER.name:
            ratio = median(page.painted) / explorer
            said.append(at_most("  times the explorer, medians", ratio, TIMES_THE_EXPLORER, ""))
    crowds = median(pages[LARGEST.name].painted) / median(pages[SMALLEST.name].painted)
    what = f"base rates: {CROWDS[-1]:,} people over {CROWDS[0]:,}, medians"
    said.append(at_most(what, crowds, TIMES_THE_SMALLEST_CROWD, ""))
    said += [Line(f"{name}: first cell to usable panel", f"{page.opened / 1000:.2f} s") for name, page in pages.items()]
    return said


def main() -> None:
    """Measure, and print what was measured beside the targets."""
    with launched_chromium() as browser:
        print(f"{machine()}, Chromium {browser.version}", flush=True)
        print(table("The clinic's panels", lines(measure(browser))), flush=True)
        print(machine())


if __name__ == "__main__":
    main()
