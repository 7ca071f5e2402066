"""Run All works in every lesson: from a fresh kernel and a second time, with nothing answered."""

import copy

import nbformat
import pytest

from tools.lesson_parts import FOLDER
from tools.run_lessons import kept, run_twice
from vitd_edu.knowledge import tables


@pytest.mark.parametrize("lesson", [row for row in tables.lessons() if row.ready], ids=lambda row: row.number)
def test_the_lesson_runs_twice_and_says_what_it_keeps(lesson):
    on_file = nbformat.read(FOLDER / lesson.file, as_version=4)
    notebook = copy.deepcopy(on_file)
    run_twice(notebook)
    assert kept(notebook) == kept(on_file), "run: python -m tools.run_lessons"
    assert notebook == on_file


def test_a_cell_that_changes_its_mind_is_found():
    code = "count = globals().get('count', 0) + 1\nprint(count)"
    cell = nbformat.v4.new_code_cell(code, metadata={"tags": ["look-inside"]})
    with pytest.raises(RuntimeError, match="second time"):
        run_twice(nbformat.v4.new_notebook(cells=[cell]))
