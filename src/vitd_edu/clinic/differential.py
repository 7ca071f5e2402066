"""Rank the causes of twitching, cramps or weakness on one likelihood scale, and say what moved each row.

A weight is the probability that a cause is the main explanation of the complaint, among exclusive rows, for an
adult who sees a general practitioner. log weight = log prior + sum of log P(level | cause) + sum of
log P(finding | cause), made to sum to one. All the numbers are rows of ``data/``; they are our judgment, for
teaching, and no rates of real patients.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from vitd_edu.knowledge import tables
from vitd_edu.knowledge.clinic_records import LevelDistribution
from vitd_edu.physiology.membrane import Numbers, constant

Column = NDArray[np.float64]
ANALYTES = ("vitamin_d", "calcium", "magnesium", "ph")


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """The tables of the differential as columns over the causes.

    Attributes:
        causes: Identifiers, in the order of every column.
        log_prior: Logarithm of the priors, shape (causes,).
        typical: For each analyte the logarithm of its typical level (for pH the level itself), shape (causes,).
        spread: For each analyte the standard deviation on that scale, shape (causes,).
        least, most: For each analyte the bounds of the distance from the typical level that count; 0 closes the side on
            which any level fits as well as the typical one, shape (causes,).
        log_background: For each analyte the logarithm of the share of people whose level has reasons of its own; minus
            infinity where the level defines the cause, shape (causes,).
        log_present: For each finding log P(present | cause), shape (causes,).
        log_absent: For each finding log P(absent | cause), shape (causes,).
    """

    causes: tuple[str, ...]
    log_prior: Column
    typical: Mapping[str, Column]
    spread: Mapping[str, Column]
    least: Mapping[str, Column]
    most: Mapping[str, Column]
    log_background: Mapping[str, Column]
    log_present: Mapping[str, Column]
    log_absent: Mapping[str, Column]


@cache
def likelihoods() -> Likelihoods:
    """Return the likelihood tables, built once."""
    typical, shares = _columns(lambda row: row.typical), _columns(lambda row: row.background)
    present = _present()
    return Likelihoods(
        causes=tuple(tables.causes()),
        log_prior=np.log(np.array([row.prior for row in tables.causes().values()])),
        typical={analyte: values if analyte == "ph" else np.log(values) for analyte, values in typical.items()},
        spread=_columns(lambda row: row.spread),
        least=_columns(lambda row: 0.0 if row.open_side == "low" else -math.inf),
        most=_columns(lambda row: 0.0 if row.open_side == "high" else math.inf),
        log_background={
            analyte: np.array([math.log(share) if share else -math.inf for share in column])
            for analyte, column in shares.items()
        },
        log_present={finding: np.log(rates) for finding, rates in present.items()},
        log_absent={finding: np.log1p(-rates) for finding, rates in present.items()},
    )


def _columns(value: Callable[[LevelDistribution], float]) -> dict[str, Column]:
    """Return a number of the rows of ``data/level_distributions.csv`` as a column over the causes, by analyte."""
    rows = {(row.cause, row.analyte): row for row in tables.level_distributions()}
    return {
        analyte: np.array([value(rows[cause, analyte]) for cause in tables.causes()], dtype=float)
        for analyte in ANALYTES
    }


def _present() -> dict[str, Column]:
    """Return for each finding P(present | cause) as a column over the causes.

    A cause that is not linked to a finding does not change how often it is there.
    """
    grades = {(row.cause, row.finding): row.grade for row in tables.finding_frequencies()}
    probability = {grade: row.probability for grade, row in tables.frequency_grades().items()}
    present = {}
    for finding, row in tables.findings().items():
        cells = [(cause, finding) for cause in tables.causes()]
        rates = [probability[grades[cell]] if cell in grades else row.population_rate for cell in cells]
        present[finding] = np.array(rates)
    return present


def level_evidence(analyte: str, level: Numbers, *, open_sides: bool = True) -> Numbers:
    """Return log P(level | cause) up to a constant, shape (causes, n).

    Args:
        analyte: One of ``ANALYTES``.
        level: Levels in SI, shape (n,).
        open_sides: Whether a level that goes beyond the typical one counts as the typical does, as evidence does; or
            fades there as everywhere, as levels are to be expected.
    """
    table = likelihoods()
    value = level if analyte == "ph" else np.log(level)
    spread = table.spread[analyte][:, None]
    distance = (value[None, :] - table.typical[analyte][:, None]) / spread
    if open_sides:
        distance = np.minimum(np.maximum(distance, table.least[analyte][:, None]), table.most[analyte][:, None])
    by_cause = -0.5 * distance * distance - np.log(spread)
    # Somebody with one cause may have a second disturbance: a level that the cause leaves unexplained is as likely as
    # in a broad background, and no less. The greater of the two stands for their sum, which costs far more.
    return np.maximum(by_cause, _background(analyte, value)[None, :] + table.log_background[analyte][:, None])


def _background(analyte: str, value: Numbers) -> Numbers:
    """Return the logarithm of the broad density of a level whose reasons lie elsewhere, up to the same constant."""
    healthy, spread = tables.analytes()[analyte].healthy, constant(f"background_spread_{analyte}")
    distance = (value - (healthy if analyte == "ph" else math.log(healthy))) / spread
    return -0.5 * distance * distance - math.log(spread)


def finding_evidence(finding: str, mark: Numbers) -> Numbers:
    """Return log P(mark | cause), shape (causes, n).

    Args:
        finding: Identifier of a finding.
        mark: +1 where it is present, -1 where it is absent, 0 where it was not asked; shape (n,).
    """
    table = likelihoods()
    present, absent = table.log_present[finding][:, None], table.log_absent[finding][:, None]
    return np.where(mark[None, :] > 0, present, np.where(mark[None, :] < 0, absent, 0.0))


def total_evidence(evidence: Iterable[Numbers]) -> Numbers:
    """Return log prior + the sum of evidence, shape (causes, n), added in the order given."""
    total: Numbers = likelihoods().log_prior[:, None]
    for part in evidence:
        total = total + part
    return total


def weights(total: Numbers) -> Numbers:
    """Return weights that sum to one over the causes, shape (causes, n), from their logarithms.

    The sum runs over the rows one by one: a pairwise sum would round otherwise for one scenario than for many.
    """
    highest = total[0]
    for row in range(1, total.shape[0]):
        highest = np.maximum(highest, total[row])
    odds = np.exp(total - highest[None, :])
    summed = odds[0]
    for row in range(1, odds.shape[0]):
        summed = summed + odds[row]
    return odds / summed[None, :]


def influence(evidence: Numbers) -> Numbers:
    """Return how far one piece of evidence moved each cause, shape (causes, n).

    It is log P(evidence | cause) - log P(evidence), the second averaged over the causes by their priors. Log weight is
    log prior + the sum of these + one number common to all rows, so that they explain the ranking exactly.
    """
    return evidence - np.log(_prior_average(np.exp(evidence)))


def _prior_average(likelihood: Numbers) -> Numbers:
    prior = np.exp(likelihoods().log_prior)
    return np.sum(prior[:, None] * likelihood, axis=0)[None, :]
