"""Judge an answer: right or not, what is said to it, and the misconception behind it. Deaf to the screen."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from vitd_edu.knowledge import question_tables, tables
from vitd_edu.knowledge.question_tables import Answer, Question
from vitd_edu.physiology.inputs import InputError

LABELS = {"predict": "Predict", "explain": "Explain", "check": "Check yourself", "challenge": "A challenge"}
NUMBER = re.compile(r"^([+\-−]?(?:\d[\d  ]*)?(?:[.,]\d*)?(?:[eE][+\-]?\d+)?)\s*(.*)$")


class AnswerError(InputError):
    """An answer that cannot be judged, with what to do about it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said to an answer.

    Attributes:
        right: Whether it is right as a whole.
        said: Feedback to what was chosen, sentence by sentence.
        misconceptions: Identifiers of the misconceptions behind it.
    """

    right: bool
    said: tuple[str, ...]
    misconceptions: tuple[str, ...] = ()


def question(identifier: str) -> Question:
    """Return a question by its identifier.

    Raises:
        AnswerError: There is none; the nearest identifiers are named.
    """
    known = question_tables.questions()
    if identifier not in known:
        near = get_close_matches(str(identifier), known, n=3) or list(known)[:3]
        raise AnswerError(f"There is no question {identifier!r}. The nearest are: {', '.join(near)}.")
    return known[identifier]


def answers_of(asked: Question) -> tuple[Answer, ...]:
    """Return the answers of a question in the order of the list."""
    found = (answer for answer in question_tables.answers() if answer.question == asked.id)
    return tuple(sorted(found, key=lambda answer: answer.position))


def judge(asked: Question, given: tuple[str, ...]) -> Verdict:
    """Judge an answer.

    Args:
        asked: The question.
        given: Keys that were chosen; for an ordering question all keys in the learner's order; for a numeric question
            the text that was typed, alone.

    Raises:
        AnswerError: Nothing, or something that is no answer, was given.
    """
    if asked.kind == "numeric":
        return _judge_number(asked, number_from(asked, given[0] if given else ""))
    answers = {answer.key: answer for answer in answers_of(asked)}
    if not given or not set(given) <= set(answers):
        raise AnswerError("Choose an answer first.")
    if asked.kind == "ordering":
        return _judge_order(answers, given)
    chosen = [answers[key] for key in given]
    right = {answer.key for answer in answers.values() if answer.correct} == set(given)
    said = [
        f"{answer.text} – {answer.feedback}" if len(chosen) > 1 else answer.feedback
        for answer in chosen
        if answer.feedback
    ]
    missing = sum(answer.correct for answer in answers.values()) - sum(answer.correct for answer in chosen)
    if asked.kind == "multiple" and missing > 0:
        said.append(f"{'One more answer is' if missing == 1 else f'{missing} more answers are'} right.")
    return Verdict(right, tuple(said), _misconceptions(chosen))


def _judge_order(answers: Mapping[str, Answer], given: tuple[str, ...]) -> Verdict:
    if sorted(given) != sorted(answers):
        raise AnswerError("Put every line into its place first.")
    placed = sum(answers[key].rank == place for place, key in enumerate(given, start=1))
    if placed == len(answers):
        return Verdict(True, ("Every line is in its place.",))
    first = next(place for place, key in enumerate(given, start=1) if answers[key].rank != place)
    return Verdict(False, (f"{placed} of {len(answers)} lines are in their place. Look at line {first} first.",))


def _judge_number(asked: Question, number: float) -> Verdict:
    value, tolerance = asked.value or 0.0, asked.tolerance or 0.0
    if abs(number - value) <= tolerance * (1 + 1e-9):
        return Verdict(True, (f"{number:g} {asked.unit} is right.",))
    for slip in answers_of(asked):
        if math.isclose(number, float(slip.text), rel_tol=0.01, abs_tol=1e-9):
            return Verdict(False, (slip.feedback or "",), _misconceptions([slip]))
    side = "too high" if number > value else "too low"
    return Verdict(False, (f"{number:g} {asked.unit} is {side}.",))


def _misconceptions(chosen: list[Answer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer.misconception for answer in chosen if answer.misconception))


def number_from(asked: Question, typed: str) -> float:
    """Return the number that was typed, in the question's unit; a decimal comma is read as a point.

    Raises:
        AnswerError: It is no number, or stands in a unit that cannot be read as the one that was asked for.
    """
    unit, text = asked.unit or "", typed.strip()
    if not text:
        raise AnswerError(f"Type a number first, in {unit}.")
    match = NUMBER.match(text)
    digits = match.group(1).replace(" ", "").replace(" ", "").replace(",", ".").replace("−", "-") if match else ""
    try:
        number = float(digits)
    except ValueError:
        raise AnswerError(f"{typed!r} is not a number. Type digits, such as 2.4, in {unit}.") from None
    written = match.group(2).strip() if match else ""
    factor = _factor(written, unit)
    if factor is None:
        raise AnswerError(f"The answer is asked for in {unit}, and you wrote {written!r}. Convert it first.")
    if not math.isfinite(number):
        raise AnswerError(f"{typed!r} is not a finite number. Type it in {unit}.")
    return number * factor


def _factor(written: str, unit: str) -> float | None:
    """Return what a number in the unit that was written is multiplied by; None where it cannot be told."""
    bare = written.rstrip(".").casefold()
    plain = {"ug": "µg", "mcg": "µg", "percent": "%", "day": "days"}.get(bare, bare).casefold()
    if not plain or plain == unit.casefold():
        return 1.0
    return next((factor for (a, b), factor in _factors().items() if a.casefold() == plain and b == unit), None)


def _factors() -> Mapping[tuple[str, str], float]:
    """Return the pairs of units of which a number in the one is read as a number in the other.

    In this kit only vitamin D has them. Between mmol/L and mg/dL the factor depends on what is measured.
    """
    vitamin_d = tables.analytes()["vitamin_d"]
    si, us, factor = vitamin_d.si_unit, vitamin_d.us_unit, vitamin_d.si_per_us
    units = tables.parameters()["units_per_microgram"].value
    return {(us, si): factor, (si, us): 1 / factor, ("µg", "IU"): units, ("IU", "µg"): 1 / units}


def solution(asked: Question) -> str:
    """Say the right answer in words."""
    if asked.kind == "numeric":
        return f"{asked.value:g} {asked.unit}"
    answers = answers_of(asked)
    if asked.kind == "ordering":
        return "; ".join(answer.text for answer in sorted(answers, key=lambda answer: answer.rank or 0))
    return "; ".join(answer.text for answer in answers if answer.correct)


def in_words(asked: Question, given: tuple[str, ...]) -> str:
    """Say an answer that was given."""
    if asked.kind == "numeric":
        return " ".join(given)
    texts = {answer.key: answer.text for answer in answers_of(asked)}
    said = [texts[key] for key in given if key in texts]
    if asked.kind == "ordering":
        said = [f"{place}. {text}" for place, text in enumerate(said, start=1)]
    return "; ".join(said)
