"""The lessons keep their shape, and what nbval compares is really there: it passes over cells without outputs."""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from tools.lesson_map import HEADING, lesson_map
from vitd_edu.knowledge import tables

FOLDER = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted(FOLDER.glob("*.ipynb"))
LONGEST_CELL = 10


def read(path: Path):
    return nbformat.read(path, as_version=4)


def code_cells(path: Path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def tags(cell) -> set[str]:
    return set(cell.metadata.get("tags", []))


def test_the_ready_lessons_are_the_notebooks():
    assert [path.name for path in LESSONS] == [row.file for row in tables.lessons() if row.ready]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_marked_cells_keep_their_output(path):
    marked = [cell for cell in code_cells(path) if "look-inside" in tags(cell)]
    assert marked, "nbval would compare nothing"
    for cell in marked:
        assert cell.outputs, f"no output is kept: {cell.source}"
        assert cell.execution_count is not None
        assert "nbval-ignore-output" not in tags(cell)
        assert all(output.output_type in {"stream", "execute_result"} for output in cell.outputs)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_other_cells_keep_none(path):
    for cell in code_cells(path):
        if "look-inside" not in tags(cell):
            assert not cell.outputs
            assert "nbval-ignore-output" in tags(cell)
    assert "widgets" not in read(path).metadata


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_code_cells_are_short_and_hold_no_model(path):
    for cell in code_cells(path):
        assert len(cell.source.splitlines()) <= LONGEST_CELL
        assert not re.search(r"^\s*(def|class) ", cell.source, re.MULTILINE)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_headings_and_the_way_in(path):
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    levels = [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    first = read(path).cells[0].source
    assert "Shift+Enter" in first
    assert "Run All Cells" in first


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_links_lead_somewhere(path):
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (FOLDER / target).exists()


def test_the_explorer_is_the_first_code_cell_of_lesson_04():
    assert "explorer" in code_cells(FOLDER / "04-symptom-explorer.ipynb")[0].source


def test_the_map_of_lessons_is_that_of_the_table():
    cells = [cell.source for cell in read(FOLDER / "00-start-here.ipynb").cells]
    assert [source for source in cells if source.startswith(HEADING)] == [lesson_map()], "run tools/lesson_map.py"
