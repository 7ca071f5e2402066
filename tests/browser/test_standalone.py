"""``vitd-edu app`` shows the explorer alone, asks no other server, and ends the kernels of closed tabs."""

import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser.explorer_page import ExplorerPage
from tools.lab_server import Server, free_port, running
from vitd_edu import Scenario
from vitd_edu.figures import palette

# Short times, so that the test need not wait as long as a forgotten tab does; not so short that a kernel is ended
# between its start and the page's first word to it.
CULL_SOON = ("--MappingKernelManager.cull_idle_timeout=5", "--MappingKernelManager.cull_interval=1")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("app"), free_port()
    command = [sys.executable, "-m", "vitd_edu.cli", "app", "--", "--no-browser", f"--port={port}", *CULL_SOON]
    with running(command, folder, folder / "scratch", port, "/voila/static/voila.js") as server:
        yield server


def kernels_of(server: Server) -> list[psutil.Process]:
    return [child for child in server.process.children(recursive=True) if is_kernel(child)]


def is_kernel(process: psutil.Process) -> bool:
    try:
        return "ipykernel_launcher" in process.cmdline()
    except psutil.Error:
        # It ended while it was looked at.
        return False


def test_the_page_shows_the_explorer_and_asks_nobody_else(page, app: Server):
    hosts, failed = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.goto(app.url)
    page.get_by_role("main").locator("input[type=range]:visible").first.wait_for(timeout=60_000)
    assert page.get_by_role("main").locator("input[type=range]").count() >= 3
    assert {host for host in hosts if host} == {urlsplit(app.url).netloc}
    assert failed == []
    assert page.locator("html").get_attribute("lang") == "en"
    assert len(kernels_of(app)) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_anyone_can_use_the_page(page, app: Server, theme: str):
    page.set_default_timeout(60_000)
    explorer = ExplorerPage(page)
    explorer.watch()
    page.goto(f"{app.url}?theme={theme}")
    explorer.shows(Scenario())
    explorer.paste_code("D25_C1.75_M0.55_+tingling")
    explorer.shows(Scenario.from_code("D25_C1.75_M0.55_+tingling"))
    explorer.type_number("calcium", "lots")
    expect(explorer.panel.locator(".vd-level-error:visible")).to_have_count(1)
    explorer.open_all_folds()
    assert explorer.violations() == []
    ground = explorer.panel.evaluate("panel => getComputedStyle(panel).backgroundColor")
    red, green, blue = (int(palette.DARK["ground"][start : start + 2], 16) for start in (1, 3, 5))
    assert (ground == f"rgb({red}, {green}, {blue})") == (theme == "dark")
    assert explorer.problems == []


def test_the_kernel_of_a_closed_tab_is_ended(app: Server):
    # The pages of the tests before are closed by now.
    deadline = time.monotonic() + 30
    while kernels_of(app) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert kernels_of(app) == []
