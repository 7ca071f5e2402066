"""The tools that write parts of the lessons: words are linked once, and a second run changes nothing."""

import nbformat
import pytest

from tests.notebooks.test_shape import HEADING, SHAPE, TARGET
from tools.lesson_parts import fill, objectives, rows
from tools.lesson_words import ANCHOR, linked, terms_in
from tools.new_lesson import skeleton
from tools.run_lessons import kept, tidy

GLOSSARY = [
    {"term": "vitamin D", "definition": "A substance."},
    {"term": "vitamin D toxicity", "definition": "Illness from too much (far too much)."},
    {"term": "parathyroid hormone", "definition": "A hormone. Written PTH."},
    {"term": "twitch", "definition": "A short pull."},
]


def link(use, definition):
    return f'[{use}]({ANCHOR} "{definition}")'


def test_the_first_use_is_linked_and_no_other():
    first, second = linked(["Vitamin D and vitamin D.", "Twitches: vitamin D, a twitch."], GLOSSARY)
    assert first == f"{link('Vitamin D', 'A substance.')} and vitamin D."
    assert second == f"{link('Twitches', 'A short pull.')}: vitamin D, a twitch."


def test_the_longest_term_wins_and_short_forms_count():
    text = linked(["Vitamin D toxicity lowers PTH."], GLOSSARY)[0]
    assert text.startswith(link("Vitamin D toxicity", GLOSSARY[1]["definition"]))
    assert link("PTH", GLOSSARY[2]["definition"]) in text
    assert [row["term"] for row in terms_in([text], GLOSSARY)] == ["parathyroid hormone", "vitamin D toxicity"]


@pytest.mark.parametrize(
    "text",
    [
        "## Vitamin D",
        "`twitch = 1`",
        "[a twitch](04.ipynb)",
        "![a twitch](pictures/02.png)",
        "https://twitch",
        "pth twitchy",
    ],
)
def test_headings_code_links_pictures_and_parts_of_words_stay_as_they_are(text):
    assert linked([text], GLOSSARY) == [text]


def test_a_second_run_changes_nothing_and_a_changed_definition_is_followed():
    once = linked(["Vitamin D toxicity, then vitamin D, then a twitch."], GLOSSARY)
    assert linked(once, GLOSSARY) == once
    changed = linked(once, [{**row, "definition": "Another."} for row in GLOSSARY])
    assert changed[0].count("Another.") == 3


@pytest.mark.parametrize("lesson", [row["number"] for row in rows("lessons") if row["number"] != "00"])
def test_a_new_lesson_has_the_shape_and_its_parts(lesson):
    notebook = skeleton(lesson)
    nbformat.validate(notebook)
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert [heading for marks, heading in HEADING.findall(text) if marks == "##"] == list(SHAPE)
    assert objectives(lesson) in text
    before = [cell.source for cell in notebook.cells]
    fill(notebook, lesson)
    assert [cell.source for cell in notebook.cells] == before


def test_links_are_found_with_and_without_a_title():
    assert TARGET.findall(f"[a](04.ipynb) {link('b', 'It is (not) this.')}") == ["04.ipynb", ANCHOR]


def test_only_look_inside_cells_keep_outputs():
    v4 = nbformat.v4
    said = [v4.new_output("execute_result", data={"text/plain": "7"}, execution_count=9)]
    cells = [
        v4.new_code_cell(
            "vd.explorer()", outputs=said, execution_count=8, metadata={"tags": ["panel"], "execution": {}}
        ),
        v4.new_code_cell("7", outputs=said, execution_count=9, metadata={"tags": ["look-inside"]}),
    ]
    notebook = v4.new_notebook(cells=cells, metadata={"widgets": {}})
    tidy(notebook)
    panel, look = notebook.cells
    assert (panel.outputs, panel.execution_count, dict(panel.metadata)) == ([], None, {"tags": ["panel"]})
    assert (look.outputs[0].execution_count, look.execution_count) == (2, 2)
    assert kept(notebook) == [{"output_type": "execute_result", "data": {"text/plain": "7"}, "metadata": {}}]
    assert "widgets" not in notebook.metadata
