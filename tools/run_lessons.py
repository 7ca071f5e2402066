"""Run lessons twice from fresh kernels and keep the outputs of look-inside cells: ``python -m tools.run_lessons``.

Numbers after it choose some. Cells that open a panel or ask a question keep no output. Nothing is written for a lesson
whose run fails, or says something else the second time.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from tools.lesson_parts import FOLDER, rows

ROOT = Path(__file__).resolve().parents[1]
LONGEST_CELL_SECONDS = 120


def looks_inside(cell: Any) -> bool:
    """Say whether a cell keeps its output."""
    return "look-inside" in cell.metadata.get("tags", [])


def kept(notebook: Any) -> list[Any]:
    """Return the outputs that are kept, without their numbers."""
    return [
        {name: part for name, part in output.items() if name != "execution_count"}
        for cell in notebook.cells
        if looks_inside(cell)
        for output in cell.outputs
    ]


def run_twice(notebook: Any) -> None:
    """Run a notebook from a fresh kernel and once more in the same one, with nothing answered; keep the marked outputs.

    Raises:
        CellExecutionError: A cell failed.
        RuntimeError: A look-inside cell said something else the second time.
    """
    with tempfile.TemporaryDirectory(prefix="vitd-edu-") as folder:
        place_to_run = {"metadata": {"path": folder}}
        client = NotebookClient(notebook, timeout=LONGEST_CELL_SECONDS, resources=place_to_run, coalesce_streams=True)
        client.reset_execution_trackers()
        with client.setup_kernel():
            for place, cell in enumerate(notebook.cells):
                client.execute_cell(cell, place)
            first = kept(notebook)
            for place, cell in enumerate(notebook.cells):
                client.execute_cell(cell, place, store_history=False)
    if kept(notebook) != first:
        raise RuntimeError("A look-inside cell says something else when it runs a second time.")
    tidy(notebook)


def tidy(notebook: Any) -> None:
    """Take away what is not kept: outputs and numbers of other cells, times, and the state of widgets."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    count = 0
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count if looks_inside(cell) else None
            cell.outputs = cell.outputs if looks_inside(cell) else []
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = count


def main(wanted: list[str]) -> None:
    """Run these lessons; all that are ready where none is named."""
    for row in rows("lessons"):
        if row["number"] in wanted or (not wanted and row["ready"] == "true"):
            notebook = nbformat.read(FOLDER / row["file"], as_version=4)
            run_twice(notebook)
            nbformat.write(notebook, FOLDER / row["file"])
            print(f"{row['file']}: {len(kept(notebook))} outputs kept")


if __name__ == "__main__":
    main(sys.argv[1:])
