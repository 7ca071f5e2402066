"""A learner's rankings beside the model's on the same knowledge, and which causes are two words for one answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from vitd_edu.clinic import cases
from vitd_edu.clinic.case_files import CaseFile
from vitd_edu.clinic.cases import Asked, Ranking, Visit


@dataclass(frozen=True, slots=True)
class DebriefRow:
    """One ranking beside the model's on the same knowledge; places count from 1, None where it is not among three.

    Two causes that are both right are two words for one answer: their weights are summed.

    Attributes:
        asked: How much was asked for until then.
        last: Whether it closed the case.
        learners_first: The learner's first choice, and after it those that are the same answer.
        learners_place: Where the learner had the answer.
        models_place: Where the model had it.
        weight: What the model gave the answer.
        first_weight: What the model gave the learner's first choice.
    """

    asked: int
    last: bool
    learners_first: tuple[str, ...]
    learners_place: int | None
    models_place: int
    weight: float
    first_weight: float


def debrief(visit: Visit) -> tuple[DebriefRow, ...]:
    """Return a row for each ranking: where the answer stood for the learner, and where for the model."""
    case, rows = visit.file, []
    for place, ranking in numbered_rankings(visit):
        found = cases.weights_after(visit, place)
        answer, first = same_answer(case.cause, case), same_answer(ranking.causes[0], case)
        weight = weight_of(found, answer)
        rows.append(
            DebriefRow(
                asked=sum(isinstance(step, Asked) for step in visit.steps[:place]),
                last=ranking.last,
                learners_first=first,
                learners_place=next((n for n, cause in enumerate(ranking.causes, 1) if cause in case.answers), None),
                models_place=1 + sum(other > weight for cause, other in found.items() if cause not in answer),
                weight=weight,
                first_weight=weight_of(found, first),
            )
        )
    return tuple(rows)


def same_answer(cause: str, case: CaseFile) -> tuple[str, ...]:
    """Return a cause, and after it those that are the same answer where it is one of several that are right."""
    return (cause, *sorted(case.answers - {cause})) if cause in case.answers else (cause,)


def weight_of(found: Mapping[str, float], causes: tuple[str, ...]) -> float:
    """Return the weight of causes that are one answer."""
    return sum(found[cause] for cause in causes)


def numbered_rankings(visit: Visit) -> list[tuple[int, Ranking]]:
    """Return the rankings, each with the number of steps before it."""
    return [(place, step) for place, step in enumerate(visit.steps) if isinstance(step, Ranking)]
