"""Write the map of the lessons in notebook 00 from ``data/lessons.csv``: one source, so that the two cannot differ.

Run it after a change of the table: python tools/lesson_map.py
"""

import csv
from pathlib import Path

from nbformat import read, write

ROOT = Path(__file__).resolve().parents[1]
START = ROOT / "notebooks" / "00-start-here.ipynb"
HEADING = "## The lessons"
ADVICE = "No order is forced on you. If you have ten minutes, open the symptom explorer."


def lesson_map() -> str:
    """Return the section of notebook 00 that lists the lessons, as Markdown."""
    with (ROOT / "data" / "lessons.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lines = ["| Lesson | The question | Minutes |", "|---|---|---|"]
    for row in rows:
        name = f"{row['number']} · {row['title']}"
        shown = f"[{name}]({row['file']})" if row["ready"] == "true" else f"{name} (in preparation)"
        lines.append(f"| {shown} | {row['question']} | {row['minutes']} |")
    return "\n".join([HEADING, "", *lines, "", ADVICE])


def main() -> None:
    """Put the map into notebook 00."""
    notebook = read(START, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types
    for cell in notebook.cells:
        if cell.source.startswith(HEADING):
            cell.source = lesson_map()
    write(notebook, START)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
