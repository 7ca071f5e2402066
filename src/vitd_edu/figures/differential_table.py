"""Differential table 1: causes re-ranked, each row with what moved it."""

from vitd_edu.figures import cause_reasons
from vitd_edu.figures.cause_reasons import Account
from vitd_edu.figures.render import fill
from vitd_edu.prediction import Prediction, RankedCause
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import abnormal_levels, influence, listed, lower_first, percent

TOP_ROWS, REASONS = 3, cause_reasons.REASONS
NOTABLE_WEIGHT = 0.01  # docs/decisions/0007: a weight that is said as a number is never hidden
EXAMPLES = 2


def rows_on_show(prediction: Prediction, before: Prediction | None = None) -> tuple[RankedCause, ...]:
    """Return the rows on show, heaviest first: the six classic causes, the first three, and all of 1 % or over.

    Args:
        prediction: What is shown.
        before: An earlier prediction: rows that were on show then stay for this once.
    """
    kept = {cause.id for cause in rows_on_show(before)} if before else set()
    return tuple(
        cause
        for place, cause in enumerate(prediction.causes)
        if cause.id in kept or cause.record.seed_row is not None or _leads(place, cause)
    )


def _leads(place: int, cause: RankedCause) -> bool:
    """Say whether a row is on show for its place or its weight; the first place is 0."""
    return place < TOP_ROWS or cause.weight >= NOTABLE_WEIGHT


def marks(prediction: Prediction, before: Prediction | None = None) -> dict[str, str]:
    """Say of each row on show that a hidden one may outweigh why it is there all the same, by cause."""
    said = {}
    shown = {cause.id for cause in rows_on_show(prediction, before)}
    hidden = max((cause.weight for cause in prediction.causes if cause.id not in shown), default=0.0)
    for place, cause in enumerate(prediction.causes):
        if cause.id in shown and not _leads(place, cause):
            if cause.record.seed_row is None:
                said[cause.id] = "just fell"
            elif cause.weight < hidden:
                said[cause.id] = "always on show"
    return said


def mineral_weight(prediction: Prediction) -> float:
    """Return the weight of all causes in which a mineral or vitamin is at fault."""
    return sum(cause.weight for cause in prediction.causes if cause.record.mineral)


def draw(
    prediction: Prediction, system: UnitSystem = "si", *, before: Prediction | None = None, factors: bool = False
) -> str:
    """Return differential table 1 as HTML; the number of a row is its place among all causes.

    Args:
        prediction: What is shown.
        system: Unit system of the words.
        before: An earlier prediction: rows that have moved since then say how far, and those that fell are kept.
        factors: Whether each row says its start, and each reason by what it was multiplied.
    """
    shown = {cause.id for cause in rows_on_show(prediction, before)}
    accounts = cause_reasons.accounts(prediction) if factors else {}
    said, was = marks(prediction, before), _places(before)
    rows = [
        {
            **_row(place, cause, system, accounts.get(cause.id)),
            "mark": said.get(cause.id, ""),
            "moved": moved(cause, place, before, was) if cause.id in shown else "",
        }
        for place, cause in enumerate(prediction.causes, start=1)
    ]
    hidden = [row for row, cause in zip(rows, prediction.causes, strict=True) if cause.id not in shown]
    return fill(
        "differential_table.html",
        rows=[row for row, cause in zip(rows, prediction.causes, strict=True) if cause.id in shown],
        factors=factors,
        examples=[cause_reasons.example(one, accounts[one.id]) for one in prediction.causes[:EXAMPLES] if accounts],
        hidden=hidden,
        hidden_weight=sum(cause.weight for cause in prediction.causes if cause.id not in shown),
        mineral=mineral_weight(prediction),
        facts=abnormal_levels(prediction, system),
        causes=len(prediction.causes),
    )


def _row(place: int, cause: RankedCause, system: UnitSystem, account: Account | None) -> dict[str, object]:
    plain = {
        "start": "",
        "supports": [influence(one, system) for one in cause.supports[:REASONS]],
        "contradicts": [influence(one, system) for one in cause.contradicts[:REASONS]],
        "rest": "",
    }
    return {"place": place, "cause": cause, **(cause_reasons.reasons(account, system) if account else plain)}


def _places(before: Prediction | None) -> dict[str, int]:
    """Return the places that were on show."""
    if before is None:
        return {}
    shown = {cause.id for cause in rows_on_show(before)}
    return {cause.id: place for place, cause in enumerate(before.causes, start=1) if cause.id in shown}


def moved(cause: RankedCause, place: int, before: Prediction | None, places: dict[str, int]) -> str:
    """Say how far a row has moved among all causes, and from which weight; nothing where it kept its place.

    Args:
        cause: The row.
        place: Its place now, from 1.
        before: An earlier prediction, if any.
        places: The places that were on show then, by cause.
    """
    if before is None:
        return ""
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
