"""From a scenario to everything that follows from it: the one way through the house."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from vitd_edu.clinic import differential, red_flags, symptoms
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.knowledge.clinic_records import Cause, RedFlag, Symptom
from vitd_edu.knowledge.records import ReferenceBand
from vitd_edu.physiology import membrane
from vitd_edu.physiology.membrane import Numbers
from vitd_edu.scenario import LEVELS, Scenario
from vitd_edu.words import states

NOTICEABLE = 0.25  # log ratio: about a quarter more or less likely


@dataclass(frozen=True, slots=True)
class PredictedSymptom:
    """A symptom with its strength (0-3), its probability in the model, and what drives it most."""

    id: str
    name: str
    strength: int
    probability: float
    driver: str
    why: str
    record: Symptom

    @property
    def sites(self) -> tuple[str, ...]:
        """Regions of the body where it shows."""
        return self.record.sites

    @property
    def evidence(self) -> str:
        """How sure the link is."""
        return self.record.provenance.evidence

    @property
    def references(self) -> tuple[str, ...]:
        """Keys of the sources."""
        return self.record.provenance.references


@dataclass(frozen=True, slots=True)
class Influence:
    """One piece of evidence and how far it moved a cause: a logarithm, above zero for up."""

    evidence: str
    mark: int
    level: float | None
    log_ratio: float

    def __str__(self) -> str:
        return states.influence(self)


@dataclass(frozen=True, slots=True)
class RankedCause:
    """A row of differential table 1."""

    id: str
    name: str
    weight: float
    supports: tuple[Influence, ...]
    contradicts: tuple[Influence, ...]
    record: Cause

    @property
    def next_test(self) -> str:
        """Name of the best next test."""
        return tables.tests()[self.record.next_test].name


@dataclass(frozen=True, slots=True)
class Prediction:
    """Everything that follows from a scenario.

    Attributes:
        scenario: What was set.
        shift_mv: How far the gates moved [mV]; positive is more excitable.
        effective_shift_mv: The part that nerves still feel [mV]; half of it where the onset is chronic.
        excitability: Score, 0-100; under 20 across the healthy reference ranges.
        movement: ``"quiet"``, ``"fasciculation"``, ``"cramp"`` or ``"tetany"``.
        band: Name of the score's band.
        weakness: Weakness 0-1 by its three arms: low vitamin D, high calcium, high magnesium.
        bands: Reference band of each level, by the default body; None where it sets none or nothing was measured.
        symptoms: Every symptom, most probable first.
        causes: Every cause, heaviest first; weights sum to 1.
        red_flags: Rules that fired, emergencies first.
    """

    scenario: Scenario
    shift_mv: float
    effective_shift_mv: float
    excitability: float
    movement: str
    band: str
    weakness: Mapping[str, float]
    bands: Mapping[str, ReferenceBand | None]
    symptoms: tuple[PredictedSymptom, ...]
    causes: tuple[RankedCause, ...]
    red_flags: tuple[RedFlag, ...]

    @property
    def sentence(self) -> str:
        """One plain sentence: this state against health."""
        return states.sentence(self)

    @property
    def notes(self) -> tuple[str, ...]:
        """Levels beyond the model, and levels that may have been meant in the other unit, in words."""
        return states.notes(self.scenario)

    def __repr__(self) -> str:
        return states.summary(self)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The numbers behind one or many predictions; every array has the scenarios as its last axis."""

    shift: Numbers
    effective: Numbers
    score: Numbers
    driven: Mapping[str, list[tuple[str, Numbers]]]
    evidence: Mapping[str, Numbers]
    weights: Numbers


def outcome(
    levels: Mapping[str, Numbers],
    chronic: Numbers,
    marks: Mapping[str, Numbers],
    measured: Collection[str] = LEVELS,
) -> Outcome:
    """Run the models on accepted levels.

    Args:
        levels: 25(OH)D [nmol/L], calcium and magnesium [mmol/L] and pH, each of shape (n,).
        chronic: True where the levels came about over weeks, shape (n,).
        marks: For each finding +1 present, 0 not asked, -1 absent, shape (n,).
        measured: Levels that are known and count as evidence; all of them act on the nerve.
    """
    vitamin_d, calcium, magnesium, ph = (levels[name] for name in LEVELS)
    shift = membrane.gate_shift(calcium, magnesium, ph)
    effective = membrane.effective_shift(shift, chronic)
    evidence = {name: differential.level_evidence(name, levels[name]) for name in LEVELS if name in measured}
    for finding in sorted(marks):
        evidence[finding] = differential.finding_evidence(finding, marks[finding])
    return Outcome(
        shift=shift,
        effective=effective,
        score=membrane.excitability_score(effective),
        driven=symptoms.driven_probabilities(symptoms.driver_values(vitamin_d, calcium, magnesium, effective)),
        evidence=evidence,
        weights=differential.weights(differential.total_evidence(evidence.values())),
    )


def predict(scenario: Scenario) -> Prediction:
    """Return everything that follows from a scenario; the same scenario gives the same answer, to the last bit.

    A level that was not measured (``scenario.measured``) acts on the body, but is no evidence, has no band and raises
    no red flag.
    """
    levels = {name: float(getattr(scenario, name)) for name in LEVELS}
    marks = dict.fromkeys(scenario.findings, 1) | dict.fromkeys(scenario.absent, -1)
    arrays = {name: np.array([value]) for name, value in levels.items()}
    chronic = np.array([scenario.onset == "chronic"])
    result = outcome(arrays, chronic, {finding: np.array([mark]) for finding, mark in marks.items()}, scenario.measured)
    known = {name: value if name in scenario.measured else math.nan for name, value in levels.items()}
    effective = float(result.effective[0])
    return Prediction(
        scenario=scenario,
        shift_mv=float(result.shift[0]),
        effective_shift_mv=effective,
        excitability=float(result.score[0]),
        movement=membrane.movement(effective),
        band=membrane.score_band(effective),
        weakness={
            "low-vitamin-d": float(symptoms.low_vitamin_d_weakness(arrays["vitamin_d"])[0]),
            "high-calcium": float(symptoms.high_calcium_weakness(arrays["calcium"])[0]),
            "high-magnesium": float(symptoms.high_magnesium_weakness(arrays["magnesium"])[0]),
        },
        bands={name: None if math.isnan(value) else band_of(name, value) for name, value in known.items()},
        symptoms=_ranked_symptoms(result),
        causes=_ranked_causes(result, levels, marks),
        red_flags=red_flags.raised(scenario.findings, known),
    )


def _ranked_symptoms(result: Outcome) -> tuple[PredictedSymptom, ...]:
    """Order symptoms by probability; equal ones keep the order of the table."""
    why = {(row.symptom, row.driver): row.why for row in tables.symptom_drivers()}
    found = []
    for name, driven in result.driven.items():
        driver, _ = max(driven, key=lambda pair: float(pair[1][0]))
        probability = symptoms.strongest(driven)
        record = tables.symptoms()[name]
        found.append(
            PredictedSymptom(
                id=name,
                name=record.name,
                strength=int(symptoms.strength(probability)[0]),
                probability=float(probability[0]),
                driver=driver,
                why=why[name, driver],
                record=record,
            )
        )
    return tuple(sorted(found, key=lambda symptom: -symptom.probability))


def _ranked_causes(result: Outcome, levels: Mapping[str, float], marks: Mapping[str, int]) -> tuple[RankedCause, ...]:
    """Order causes by weight, each with the evidence that moved it, strongest first."""
    pieces = list(result.evidence)
    moved = [differential.influence(result.evidence[piece])[:, 0] for piece in pieces]
    found = []
    for column, cause in enumerate(differential.likelihoods().causes):
        influences = [
            Influence(piece, marks.get(piece, 0), levels.get(piece), float(moved[row][column]))
            for row, piece in enumerate(pieces)
        ]
        record = tables.causes()[cause]
        found.append(
            RankedCause(
                id=cause,
                name=record.name,
                weight=float(result.weights[column, 0]),
                supports=_strongest_first(influences, 1.0),
                contradicts=_strongest_first(influences, -1.0),
                record=record,
            )
        )
    return tuple(sorted(found, key=lambda cause: -cause.weight))


def _strongest_first(influences: list[Influence], sign: float) -> tuple[Influence, ...]:
    """Keep what moved a cause one way noticeably, strongest first."""
    moved = [influence for influence in influences if sign * influence.log_ratio > NOTICEABLE]
    return tuple(sorted(moved, key=lambda influence: -sign * influence.log_ratio))
