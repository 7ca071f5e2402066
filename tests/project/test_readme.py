"""Every command that the README and the guide for contributors name can be run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from vitd_edu.cli import app

ROOT = Path(__file__).parents[2]
PAGES = [
    page
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))
    if page.is_file()
]


@pytest.fixture(scope="module")
def sessions() -> set[str]:
    command = [sys.executable, "-m", "nox", "--list", "--noxfile", ROOT / "noxfile.py"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^[*-] ([\w-]+)", listed, re.MULTILINE))


def named(pattern: str, text: str) -> list[str]:
    """Return what stands behind a command wherever the page shows it as code."""
    shown = re.findall(r"`([^`\n]+)`", text) + re.findall(r"^(?: {4,}|\$ )(.+)$", text, re.MULTILINE)
    shown += [line for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    return [match.group(1) for line in shown for match in re.finditer(pattern, line)]


def exists(words: list[str]) -> bool:
    """Say whether the first words lead to a command of ``vitd-edu``."""
    commands = typer.main.get_command(app).commands
    for word in words:
        found = commands.get(word)
        if found is None:
            return False
        commands = getattr(found, "commands", None)
        if commands is None:
            return True
    return False


def test_the_readme_names_the_two_commands():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 start.py lab" in text
    assert "python3 start.py tests" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_vitd_edu_command_exists(page: Path):
    for rest in named(r"\bvitd-edu ((?:[a-z]+ ?)+)", page.read_text(encoding="utf-8")):
        assert exists(shlex.split(rest)), f"{page.name} names 'vitd-edu {rest}'"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_nox_session_exists(page: Path, sessions: set[str]):
    text = page.read_text(encoding="utf-8")
    for session in [*named(r"\bnox (?:-s|--session) ([\w-]+)", text), *named(r"\bstart\.py ([a-z]+)", text)]:
        assert session in sessions, f"{page.name} names the session {session}"


def test_a_command_that_does_not_exist_is_noticed(sessions: set[str]):
    assert not exists(["frobnicate"])
    assert not exists(["content", "frobnicate"])
    assert exists(["content", "check", "data"])
    assert named(r"\bnox -s ([\w-]+)", "Say `nox -s frobnicate`.") == ["frobnicate"]
    assert "frobnicate" not in sessions
