"""Differential table 1: causes re-ranked, each row with what moved it."""

from vitd_edu.figures.render import fill
from vitd_edu.prediction import Prediction, RankedCause
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import abnormal_levels, influence, listed, lower_first, percent

TOP_ROWS, NOTABLE_WEIGHT, REASONS = 3, 0.05, 3


def rows_on_show(prediction: Prediction) -> tuple[RankedCause, ...]:
    """Return the rows on show: the six classic causes, the first three, and every cause at 5 % or over."""
    return tuple(
        cause
        for place, cause in enumerate(prediction.causes)
        if cause.record.seed_row is not None or place < TOP_ROWS or cause.weight >= NOTABLE_WEIGHT
    )


def mineral_weight(prediction: Prediction) -> float:
    """Return the weight of all causes in which a mineral or vitamin is at fault."""
    return sum(cause.weight for cause in prediction.causes if cause.record.mineral)


def draw(prediction: Prediction, system: UnitSystem = "si") -> str:
    """Return differential table 1 as HTML."""
    shown = rows_on_show(prediction)
    hidden = [cause for cause in prediction.causes if cause not in shown]
    return fill(
        "differential_table.html",
        rows=[_row(place, cause, system) for place, cause in enumerate(shown, start=1)],
        hidden=hidden,
        hidden_weight=sum(cause.weight for cause in hidden),
        mineral=mineral_weight(prediction),
        facts=abnormal_levels(prediction, system),
    )


def _row(place: int, cause: RankedCause, system: UnitSystem) -> dict[str, object]:
    return {
        "place": place,
        "cause": cause,
        "supports": [influence(moved, system) for moved in cause.supports[:REASONS]],
        "contradicts": [influence(moved, system) for moved in cause.contradicts[:REASONS]],
    }


def describe(prediction: Prediction, system: UnitSystem = "si") -> str:
    """Say the first rows of table 1 in words, with what speaks for and against each."""
    said = []
    for cause in prediction.causes[:TOP_ROWS]:
        reasons = [f"up because of {influence(moved, system)}" for moved in cause.supports[:1]]
        reasons += [f"down because of {influence(moved, system)}" for moved in cause.contradicts[:1]]
        said.append(f"{lower_first(cause.name)} {percent(cause.weight)}" + (f" ({listed(reasons)})" if reasons else ""))
    mineral = mineral_weight(prediction)
    return (
        f"Likeliest causes: {listed(said)}. Mineral causes together {percent(mineral)}, others {percent(1 - mineral)}."
    )
