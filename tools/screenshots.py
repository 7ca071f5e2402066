"""Take the pictures of docs/screenshots anew: ``python -m nox -s screenshots``.

The explorer in the light and the dark theme, in a narrow window and at a zoom of 200 %; the picture of the README; and
every lesson that is ready. Every picture is of the real JupyterLab. Names after the command choose some of them.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from tools.chromium import launched_chromium
from tools.lab_pages import open_lesson
from tools.lab_server import running_lab
from vitd_edu.knowledge import tables
from vitd_edu.locate import notebooks_directory

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page, ViewportSize

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
EXPLORER = "04-symptom-explorer.ipynb"
CASE = "D25_C1.75_M0.55_+tingling"
MOST_BYTES, MOST_COLORS = 400_000, 256
WAIT_MILLISECONDS, MARGIN = 30_000, 16
PANEL = ".vd-panel:has(> .vd-main)"  # a panel with dials, no question


@dataclass(frozen=True)
class Shot:
    """A picture: lesson, window in CSS pixels, pixels per CSS pixel, theme, what to keep, and whether of the case."""

    lesson: str = EXPLORER
    width: int = 1400
    height: int = 1250
    density: int = 1
    theme: str = "JupyterLab Light"
    whole_window: bool = True
    of_case: bool = True


SHOTS: Mapping[str, Shot] = {
    "explorer-readme": Shot(width=1500, height=1400, density=2, whole_window=False),
    "explorer-light": Shot(),
    "explorer-dark": Shot(theme="JupyterLab Dark"),
    "explorer-narrow": Shot(width=800, height=2100),
    "explorer-200-percent": Shot(width=700, height=1000, density=2),
    **{
        f"lesson-{row.number}": Shot(lesson=row.file, height=1400, of_case=False)
        for row in tables.lessons()
        if row.ready
    },
}


def main(wanted: list[str]) -> None:
    """Take the pictures with these names; all of them where there are none."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vitd-edu-") as scratch:
        lessons = Path(scratch) / "lessons"
        shutil.copytree(notebooks_directory(), lessons, ignore=shutil.ignore_patterns(".*", "journal-*"))
        with running_lab(lessons, Path(scratch) / "server") as server, launched_chromium() as browser:
            ask_no_questions(browser, server.url)
            for name in wanted or SHOTS:
                path = FOLDER / f"{name}.png"
                path.write_bytes(small(taken(browser, server.url, SHOTS[name])))
                print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")


def taken(browser: "Browser", url: str, shot: Shot) -> bytes:
    """Open the lesson as the shot says and return its picture."""
    window: ViewportSize = {"width": shot.width, "height": shot.height}
    context = browser.new_context(viewport=window, device_scale_factor=shot.density)
    context.set_default_timeout(WAIT_MILLISECONDS)
    page = context.new_page()
    open_lesson(page, url, shot.lesson)
    choose_theme(page, shot.theme)
    close_what_is_in_the_way(page)
    if shot.of_case:
        show_case(page)
    picture = page.screenshot() if shot.whole_window else top_of_panel(page)
    choose_theme(page, "JupyterLab Light")
    context.close()
    return picture


def ask_no_questions(browser: "Browser", url: str) -> None:
    """Answer JupyterLab's question about news, which would lie over the pictures, with no."""
    page = browser.new_page()
    page.goto(f"{url}/lab?reset")
    page.wait_for_function("() => window.jupyterapp?.serviceManager.isReady")
    page.evaluate("""() => window.jupyterapp.serviceManager.settings.save(
        '@jupyterlab/apputils-extension:notification', '{ "fetchNews": "false" }')""")
    page.close()


def choose_theme(page: "Page", theme: str) -> None:
    """Choose a theme as JupyterLab's menu does, and wait until it is on."""
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.locator(f'body[data-jp-theme-name="{theme}"]').wait_for(state="attached")


def close_what_is_in_the_way(page: "Page") -> None:
    """Fold JupyterLab's side bar, so that the lesson has the window, and show the lesson's top."""
    page.evaluate("""() => {
        const app = window.jupyterapp;
        app.shell.collapseLeft();
        const notebook = app.shell.currentWidget.content;
        notebook.activeCellIndex = 0;
        notebook.node.querySelector('.jp-WindowedPanel-outer').scrollTop = 0;
    }""")


def show_case(page: "Page") -> None:
    """Open the panel without a prediction, go to the case, and put the panel's top at the window's top."""
    page.get_by_role("button", name="Open without an answer").click()
    panel = page.locator(PANEL)
    panel.wait_for()
    code = panel.get_by_label("Case code")
    code.fill(CASE)
    code.press("Enter")
    panel.locator(".vd-flags").wait_for()
    code.blur()
    panel.evaluate("panel => panel.scrollIntoView({ block: 'start' })")


def top_of_panel(page: "Page") -> bytes:
    """Return the panel down to where its dials end, without JupyterLab around it."""
    panel, dials = (page.locator(part).bounding_box() for part in (PANEL, ".vd-dials"))
    if panel is None or dials is None:
        raise RuntimeError("The panel is not on the page.")
    height = dials["y"] + dials["height"] + MARGIN - panel["y"]
    clip: FloatRect = {"x": panel["x"], "y": panel["y"], "width": panel["width"], "height": height}
    return page.screenshot(clip=clip)


def small(png: bytes) -> bytes:
    """Return a PNG in its 256 commonest colors: a screen of text and flat colors loses nothing that one can see."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))
    colors, where, count = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    common = colors[np.argsort(count)[::-1][:MOST_COLORS]]
    distance = np.linalg.norm(colors[:, None].astype(float) - common, axis=2)
    reduced = Image.fromarray(distance.argmin(axis=1)[where].reshape(pixels.shape[:2]).astype(np.uint8), "P")
    reduced.putpalette(common.tobytes())
    written = io.BytesIO()
    reduced.save(written, "PNG", optimize=True)
    if written.tell() > MOST_BYTES:
        raise RuntimeError(f"A picture takes {written.tell()} bytes, more than {MOST_BYTES}: show less of the page.")
    return written.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
