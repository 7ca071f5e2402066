"""Panels without a browser and without the learner's own settings."""

import pytest

import vitd_edu as vd
from vitd_edu.panels import preferences


@pytest.fixture(autouse=True)
def settings_folder(tmp_path, monkeypatch):
    """A settings folder of the test's own, and a session that has chosen nothing yet."""
    folder = tmp_path / "jupyter"
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(folder))
    monkeypatch.setattr(preferences, "_session", {})
    return folder


@pytest.fixture
def open_panel():
    """Open explorers, and close them when the test is over."""
    opened = []

    def open_one(*args, **options):
        opened.append(vd.explorer(*args, **options))
        return opened[-1]

    yield open_one
    for panel in opened:
        panel.close()


@pytest.fixture
def panel(open_panel):
    """An explorer on a healthy person."""
    return open_panel()


@pytest.fixture
def planner():
    """A planner as it opens."""
    panel = vd.planner()
    yield panel
    panel.close()


@pytest.fixture
def open_body_lab():
    """Open body labs, and close them when the test is over."""
    opened = []

    def open_one(*args, **options):
        opened.append(vd.body_lab(*args, **options))
        return opened[-1]

    yield open_one
    for lab in opened:
        lab.close()


@pytest.fixture
def body_lab(open_body_lab):
    """A body lab on a healthy person."""
    return open_body_lab()
