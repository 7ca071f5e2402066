"""Restarting, running again, and several panels: no stale widget is left, and the panel goes on."""

import pytest
from playwright.sync_api import expect

from tests.browser.explorer_page import ExplorerPage
from tools.lab_pages import DONE, FORGET, RUN_MILLISECONDS
from vitd_edu import Scenario

SUBSHELLS = """() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
    .requestListSubshell({}).done.then(reply => reply.content.subshell_id)"""
STALE = ("model not found", "Error displaying widget", "Loading widget", "Error creating widget", "Failed to load")


@pytest.fixture
def explorer(explorer_in_lab: ExplorerPage) -> ExplorerPage:
    explorer_in_lab.reset()
    return explorer_in_lab


def works_alone(explorer: ExplorerPage) -> None:
    """Look that one panel is there, that it answers, and that no other trace of a widget is left."""
    expect(explorer.panel).to_have_count(1)
    explorer.dial("calcium").press("PageDown")
    explorer.shows(Scenario(calcium=2.3))
    text = explorer.page.locator(".jp-NotebookPanel:visible").inner_text()
    assert [stale for stale in STALE if stale.lower() in text.lower()] == []


def run_command(explorer: ExplorerPage, command: str) -> None:
    """Start a command of JupyterLab without waiting for its end, which may need a dialog."""
    explorer.page.evaluate("command => { window.jupyterapp.commands.execute(command); }", command)


def test_restarting_the_kernel_and_running_all_works(explorer: ExplorerPage):
    page = explorer.page
    page.evaluate("() => { window.oldPanel = document.querySelector('.vd-panel'); }")
    page.evaluate(FORGET)
    run_command(explorer, "notebook:restart-run-all")
    page.get_by_role("dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_function("() => !window.oldPanel.isConnected", timeout=RUN_MILLISECONDS)
    page.wait_for_function(DONE, timeout=RUN_MILLISECONDS)
    explorer.panel.scroll_into_view_if_needed()
    works_alone(explorer)


def test_moves_are_answered_by_the_thread_that_runs_the_cells(explorer: ExplorerPage):
    explorer.dial("calcium").press("PageDown")
    explorer.shows(Scenario(calcium=2.3))
    assert explorer.page.evaluate(SUBSHELLS) == []


def test_running_the_cell_again_leaves_one_working_panel(explorer: ExplorerPage):
    page = explorer.page
    for _ in range(3):
        page.evaluate("""() => {
            window.oldPanel = document.querySelector('.vd-panel');
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = notebook.widgets.findIndex(cell => cell.model.type === 'code');
        }""")
        run_command(explorer, "notebook:run-cell")
        page.wait_for_function("() => !window.oldPanel.isConnected && document.querySelector('.vd-causes')")
    works_alone(explorer)


def test_nothing_went_wrong_meanwhile(explorer: ExplorerPage):
    assert explorer.problems == []
