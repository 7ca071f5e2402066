"""Frozen records, one kind for each table of ``data/``; the fields are described in ``datapackage.json``."""

from dataclasses import dataclass
from typing import Literal

Evidence = Literal["strong", "moderate", "weak", "mixed", "none"]
SourceStatus = Literal["read", "second-hand", "recalled", "our-choice"]
Band = Literal["low", "borderline", "normal", "high", "none"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """How strong the evidence is, how the kit knows it, where it comes from, and why where it is our choice."""

    evidence: Evidence
    source_status: SourceStatus
    references: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Analyte:
    """A measured quantity, its units, and the values the kit accepts."""

    id: str
    name: str
    short_name: str
    si_unit: str
    us_unit: str
    si_per_us: float
    si_decimals: int
    us_decimals: int
    si_step: float
    us_step: float
    si_coarse_step: float
    us_coarse_step: float
    resolution: float
    accepted_lower: float
    accepted_upper: float
    model_lower: float
    model_upper: float
    usual_lower: float
    usual_upper: float
    healthy: float
    slider_scale: Literal["linear", "log"]
    default_body: str | None
    explanation: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ReferenceBand:
    """One band of one body; None as a bound means open."""

    id: str
    analyte: str
    body: str
    year: int | None
    superseded: bool
    level: Band
    label: str
    lower: float | None
    upper: float | None
    note: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Parameter:
    """A constant of a model."""

    id: str
    symbol: str | None
    value: float
    unit: str
    lower: float
    upper: float
    meaning: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready-made scenario with its story."""

    id: str
    name: str
    vitamin_d: float
    calcium: float
    magnesium: float
    ph: float
    onset: Literal["acute", "chronic"]
    findings: tuple[str, ...]
    absent: tuple[str, ...]
    story: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class LivingChoice:
    """A habit or condition of the body lab that is chosen, not dialed; ``value`` is what the model is given."""

    id: str
    field: str
    name: str
    value: float
    said: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class LivingPreset:
    """A ready-made way to live with its story."""

    id: str
    name: str
    vitamin_d: float
    calcium_intake: float
    magnesium_intake: float
    magnesium_loss: str
    demand: str
    season: str
    glands: str
    span: str
    story: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class RepletionPreset:
    """A ready-made way to lose magnesium and get it back, with its story."""

    id: str
    name: str
    magnesium_intake: float
    magnesium_loss: str
    span: str
    given: str
    story: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class MechanismNode:
    """A node of the causal map."""

    id: str
    name: str
    plain: str


@dataclass(frozen=True, slots=True)
class Mechanism:
    """An arrow of the causal map."""

    id: str
    cause: str
    effect: str
    sign: Literal["+", "-"]
    explanation: str
    model: str | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary."""

    term: str
    definition: str
    see_also: str | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim the kit makes, weighed."""

    id: str
    ledger: tuple[str, ...]
    topic: str
    statement: str
    honest: str
    would_change_our_mind: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson, in reading order."""

    number: str
    file: str
    title: str
    question: str
    minutes: int
    before: tuple[str, ...]
    ready: bool
