"""Find a Chromium for the browser tests, the bench and the screenshots; say what to install where there is none."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VARIABLE = "VITD_EDU_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge", "msedge")
USUAL_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
WHAT_TO_INSTALL = (
    "No Chromium was found, which the browser tests need. Install one of these: "
    "on Debian or Ubuntu 'apt-get install chromium'; "
    "anywhere 'python -m playwright install chromium', run by the Python that runs the tests; "
    f"or any Chrome, Chromium or Edge, with its path in the environment variable {VARIABLE}."
)
# The test pages are our own, and a page that looks for updates would only blur the measurements.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoChromiumError(RuntimeError):
    """Neither the system nor Playwright has a Chromium."""


def find_chromium() -> str | None:
    """Return the path of the system's Chromium, or None."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return chosen
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((place for place in USUAL_PLACES if Path(place).is_file()), None)


@contextmanager
def launched_chromium() -> Iterator["Browser"]:
    """Yield a headless Chromium: the system's, or else Playwright's own.

    Raises:
        NoChromiumError: There is neither; the message says what to install.
    """
    from playwright.sync_api import Error, sync_playwright

    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        try:
            # Chromium refuses to put root into its sandbox.
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS, chromium_sandbox=not root)
        except Error as error:
            raise NoChromiumError(f"{WHAT_TO_INSTALL} ({error.message.splitlines()[0]})") from error
        yield browser
        browser.close()
