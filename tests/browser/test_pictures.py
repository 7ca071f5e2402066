"""What the browser draws over the axes is what matplotlib itself would have drawn there."""

import base64
import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, expect

import vitd_edu as vd
from tests.browser.explorer_page import opened_alone

# Two ways to smooth an edge differ by parts of a dot; so both pictures are blurred a little before they are compared.
BLUR, NOTICEABLE = 1.0, 40
FEW = 0.002  # of all dots; the strokes themselves cover ten times as many
READ = "canvas => canvas.toDataURL().split(',')[1]"


def dots(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("RGB").filter(ImageFilter.GaussianBlur(BLUR))).astype(int)


def share_that_differs(one: Image.Image, other: Image.Image, boxes) -> float:
    """Return the share of dots that differ noticeably, outside some boxes (left, top, right, bottom)."""
    differ = np.abs(dots(one) - dots(other)).max(axis=2) > NOTICEABLE
    for left, top, right, bottom in boxes:
        differ[top:bottom, left:right] = False
    return float(differ.mean())


def by_matplotlib(panel) -> tuple[Image.Image, Image.Image, list[tuple[int, ...]]]:
    """Return a panel's whole picture as matplotlib draws it, its still part, and the places of the moving words."""
    plot = panel.plot
    canvas, boxes = FigureCanvasAgg(plot._figure), []
    canvas.draw()
    for artist in plot._artists:
        artist.draw(canvas.get_renderer())
        if isinstance(artist, Text) and artist.get_text():  # browsers have other fonts
            x0, y0, x1, y1 = artist.get_window_extent().padded(6).extents
            boxes.append((int(x0), int(panel.picture.height - y1), int(x1), int(panel.picture.height - y0)))
    whole = Image.fromarray(np.asarray(canvas.buffer_rgba()).copy())
    return whole, Image.open(io.BytesIO(panel.picture.png)), boxes


@pytest.mark.parametrize("name", ["planner", "nerve_lab", "body_lab", "magnesium_lab"])
def test_the_browser_draws_what_matplotlib_would(browser: Browser, lab, name):
    ours = getattr(vd, name)()
    with opened_alone(browser, lab, name) as shown:
        shown.page.get_by_role("radio", name="SI (").check()
        if name == "nerve_lab":
            dial = shown.page.locator(".vd-level-of-calcium input[type=range]")
            for _ in range(4):
                dial.press("PageDown")
            box = shown.page.locator(".vd-level-of-calcium .vd-level-box")
            expect(box).to_have_value("2.00")
            ours.dials["calcium"].value = 2.0
        canvas = shown.page.locator(".vd-picture canvas[data-frame]")
        expect(canvas).to_have_attribute("aria-label", ours.picture.alt)
        seen = Image.open(io.BytesIO(base64.b64decode(canvas.evaluate(READ))))
    whole, still, boxes = by_matplotlib(ours)
    ours.close()
    whole.save(f"/tmp/whole_{name}.png")
    assert seen.size == whole.size
    assert share_that_differs(seen, whole, boxes) < FEW
    assert share_that_differs(seen, still, boxes) > 3 * FEW  # and there is something to see
