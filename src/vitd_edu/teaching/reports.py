"""A page of one's own work: predictions, answers, misconceptions met, and what to look at again."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from vitd_edu.figures import render
from vitd_edu.knowledge import question_tables
from vitd_edu.teaching import journal, progress, verdicts
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
    return render.fill(
        "report.html",
        name=journal.alias(folder),
        day=datetime.now(UTC).astimezone().strftime("%d %B %Y"),
        progress=found,
        lessons=[(each, _lines(each, folder)) for each in found if each.answered],
        met=[(known[name], count) for name, count in counted.most_common()],
        again=[each.lesson for each in found if each.answered and not each.done],
        answers=len(entries),
    )


def _lines(done: LessonProgress, folder: Path | None) -> list[dict[str, str]]:
    """Return one line for each question of a lesson that was answered."""
    lines = []
    for row in progress.questions_of(done.lesson.number):
        if row.id not in done.answered:
            continue
        entry = done.answered[row.id]
        judged = {True: "right", False: "not yet", None: "a prediction"}[entry.right]
        given = verdicts.in_words(row, entry.given) or "an answer that the question no longer offers"
        tries = str(journal.tries(row.id, folder))
        lines.append({"part": row.part, "prompt": row.prompt, "given": given, "judged": judged, "tries": tries})
    return lines


def report() -> Report:
    """Write the report of one's own work into the folder of the lessons, and say where."""
    name, entries = f"report-{journal.alias()}.html", journal.entries()
    try:
        (Path.cwd() / name).write_text(page(), encoding="utf-8")
    except OSError as error:
        return Report(name, len(entries), f"The report could not be written to {name} ({error.strerror or error}).")
    return Report(name, len(entries))
