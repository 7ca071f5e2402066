"""The table of the subject in docs/coverage.md is true: rows, lessons, panels and tests are all there."""

import ast
import json
import re
from pathlib import Path

import pytest

import vitd_edu as vd
from tools.lesson_parts import HELP, OFFICIAL
from vitd_edu.knowledge import tables
from vitd_edu.locate import notebooks_directory

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (L\d\d) \| ([^|]+) \| (\d\d) \| `(\w+)` \| `([\w/.]+)::(\w+)` \|$", re.MULTILINE)
TABLE = ROW.findall((ROOT / "docs" / "coverage.md").read_text(encoding="utf-8"))
LESSONS = {lesson.number: lesson for lesson in tables.lessons()}


def text_of(number):
    notebook = json.loads((notebooks_directory() / LESSONS[number].file).read_text(encoding="utf-8"))
    return "\n".join("".join(cell["source"]) for cell in notebook["cells"])


def test_every_row_of_the_subject_is_there_once():
    assert [row[0] for row in TABLE] == [f"L{number:02}" for number in range(1, 26)]
    assert {lesson for _, _, lesson, *_ in TABLE} >= set(LESSONS) - {"00"}


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_the_lesson_teaches_it_with_its_panel(row):
    _, _, lesson, panel, *_ = row
    assert LESSONS[lesson].ready
    assert panel in vd.__all__
    assert callable(getattr(vd, panel))
    assert re.search(rf"\bvd\.{panel}\b", text_of(lesson))


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_the_test_exists(row):
    *_, file, name = row
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=lambda lesson: lesson.number)
def test_every_lesson_says_when_to_seek_help(lesson):
    assert HELP in text_of(lesson.number)
    assert OFFICIAL in text_of(lesson.number)
