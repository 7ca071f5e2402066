"""What a made-up case must keep to, so that it never contradicts itself: the rows of ``data/case_rules.csv``."""

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


def results_needed(cause: str) -> tuple[str, ...]:
    """Return the unusual results of which one must be there in a cause; none where nothing is asked."""
    return next((rule.needs_outcome for rule in case_tables.rules() if cause in rule.causes and rule.needs_outcome), ())


def bounds(cause: str, quantity: str, low: float, high: float) -> tuple[float, float]:
    """Return the narrowest bounds that the rules set for a quantity in a cause, inside those given (SI)."""
    for rule in case_tables.rules():
        if rule.quantity == quantity and not rule.when and (not rule.causes or cause in rule.causes):
            low = low if rule.at_least is None else max(low, rule.at_least)
            high = high if rule.at_most is None else min(high, rule.at_most)
    return low, high


def _concerns(rule: CaseRule, case: CaseFile) -> bool:
    return (not rule.causes or case.cause in rule.causes) and case.present.issuperset(rule.when)


def _keeps(rule: CaseRule, case: CaseFile) -> bool:
    """Say whether a case keeps a rule that is about it."""
    if rule.needs and case.present.isdisjoint(rule.needs):
        return False
    results = unusual_results(case)
    if rule.needs_outcome and results.isdisjoint(rule.needs_outcome):
        return False
    if not (case.present.isdisjoint(rule.bars) and results.isdisjoint(rule.bars_outcome)):
        return False
    if rule.quantity is None:
        return True
    value = float(case.age) if rule.quantity == "age" else case.values[rule.quantity]
    return (rule.at_least is None or value >= rule.at_least) and (rule.at_most is None or value <= rule.at_most)
