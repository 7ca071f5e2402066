"""``vitd-edu app`` shows the explorer alone, asks no other server, and ends the kernels of closed tabs."""

import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import psutil
import pytest

from tools.lab_server import Server, free_port, running

# Short times, so that the test need not wait as long as a forgotten tab does.
CULL_SOON = ("--MappingKernelManager.cull_idle_timeout=1", "--MappingKernelManager.cull_interval=1")


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
    page.get_by_role("main").locator("input[type=range]").first.wait_for(timeout=60_000)
    assert page.get_by_role("main").locator("input[type=range]").count() >= 3
    assert {host for host in hosts if host} == {urlsplit(app.url).netloc}
    assert failed == []
    assert page.locator("html").get_attribute("lang") == "en"
    assert len(kernels_of(app)) == 1


def test_the_kernel_of_a_closed_tab_is_ended(app: Server):
    # The page of the test before is closed by now.
    deadline = time.monotonic() + 30
    while kernels_of(app) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert kernels_of(app) == []
