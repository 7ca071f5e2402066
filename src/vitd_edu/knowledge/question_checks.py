"""What no schema can say about the questions: that each can be answered, in one way, and that somebody hears why."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vitd_edu.knowledge.package import Row, read_rows, schemas

TABLES = {"lessons", "questions", "answers", "misconceptions", "hints"}
CHECKS_OF_A_LESSON, FEWEST_HINTS, FEWEST_LINES = 5, 2, 2


def question_problems(directory: Path | None = None) -> Iterator[str]:
    """Yield what is wrong with the questions of a data folder, one sentence each, naming table and question.

    Args:
        directory: Folder of the data package; the kit's own where it is None. One without questions has no problem.

    Raises:
        ContentError: A table cannot be read.
    """
    if not set(schemas(directory)) >= TABLES:
        return
    questions, answers, hints = (read_rows(table, directory) for table in ("questions", "answers", "hints"))
    for question in questions:
        mine = [answer for answer in answers if answer["question"] == question["id"]]
        count = sum(hint["question"] == question["id"] for hint in hints)
        for problem in (*_of_part(question, count), *_of_kind(question, mine)):
            yield f"Table questions, {question['id']}: {problem}."
    yield from _of_beliefs(read_rows("misconceptions", directory), answers)
    yield from _of_lessons(read_rows("lessons", directory), questions)


def _of_part(question: Row, hints: int) -> Iterator[str]:
    """What the place in a lesson asks for."""
    part, lesson = question["part"], question["lesson"]
    if not str(question["id"]).startswith(f"{lesson}-{part}-"):
        yield f"its identifier should begin with {lesson}-{part}-"
    if (part == "predict") != (question["look"] is not None):
        yield "a prediction says what to look for (look), and nothing else does"
    if (part == "challenge") != (question["code"] is not None):
        yield "a challenge has a solution (code), and nothing else has"
    if part == "challenge" and question["kind"] != "numeric":
        yield "a challenge asks for a number (kind numeric)"
    if part == "challenge" and hints < FEWEST_HINTS:
        yield f"a challenge needs at least {FEWEST_HINTS} hints in table hints; it has {hints}"


def _of_kind(question: Row, answers: list[Row]) -> Iterator[str]:
    """What the kind of answer asks for."""
    if question["kind"] == "numeric":
        yield from _of_number(question, answers)
        return
    if len(answers) < FEWEST_LINES:
        yield f"it needs at least {FEWEST_LINES} answers in table answers; it has {len(answers)}"
    if question["kind"] == "ordering":
        if sorted(answer["rank"] or 0 for answer in answers) != list(range(1, len(answers) + 1)):
            yield f"its answers should have the ranks 1 to {len(answers)}, each once"
        return
    right = sum(bool(answer["correct"]) for answer in answers)
    if question["kind"] == "single" and right != 1:
        yield f"one answer should be right; {right} are"
    if question["kind"] == "multiple" and right == 0:
        yield "at least one answer should be right; none is"
    for answer in answers:
        if not answer["correct"] and answer["feedback"] is None:
            yield f"the wrong answer {answer['key']} has no feedback"


def _of_number(question: Row, slips: list[Row]) -> Iterator[str]:
    """What a number asks for: value, unit and tolerance; and slips that are numbers, told, and not right."""
    value: Any = question["value"]
    tolerance: Any = question["tolerance"]
    if None in (value, tolerance, question["unit"]):
        yield "a number needs value, unit and tolerance"
        return
    for slip in slips:
        try:
            number = float(str(slip["text"]))
        except ValueError:
            yield f"the slip {slip['key']} is not a number: {slip['text']!r}"
            continue
        if abs(number - value) <= tolerance:
            yield f"the slip {slip['key']} ({number:g}) lies within the tolerance"
        if slip["feedback"] is None:
            yield f"the slip {slip['key']} has no feedback"


def _of_beliefs(misconceptions: tuple[Row, ...], answers: tuple[Row, ...]) -> Iterator[str]:
    """Each misconception stands behind a wrong answer, and behind no right one."""
    behind = {answer["misconception"] for answer in answers if not answer["correct"]}
    for row in misconceptions:
        if row["id"] not in behind:
            yield f"Table misconceptions, {row['id']}: it stands behind no wrong answer."
    for answer in answers:
        if answer["correct"] and answer["misconception"] is not None:
            yield f"Table answers, {answer['question']} {answer['key']}: a right answer has no misconception behind it."


def _of_lessons(lessons: tuple[Row, ...], questions: tuple[Row, ...]) -> Iterator[str]:
    for lesson in lessons:
        checks = sum((row["lesson"], row["part"]) == (lesson["number"], "check") for row in questions)
        if lesson["ready"] and checks != CHECKS_OF_A_LESSON:
            yield f"Table lessons, {lesson['number']}: it needs {CHECKS_OF_A_LESSON} check questions; it has {checks}."
