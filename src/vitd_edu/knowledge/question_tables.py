"""What the lessons ask, and what they say: frozen records of the teaching tables of ``data/``, and their readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vitd_edu.knowledge.reading import table
from vitd_edu.knowledge.records import Provenance

Part = Literal["predict", "explain", "check", "challenge"]
Kind = Literal["single", "multiple", "numeric", "ordering"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a lesson; ``value``, ``tolerance`` and ``unit`` belong to numeric ones, ``code`` to challenges."""

    id: str
    lesson: str
    part: Part
    position: int
    kind: Kind
    prompt: str
    look: str | None
    unit: str | None
    value: float | None
    tolerance: float | None
    code: str | None
    explanation: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be chosen; of a numeric question, a number that a likely slip leads to."""

    question: str
    key: str
    position: int
    text: str
    correct: bool
    rank: int | None
    feedback: str | None
    misconception: str | None


@dataclass(frozen=True, slots=True)
class Misconception:
    """A belief behind wrong answers, and what is true instead."""

    id: str
    name: str
    correction: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Hint:
    """One step of help with a challenge."""

    question: str
    position: int
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line on what a lesson leaves out."""

    lesson: str
    position: int
    text: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner will be able to do after a lesson."""

    lesson: str
    position: int
    text: str


@dataclass(frozen=True, slots=True)
class Takeaway:
    """What to take away from a lesson."""

    lesson: str
    position: int
    text: str
    provenance: Provenance


@cache
def questions() -> Mapping[str, Question]:
    """Questions of all lessons by identifier, in the order of lessons, parts and places."""
    return {row.id: row for row in table("questions", Question)}


@cache
def answers() -> tuple[Answer, ...]:
    """Answers of all questions."""
    return table("answers", Answer)


@cache
def misconceptions() -> Mapping[str, Misconception]:
    """Misconceptions by identifier."""
    return {row.id: row for row in table("misconceptions", Misconception)}


@cache
def hints() -> tuple[Hint, ...]:
    """Hints to the challenges."""
    return table("hints", Hint)


@cache
def left_out() -> tuple[LeftOut, ...]:
    """What the lessons leave out."""
    return table("left_out", LeftOut)


@cache
def objectives() -> tuple[Objective, ...]:
    """What the lessons teach to do."""
    return table("objectives", Objective)


@cache
def takeaways() -> tuple[Takeaway, ...]:
    """What to take away from the lessons."""
    return table("takeaways", Takeaway)
