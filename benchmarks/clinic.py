"""How quickly the panels of the clinic answer a slider, beside the explorer in the same run.

Run by ``python -m nox -s bench``. Real arrow keys move one dial of each panel, each to a level that was not shown
before. A press is answered once every text is that of the new state, every picture is a new one with the words of the
new state, and the frame with them has been painted. The panels take turns. The base rates are measured by their
cut-off, with the smallest and with the largest crowd, and by the prevalence in the largest. The blood tests, the
evidence and the two courses have choices in place of dials, and the arrow keys go from choice to choice. The case
clinic answers buttons alone, and is not measured.
"""

from collections.abc import Callable, Mapping
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.labs import PLACES, PRESSES_PER_ROUND, ROUNDS, WALK, WARM_UP, dial
from benchmarks.pages import EXPLORER, LABEL, MeasuredPage, State, Subject, opened_pages, press_in_turns
from benchmarks.report import Line, at_most, machine, median_and_95th, table
from tools.chromium import launched_chromium
from vitd_edu import units
from vitd_edu.claim_search import Query, search, topics
from vitd_edu.clinic.blood_tests import Sample, reading
from vitd_edu.courses import Courses, compare
from vitd_edu.figures import (
    blood_test_table,
    comparison_table,
    evidence_table,
    icon_array,
    planner_course,
    two_courses,
)
from vitd_edu.knowledge import lab_tables, tables
from vitd_edu.panels.blood_tests_panel import USUAL_WORD
from vitd_edu.planned import follow
from vitd_edu.planning import DayPlan
from vitd_edu.scenario import Scenario
from vitd_edu.screening import CROWDS, Screening, screen
from vitd_edu.words import evidence as evidence_words
from vitd_edu.workup import WorkedUp, Workup, work_up

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TIMES_THE_FLOOR, TIMES_THE_SMALLEST_CROWD = 3.0, 1.5  # the first is what the explorer must keep, too
CALCIUM = tuple(round(1.5 + 0.01 * step, 2) for step in range(PLACES))  # mmol/L
PREVALENCE = tuple(round(5.0 + 0.01 * step, 2) for step in range(PLACES))  # %
VITAMIN_D = tuple(20.0 + step for step in range(PLACES))  # nmol/L
TESTS = tuple(lab_tables.readings())
TOPICS = ("", *topics())  # the first shows all
STARTS = tuple(row.id for row in tables.living_choices().values() if row.field == "treatment_start")


@cache
def worked_up(calcium: float) -> WorkedUp:
    """Return what follows from a calcium level [mmol/L] in somebody who twitches."""
    return work_up(Workup.of(Scenario(calcium=calcium, findings=frozenset({"fasciculation"}))))


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


def rates_state(screening: Screening) -> State:
    """Return what the base rates must show: both icon arrays and the tables."""
    screened = screen(screening)
    drawn = {"icons": icon_array.draw(screened, "si", "vd"), "numbers": icon_array.numbers(screened, "si")}
    return {"parts": {}, "wholes": {f".vd-part-{name}": html for name, html in drawn.items()}}


def planner_state(vitamin_d: float) -> State:
    """Return what the planner must show: the words of its picture, and the level it begins with in the sentence."""
    planned = follow(DayPlan(vitamin_d=vitamin_d, regimen="own-dose", daily_dose=1000.0))
    return {"parts": {}, "wholes": {}, "said": [planner_course.describe(planned)]}


def blood_state(place: float) -> State:
    """Return what the blood tests must show of a test, by its place among them, at a usual value."""
    test = TESTS[int(place)]
    analyte = reading(test).analyte
    sample = Sample(test, USUAL_WORD if analyte is None else tables.analytes()[analyte].healthy)
    drawn = {"result": blood_test_table.draw(sample, "si"), "tests": blood_test_table.draw_all(test, "si")}
    wholes = {f".vd-part-{name}": html for name, html in drawn.items()}
    return {"parts": {".vd-sentence": sample.result.words}, "wholes": wholes}


def evidence_state(place: float) -> State:
    """Return what the evidence must show of a topic, by its place among them."""
    found = search(Query(topic=TOPICS[int(place)]))
    wholes = {".vd-sentence": evidence_words.sentence(found), ".vd-part-ladder": evidence_table.ladder(found)}
    return {"parts": {}, "wholes": wholes}


def courses_state(place: float) -> State:
    """Return what the two courses must show of a start of the tablets, by its place among them."""
    drawn = two_courses.draw(compare(Courses(treatment_start=STARTS[int(place)])))
    return {"parts": {}, "wholes": {".vd-part-courses": drawn}}


def choosing(name: str, handle: str, state: Callable[[float], State], places: int, start: int = 0) -> Subject:
    """Return a panel whose arrow keys go from choice to choice and back as a subject."""
    return Subject(name, handle, "", 0, state, tuple(map(float, range(places))), start, (0, places - 1))


def by_cut_off(crowd: int) -> Subject:
    """Return the base rates of a crowd as a subject; every step of the cut-off moves somebody across it."""

    def state(cut_off: float) -> State:
        return rates_state(Screening(test="vitamin-d", crowd=crowd, vitamin_d=cut_off))

    return Subject(f"base-rates-{crowd}", dial("vitamin-d"), "", 0, state, VITAMIN_D, 0, WALK)


def by_prevalence(prevalence: float) -> State:
    """Return what the base rates must show of the largest crowd at a prevalence [%]."""
    return rates_state(Screening(crowd=CROWDS[-1], prevalence=prevalence))


DIFFERENTIAL = Subject("differential", dial("calcium"), "", 0, differential_state, CALCIUM, 0, WALK)
PLANNER = Subject("planner", dial("vitamin-d"), "", 1, planner_state, VITAMIN_D, 0, WALK)
SMALLEST, LARGEST = by_cut_off(CROWDS[0]), by_cut_off(CROWDS[-1])
PREVALENT = Subject("base-rates-prevalence", dial("prevalence"), "", 0, by_prevalence, PREVALENCE, 0, WALK)
BLOOD_TESTS = choosing("blood-tests", ".vd-lab-ask select", blood_state, len(TESTS), TESTS.index("calcium"))
EVIDENCE = choosing("evidence", ".vd-filters > :nth-child(2) select", evidence_state, len(TOPICS))
TWO_COURSES = choosing("two-courses", ".vd-dials input:checked", courses_state, len(STARTS))
SUBJECTS = (LABEL, EXPLORER, DIFFERENTIAL, PLANNER, SMALLEST, LARGEST, PREVALENT, BLOOD_TESTS, EVIDENCE, TWO_COURSES)


def measure(browser: "Browser") -> dict[str, MeasuredPage]:
    """Measure key presses on each panel, in turns."""
    with opened_pages(browser, SUBJECTS) as pages:
        press_in_turns(pages, WARM_UP, ROUNDS, PRESSES_PER_ROUND)
        return {page.subject.name: page for page in pages}


def lines(pages: Mapping[str, MeasuredPage]) -> list[Line]:
    """Say what was measured."""
    said = []
    floor, explorer = (median(pages[subject.name].painted) for subject in (LABEL, EXPLORER))
    for name, page in pages.items():
        said.append(Line(f"{name}: key press to painted frame, median / 95th", median_and_95th(page.painted)))
        said.append(Line("  of which until all is in the page", median_and_95th(page.changed)))
        if name != LABEL.name:
            said.append(at_most("  times the bare label, medians", median(page.painted) / floor, TIMES_THE_FLOOR, ""))
            said.append(Line("  times the explorer, medians", f"{median(page.painted) / explorer:.1f}"))
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
