"""Table 1 in short, for beside the tries: the heaviest causes, and what the last move did to each."""

from typing import NamedTuple

from vitd_edu.figures.render import fill
from vitd_edu.prediction import Prediction, RankedCause
from vitd_edu.words.states import listed, lower_first, percent

HEAVIEST = 5
FELL = "just fell"


class Place(NamedTuple):
    """A row of the ranking: its place among all causes, and what the last move did to it."""

    place: int
    cause: RankedCause
    moved: str


def rows(prediction: Prediction, before: Prediction | None = None) -> tuple[Place, ...]:
    """Return the five heaviest causes, and below them the one that just fell most from among them, or else the sixth.

    Args:
        prediction: What is shown.
        before: An earlier prediction, from which rows have moved.
    """
    old = {cause.id: cause.weight for cause in (before or prediction).causes}
    fallen = _fallen(prediction, before) if before else None
    places = {cause.id: place for place, cause in enumerate(prediction.causes, start=1)}
    return tuple(
        Place(places[cause.id], cause, moved(cause.weight, old[cause.id], fell=cause is fallen))
        for cause in (*prediction.causes[:HEAVIEST], fallen or prediction.causes[HEAVIEST])
    )


def _fallen(prediction: Prediction, before: Prediction) -> RankedCause | None:
    """Return the cause that lost most weight of those that are no longer among the heaviest, if one visibly has."""
    led = {cause.id: cause.weight for cause in before.causes[:HEAVIEST]}
    lost = {
        cause: led[cause.id] - cause.weight
        for cause in prediction.causes[HEAVIEST:]
        if cause.weight < led.get(cause.id, 0.0) and percent(cause.weight) != percent(led[cause.id])
    }
    return max(lost, key=lost.__getitem__, default=None)


def moved(weight: float, old: float, *, fell: bool = False) -> str:
    """Say what the last move did to a weight: an arrow, a word, and what it was."""
    if percent(weight) == percent(old):
        return "= same"
    word = "▲ up" if weight > old else f"▼ {FELL}" if fell else "▼ down"
    return f"{word}, was {percent(old)}"


def draw(prediction: Prediction, before: Prediction | None = None) -> str:
    """Return the ranking as HTML; it has as many rows whatever is shown.

    Args:
        prediction: What is shown.
        before: An earlier prediction, from which rows have moved.
    """
    return fill("cause_ranking.html", rows=rows(prediction, before))


def describe(prediction: Prediction, before: Prediction | None = None) -> str:
    """Say the ranking in words."""
    said = [
        f"{row.place}. {lower_first(row.cause.name)} {percent(row.cause.weight)}" for row in rows(prediction, before)
    ]
    return f"Heaviest causes: {listed(said)}."
