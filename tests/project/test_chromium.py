"""A browser is found wherever it is, and where there is none the words say exactly what to install."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tools import chromium

ENDING = ".exe" if os.name == "nt" else ""  # of programs


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any browser, and a folder that its programs are looked for in."""
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "USUAL_PLACES", ())
    return tmp_path


def program(path: Path) -> str:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_none_is_found_on_a_bare_machine(bare: Path):
    assert chromium.find_chromium() is None


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "microsoft-edge"])
def test_the_systems_browser_is_found_under_its_usual_names(bare: Path, name: str):
    there = program(bare / f"{name}{ENDING}")
    found = chromium.find_chromium()
    assert found
    assert Path(found) == Path(there)  # Windows may spell the ending in capitals


def test_a_browser_chosen_by_hand_comes_first(bare: Path, monkeypatch):
    program(bare / "chromium")
    monkeypatch.setenv(chromium.VARIABLE, "/a/browser/of/mine")
    assert chromium.find_chromium() == "/a/browser/of/mine"


def open_and_close() -> None:
    with chromium.launched_chromium():
        pass


@pytest.mark.parametrize("chosen", ["chosen", ""])
def test_without_one_the_words_say_what_to_install(bare: Path, monkeypatch, chosen: str):
    # An empty folder in place of Playwright's own store: it has no browser either.
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(bare))
    monkeypatch.setenv(chromium.VARIABLE, chosen and str(bare / chosen))
    # In a thread of its own: the browser tests may keep Playwright's event loop running in this one.
    with ThreadPoolExecutor(1) as pool, pytest.raises(chromium.NoChromiumError) as caught:
        pool.submit(open_and_close).result()
    for words in ("apt-get install chromium", "python -m playwright install chromium", chromium.VARIABLE):
        assert words in str(caught.value)
