"""The differential in words: what leads, what changed and why, and what to ask next."""

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from vitd_edu import units
from vitd_edu.clinic import differential, next_test
from vitd_edu.clinic.next_test import NextTest, Result
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.workup_tables import test_reveals
from vitd_edu.scenario import LEVELS
from vitd_edu.units import UnitSystem
from vitd_edu.words import changes, states
from vitd_edu.words.states import listed, lower_first, percent, upper_first
from vitd_edu.workup import BLOOD

if TYPE_CHECKING:  # what follows from a state speaks through the words
    from vitd_edu.workup import WorkedUp, Workup

WORTH_TELLING = 0.03  # change of a weight in table 1
WORTH_ASKING = 0.01  # expected change
LEADERS = 2
TOLD_FLAGS = 2
ON_EXAMINATION = "examination"
TESTS_WITHOUT_NUMBERS = (
    "This ranks only what the model has numbers for. PTH, phosphate, kidney values, potassium, TSH, EMG and scans are "
    "not in it: table 1 names them where they help. It weighs neither price, time and pain, nor urgency: a red flag "
    "comes first, always."
)


def sentence(worked_up: "WorkedUp", system: UnitSystem = "si") -> str:
    """Say in one sentence what is known, what leads, and what to ask next; red flags come first."""
    first, *others = worked_up.prediction.causes[:LEADERS]
    then = f", then {listed([_weighed(cause.name, cause.weight) for cause in others])}"
    parts = [_flags([flag.name for flag in worked_up.prediction.red_flags]), _known(worked_up.workup, system)]
    leads = f"{_weighed(first.name, first.weight)} leads{then}"
    said = "; ".join(part for part in parts if part)
    return f"{upper_first(f'{said}: {leads}')}. {best_next(worked_up)}"


def explain(before: "WorkedUp", after: "WorkedUp", system: UnitSystem = "si") -> str:
    """Say what changed, what it did to table 1, and what to ask next."""
    changed = changed_words(before.workup, after.workup, system)
    if not changed:
        return sentence(after, system)
    old = {flag.id for flag in before.prediction.red_flags}
    new = _flags([flag.name for flag in after.prediction.red_flags if flag.id not in old])
    parts = [upper_first(listed(changed)), f"new {new}" if new else "", _table_change(before, after)]
    return f"{'; '.join(part for part in parts if part)}. {best_next(after)}"


def changed_words(before: "Workup", after: "Workup", system: UnitSystem = "si") -> list[str]:
    """Say each change between two states of what is known; a level that nobody saw is not told."""
    unseen = [name for name in LEVELS if name not in before.measured & after.measured]
    # Levels that were not known both before and after are told as newly known, or not at all.
    alike = dataclasses.replace(before, onset=after.onset, **{name: getattr(after, name) for name in unseen})
    told = [
        f"{states.level(name, getattr(after, name), system)}, now measured"
        for name in LEVELS
        if name in after.measured - before.measured
    ]
    lost = [_name(name) for name in LEVELS if name in before.measured - after.measured]
    told += [f"{listed(lost)} no longer known"] if lost else []
    return told + changes.changes(alike, after, system)


def best_next(worked_up: "WorkedUp") -> str:
    """Say the test or the question that would change the ranking most."""
    if not worked_up.next_tests:
        return "There is nothing left to ask: every level and every finding is known."
    test = worked_up.next_tests[0]
    if test.expected_change < WORTH_ASKING:
        return "No question or test that is left would move table 1 by more than a point on average."
    return f"Best next: {lower_first(asking(test))} ({change_words(test)})."


def next_sentence(test: NextTest, system: UnitSystem = "si") -> str:
    """Say what a test would do, result by result."""
    results = [f"{upper_first(result_words(test, result, system))}." for result in test.results()]
    return " ".join([f"{asking(test)}: {change_words(test)}.", *results])


def asking(test: NextTest) -> str:
    """Say how one asks for a test, or put the question."""
    if test.id in test_reveals():
        return test_reveals()[test.id].ask
    finding = tables.findings()[test.id]
    if finding.kind == ON_EXAMINATION:
        return f"Look for {lower_first(finding.name)}"
    return f"Ask “{finding.question}”"


def change_words(test: NextTest) -> str:
    """Say the expected change in points of weight."""
    points = 100.0 * test.expected_change
    return f"moves {points:.0f} of 100 points of weight on average" if points >= 1 else "would hardly move anything"


def result_words(test: NextTest, result: Result, system: UnitSystem = "si") -> str:
    """Say a result with its chance, and which cause it would move most."""
    causes = differential.likelihoods().causes
    most = int(np.abs(result.weights - test.now).argmax())
    name = lower_first(tables.causes()[causes[most]].name)
    old, new = percent(float(test.now[most])), percent(float(result.weights[most]))
    ran = f"stays at {new}" if old == new else f"from {old} to {new}"
    return f"{condition(test, result, system)} (chance {chance_words(result)}): {name} {ran}"


def chance_words(result: Result) -> str:
    """Say the chance of a result, in whole percentages that add up to 100 over the results of its test."""
    if result.points == 0:
        return "under 1 %"
    return "over 99 %" if result.points == 100 and result.chance < 1.0 else f"{result.points} %"


def condition(test: NextTest, result: Result, system: UnitSystem = "si") -> str:
    """Say a result as a condition: if it is low, if yes, if only wasting is found."""
    if test.analyte is not None and result.level is not None:
        shown = units.show(test.analyte, result.level, system)
        return f"if it is {result.name}, such as {shown}"
    plain = {"present": "if yes", "absent": "if no", "none": "if none of it is found"}
    if result.name in plain:
        return plain[result.name]
    named = listed([_finding(finding) for finding in test.findings if finding in result.findings])
    if result.name == "other":
        return f"if anything else is found, such as {named}"
    return f"if {named} are found" if result.name == "together" else f"if nothing but {named} is found"


def button(test: NextTest, result: Result, system: UnitSystem = "si") -> str:
    """Say on a button which result it tries out."""
    if test.analyte is not None and result.level is not None:
        return f"Try {result.name}: {units.show(test.analyte, result.level, system)}"
    named = {"present": "Try yes", "absent": "Try no", "none": "Try none found"}
    named |= {"together": "Try both", "other": "Try anything else"}
    return named.get(result.name) or f"Try only {_finding(result.name)}"


def best_tests(worked_up: "WorkedUp", count: int) -> tuple[NextTest, ...]:
    """Return the best next tests that share nothing, and after them the best of the three levels if none is one.

    Args:
        worked_up: What is known.
        count: How many, apart from that last one.
    """
    chosen = next_test.best(worked_up.next_tests, count)
    blood = [test for test in worked_up.next_tests if test.analyte in BLOOD]
    return chosen if set(blood) & set(chosen) else (*chosen, *blood[:1])


def _name(analyte: str) -> str:
    return "the blood's pH" if analyte == "ph" else lower_first(tables.analytes()[analyte].short_name)


def _finding(finding: str) -> str:
    return lower_first(tables.findings()[finding].name)


def _weighed(name: str, weight: float) -> str:
    return f"{lower_first(name)} ({percent(weight)})"


def _flags(names: list[str]) -> str:
    if not names:
        return ""
    told = [lower_first(name) for name in names[:TOLD_FLAGS]]
    more = [f"{len(names) - TOLD_FLAGS} more"] if len(names) > TOLD_FLAGS else []
    return states.flag_words([*told, *more])


def _known(workup: "Workup", system: UnitSystem) -> str:
    """Say how much is known."""
    measured = [name for name in LEVELS if name in workup.measured]
    levels = f"{listed([states.level(name, getattr(workup, name), system) for name in measured])} measured"
    counted = len(workup.findings) + len(workup.absent)
    marked = f"{counted or 'no'} {'finding' if counted == 1 else 'findings'} marked"
    return f"{levels if measured else 'no level measured'}, {marked}"


def _table_change(before: "WorkedUp", after: "WorkedUp") -> str:
    """Say which cause leads now, or whose weight moved most, and why, from the numbers that ranked it."""
    old = {cause.id: cause.weight for cause in before.prediction.causes}
    first = after.prediction.causes[0]
    if first.id != before.prediction.causes[0].id:
        return (
            f"table 1 now begins with {lower_first(first.name)} ({percent(first.weight)}, was {percent(old[first.id])})"
        )
    cause = max(after.prediction.causes, key=lambda row: abs(row.weight - old[row.id]))
    change = cause.weight - old[cause.id]
    if abs(change) < WORTH_TELLING:
        return "table 1 hardly moves"
    verb = "rises" if change > 0 else "falls"
    return f"in table 1 {lower_first(cause.name)} {verb} from {percent(old[cause.id])} to {percent(cause.weight)}"
