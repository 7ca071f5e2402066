"""Our settings for Jupyter's servers come first, and give way to the caller's."""

from pathlib import Path

import pytest

from vitd_edu import standalone
from vitd_edu.arguments import with_defaults
from vitd_edu.cli import FIRST_LESSON, lab_arguments


def test_the_callers_arguments_come_after_ours():
    assert with_defaults([("--A.one", "1"), ("--A.two", "2")], ["--port", "8"]) == [
        "--A.one=1",
        "--A.two=2",
        "--port",
        "8",
    ]


@pytest.mark.parametrize("given", [["--A.one=5"], ["--one=5"], ["--one", "5"], ["--A.one", "5"]])
def test_ours_gives_way_however_the_caller_spells_it(given: list[str]):
    assert with_defaults([("--A.one --one", "1"), ("--A.two", "2")], given) == ["--A.two=2", *given]


def test_the_lab_opens_on_the_first_lesson_with_the_extension_on_and_news_off(tmp_path: Path):
    (tmp_path / FIRST_LESSON).touch()
    arguments = lab_arguments(tmp_path, ["--no-browser"])
    assert f"--ServerApp.root_dir={tmp_path}" in arguments
    assert f"--LabApp.default_url=/lab/tree/{FIRST_LESSON}" in arguments
    assert "--ServerApp.jpserver_extensions=vitd_edu.server=True" in arguments
    assert "--LabApp.news_url=None" in arguments
    assert arguments[-1] == "--no-browser"


def test_root_is_allowed_only_where_it_is_root(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    assert "--ServerApp.allow_root=True" in lab_arguments(tmp_path, [])
    assert "--ServerApp.allow_root=True" not in lab_arguments(tmp_path, ["--allow-root"])
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    assert "--ServerApp.allow_root=True" not in lab_arguments(tmp_path, [])


def test_the_app_stays_on_this_computer_and_ends_forgotten_kernels():
    arguments = standalone.arguments(Path("explorer.ipynb"), [])
    assert "--Voila.ip=127.0.0.1" in arguments
    assert "--MappingKernelManager.cull_idle_timeout=300" in arguments
