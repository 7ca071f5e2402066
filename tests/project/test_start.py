"""``start.py`` prepares an environment on any machine and hands over; ``vitd-edu lab`` answers over HTTP and ends."""

import importlib.util
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import ModuleType

import psutil
import pytest

from tools.lab_server import OPEN_TO_THIS_MACHINE, free_port, running

ROOT = Path(__file__).parents[2]


@pytest.fixture
def start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def calls(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that start.py would run; none of them is."""
    made: list[list[str]] = []
    monkeypatch.setattr(start.subprocess, "run", lambda call, **_: made.append(call))
    return made


def knows(start: ModuleType, monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    """Let every environment have these modules in working order, and no other."""
    monkeypatch.setattr(start, "works", lambda _, module: module in modules)


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 9, 18), (3, 10, 13)])
def test_an_old_python_gets_one_clear_line(start: ModuleType, version: tuple[int, ...]):
    complaint = start.complaint(version)
    assert "needs Python 3.11 or newer" in complaint
    assert f"this is Python {version[0]}.{version[1]}" in complaint
    assert "\n" not in complaint


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2), (4, 0, 0)])
def test_a_newer_python_is_welcome(start: ModuleType, version: tuple[int, ...]):
    assert start.complaint(version) == ""


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_that_cannot_make_environments_is_told_the_package(start: ModuleType, monkeypatch, missing: str):
    find = importlib.util.find_spec
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None if name == missing else find(name))
    complaint = start.complaint((3, 11, 0))
    assert "apt-get install python3-venv" in complaint
    assert "\n" not in complaint


def test_the_complaint_ends_the_start(start: ModuleType, monkeypatch, capsys):
    monkeypatch.setattr(start, "complaint", lambda _: "This will not do.")
    monkeypatch.setattr(start, "hand_over", lambda _: pytest.fail("handed over all the same"))
    assert start.main(["lab"]) == 1
    assert capsys.readouterr().err == "This will not do.\n"


def test_old_pythons_can_read_the_file():
    # Python 3.6 is the oldest whose grammar the file keeps to; it is compiled here under the closest rules there are.
    import ast

    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_environment_that_has_nox_is_used_as_it_is(start: ModuleType, monkeypatch, calls, tmp_path: Path):
    knows(start, monkeypatch, "nox", "pip")
    assert start.prepare(tmp_path) == start.venv_python(tmp_path)
    assert calls == []


def test_a_missing_environment_is_made_and_given_nox_as_pinned(start: ModuleType, monkeypatch, calls, tmp_path: Path):
    knows(start, monkeypatch)
    start.prepare(tmp_path)
    made, installed = calls
    assert made == [sys.executable, "-m", "venv", "--clear", str(tmp_path)]
    assert installed[0] == str(start.venv_python(tmp_path))
    assert installed[-3:] == ["--constraint", str(ROOT / "constraints.txt"), "nox"]


def test_a_half_made_environment_is_only_given_nox(start: ModuleType, monkeypatch, calls, tmp_path: Path):
    knows(start, monkeypatch, "pip")
    start.prepare(tmp_path)
    (installed,) = calls
    assert installed[-1] == "nox"


def test_a_broken_environment_is_recognized(start: ModuleType, tmp_path: Path):
    python = start.venv_python(tmp_path)
    assert not start.works(python, "pip")
    python.parent.mkdir()
    python.write_text("not a program")
    python.chmod(0o755)
    assert not start.works(python, "pip")


def test_works_tells_a_module_that_is_there_from_one_that_is_not(start: ModuleType):
    assert start.works(Path(sys.executable), "json")
    assert not start.works(Path(sys.executable), "a_module_that_nobody_has")


def test_a_failing_installation_says_what_to_do_next(start: ModuleType, monkeypatch, capsys):
    def fail(_: Path) -> None:
        raise subprocess.CalledProcessError(1, ["pip"])

    monkeypatch.setattr(start, "prepare", fail)
    assert start.main(["lab"]) == 1
    assert "Try again, or delete" in capsys.readouterr().err


@pytest.mark.parametrize(
    "given", [["lab", "--", "--no-browser", "--port", "8899"], ["lab", "--no-browser", "--port", "8899"]]
)
def test_further_arguments_are_passed_on(start: ModuleType, given: list[str]):
    call = start.nox_call(Path("python"), given)
    assert call[1:3] == ["-m", "nox"]
    assert call[-6:] == ["--session", "lab", "--", "--no-browser", "--port", "8899"]


def test_without_further_arguments_nothing_is_passed_on(start: ModuleType):
    assert start.nox_call(Path("python"), ["tests"])[-2:] == ["--session", "tests"]


@pytest.mark.parametrize("system", ["posix", "nt"])
def test_the_exit_code_is_handed_back(system: str):
    # In a process of its own, because on some systems nox takes the place of the program that calls it.
    call = [sys.executable, "-c", "raise SystemExit(7)"]
    code = f"import start, sys; start.os.name = {system!r}; sys.exit(start.hand_over({call!r}))"
    if system == "posix" and os.name != "posix":
        pytest.skip("this system cannot put one program in the place of another")
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 7


@pytest.mark.parametrize(("given", "code"), [([], 2), (["--help"], 0), (["--frobnicate"], 2)])
def test_without_a_session_it_says_how_it_is_used(start: ModuleType, capsys, given: list[str], code: int):
    assert start.main(given) == code
    assert "python3 start.py lab | tests" in capsys.readouterr().out


def test_nox_knows_the_two_sessions():
    listed = subprocess.run(
        [sys.executable, "-m", "nox", "--list", "--noxfile", ROOT / "noxfile.py"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "* tests" in listed
    assert "- lab" in listed


def test_the_lab_answers_over_http_and_ends_without_leaving_anything(tmp_path: Path):
    port = free_port()
    command = [sys.executable, "-m", "vitd_edu.cli", "lab", "--", *OPEN_TO_THIS_MACHINE, "--port", str(port)]
    with running(command, tmp_path, tmp_path / "scratch", port, "/lab") as server:
        with urllib.request.urlopen(server.url, timeout=10) as answer:
            assert answer.url.endswith("/lab/tree/00-start-here.ipynb")
            assert "JupyterLab" in answer.read().decode()
        with urllib.request.urlopen(f"{server.url}/api/contents/00-start-here.ipynb?content=0", timeout=10) as answer:
            assert answer.status == 200
        log = (tmp_path / "scratch" / "server.log").read_text(encoding="utf-8")
        assert "vitd_edu.server | extension was successfully loaded" in log
        family = [server.process, *server.process.children(recursive=True)]
        server.process.terminate()
        _, alive = psutil.wait_procs(family, timeout=20)
        assert alive == []
    with pytest.raises(OSError, match=r"refused|10061"):
        urllib.request.urlopen(server.url, timeout=5)


def test_ci_starts_the_tests_as_a_learner_would():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("python3 start.py tests")


@pytest.mark.skipif(os.name != "posix", reason="the script is for Debian; Windows has neither bash nor a mark to run")
def test_cis_script_can_be_run_and_is_sound():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
