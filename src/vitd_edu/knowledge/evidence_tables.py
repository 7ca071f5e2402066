"""How common things are, rounds of testing, and where bodies disagree: frozen records and their readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vitd_edu.knowledge.reading import table
from vitd_edu.knowledge.records import Provenance


@dataclass(frozen=True, slots=True)
class Prevalence:
    """How common something is among some people, or how a level is spread among them."""

    id: str
    quantity: str
    population: str
    value: float
    lower: float | None
    upper: float | None
    unit: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ScreeningPreset:
    """A ready-made round of testing with its story."""

    id: str
    name: str
    test: Literal["twitch", "spasm", "trousseau", "calcium", "vitamin-d"]
    prevalence: float
    vitamin_d: float
    calcium: float
    season: Literal["year", "winter"]
    crowd: int
    story: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question on which bodies or studies differ, both sides of it, and why."""

    id: str
    analyte: str
    question: str
    one_side: str
    other_side: str
    why: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class SubjectPart:
    """A part of the subject: a row of the ledger that claims belong to."""

    id: str
    name: str


@cache
def subject_parts() -> Mapping[str, SubjectPart]:
    """Parts of the subject by identifier, in the order of the ledger."""
    return {row.id: row for row in table("subject_parts", SubjectPart)}


@cache
def prevalence() -> Mapping[str, Prevalence]:
    """How common things are, by identifier."""
    return {row.id: row for row in table("prevalence", Prevalence)}


@cache
def screening_presets() -> Mapping[str, ScreeningPreset]:
    """Ready-made rounds of testing by identifier."""
    return {row.id: row for row in table("screening_presets", ScreeningPreset)}


@cache
def disagreements() -> tuple[Disagreement, ...]:
    """Where the bodies disagree, and why."""
    return table("disagreements", Disagreement)
