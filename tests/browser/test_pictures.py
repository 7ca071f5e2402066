"""What the browser draws over the axes is what matplotlib itself would have drawn there: each curve, dash and mark."""

import base64
import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, expect

import vitd_edu as vd
from tests.browser.explorer_page import opened_alone

# Two ways to smooth an edge differ by parts of a dot; so pictures are blurred a little before they are compared.
BLUR, NOTICEABLE = 1.0, 40
MOST_WRONG = 0.3  # of the dots of a curve or mark, for its ends, edges and dashes; one that lacks is wrong in all
READ = "canvas => canvas.toDataURL().split(',')[1]"
CASES = {  # each with curves that bend, the planner with all its marks; and how many of them there are to be seen
    "planner": ("planner_own-dose_U2000_D30", 17),
    "nerve_lab": ("C1.9", 4),
    "body_lab": ("living_D12_I300_growth", 8),
    "magnesium_lab": ("magnesium_G200", 6),
}
Dots = NDArray[np.int64]


def dots(picture: Image.Image) -> Dots:
    return np.asarray(picture.convert("RGB").filter(ImageFilter.GaussianBlur(BLUR))).astype(np.int64)


def differ(one: Dots, other: Dots) -> NDArray[np.bool_]:
    return np.abs(one - other).max(axis=2) > NOTICEABLE


def drawn(canvas: FigureCanvasAgg, artists) -> Dots:
    """Return the axes with some artists over them, as matplotlib draws them."""
    canvas.draw()
    for artist in artists:
        artist.draw(canvas.get_renderer())
    return dots(Image.fromarray(np.asarray(canvas.buffer_rgba()).copy()))


def words_in(panel, density: int) -> list[tuple[slice, slice]]:
    """Return the places of moving words, in dots: browsers have other fonts."""
    found = []
    for artist in panel.plot._artists:
        if isinstance(artist, Text) and artist.get_text():
            x0, y0, x1, y1 = (int(each) for each in artist.get_window_extent().padded(6 * density).extents)
            high = panel.picture.height * density
            found.append((slice(high - y1, high - y0), slice(x0, x1)))
    return found


@pytest.mark.parametrize("density", [1, 2])
@pytest.mark.parametrize("name", CASES)
def test_the_browser_draws_what_matplotlib_would(browser: Browser, lab, name, density):
    code, count = CASES[name]
    ours = getattr(vd, name)(code)
    ours.picture.density = float(density)
    with opened_alone(browser, lab, name, device_scale_factor=density) as shown:
        shown.page.get_by_role("radio", name="SI (").check()
        shown.page.locator(".vd-code-box").fill(code)
        shown.page.locator(".vd-code-box").press("Enter")
        canvas = shown.page.locator(f".vd-picture canvas[data-frame][width='{density * ours.picture.width}']")
        expect(canvas).to_have_attribute("aria-label", ours.picture.alt)
        seen = dots(Image.open(io.BytesIO(base64.b64decode(canvas.evaluate(READ)))))
    moving = [artist for artist in ours.plot._artists if not isinstance(artist, Text)]
    sheet = FigureCanvasAgg(ours.plot._figure)
    whole = drawn(sheet, moving)
    wrong = differ(seen, whole)
    for box in words_in(ours, density):
        wrong[box] = False
    ours.close()
    owned = [differ(whole, drawn(sheet, [each for each in moving if each is not artist])) for artist in moving]
    shares = [float(wrong[own].mean()) for own in owned if own.any()]  # others may lie over all of a curve
    assert len(shares) >= count
    assert max(shares) < MOST_WRONG
    assert wrong.sum() < MOST_WRONG * differ(whole, drawn(sheet, [])).sum()  # and nothing is drawn beside them
