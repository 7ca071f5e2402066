"""Panels that a test of the lessons opens keep away from the learner's own settings."""

import pytest

from vitd_edu.panels import preferences


@pytest.fixture
def own_settings(tmp_path, monkeypatch):
    """A settings folder of the test's own, and a session that has chosen nothing yet."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setattr(preferences, "_session", {})


@pytest.fixture
def opened(own_settings):
    """Open panels by calling this on them, and close them when the test is over."""
    panels = []

    def keep(panel):
        panels.append(panel)
        return panel

    yield keep
    for panel in panels:
        panel.close()
