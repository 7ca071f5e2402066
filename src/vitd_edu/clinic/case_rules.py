"""What a made-up case must keep to, so that it never contradicts itself: the rows of ``data/case_rules.csv``."""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from vitd_edu.clinic.case_evidence import outcome_of
from vitd_edu.clinic.case_files import CaseFile
from vitd_edu.knowledge import case_tables
from vitd_edu.knowledge.case_tables import CaseRule


def broken(case: CaseFile) -> tuple[str, ...]:
    """Return the rules of ``data/case_rules.csv`` that a case breaks; none for a case without contradictions."""
    return tuple(rule.id for rule in case_tables.rules() if _concerns(rule, case) and not _keeps(rule, case))


def unusual_results(case: CaseFile) -> frozenset[str]:
    """Return the unusual results of a case, identifiers of ``data/case_outcomes.csv``."""
    measured = {f"{name}.{outcome_of(name, value)}" for name, value in case.values.items()}
    return frozenset((measured | set(case.words.values())) & case_tables.outcomes().keys())


def missing(cause: str, present: AbstractSet[str]) -> list[tuple[str, ...]]:
    """Return for each rule about the cause that needs a finding and has none yet those of which one must be there."""
    return [
        rule.needs
        for rule in case_tables.rules()
        if cause in rule.causes and not rule.when and rule.needs and present.isdisjoint(rule.needs)
    ]


def barred(cause: str, values: Mapping[str, float]) -> frozenset[str]:
    """Return the findings that cannot be there in a cause: by itself, or because no level on which they rest is so."""
    found: set[str] = set()
    for rule in case_tables.rules():
        if rule.causes and cause not in rule.causes:
            continue
        if not rule.when and not rule.when_outcome and not rule.when_level:
            found.update(rule.bars)
        elif len(rule.when) == 1 and rule.needs_level and not _any_level(rule.needs_level, values):
            found.update(rule.when)
    return frozenset(found)


def allowed(cause: str, present: AbstractSet[str], values: Mapping[str, float], results: Iterable[str]) -> list[str]:
    """Return which results of one test can stand beside what is there; results that are not unusual have any name."""
    kept = list(results)
    for rule in case_tables.rules():
        if (rule.causes and cause not in rule.causes) or not present >= set(rule.when):
            continue
        if rule.when_outcome and not _rests_on(rule, present, values):
            kept = [result for result in kept if result not in rule.when_outcome]
        if rule.when_outcome or not all(_holds(level, values) for level in rule.when_level):
            continue
        kept = [result for result in kept if result not in rule.bars_outcome]
        if (rule.when or rule.when_level) and not set(kept).isdisjoint(rule.needs_outcome):
            kept = [result for result in kept if result in rule.needs_outcome]
    return kept


def _rests_on(rule: CaseRule, present: AbstractSet[str], values: Mapping[str, float]) -> bool:
    """Say whether the findings and the levels on which a result rests are there."""
    found = not rule.needs or not present.isdisjoint(rule.needs)
    return found and (not rule.needs_level or _any_level(rule.needs_level, values))


def results_needed(cause: str) -> tuple[str, ...]:
    """Return the unusual results of which one must be there in a cause; none where nothing is asked."""
    return next((rule.needs_outcome for rule in case_tables.rules() if _always(rule, cause)), ())


def _always(rule: CaseRule, cause: str) -> bool:
    """Say whether a rule asks for a result in a cause, whatever else is there."""
    conditions = (*rule.when, *rule.when_outcome, *rule.when_level)
    return cause in rule.causes and bool(rule.needs_outcome) and not conditions


def bounds(cause: str, quantity: str, low: float, high: float) -> tuple[float, float]:
    """Return the narrowest bounds that the rules set for a quantity in a cause, inside those given (SI)."""
    for rule in case_tables.rules():
        if rule.quantity == quantity and not rule.when and (not rule.causes or cause in rule.causes):
            low = low if rule.at_least is None else max(low, rule.at_least)
            high = high if rule.at_most is None else min(high, rule.at_most)
    return low, high


def _concerns(rule: CaseRule, case: CaseFile) -> bool:
    """Say whether a case is one that a rule is about."""
    return (
        (not rule.causes or case.cause in rule.causes)
        and case.present.issuperset(rule.when)
        and unusual_results(case).issuperset(rule.when_outcome)
        and all(_holds(level, case.values) for level in rule.when_level)
    )


def _holds(level: str, values: Mapping[str, float]) -> bool:
    """Say whether a level such as ``"calcium<2.15"`` is so."""
    name, sign, limit = re.split("([<>])", level)
    return values[name] < float(limit) if sign == "<" else values[name] > float(limit)


def _any_level(levels: Iterable[str], values: Mapping[str, float]) -> bool:
    return any(_holds(level, values) for level in levels)


def _keeps(rule: CaseRule, case: CaseFile) -> bool:
    """Say whether a case keeps a rule that is about it."""
    if rule.needs and case.present.isdisjoint(rule.needs):
        return False
    results = unusual_results(case)
    if rule.needs_outcome and results.isdisjoint(rule.needs_outcome):
        return False
    if not (case.present.isdisjoint(rule.bars) and results.isdisjoint(rule.bars_outcome)):
        return False
    if rule.needs_level and not _any_level(rule.needs_level, case.values):
        return False
    if rule.quantity is None:
        return True
    value = float(case.age) if rule.quantity == "age" else case.values[rule.quantity]
    return (rule.at_least is None or value >= rule.at_least) and (rule.at_most is None or value <= rule.at_most)
