"""Mistakes in the questions that no schema can see are found, and each is named with its question."""

import csv
import shutil

import pytest
from typer.testing import CliRunner

from vitd_edu.cli import app
from vitd_edu.knowledge.question_checks import question_problems
from vitd_edu.locate import data_directory

# table, which row (by its first columns), column, what is written there, what is then said
FAULTS = {
    "no right answer": ("answers", "01-explain-who-pays b", "correct", "false", "one answer should be right; 0 are"),
    "two right": ("answers", "01-explain-who-pays a", "correct", "true", "one answer should be right; 2 are"),
    "belief behind a right one": ("answers", "01-explain-who-pays a", "correct", "true", "a right answer has no misc"),
    "no feedback": ("answers", "01-explain-who-pays a", "feedback", "", "the wrong answer a has no feedback"),
    "rank twice": ("answers", "00-check-order a", "rank", "2", "the ranks 1 to"),
    "rank missing": ("answers", "00-check-order a", "rank", "", "the ranks 1 to"),
    "no unit": ("questions", "03-check-units", "unit", "", "a number needs value, unit and tolerance"),
    "no tolerance": ("questions", "03-check-units", "tolerance", "", "a number needs value, unit and tolerance"),
    "wide tolerance": ("questions", "03-check-units", "tolerance", "100", "lies within the tolerance"),
    "slip in words": ("answers", "03-check-units a", "text", "a lot", "the slip a is not a number: 'a lot'"),
    "nothing to look for": ("questions", "01-predict-growth", "look", "", "a prediction says what to look for"),
    "no solution": ("questions", "01-challenge-hormone", "code", "", "a challenge has a solution"),
    "other lesson": ("questions", "03-check-units", "lesson", "01", "should begin with 01-check-"),
    "four checks": ("questions", "03-check-units", "lesson", "01", "Table lessons, 03: it needs 5 check questions"),
}


@pytest.fixture
def spoiled(tmp_path):
    """Return a copy of the data in which one cell of the rows that begin so is written anew."""

    def spoil(table, begins, column, value):
        shutil.copytree(data_directory(), tmp_path / "data")
        path = tmp_path / "data" / f"{table}.csv"
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        hit = [row for row in rows if " ".join(row.values()).startswith(begins)]
        assert hit, "no such row: mend this test"
        for row in hit:
            row[column] = value
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path / "data"

    return spoil


def test_the_kits_own_questions_have_no_problem():
    assert list(question_problems()) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_mistake_is_named(spoiled, fault):
    table, begins, column, value, said = FAULTS[fault]
    problems = list(question_problems(spoiled(table, begins, column, value)))
    assert any(said in problem for problem in problems), problems
    assert all(problem.startswith("Table ") and problem.endswith(".") for problem in problems)


def test_a_belief_that_nobody_can_hold_is_named(spoiled):
    folder = spoiled("answers", "", "misconception", "")
    assert any("it stands behind no wrong answer" in problem for problem in question_problems(folder))


def test_a_challenge_with_one_hint_is_named(spoiled):
    folder = spoiled("hints", "01-challenge-hormone", "text", "Look.")
    lines = (folder / "hints.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "hints.csv").write_text("".join(line for line in lines if ",Look." not in line or ",1," in line))
    said = "Table questions, 01-challenge-hormone: a challenge needs at least 2 hints in table hints; it has 1."
    assert said in list(question_problems(folder))


def test_the_command_names_the_mistake_too(spoiled):
    result = CliRunner().invoke(app, ["content", "check", str(spoiled(*FAULTS["no unit"][:4]))])
    assert result.exit_code == 1
    assert "Table questions, 03-check-units: a number needs value, unit and tolerance." in result.output


def test_a_package_without_questions_has_no_problem_with_them(tmp_path):
    (tmp_path / "datapackage.json").write_text('{"resources": []}', encoding="utf-8")
    assert list(question_problems(tmp_path)) == []
