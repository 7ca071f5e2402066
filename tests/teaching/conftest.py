"""Lessons run in a folder of their own, with an empty journal."""

import pytest

from vitd_edu.teaching import journal


@pytest.fixture(autouse=True)
def learners_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(journal, "_unwritten", [])
    return tmp_path
