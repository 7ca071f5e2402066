"""What is known at a point of a case, the model's weights on just that, and what an ask could still change.

Findings and the four levels count as in the differential; other results (PTH, potassium, EMG ...) count by the rates
of ``data/case_rates.csv``. What has not been asked moves nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from vitd_edu.clinic import differential, next_test
from vitd_edu.clinic.case_files import CaseFile, normal_words, word_of
from vitd_edu.clinic.differential import Column
from vitd_edu.clinic.next_test import Table
from vitd_edu.knowledge import bands, case_tables, tables
from vitd_edu.knowledge.case_tables import CaseAsk
from vitd_edu.scenario import LEVELS

LEAST_SHARE = 0.01  # what is left for a usual result where the unusual ones take nearly everything
USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known: findings (+1 there, -1 not there), measured quantities (SI), and results in words by test."""

    marks: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def present(self) -> frozenset[str]:
        """Findings that are known to be there."""
        return frozenset(finding for finding, mark in self.marks.items() if mark > 0)


@dataclass(frozen=True, slots=True)
class Value:
    """What an ask may change, or did: the chance that the first place changes, and the weight that moves (0-1)."""

    first_changes: float
    moved: float


def from_history(case: CaseFile) -> Known:
    """Return what the history tells."""
    return Known(dict.fromkeys(case.told, 1) | dict.fromkeys(case.told_absent, -1))


def after(known: Known, case: CaseFile, asked: CaseAsk) -> Known:
    """Return what is known once an ask is answered."""
    marks = {finding: 1 if finding in case.present else -1 for finding in asked.findings}
    word = word_of(case, asked)
    return Known(
        {**known.marks, **marks},
        {**known.values, **{name: case.values[name] for name in asked.analytes}},
        {**known.words, **({asked.test: word} if word and asked.test else {})},
    )


def everything(case: CaseFile) -> Known:
    """Return what is known once all has been asked."""
    known = from_history(case)
    for asked in case_tables.asks().values():
        known = after(known, case, asked)
    return known


def weights(known: Known) -> Mapping[str, float]:
    """Return the model's weight of each cause on what is known, heaviest first; they sum to one."""
    found = _normal(_log_weights(known))
    order = np.argsort(-found, kind="stable")
    causes = differential.likelihoods().causes
    return {causes[place]: float(found[place]) for place in order}


def value_of(known: Known, asked: CaseAsk, together: Collection[str] = ()) -> Value:
    """Return what an ask may change, over all the answers that the model expects on what is known.

    The weight that moves is that of ``next_test.expected_change``; here one ask may bring many answers at once.

    Args:
        known: What is known before it.
        asked: What is asked for.
        together: Causes that count as one where it is asked whether the first place changes.
    """
    now = _normal(_log_weights(known))
    chances = np.ones((1, now.size))
    for part in _unknown_parts(known, asked):
        chances = (chances[:, None, :] * part[None, :, :]).reshape(-1, now.size)
    changes = _joined(chances * now, together).argmax(axis=1) != _joined(now[None, :], together).argmax()
    return Value(float((chances @ now) @ changes), next_test.expected_change(now, chances))


def change(before: Known, later: Known) -> Value:
    """Return what an answer did change: 1 where the first place changed, and the weight that moved (0-1)."""
    now, then = _normal(_log_weights(before)), _normal(_log_weights(later))
    return Value(float(now.argmax() != then.argmax()), next_test.distance(now, then))


def _joined(found: Table, together: Collection[str]) -> Table:
    """Return weights, shape (n, causes), with those that count as one summed up in a last column."""
    one = np.isin(differential.likelihoods().causes, list(together))
    return np.column_stack([found[:, ~one], found[:, one].sum(axis=1)]) if one.any() else found


def outcome_of(reading: str, value: float) -> str:
    """Return how a measured quantity counts: the key of an unusual result (``low``, ``high``), or ``usual``."""
    band = bands.band_of(reading, value)
    found = f"{reading}.{band.level}" if band is not None else ""
    return band.level if band is not None and found in case_tables.outcomes() else USUAL


def _log_weights(known: Known) -> Column:
    total: Column = differential.likelihoods().log_prior
    for finding in sorted(known.marks):
        total = total + differential.finding_evidence(finding, np.array([known.marks[finding]]))[:, 0]
    for name in sorted(known.values):
        if name in LEVELS:
            total = total + differential.level_evidence(name, np.array([known.values[name]]))[:, 0]
        elif name in result_chances():
            total = total + np.log(result_chances()[name][outcome_of(name, known.values[name])])
    for test in sorted(known.words):
        key = known.words[test].partition(".")[2]
        if test in result_chances():
            total = total + np.log(result_chances()[test].get(key, result_chances()[test][USUAL]))
    return total


def _normal(total: Column) -> Column:
    odds = np.exp(total - total.max())
    share: Column = odds / odds.sum()
    return share


@cache
def result_chances() -> Mapping[str, Mapping[str, Column]]:
    """Return for each reading or test in words the chance of each result, shape (causes,), built once."""
    causes = differential.likelihoods().causes
    grade = {(row.outcome, row.cause): row.grade for row in case_tables.rates()}
    probability = {number: row.probability for number, row in tables.frequency_grades().items()}
    found: dict[str, dict[str, Column]] = {}
    for row in case_tables.outcomes().values():
        cells = [(row.id, cause) for cause in causes]
        chance = np.array([probability[grade[cell]] if cell in grade else row.rate for cell in cells])
        found.setdefault(row.reading or row.test or "", {})[row.level] = chance
    for results in found.values():
        unusual = np.sum(list(results.values()), axis=0)
        whole = unusual + np.maximum(1.0 - unusual, LEAST_SHARE)
        results[USUAL] = np.maximum(1.0 - unusual, LEAST_SHARE) / whole
        for key in set(results) - {USUAL}:
            results[key] = results[key] / whole
    return found


def _unknown_parts(known: Known, asked: CaseAsk) -> list[Table]:
    """Return for each part of an ask that is unknown P(answer | cause), shape (answers, causes)."""
    parts = [next_test.outcomes([finding])[1] for finding in asked.findings if finding not in known.marks]
    for name in asked.analytes:
        if name in LEVELS and name not in known.values:
            parts.append(next_test.level_table(name).probability)
        elif name in result_chances() and name not in known.values:
            parts.append(_answers(name))
    if asked.test is not None and asked.test in normal_words() and asked.test not in known.words:
        parts.append(_answers(asked.test))
    return parts


def _answers(name: str) -> Table:
    """Return the chance of each result of a reading or of a test in words; one row of ones where none is unusual."""
    results = result_chances().get(name)
    return np.ones((1, len(differential.likelihoods().causes))) if results is None else np.array(list(results.values()))
