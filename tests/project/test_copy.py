"""``vitd-edu copy`` brings lessons and updates, and never overwrites a learner's work."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from vitd_edu.cli import app
from vitd_edu.copying import MANIFEST, Copied, copy_lessons
from vitd_edu.locate import notebooks_directory

LESSON = "04-symptom-explorer.ipynb"
BESIDE = "04-symptom-explorer.new-2.0.ipynb"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    (folder / "pictures").mkdir(parents=True)
    (folder / "00-start-here.ipynb").write_text("welcome")
    (folder / LESSON).write_text("first version")
    (folder / "pictures" / "map.svg").write_text("<svg/>")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mine"


def outcomes(copied: tuple[Copied, ...]) -> dict[str, str]:
    return {each.name: each.outcome for each in copied}


def test_everything_is_written_the_first_time(source: Path, folder: Path):
    copied = copy_lessons(folder, source, "1.0")
    assert outcomes(copied) == {"00-start-here.ipynb": "written", LESSON: "written", "pictures/map.svg": "written"}
    assert (folder / LESSON).read_text() == "first version"
    assert (folder / "pictures" / "map.svg").is_file()


def test_a_second_time_changes_nothing(source: Path, folder: Path):
    copy_lessons(folder, source, "1.0")
    assert set(outcomes(copy_lessons(folder, source, "1.0")).values()) == {"unchanged"}


def test_an_unchanged_lesson_is_brought_up_to_date(source: Path, folder: Path):
    copy_lessons(folder, source, "1.0")
    (source / LESSON).write_text("second version")
    assert outcomes(copy_lessons(folder, source, "2.0"))[LESSON] == "updated"
    assert (folder / LESSON).read_text() == "second version"
    assert not (folder / BESIDE).exists()


def test_a_changed_lesson_is_kept_and_the_new_version_put_beside_it(source: Path, folder: Path):
    copy_lessons(folder, source, "1.0")
    (folder / LESSON).write_text("my answers")
    (source / LESSON).write_text("second version")
    copied = {each.name: each for each in copy_lessons(folder, source, "2.0")}
    assert (folder / LESSON).read_text() == "my answers"
    assert (folder / BESIDE).read_text() == "second version"
    assert "yours is kept" in copied[LESSON].sentence
    assert BESIDE in copied[LESSON].sentence


def test_a_changed_lesson_without_a_new_version_is_only_kept(source: Path, folder: Path):
    copy_lessons(folder, source, "1.0")
    (folder / LESSON).write_text("my answers")
    assert outcomes(copy_lessons(folder, source, "1.0"))[LESSON] == "kept"
    assert sorted(path.name for path in folder.glob("*.ipynb")) == ["00-start-here.ipynb", LESSON]


def test_a_new_version_is_put_beside_only_once(source: Path, folder: Path):
    test_a_changed_lesson_is_kept_and_the_new_version_put_beside_it(source, folder)
    assert outcomes(copy_lessons(folder, source, "2.0"))[LESSON] == "kept"
    assert len(list(folder.glob("04-*"))) == 2


def test_work_in_a_version_put_beside_is_kept_too(source: Path, folder: Path):
    test_a_changed_lesson_is_kept_and_the_new_version_put_beside_it(source, folder)
    (folder / BESIDE).write_text("my answers to the second version")
    (folder / MANIFEST).unlink()
    copy_lessons(folder, source, "2.0")
    assert (folder / BESIDE).read_text() == "my answers to the second version"
    assert (folder / "04-symptom-explorer.new-2.0-2.ipynb").read_text() == "second version"


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"files": 3}', '{"release": "1.0"}', None])
def test_without_a_readable_list_nothing_that_differs_is_overwritten(source: Path, folder: Path, broken: str | None):
    copy_lessons(folder, source, "1.0")
    (folder / LESSON).write_text("my answers")
    (folder / MANIFEST).unlink() if broken is None else (folder / MANIFEST).write_text(broken)
    assert outcomes(copy_lessons(folder, source, "1.0"))[LESSON] == "new version beside"
    assert (folder / LESSON).read_text() == "my answers"


def test_a_file_that_was_there_before_the_lessons_is_kept(source: Path, folder: Path):
    folder.mkdir()
    (folder / LESSON).write_text("something of mine")
    copy_lessons(folder, source, "1.0")
    assert (folder / LESSON).read_text() == "something of mine"


def test_a_deleted_lesson_comes_back(source: Path, folder: Path):
    copy_lessons(folder, source, "1.0")
    (folder / LESSON).unlink()
    assert outcomes(copy_lessons(folder, source, "1.0"))[LESSON] == "written"


def test_a_learners_own_files_and_hidden_files_are_not_handed_on(source: Path, folder: Path):
    (source / "journal-ada.jsonl").write_text("{}")
    (source / ".ipynb_checkpoints").mkdir()
    (source / ".ipynb_checkpoints" / LESSON).write_text("old")
    copy_lessons(folder, source, "1.0")
    assert not (folder / "journal-ada.jsonl").exists()
    assert not (folder / ".ipynb_checkpoints").exists()


def test_no_unfinished_file_is_left(source: Path, folder: Path):
    copy_lessons(folder, source, "1.0")
    assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, "00-start-here.ipynb", LESSON, "pictures"]


def test_the_command_writes_the_lessons_and_says_so(folder: Path):
    result = CliRunner().invoke(app, ["copy", str(folder)])
    assert result.exit_code == 0
    for lesson in notebooks_directory().glob("*.ipynb"):
        assert (folder / lesson.name).read_bytes() == lesson.read_bytes()
        assert f"{lesson.name}: written." in result.output


def test_the_command_keeps_a_changed_lesson(folder: Path):
    CliRunner().invoke(app, ["copy", str(folder)])
    lesson = next(folder.glob("*.ipynb"))
    lesson.write_text("my answers")
    result = CliRunner().invoke(app, ["copy", str(folder)])
    assert lesson.read_text() == "my answers"
    assert f"{lesson.name}: yours is kept as you changed it." in result.output


def test_a_file_in_the_way_is_named(tmp_path: Path):
    (tmp_path / "mine").write_text("a file")
    result = CliRunner().invoke(app, ["copy", str(tmp_path / "mine")])
    assert result.exit_code == 1
    assert "is a file, not a folder" in result.output
