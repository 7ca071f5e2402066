"""Why a row of table 1 stands where it stands: its start, and the factors that made a weight of it.

A weight is start × factors, made to sum to one over all causes. The start is the cause's weight before any level or
finding; a factor says how many times as likely the cause makes one piece of evidence as the causes do on average.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from vitd_edu.clinic import differential
from vitd_edu.prediction import Influence, Prediction, RankedCause
from vitd_edu.scenario import LEVELS
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import influence, lower_first, percent

REASONS = 3  # on either side
PLAIN_FROM, MOST_TIMES = 9.5, 1000.0  # factors: from here on whole numbers; from here on only "over"
LEAST_TIMES = 1.05  # a factor nearer to 1 would read "× 1.0"


@dataclass(frozen=True, slots=True)
class Account:
    """How the weight of a cause came about.

    Attributes:
        start: Weight before any level or finding, 0-1.
        supports: What is told of all that speaks for it, strongest first.
        contradicts: What is told of all that speaks against it, strongest first.
        rest: Logarithm of the factor of all the evidence that is not told.
    """

    start: float
    supports: tuple[Influence, ...]
    contradicts: tuple[Influence, ...]
    rest: float

    @property
    def log_product(self) -> float:
        """Logarithm of start × factors: the weight, but for one number common to all causes."""
        told = math.fsum(one.log_ratio for one in (*self.supports, *self.contradicts))
        return math.log(self.start) + told + self.rest


@cache
def starts() -> Mapping[str, float]:
    """Return the weight of every cause before any level or finding, from the numbers that rank them."""
    table = differential.likelihoods()
    weights = differential.weights(table.log_prior[:, None])[:, 0]
    return dict(zip(table.causes, weights.tolist(), strict=True))


def accounts(prediction: Prediction) -> dict[str, Account]:
    """Return how every weight came about, by cause."""
    moved = dict(zip(differential.likelihoods().causes, _moved(prediction), strict=True))
    return {cause.id: _account(cause, moved[cause.id]) for cause in prediction.causes}


def _account(cause: RankedCause, moved: float) -> Account:
    supports, contradicts = cause.supports[:REASONS], cause.contradicts[:REASONS]
    told = math.fsum(one.log_ratio for one in (*supports, *contradicts))
    return Account(starts()[cause.id], supports, contradicts, moved - told)


def _moved(prediction: Prediction) -> list[float]:
    """Return how far all evidence together moved each cause, a logarithm, in the order of the likelihood tables."""
    scenario = prediction.scenario
    marks = dict.fromkeys(scenario.findings, 1) | dict.fromkeys(scenario.absent, -1)
    pieces = [
        differential.level_evidence(name, np.array([getattr(scenario, name)]))
        for name in LEVELS
        if name in scenario.measured
    ]
    pieces += [differential.finding_evidence(finding, np.array([mark])) for finding, mark in sorted(marks.items())]
    total = np.zeros(len(differential.likelihoods().causes))
    for piece in pieces:
        total = total + differential.influence(piece)[:, 0]
    return [float(value) for value in total]


def factor(log_ratio: float) -> str:
    """Say how many times as likely (×) or unlikely (÷) a cause makes some evidence as the causes do on average."""
    sign = "×" if log_ratio > 0 else "÷"
    if abs(log_ratio) > math.log(MOST_TIMES):
        return f"{sign} over {MOST_TIMES:.0f}"
    times = math.exp(abs(log_ratio))
    return f"{sign} {times:.0f}" if times >= PLAIN_FROM else f"{sign} {times:.1f}"


def start_words(start: float) -> str:
    """Say a start as a percentage in two digits: it is one of our own numbers, and small ones differ by much."""
    points = 100.0 * start
    if points < 0.01:
        return "under 0.01 %"
    decimals = 0 if points >= PLAIN_FROM else 1 if points >= 1.0 else 2
    number = f"{points:.{decimals}f}"
    return f"{number.rstrip('0').rstrip('.') if decimals else number} %"


def reasons(account: Account, system: UnitSystem = "si") -> dict[str, object]:
    """Return the reasons of a row in words: its start, what moved it up and down, and all the rest together."""
    return {
        "start": start_words(account.start),
        "supports": _with_factors(account.supports, system),
        "contradicts": _with_factors(account.contradicts, system),
        "rest": factor(account.rest) if abs(account.rest) > math.log(LEAST_TIMES) else "",
    }


def _with_factors(told: Iterable[Influence], system: UnitSystem) -> list[str]:
    return [f"{influence(one, system)} ({factor(one.log_ratio)})" for one in told]


def example(cause: RankedCause, account: Account) -> str:
    """Say the product of a row: ``low magnesium 1 % × 45 × 1.7 (54 %)``."""
    told = [factor(one.log_ratio) for one in (*account.supports, *account.contradicts)]
    rest = [factor(account.rest)] if abs(account.rest) > math.log(LEAST_TIMES) else []
    product = " ".join([start_words(account.start), *told, *rest])
    return f"{lower_first(cause.name)} {product} ({percent(cause.weight)})"
