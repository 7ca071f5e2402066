"""Write the parts of the lessons that come from ``data/``: ``python -m tools.lesson_parts``; numbers choose some.

Objectives, what a lesson leaves out, takeaways, words, sources, and the map in lesson 00 have one source each, so
that a lesson cannot differ from the tables. The first use of a glossary term in the text becomes a link to its
definition. A second run changes nothing.
"""

import csv
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat

from tools.lesson_words import linked, terms_in
from vitd_edu.knowledge.references import references
from vitd_edu.words.states import listed

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "notebooks"
HELP = (
    "Teaching only: this lesson does not diagnose and does not dose. Show a health professional any twitching, cramps "
    "or weakness that last. Trouble breathing, a seizure, fainting, or a spasm that will not let go needs help at once."
)
OFFICIAL = (
    "Official pages to read on: the [NIH Office of Dietary Supplements](https://ods.od.nih.gov) on vitamin D, calcium "
    "and magnesium, and the [NINDS](https://www.ninds.nih.gov) on myoclonus and ALS."
)
ADVICE = (
    "No order is forced on you. If you have ten minutes, open the symptom explorer. The cell below shows what you have "
    "done, what comes next, and where your answers are kept."
)
Row = Mapping[str, str]


def rows(table: str, lesson: str = "") -> list[Row]:
    """Return the rows of a table of ``data/``; of one lesson where it is named."""
    with (ROOT / "data" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if lesson in ("", row.get("lesson"))]


def lesson_row(lesson: str) -> Row:
    """Return the row of a lesson, by its number."""
    return next(row for row in rows("lessons") if row["number"] == lesson)


def objectives(lesson: str) -> str:
    """Return what a lesson teaches to do, how long it takes, and what comes before."""
    row = lesson_row(lesson)
    before = [f"[{name} · {lesson_row(name)['title']}]({lesson_row(name)['file']})" for name in row["before"].split()]
    comes = f"Before it: {listed(before)}." if before else "Nothing comes before it."
    goals = [f"- {one['text']}" for one in rows("objectives", lesson)]
    return "\n".join(["## What you will be able to do", "", *goals, "", f"About {row['minutes']} minutes. {comes}"])


def left_out(lesson: str) -> str:
    """Return what a lesson leaves out, and when to seek help."""
    lines = [f"- {row['text']}" for row in rows("left_out", lesson)]
    return "\n".join(["## What this leaves out", "", *lines, "", HELP])


def takeaways(lesson: str) -> str:
    """Return what to take away."""
    return "\n".join(["## Takeaways", "", *(f"- {row['text']}" for row in rows("takeaways", lesson))])


def spoken(lesson: str) -> list[str]:
    """Return what the questions of a lesson say, and what the lists of ``data/`` say in it."""
    questions = rows("questions", lesson)
    answers = [row for row in rows("answers") if row["question"] in {question["id"] for question in questions}]
    said = [row[part] for row in questions for part in ("prompt", "look", "explanation")]
    said += [row[part] for row in answers for part in ("text", "feedback")]
    return said + [row["text"] for table in ("left_out", "objectives", "takeaways") for row in rows(table, lesson)]


def words(lesson: str, texts: list[str]) -> str:
    """Return the glossary terms that a lesson uses, each with its definition."""
    used = terms_in([*texts, *spoken(lesson)], rows("glossary"))
    defined = [f"- **{row['term']}**: {row['definition']}" for row in used]
    return "\n".join(["## Words in this lesson", "", *defined, "", "All words: `vd.glossary()`."])


def sources(lesson: str) -> str:
    """Return the sources behind a lesson's questions, lists and misconceptions."""
    questions = rows("questions", lesson)
    answers = [row for row in rows("answers") if row["question"] in {question["id"] for question in questions}]
    named = {row["misconception"] for row in answers}
    cited = [*questions, *rows("left_out", lesson), *rows("takeaways", lesson)]
    cited += [row for row in rows("misconceptions") if row["id"] in named]
    keys = sorted({key for row in cited for key in row["references"].split()}, key=str.lower)
    named_here = [f"- {key}: {_cited(key)}" for key in keys]
    known = "How well each statement is supported, and how we know it, stands beside it in the tables of `data/`."
    return "\n".join(["## Sources", "", *named_here, "", known, "", OFFICIAL])


def _cited(key: str) -> str:
    """Return a source in one line, its DOI as a link."""
    reference = references()[key]
    doi = reference.fields.get("doi", "no DOI")
    return reference.citation.replace(f"doi {doi}", f"[doi {doi}](https://doi.org/{doi})")


def lesson_map(_: str) -> str:
    """Return the section of notebook 00 that lists the lessons."""
    lines = ["| Lesson | The question | Minutes |", "|---|---|---|"]
    for row in rows("lessons"):
        name = f"{row['number']} · {row['title']}"
        shown = f"[{name}]({row['file']})" if row["ready"] == "true" else f"{name} (in preparation)"
        lines.append(f"| {shown} | {row['question']} | {row['minutes']} |")
    return "\n".join(["## The lessons", "", *lines, "", ADVICE])


# "words" is not among them: it also needs the text around it.
PARTS: Mapping[str, Callable[[str], str]] = {
    "objectives": objectives,
    "map": lesson_map,
    "left-out": left_out,
    "takeaways": takeaways,
    "sources": sources,
}


def part_of(cell: Any) -> str:
    """Return the name of the part that a cell is; nothing where a person wrote it."""
    return str(cell.metadata.get("vitd_edu", {}).get("part", ""))


def fill(notebook: Any, lesson: str) -> None:
    """Write the parts of a lesson into its notebook, and link the first use of each term."""
    by_hand = [cell for cell in notebook.cells if cell.cell_type == "markdown" and not part_of(cell)]
    texts = linked([cell.source for cell in by_hand], rows("glossary"))
    for cell, text in zip(by_hand, texts, strict=True):
        cell.source = text
    for cell in notebook.cells:
        if part_of(cell) == "words":
            cell.source = words(lesson, texts)
        elif part_of(cell):
            cell.source = PARTS[part_of(cell)](lesson)


def main(wanted: list[str]) -> None:
    """Write the parts of these lessons; of all that are ready where none is named."""
    for row in rows("lessons"):
        lesson, path = row["number"], FOLDER / row["file"]
        if lesson not in wanted and (wanted or row["ready"] != "true"):
            continue
        notebook = nbformat.read(path, as_version=4)
        fill(notebook, lesson)
        nbformat.write(notebook, path)


if __name__ == "__main__":
    main(sys.argv[1:])
