"""How quickly the three labs answer a slider, each beside an ``interact`` cell that draws the same pictures and tables.

Run by ``python -m nox -s bench``. Real arrow keys move one dial, each to a level that was not shown before, so that no
answer comes out of a memory of answers (thresholds at whole shifts are remembered, on both sides). A press is answered
once every text is that of the new state, every picture is a new one with the words of the new state, and the frame with
them has been painted. Lab and ``interact`` cell take turns. At double density the labs draw twice as sharp;
``interact`` goes on drawing single dots.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.pages import MeasuredPage, State, Subject, in_outputs, opened_pages, press_in_turns
from benchmarks.report import Line, at_least, at_most, machine, median_and_95th, table
from tools.chromium import launched_chromium
from vitd_edu.figures import body_course, movement_table, nerve_margin, nerve_picture, repletion_course
from vitd_edu.living import Lived, Living, live
from vitd_edu.nerve_activity import NerveActivity, nerve_activity
from vitd_edu.prediction import predict
from vitd_edu.repletion import Repleted, Repletion, replete
from vitd_edu.scenario import Scenario
from vitd_edu.words import repletion as repletion_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WARM_UP, ROUNDS, PRESSES_PER_ROUND = 15, 5, 16
NERVE_MS, INTERACT_RATIO = 80.0, 3.0
PLACES = 1 + WARM_UP + ROUNDS * (PRESSES_PER_ROUND + 1)
WALK = (0, PLACES - 1)  # one way: a level that came before would be remembered
HANDLE = ".noUi-handle"
DENSITIES = {1: "normal", 2: "double"}


@cache
def nerve_at(calcium: float) -> NerveActivity:
    """Return what the nerve does at a calcium level [mmol/L]."""
    return nerve_activity(predict(Scenario(calcium=calcium)))


@cache
def body_at(calcium_intake: float) -> Lived:
    """Return a year of a body at an intake of calcium [mg/d]."""
    return live(Living(calcium_intake=calcium_intake))


@cache
def magnesium_at(magnesium_intake: float) -> Repleted:
    """Return a year of severe loss at an intake of magnesium [mg/d], and what comes after it."""
    return replete(Repletion(magnesium_intake=magnesium_intake))


def nerve_tables(calcium: float) -> Mapping[str, str]:
    """Return the markup of the nerve lab, by what it holds."""
    activity = nerve_at(calcium)
    return {".vd-margin": nerve_margin.draw(activity), ".vd-movements": movement_table.draw(activity.kind)}


def in_sheets(drawn: Mapping[str, str], said: list[str]) -> State:
    """Return what a lab must show, by an element that each sheet holds."""
    return {"parts": {}, "wholes": {f".vd-part:has({holds})": html for holds, html in drawn.items()}, "said": said}


def nerve_state(calcium: float) -> State:
    """Return what the nerve lab must show."""
    activity = nerve_at(calcium)
    return in_sheets(nerve_tables(calcium), [nerve_picture.describe(activity)])


def body_state(calcium_intake: float) -> State:
    """Return what the body lab must show."""
    course = body_at(calcium_intake).course
    return in_sheets({".vd-numbers": body_course.numbers(course)}, [body_course.describe(course)])


def magnesium_state(magnesium_intake: float) -> State:
    """Return what the magnesium view must show."""
    repleted = magnesium_at(magnesium_intake)
    said = [repletion_words.describe(repleted, "si")]
    return in_sheets({".vd-numbers": repletion_course.numbers(repleted)}, said)


def dial(name: str) -> str:
    """Return the selector of a lab's dial."""
    return f".vd-level-of-{name} .vd-level-range"


CALCIUM = tuple(round(1.0 + 0.01 * step, 2) for step in range(PLACES))  # mmol/L: the nerve fires most of the way
CALCIUM_INTAKE = tuple(300.0 + 10.0 * step for step in range(PLACES))  # mg/d
MAGNESIUM_INTAKE = tuple(100.0 + 5.0 * step for step in range(PLACES))  # mg/d


IN_OUTPUTS: Mapping[str, Callable[[float], State]] = {
    "nerve": lambda level: in_outputs(nerve_tables(level)),
    "body": lambda level: in_outputs({".vd-numbers": body_course.numbers(body_at(level).course)}),
    "magnesium": lambda level: in_outputs({".vd-numbers": repletion_course.numbers(magnesium_at(level))}),
}
LABS = (
    Subject("nerve", dial("calcium"), "", 1, nerve_state, CALCIUM, 0, WALK),
    Subject("body", dial("calcium-intake"), "", 1, body_state, CALCIUM_INTAKE, 0, WALK),
    Subject("magnesium", dial("magnesium-intake"), "", 1, magnesium_state, MAGNESIUM_INTAKE, 0, WALK),
)


def idiom_of(lab: Subject) -> Subject:
    """Return the ``interact`` cell with a lab's answer."""
    return replace(lab, name=f"{lab.name}-interact", handle=HANDLE, state=IN_OUTPUTS[lab.name])


def measure(browser: "Browser", density: int) -> list[tuple[MeasuredPage, MeasuredPage]]:
    """Measure key presses on each lab and its ``interact`` cell, in turns."""
    subjects = [subject for lab in LABS for subject in (lab, idiom_of(lab))]
    with opened_pages(browser, subjects, density=density) as pages:
        press_in_turns(pages, WARM_UP, ROUNDS, PRESSES_PER_ROUND)
        return list(zip(pages[::2], pages[1::2], strict=True))


def lines(pairs: list[tuple[MeasuredPage, MeasuredPage]], density: int) -> list[Line]:
    """Say what was measured at one density; the targets are those of the nerve lab at normal density."""
    said = []
    for ours, idiom in pairs:
        name, aimed = ours.subject.name, ours.subject.name == "nerve" and density == 1
        what = f"{name} lab: key press to painted frame, median of {len(ours.painted)}"
        took, ratio = median(ours.painted), median(idiom.painted) / median(ours.painted)
        said.append(at_most(what, took, NERVE_MS, "ms") if aimed else Line(what, f"{took:.1f} ms"))
        said.append(Line("  median / 95th percentile", median_and_95th(ours.painted)))
        said.append(Line("  of which until all is in the page", median_and_95th(ours.changed)))
        said.append(Line("  interact: median / 95th percentile", median_and_95th(idiom.painted)))
        ratio_is = "  interact / lab, medians"
        said.append(at_least(ratio_is, ratio, INTERACT_RATIO, "") if aimed else Line(ratio_is, f"{ratio:.1f}"))
    return said


def main() -> None:
    """Measure, and print what was measured beside the targets."""
    with launched_chromium() as browser:
        print(f"{machine()}, Chromium {browser.version}", flush=True)
        for density, name in DENSITIES.items():
            print(table(f"The labs, {name} density", lines(measure(browser, density), density)), flush=True)
        print(machine())


if __name__ == "__main__":
    main()
