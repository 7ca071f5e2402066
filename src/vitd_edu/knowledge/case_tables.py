"""Written cases, what may be asked in them and what it costs: frozen records of ``data/``, and their readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vitd_edu.knowledge.reading import table
from vitd_edu.knowledge.records import Provenance

Group = Literal["questions", "examination", "blood", "later"]
Sex = Literal["woman", "man"]


@dataclass(frozen=True, slots=True)
class CaseAsk:
    """Something that may be asked for: what it brings to light, minutes it takes, days until the answer."""

    id: str
    group: Group
    name: str
    test: str | None
    findings: tuple[str, ...]
    analytes: tuple[str, ...]
    minutes: int
    days: int
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """An unusual result of a quantity or of a test in words, how common it is, and the values drawn for it (SI)."""

    id: str
    reading: str | None
    test: str | None
    level: str
    rate: float
    lower: float | None
    upper: float | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class CaseRate:
    """How often an unusual result is there in a cause."""

    outcome: str
    cause: str
    grade: int
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class CaseRule:
    """What a made-up case must hold, or must not: findings, a bound (SI, or years of age), unusual results, levels.

    Levels are written as ``"calcium<2.15"`` (SI).
    """

    id: str
    causes: tuple[str, ...]
    when: tuple[str, ...]
    when_outcome: tuple[str, ...]
    when_level: tuple[str, ...]
    needs: tuple[str, ...]
    bars: tuple[str, ...]
    quantity: str | None
    at_least: float | None
    at_most: float | None
    needs_outcome: tuple[str, ...]
    bars_outcome: tuple[str, ...]
    needs_level: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class CasePhrase:
    """A finding as part of a sentence."""

    finding: str
    phrase: str


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A fictional person, written after a published pattern."""

    id: str
    title: str
    cause: str
    accepted: tuple[str, ...]
    age: int
    sex: Sex
    history: str
    told: tuple[str, ...]
    told_absent: tuple[str, ...]
    present: tuple[str, ...]
    onset: Literal["acute", "chronic"]
    trap: str
    teaching: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A result of a written case: a value (SI) or words."""

    id: str
    case: str
    reading: str | None
    test: str | None
    value: float | None
    word: str | None


@cache
def asks() -> Mapping[str, CaseAsk]:
    """What may be asked for, by identifier."""
    return {row.id: row for row in table("case_asks", CaseAsk)}


@cache
def outcomes() -> Mapping[str, CaseOutcome]:
    """Unusual results by identifier."""
    return {row.id: row for row in table("case_outcomes", CaseOutcome)}


@cache
def rates() -> tuple[CaseRate, ...]:
    """How often unusual results are there, for the cells that differ from other adults."""
    return table("case_rates", CaseRate)


@cache
def rules() -> tuple[CaseRule, ...]:
    """What a made-up case must keep to."""
    return table("case_rules", CaseRule)


@cache
def phrases() -> Mapping[str, str]:
    """How a history words each finding."""
    return {row.finding: row.phrase for row in table("case_phrases", CasePhrase)}


@cache
def written_cases() -> Mapping[str, WrittenCase]:
    """Written cases by identifier, in reading order."""
    return {row.id: row for row in table("cases", WrittenCase)}


@cache
def case_results() -> tuple[CaseResult, ...]:
    """Results of written cases that are not those of a healthy adult."""
    return table("case_results", CaseResult)
