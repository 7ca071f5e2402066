"""A real JupyterLab on a copy of the lessons, and a real Chromium to use it with."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.alone import write_notebooks
from tests.browser.explorer_page import ANSWER_MILLISECONDS, ExplorerPage, opened_alone
from tools.chromium import NoChromiumError, launched_chromium
from tools.lab_pages import end_kernel
from tools.lab_pages import open_lesson as open_in_lab
from tools.lab_server import Server, running_lab
from vitd_edu.locate import notebooks_directory

LINES_SHOWN = 60
expect.set_options(timeout=ANSWER_MILLISECONDS)  # a busy machine may need a while; a page that answers is not held up


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the end of what server and kernels printed beside a failure: of a silent kernel a page cannot tell why."""
    report = yield
    server = getattr(item, "funcargs", {}).get("lab")
    if report.failed and isinstance(server, Server):
        lines = server.log.read_text(encoding="utf-8", errors="replace").splitlines()
        report.sections.append(("what JupyterLab and its kernels printed last", "\n".join(lines[-LINES_SHOWN:])))
    return report


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """JupyterLab as a learner has it, on a copy of the lessons, with each panel alone beside them."""
    lessons = tmp_path_factory.mktemp("lab") / "lessons"
    shutil.copytree(notebooks_directory(), lessons, ignore=shutil.ignore_patterns(".*", "journal-*"))
    write_notebooks(lessons)
    with running_lab(lessons, tmp_path_factory.mktemp("scratch")) as server:
        yield server


# Kept for this folder only: while Playwright runs, its event loop occupies this thread, and other tests need loops too.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, or words on how to get one: a failure under CI, a skipped test elsewhere."""
    try:
        with launched_chromium() as chromium:
            yield chromium
    except NoChromiumError as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(error))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page, with nothing remembered from other tests."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    yield page
    end_kernel(page)
    context.close()


@pytest.fixture
def open_lesson(lab: Server) -> Callable[[Page, str], None]:
    """Open a lesson in a page, and run all its cells."""
    return lambda page, name: open_in_lab(page, lab.url, name)


@pytest.fixture(scope="package")
def explorer_in_lab(browser: Browser, lab: Server) -> Iterator[ExplorerPage]:
    """The explorer; one page for all tests."""
    with opened_alone(browser, lab, "explorer", has_touch=True) as explorer:
        explorer.panel.locator(".vd-causes").wait_for()
        yield explorer
