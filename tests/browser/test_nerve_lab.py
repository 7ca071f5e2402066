"""The nerve lab in a real browser: its pictures never blank, never change size, and always carry their words."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.explorer_page import PAINTED, opened_alone
from vitd_edu.figures import nerve_picture

# Looks at the picture at every change of the page: it must always hold one painted image of the same size.
WATCH = f"""picture => {{
    window.vdSeen = [];
    const painted = {PAINTED};
    const look = () => {{
        const images = [...picture.querySelectorAll('canvas')];
        const box = picture.getBoundingClientRect();
        const whole = images.length === 1 && images[0].width > 1 && painted(images[0]);
        window.vdSeen.push([whole, Math.round(box.width), Math.round(box.height)].join());
    }};
    new MutationObserver(look).observe(picture, {{ childList: true, subtree: true, attributes: true }});
    look();
}}"""


@pytest.mark.parametrize("density", [1, 2])
def test_the_picture_is_never_blank_and_never_jumps(browser: Browser, lab, density):
    with opened_alone(browser, lab, "nerve_lab", device_scale_factor=density) as shown:
        page = shown.page
        page.get_by_role("radio", name="SI (").check()  # another test may have chosen US units, which step otherwise
        picture = page.locator(".vd-picture").first
        image = picture.get_by_role("img")
        expect(image).to_have_attribute(
            "aria-label",
            "The nerve stays silent for the whole second; the muscle stays slack. "
            "Gates against voltage: the curves lie on those of health.",
        )
        width = page.wait_for_function(
            """width => {
                const image = document.querySelector('.vd-picture canvas[data-frame]');
                return image?.width === width && image.width;
            }""",
            arg=nerve_picture.WIDTH * density,
        )
        assert width.json_value() == nerve_picture.WIDTH * density
        picture.evaluate(WATCH)
        dial = page.locator(".vd-level-of-calcium input[type=range]")
        dial.focus()
        for _ in range(5):
            dial.press("PageDown")
        expect(image).to_have_attribute(
            "aria-label",
            "The nerve fires in bursts, 7 spikes in a second, as in a cramp; its motor "
            "unit pulls as hard as 5.4 single twitches. Gates against voltage: both curves have moved 1.7 mV to the "
            "left of those of health, so the sodium gates open nearer to rest.",
        )
        seen = page.evaluate("window.vdSeen")
        assert len(seen) > 1
        assert len(set(seen)) == 1, seen
        assert seen[0].startswith("true")
        expect(page.locator(".vd-sentence")).to_contain_text("as in a cramp")
        expect(page.locator("audio[autoplay]")).to_have_count(0)


def test_the_trace_stays_where_it_is_while_the_story_goes_and_red_flags_come(browser: Browser, lab):
    with opened_alone(browser, lab, "nerve_lab") as shown:
        page = shown.page
        page.get_by_role("radio", name="SI (").check()
        picture, hearing = page.locator(".vd-picture"), page.locator(".vd-hearing")
        expect(page.locator(".vd-story")).to_be_visible()
        expect(picture.get_by_role("img")).to_be_visible()
        above = (
            "picture => picture.getBoundingClientRect().top - picture.closest('.vd-panel').getBoundingClientRect().top"
        )
        places = [(picture.evaluate(above), hearing.evaluate(above))]
        dial = page.locator(".vd-level-of-calcium input[type=range]")
        dial.focus()
        for _ in range(7):
            dial.press("PageDown")
            places.append((picture.evaluate(above), hearing.evaluate(above)))
        expect(page.locator(".vd-flag").first).to_be_visible()
        expect(page.locator(".vd-story")).to_have_count(0)
        places.append((picture.evaluate(above), hearing.evaluate(above)))
        assert len(set(places)) == 1, places


# The next picture that is to be decoded cannot be.
FAIL_ONCE = """() => {
    const decode = window.createImageBitmap;
    window.vdFails = true;
    window.createImageBitmap = () => {
        window.createImageBitmap = decode;
        window.vdFails = false;
        return Promise.reject(new Error('cannot be decoded'));
    };
}"""


@pytest.mark.parametrize("fails", [False, True], ids=["at once", "at the next move"])
def test_a_sharper_screen_gets_a_sharper_picture(browser: Browser, lab, fails):
    with opened_alone(browser, lab, "nerve_lab") as shown:
        page = shown.page
        wide = "width => document.querySelector('.vd-picture canvas[data-frame]')?.width === width"
        page.wait_for_function(wide, arg=nerve_picture.WIDTH)
        screen = {"width": 1400, "height": 1000, "deviceScaleFactor": 2, "mobile": False}
        dial, picture = page.locator(".vd-level-of-calcium input[type=range]"), page.locator(".vd-picture canvas")
        if fails:
            page.evaluate(FAIL_ONCE)
        page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", screen)
        page.mouse.move(700, 300)
        page.mouse.move(300, 600)  # back from moving the window to another screen
        if fails:  # the last good picture stays until there are axes for the next
            page.wait_for_function("() => !window.vdFails")
            assert picture.get_attribute("width") == str(nerve_picture.WIDTH)
            dial.press("PageDown")
        page.wait_for_function(wide, arg=2 * nerve_picture.WIDTH)
