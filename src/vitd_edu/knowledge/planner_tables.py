"""Foods, reference intakes, sun and regimens: frozen records of the tables behind the planner, and their readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vitd_edu.knowledge.reading import table
from vitd_edu.knowledge.records import Provenance

Form = Literal["D2", "D3"]


@dataclass(frozen=True, slots=True)
class Food:
    """A food by the serving."""

    id: str
    name: str
    serving: str
    grams: float
    vitamin_d_iu: float | None
    calcium_mg: float | None
    magnesium_mg: float | None
    database_number: str | None
    note: str | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class IntakeTarget:
    """A recommended allowance, an adequate intake, or an upper limit for a life stage."""

    id: str
    life_stage: str
    sex: str
    nutrient: str
    kind: str
    amount: float
    unit: str
    body: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class SunFact:
    """What is known of the sun and the skin, as a range."""

    id: str
    quantity: str
    lower: float | None
    upper: float | None
    unit: str
    explanation: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Regimen:
    """A regimen in the words of the guideline that describes it; ``kind`` tells a guideline from a trial."""

    id: str
    body: str
    year: int | None
    kind: str
    superseded: bool
    loading: str
    maintenance: str
    caution: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class RegimenDose:
    """One row of doses of a regimen; ``times`` is None where it goes on."""

    regimen: str
    position: int
    units: float
    form: Form
    every: int
    start_week: int
    times: int | None
    calcium_mg: float | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class LifeStage:
    """The life stage of a person of the planner, as the reference intakes name it."""

    person: str
    life_stage: str
    sex: str


@dataclass(frozen=True, slots=True)
class DoseFormula:
    """A formula from a daily dose to 25(OH)D, in whom it was found, and between which doses [IU/d], where set."""

    id: str
    name: str
    found: str
    lower: float | None
    upper: float | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class PlannerPreset:
    """A ready-made plan, by its case code."""

    id: str
    name: str
    code: str
    story: str
    provenance: Provenance


@cache
def foods() -> Mapping[str, Food]:
    """Foods by identifier."""
    return {row.id: row for row in table("foods", Food)}


@cache
def intake_targets() -> tuple[IntakeTarget, ...]:
    """Reference intakes of all life stages."""
    return table("intake_targets", IntakeTarget)


@cache
def sun_facts() -> Mapping[str, SunFact]:
    """Facts on sun and skin by identifier."""
    return {row.id: row for row in table("sun", SunFact)}


@cache
def regimens() -> tuple[Regimen, ...]:
    """Regimens as guidelines describe them."""
    return table("regimens", Regimen)


@cache
def regimen_doses() -> tuple[RegimenDose, ...]:
    """Regimens as rows of doses."""
    return table("regimen_doses", RegimenDose)


@cache
def life_stages() -> Mapping[str, LifeStage]:
    """Life stages by the person of the planner."""
    return {row.person: row for row in table("life_stages", LifeStage)}


@cache
def dose_formulas() -> tuple[DoseFormula, ...]:
    """Formulas from a daily dose to 25(OH)D; the kit's own comes first."""
    return table("dose_formulas", DoseFormula)


@cache
def planner_presets() -> Mapping[str, PlannerPreset]:
    """Ready-made plans by identifier."""
    return {row.id: row for row in table("planner_presets", PlannerPreset)}
