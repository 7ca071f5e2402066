"""Ten rules that keep the shape of the lessons; only those that data/lessons.csv calls ready must keep them."""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from tests.notebooks.reading import grade
from tools.lesson_parts import fill, part_of, rows, spoken
from vitd_edu.knowledge import tables

FOLDER = Path(__file__).parents[2] / "notebooks"
READY = [row for row in tables.lessons() if row.ready]
LONGEST_CELL, HARDEST_GRADE = 9, 8.0
SHAPE = (
    "What you will be able to do", "A patient, a question", "Predict", "Observe", "Explain", "Look inside",
    "A challenge", "What this leaves out", "Check yourself", "Takeaways", "Words in this lesson", "Sources",
)  # fmt: skip
VAGUE = {"Appreciate", "Consider", "Explore", "Get", "Know", "Learn", "See", "Think", "Understand", "Weigh"}
ONLY_AT_THE_START = ("Check the set-up", "The lessons")
OPTIONAL = {"A challenge"}
CALLS = {"Predict": "vd.commit(", "Explain": "vd.ask(", "A challenge": "vd.challenge(", "Check yourself": "vd.quiz("}
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
TARGET = re.compile(r'\]\(([^()\s"]+)(?: "[^"]*")?\)')
each_lesson = pytest.mark.parametrize("lesson", READY, ids=lambda row: row.number)


def cells(lesson, kind=""):
    found = nbformat.read(FOLDER / lesson.file, as_version=4).cells
    return [cell for cell in found if kind in ("", cell.cell_type)]


def text_of(lesson):
    return "\n\n".join(cell.source for cell in cells(lesson, "markdown"))


def tags(cell):
    return set(cell.metadata.get("tags", []))


def sections(lesson):
    """Return the cells of each section, by its heading."""
    found, name = {}, ""
    for cell in cells(lesson):
        heading = HEADING.match(cell.source) if cell.cell_type == "markdown" else None
        name = heading.group(2) if heading else name
        found.setdefault(name, []).append(cell)
    return found


def test_the_ready_lessons_are_the_notebooks():
    assert {row.file for row in READY} <= {path.name for path in FOLDER.glob("*.ipynb")}
    assert not list(FOLDER.glob("*.py")), "model code belongs into the package"


@each_lesson
def test_rule_1_one_title_and_headings_in_the_order_of_the_shape(lesson):
    headings = HEADING.findall(text_of(lesson))
    levels = [len(marks) for marks, _ in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert headings[0][1].startswith(f"{lesson.number} · ")
    second = [text for marks, text in headings if len(marks) == 2]
    if lesson.number == "00":
        second = [text for text in second if text not in ONLY_AT_THE_START]
    assert second == [text for text in SHAPE if text in second]
    assert set(SHAPE) - set(second) <= OPTIONAL


@each_lesson
def test_rule_2_the_first_cell_says_how_to_run(lesson):
    first = cells(lesson)[0].source
    assert "Shift+Enter" in first
    assert "Run All Cells" in first


@each_lesson
def test_rule_3_objectives_minutes_and_sources(lesson):
    named = sections(lesson)
    goals = named["What you will be able to do"][0].source
    verbs = re.findall(r"^- (\w+)", goals, re.MULTILINE)
    assert 3 <= len(verbs) <= 5
    assert not VAGUE & set(verbs), "nobody can see whether this is reached"
    assert f"About {lesson.minutes} minutes." in goals
    sources = named["Sources"][0].source
    assert sources.count("\n- ") >= 3
    assert "https://ods.od.nih.gov" in sources
    assert named["What this leaves out"][0].source.count("\n- ") == 3


@each_lesson
def test_rule_4_pictures_have_words_and_links_lead_somewhere(lesson):
    text = text_of(lesson)
    assert all(len(words) > 40 for words in re.findall(r"!\[([^\]]*)\]\(", text))
    anchors = {"#" + heading.replace(" ", "-") for _, heading in HEADING.findall(text)}
    for target in TARGET.findall(text):
        inside = target in anchors if target.startswith("#") else (FOLDER / target.partition("#")[0]).is_file()
        assert target.startswith("https://") or inside, target


@each_lesson
def test_rule_5_code_cells_are_short_and_hold_no_model(lesson):
    for cell in cells(lesson, "code"):
        assert len(cell.source.splitlines()) <= LONGEST_CELL
        assert not re.search(r"^\s*(def|class) |^\s*[%!]", cell.source, re.MULTILINE), cell.source


@each_lesson
def test_rule_6_each_section_calls_its_part(lesson):
    named = sections(lesson)
    for name, call in CALLS.items():
        code = [cell.source for cell in named.get(name, []) if cell.cell_type == "code"]
        assert name not in named or any(call in source for source in code), name
    assert any("look-inside" in tags(cell) for cell in named["Look inside"])


@each_lesson
def test_rule_7_marked_cells_keep_their_output_and_panels_keep_none(lesson):
    """Nbval passes over cells without outputs, so what it is to compare must be there."""
    marked = [cell for cell in cells(lesson, "code") if "look-inside" in tags(cell)]
    assert marked
    for cell in marked:
        assert cell.outputs, f"no output is kept: {cell.source}"
        assert cell.execution_count is not None
        assert tags(cell) == {"look-inside"}
        assert all(output.output_type in {"stream", "execute_result"} for output in cell.outputs)
    for cell in cells(lesson, "code"):
        if cell not in marked:
            assert tags(cell) == {"panel", "nbval-ignore-output"}
            assert not cell.outputs
            assert cell.execution_count is None
    assert "widgets" not in nbformat.read(FOLDER / lesson.file, as_version=4).metadata


@each_lesson
def test_rule_8_every_question_is_used_and_every_one_that_is_used_exists(lesson):
    code = "\n".join(cell.source for cell in cells(lesson, "code"))
    used = re.findall(r'vd\.(?:commit|ask|challenge)\(\s*"([^"]+)"', code)
    mine = {row["id"]: row["part"] for row in rows("questions", lesson.number)}
    checks = [name for name, part in mine.items() if part == "check"]
    assert f'vd.quiz("{lesson.number}")' in code
    assert len(checks) == 5
    assert sorted([*used, *checks]) == sorted(mine)
    for call, part in (("commit", "predict"), ("ask", "explain"), ("challenge", "challenge")):
        for name in re.findall(rf'vd\.{call}\(\s*"([^"]+)"', code):
            assert mine[name] == part


@each_lesson
def test_rule_9_parts_from_the_tables_are_as_the_tables_say(lesson):
    notebook = nbformat.read(FOLDER / lesson.file, as_version=4)
    before = [cell.source for cell in notebook.cells]
    assert {part_of(cell) for cell in notebook.cells} >= {"objectives", "left-out", "takeaways", "words", "sources"}
    fill(notebook, lesson.number)
    assert [cell.source for cell in notebook.cells] == before, "run: python -m tools.lesson_parts"


@each_lesson
def test_rule_10_a_first_year_student_reads_it_with_ease(lesson):
    by_hand = [cell.source for cell in cells(lesson, "markdown") if not part_of(cell)]
    assert grade("\n\n".join(by_hand)) <= HARDEST_GRADE
    assert grade("\n\n".join(spoken(lesson.number))) <= HARDEST_GRADE
