"""Use a page of JupyterLab as a learner would, and wait for states rather than times.

The server must let the page see the application object, as ``running_lab`` does (``expose_app_in_browser``).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPEN_MILLISECONDS = 60_000
RUN_MILLISECONDS = 120_000

READY = """name => {
    const panel = window.jupyterapp?.shell.currentWidget;
    return panel?.context?.path === name && panel.context.isReady && panel.content.widgets.length > 0
        && panel.sessionContext.session?.kernel?.status === 'idle';
}"""

# Numbers kept in the file from an earlier run would look like a finished one.
FORGET = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === 'code').forEach(cell => { cell.model.executionCount = null; })"""

# Every cell with code has a number and a finished prompt, or one of them holds an error.
DONE = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    const cells = panel.content.widgets.map(cell => cell.model).filter(cell => cell.type === 'code');
    const outputs = cells.flatMap(cell => cell.sharedModel.outputs);
    if (outputs.some(output => output.output_type === 'error')) return true;
    const finished = cell => cell.sharedModel.source.trim() === ''
        || (cell.executionCount !== null && cell.executionState !== 'running');
    return cells.every(finished) && panel.sessionContext.session?.kernel?.status === 'idle';
}"""

ERRORS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .map(cell => cell.model).filter(cell => cell.type === 'code').flatMap(cell => cell.sharedModel.outputs)
    .filter(output => output.output_type === 'error').map(output => `${output.ename}: ${output.evalue}`)"""


END = "() => window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.shutdown()"


class LessonError(RuntimeError):
    """A cell of the lesson failed."""


def open_lesson(page: "Page", url: str, name: str) -> None:
    """Open a lesson and run all its cells from the menu.

    Args:
        page: Where to open it.
        url: JupyterLab's address, without a path.
        name: File name of the lesson.

    Raises:
        LessonError: A cell failed; the message holds what it said.
    """
    page.goto(f"{url}/lab/tree/{name}?reset")
    page.wait_for_function(READY, arg=name, timeout=OPEN_MILLISECONDS)
    run_all_cells(page)


def run_all_cells(page: "Page") -> None:
    """Run all cells of the lesson in front from the menu, and wait until they are done.

    Args:
        page: Shows JupyterLab with the lesson open.

    Raises:
        LessonError: A cell failed.
    """
    page.evaluate(FORGET)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(DONE, timeout=RUN_MILLISECONDS)
    errors = page.evaluate(ERRORS)
    if errors:
        raise LessonError("; ".join(errors))


def end_kernel(page: "Page") -> None:
    """End the kernel of the notebook in front, if there is one, so that whoever opens it next begins with a new one.

    A page that is opened on a running kernel fetches all of its old widgets; cells that are run meanwhile may show a
    widget whose answers then go to its double.

    Args:
        page: Shows JupyterLab, or anything else.
    """
    page.evaluate(END)
