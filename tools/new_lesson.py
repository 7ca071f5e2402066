"""Write an empty notebook of the shape of a lesson, for somebody to fill: ``python -m tools.new_lesson 05``."""

import sys
from pathlib import Path
from typing import Any

from nbformat import v4, write

from tools.lesson_parts import FOLDER, fill, lesson_row, rows

ROOT = Path(__file__).resolve().parents[1]
RUN = (
    "**To begin:** click the first gray cell and press Shift+Enter, or choose *Run → Run All Cells* from the menu. "
    "If nothing moves any more, for example after a restart, do that again; your answers are kept."
)
STEPS = "## Observe\n\nLook for one thing at a time.\n\n1. "
TAGS = {"panel": ["panel", "nbval-ignore-output"], "look-inside": ["look-inside"]}


def plan(lesson: str) -> list[tuple[str, str]]:
    """Return the cells of a lesson: each its kind or the part of the tables that it is, and its text."""
    row = lesson_row(lesson)
    first = {question["part"]: question["id"] for question in reversed(rows("questions", lesson))}
    predict, explain, challenge = (first.get(part, "?") for part in ("predict", "explain", "challenge"))
    picture = f"![...](pictures/{lesson}.png)"
    return [
        ("text", f"# {lesson} · {row['title']}\n\n{picture}\n\n{row['question']}\n\n{RUN}"),
        ("objectives", ""),
        ("text", "## A patient, a question"),
        ("text", "## Predict"),
        ("panel", f'import vitd_edu as vd\n\nvd.commit("{predict}", vd.explorer)'),
        ("text", STEPS),
        ("text", "## Explain"),
        ("panel", f'vd.ask("{explain}")'),
        ("text", "## Look inside"),
        ("look-inside", "vd.predict(vd.Scenario())"),
        ("text", "## A challenge"),
        ("panel", f'answer = None  # put your own lines here\nvd.challenge("{challenge}", answer)'),
        ("left-out", ""),
        ("text", "## Check yourself"),
        ("panel", f'vd.quiz("{lesson}")'),
        ("takeaways", ""),
        ("words", ""),
        ("sources", ""),
    ]


def skeleton(lesson: str) -> Any:
    """Return the notebook, with the parts that come from the tables."""
    cells = []
    for place, (kind, text) in enumerate(plan(lesson)):
        name = f"{lesson}-{place:02}"
        if kind in TAGS:
            cells.append(v4.new_code_cell(text, id=name, metadata={"tags": TAGS[kind]}))
        else:
            part = {} if kind == "text" else {"vitd_edu": {"part": kind}}
            cells.append(v4.new_markdown_cell(text, id=name, metadata=part))
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    known = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = v4.new_notebook(cells=cells, metadata=known)
    fill(notebook, lesson)
    return notebook


def main(wanted: list[str]) -> None:
    """Write the notebooks of these lessons, unless they are there."""
    for lesson in wanted:
        path = FOLDER / lesson_row(lesson)["file"]
        if path.exists():
            print(f"{path.name} is there already, and stays as it is.")
        else:
            write(skeleton(lesson), path)


if __name__ == "__main__":
    main(sys.argv[1:])
