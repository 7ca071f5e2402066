"""``vitd-edu check`` says in words what is ready, and ``vitd-edu content check`` names the wrong cell."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vitd_edu import checking
from vitd_edu.cli import app
from vitd_edu.locate import data_directory


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_directory(), tmp_path / "data"))


def spoil(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_working_set_up_is_said_to_be_fine():
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 0, result.output
    for what in ("Python", "numpy", "ipywidgets", "widgets", "kernel", "data", "lessons"):
        assert what in result.output
    assert "All is well" in result.output
    assert "PROBLEM" not in result.output


def test_a_kernel_that_does_not_start_is_reported_and_the_rest_still_looked_at(monkeypatch):
    def fail(**_: object) -> None:
        raise RuntimeError("no kernel here")

    monkeypatch.setattr("jupyter_client.manager.start_new_kernel", fail)
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 1
    assert "RuntimeError: no kernel here" in result.output
    assert "1 of" in result.output
    assert "lessons" in result.output


def test_a_missing_package_is_named_with_the_remedy(monkeypatch):
    monkeypatch.setattr(checking, "NEEDED", ("numpy", "a-package-that-nobody-has"))
    words = checking.in_words(tuple(checking._packages()))
    assert "missing: pip install a-package-that-nobody-has" in words


def test_the_kits_own_data_is_without_a_problem():
    result = CliRunner().invoke(app, ["content", "check", str(data_directory())])
    assert result.exit_code == 0, result.output
    assert "No problem found." in result.output


def test_a_wrong_cell_is_named_by_table_row_and_column(data: Path):
    spoil(data / "analytes.csv", "magnesium", "Magnesium salt")
    result = CliRunner().invoke(app, ["content", "check", str(data)])
    assert result.exit_code == 1
    assert "Table analytes, row" in result.output
    assert "Magnesium salt" in result.output
    assert "problems found" in result.output


def test_frictionless_looks_as_well(data: Path):
    spoil(data / "analytes.csv", "magnesium", "Magnesium salt")
    assert any("Magnesium salt" in problem for problem in checking._frictionless_problems(data))


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_a_folder_without_a_package_is_a_problem_in_words(tmp_path: Path, folder: str):
    result = CliRunner().invoke(app, ["content", "check", str(tmp_path / folder)])
    assert result.exit_code == 1
    assert "datapackage.json cannot be read" in result.output
    assert "Traceback" not in result.output
