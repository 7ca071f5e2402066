"""Differential table 1: causes re-ranked, each row with what moved it."""

import math

from vitd_edu.figures.render import fill
from vitd_edu.prediction import Influence, Prediction, RankedCause
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import abnormal_levels, influence, listed, lower_first, percent

TOP_ROWS, NOTABLE_WEIGHT, REASONS = 3, 0.05, 3
PLAIN_FROM, MOST_TIMES = 9.5, 1000.0  # factors: from here on whole numbers; from here on only "over"


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


def draw(
    prediction: Prediction, system: UnitSystem = "si", *, before: Prediction | None = None, factors: bool = False
) -> str:
    """Return differential table 1 as HTML.

    Args:
        prediction: What is shown.
        system: Unit system of the words.
        before: An earlier prediction: rows that have moved since then say how far.
        factors: Whether each reason says how many times as likely the cause makes it as the causes do on average.
    """
    shown = rows_on_show(prediction)
    hidden = [cause for cause in prediction.causes if cause not in shown]
    return fill(
        "differential_table.html",
        rows=[
            {**_row(place, cause, system, factors), "moved": moved(cause, place, before)}
            for place, cause in enumerate(shown, start=1)
        ],
        factors=factors,
        hidden=hidden,
        hidden_weight=sum(cause.weight for cause in hidden),
        mineral=mineral_weight(prediction),
        facts=abnormal_levels(prediction, system),
    )


def _row(place: int, cause: RankedCause, system: UnitSystem, factors: bool) -> dict[str, object]:
    def said(one: Influence) -> str:
        return f"{influence(one, system)} {factor(one)}" if factors else influence(one, system)

    return {
        "place": place,
        "cause": cause,
        "supports": [said(one) for one in cause.supports[:REASONS]],
        "contradicts": [said(one) for one in cause.contradicts[:REASONS]],
    }


def factor(one: Influence) -> str:
    """Say how many times as likely (×) or unlikely (÷) a cause makes some evidence as the causes do on average."""
    times = math.exp(min(abs(one.log_ratio), math.log(MOST_TIMES)))
    number = f"{times:.0f}" if times >= PLAIN_FROM else f"{times:.1f}"
    over = "over " if times >= MOST_TIMES else ""
    return f"({'×' if one.log_ratio > 0 else '÷'} {over}{number})"


def moved(cause: RankedCause, place: int, before: Prediction | None) -> str:
    """Say how far a row has moved among those on show, and from which weight; nothing where it kept its place."""
    if before is None:
        return ""
    places = {row.id: at for at, row in enumerate(rows_on_show(before), start=1)}
    weight = next(row.weight for row in before.causes if row.id == cause.id)
    was = "" if percent(weight) == percent(cause.weight) else f", was {percent(weight)}"
    if cause.id not in places:
        return f"▲ up from the fold{was}"
    steps = places[cause.id] - place
    if steps == 0:
        arrow = "▲" if cause.weight > weight else "▼"
        return f"{arrow} same place{was}" if was else ""
    word = "place" if abs(steps) == 1 else "places"
    return f"{'▲ up' if steps > 0 else '▼ down'} {abs(steps)} {word}{was}"


def describe(prediction: Prediction, system: UnitSystem = "si") -> str:
    """Say the first rows of table 1 in words, with what speaks for and against each."""
    said = []
    for cause in prediction.causes[:TOP_ROWS]:
        reasons = [f"up because of {influence(one, system)}" for one in cause.supports[:1]]
        reasons += [f"down because of {influence(one, system)}" for one in cause.contradicts[:1]]
        said.append(f"{lower_first(cause.name)} {percent(cause.weight)}" + (f" ({listed(reasons)})" if reasons else ""))
    mineral = mineral_weight(prediction)
    return (
        f"Likeliest causes: {listed(said)}. Mineral causes together {percent(mineral)}, others {percent(1 - mineral)}."
    )
