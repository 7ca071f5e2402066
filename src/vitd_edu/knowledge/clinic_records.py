"""Frozen records of the clinic's tables of ``data/``: symptoms, findings, causes, tests, red flags."""

from dataclasses import dataclass
from typing import Literal

from vitd_edu.knowledge.records import Provenance

Action = Literal["emergency", "today", "urgent"]


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the body map."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Movement:
    """A kind of involuntary movement; ``threshold_mv`` is None where the model cannot make it."""

    id: str
    name: str
    plain: str
    looks: str
    feels: str
    arises: str
    threshold_mv: float | None
    band: str | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Driver:
    """A quantity that can push symptoms."""

    id: str
    name: str
    unit: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Symptom:
    """A symptom that the kit predicts."""

    id: str
    name: str
    plain: str
    sites: tuple[str, ...]
    background: str
    treating: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class SymptomDriver:
    """How one driver pushes one symptom: a logistic curve with a ceiling."""

    symptom: str
    driver: str
    direction: Literal["above", "below"]
    midpoint: float
    slope: float
    ceiling: float
    why: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Test:
    """A test that a clinician may ask for."""

    id: str
    name: str
    asks: str
    cannot_tell: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding, with its place in reading order."""

    id: str
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that can be present, absent or not asked."""

    id: str
    kind: str
    name: str
    question: str
    population_rate: float
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of the complaint: one exclusive row of differential table 1."""

    id: str
    name: str
    mineral: bool
    seed_row: int | None
    related_symptoms: str
    sets_apart: str
    next_test: str
    next_test_why: str
    prior: float
    prior_reason: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class FrequencyGrade:
    """What a grade of frequency stands for."""

    grade: int
    probability: float
    word: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class FindingFrequency:
    """How often a finding is there in a cause."""

    cause: str
    finding: str
    grade: int
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class LevelDistribution:
    """The levels to expect in a cause: log-normal (normal for pH), with a broad background for second causes.

    Where the level defines the cause, any level on the open side fits as well as the typical one.
    """

    cause: str
    analyte: str
    typical: float
    spread: float
    background: float
    open_side: Literal["low", "high"] | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A rule that says when to seek help: all of, any of, and a level limit."""

    id: str
    name: str
    all_of: tuple[str, ...]
    any_of: tuple[str, ...]
    analyte: str | None
    below: float | None
    above: float | None
    action: Action
    why: str
    what_to_do: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row of differential table 2."""

    id: str
    aspect: str
    low_mineral: str
    neurological: str
    distinguishing: str
    findings_low: tuple[str, ...]
    findings_neurological: tuple[str, ...]
    levels_low: tuple[str, ...]
    provenance: Provenance
