"""A page of one's own work: predictions, answers, misconceptions met, and what to look at again."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from vitd_edu.figures import render
from vitd_edu.knowledge import question_tables
from vitd_edu.knowledge.question_tables import Question
from vitd_edu.physiology.inputs import InputError
from vitd_edu.teaching import journal, progress, verdicts
from vitd_edu.teaching.journal import Entry
from vitd_edu.teaching.progress import LessonProgress


@dataclass(frozen=True, slots=True)
class Report:
    """Where the report was written, and what went wrong, in words."""

    name: str
    answers: int
    trouble: str = ""

    def __repr__(self) -> str:
        if self.trouble:
            return self.trouble
        return (
            f"Your report is in {self.name}, beside the lessons. It holds {self.answers} answers and was sent nowhere."
        )

    def _repr_html_(self) -> str:
        link = "" if self.trouble else f' <a href="{escape(self.name)}" target="_blank">Open it</a>.'
        return f"<p>{escape(repr(self))}{link}</p>"


def page(folder: Path | None = None) -> str:
    """Return the report as one HTML page that needs nothing else."""
    known, entries = question_tables.misconceptions(), journal.entries(folder)
    found = progress.so_far(folder)
    counted = Counter(name for entry in entries for name in entry.misconceptions if name in known)
    tries, name = Counter(entry.question for entry in entries), journal.alias(folder)
    first = {entry.question: entry for entry in reversed(entries)}
    return render.fill(
        "report.html",
        name="" if name == journal.NOBODY else name,
        day=datetime.now(UTC).astimezone().strftime("%d %B %Y"),
        progress=found,
        lessons=[(each, _lines(each, tries, first)) for each in found if each.answered],
        met=[(known[name], count) for name, count in counted.most_common()],
        again=[(each.lesson, _again(each)) for each in found if each.answered and not each.done],
        answers=len(entries),
    )


def _again(done: LessonProgress) -> list[str]:
    """Say what of a lesson is worth another look: questions whose latest answer is not right, and those to come."""
    rows = [row for row in progress.questions_of(done.lesson.number) if row.part != "predict"]
    wrong = [row.prompt for row in rows if row.id in done.answered and done.answered[row.id].right is False]
    open_still = sum(row.id not in done.answered for row in rows)
    questions = "question is" if open_still == 1 else "questions are"
    return [*wrong, f"{open_still} {questions} still to be answered."] if open_still else wrong


def _lines(done: LessonProgress, tries: Mapping[str, int], first: Mapping[str, Entry]) -> list[dict[str, str]]:
    """Return one line for each question of a lesson that was answered; a prediction counts as it was made at first."""
    lines = []
    for row in progress.questions_of(done.lesson.number):
        if row.id not in done.answered:
            continue
        latest = done.answered[row.id]
        entry = first[row.id] if row.part == "predict" else latest
        given = _in_words(row, entry)
        if entry.given != latest.given:
            given = f"{given} (changed later to: {_in_words(row, latest)})"
        judged = {True: "right", False: "not yet", None: _foreseen(row, entry)}[entry.right]
        lines.append(
            {
                "part": verdicts.LABELS[row.part],
                "prompt": row.prompt,
                "given": given,
                "judged": judged,
                "tries": str(tries[row.id]),
            }
        )
    return lines


def _in_words(row: Question, entry: Entry) -> str:
    return verdicts.in_words(row, entry.given) or "an answer that the question no longer offers"


def _foreseen(row: Question, entry: Entry) -> str:
    """Say how a prediction came out; nothing where the question no longer offers what was predicted."""
    try:
        right = verdicts.judge(row, entry.given).right
    except InputError:
        return "predicted"
    return "predicted, and so it was" if right else "predicted; it came otherwise"


def report() -> Report:
    """Write the report of one's own work into the folder of the lessons, and say where."""
    name, entries = f"report-{journal.alias()}.html", journal.entries()
    try:
        (Path.cwd() / name).write_text(page(), encoding="utf-8")
    except OSError as error:
        return Report(name, len(entries), f"The report could not be written to {name} ({error.strerror or error}).")
    return Report(name, len(entries))
