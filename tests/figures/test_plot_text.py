"""Text in plots: large enough to be read on a wall, inside its picture, and never upon other text."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from vitd_edu import units
from vitd_edu.figures import (
    body_course,
    nerve_picture,
    palette,
    planner_course,
    repletion_course,
    small_plots,
)
from vitd_edu.living import live
from vitd_edu.panels.kept_plot import DOTS_PER_INCH
from vitd_edu.panels.living_parts import living_cases, repletion_cases
from vitd_edu.panels.planner_panel import planner_cases
from vitd_edu.planned import follow
from vitd_edu.repletion import replete

SYSTEMS = pytest.mark.parametrize("system", units.SYSTEMS)
LEAST = 12.0  # CSS pixels
PICTURES = (body_course, nerve_picture, planner_course, repletion_course)


def empty(picture):
    figure = Figure(figsize=(picture.WIDTH / DOTS_PER_INCH, picture.HEIGHT / DOTS_PER_INCH), dpi=DOTS_PER_INCH)
    FigureCanvasAgg(figure)
    return figure


def beyond_an_axis(figure):
    """Return the numbers beyond the end of their axis: they are there, and are not drawn."""
    for axes in figure.axes:
        for axis, ends in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            yield from (tick.label1 for tick in axis.get_major_ticks() if not min(ends) <= tick.get_loc() <= max(ends))


def assert_readable(figure):
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    beyond, boxes, unseen = figure.bbox.padded(0.5), [], set(beyond_an_axis(figure))
    for one in figure.findobj(Text):
        box = one.get_window_extent(renderer)
        if not (one.get_visible() and one.get_text().strip()) or one in unseen or box.width < 1:
            continue
        assert one.get_fontsize() * DOTS_PER_INCH / 72 >= LEAST, one
        assert beyond.x0 <= box.x0 < box.x1 <= beyond.x1, one
        assert beyond.y0 <= box.y0 < box.y1 <= beyond.y1, one
        boxes.append((one.get_text(), box))
    words = [
        (said, box.shrunk(0.98, 0.98)) for said, box in boxes if not said.replace("−", "").replace(".", "").isdigit()
    ]
    for (one, here), (other, there) in combinations(words, 2):
        assert not here.overlaps(there), (one, other)


def drawn(picture, thing, system):
    figure = empty(picture)
    artists = picture.build(figure, palette.LIGHT, picture.frame_of(thing, system))
    picture.update(artists, thing, system)
    return figure


def test_every_picture_is_drawn_for_the_width_at_which_it_is_shown():
    assert {picture.WIDTH for picture in PICTURES} == {small_plots.WIDTH}


@SYSTEMS
@pytest.mark.parametrize("case", tuple(living_cases()))
def test_of_a_body(case, system):
    assert_readable(drawn(body_course, live(living_cases()[case].state).course, system))


@SYSTEMS
@pytest.mark.parametrize("case", tuple(repletion_cases()))
def test_of_magnesium(case, system):
    assert_readable(drawn(repletion_course, replete(repletion_cases()[case].state), system))


@SYSTEMS
@pytest.mark.parametrize("case", tuple(planner_cases()))
def test_of_a_plan(case, system):
    assert_readable(drawn(planner_course, follow(planner_cases()[case].state), system))


def test_of_a_nerve():
    figure = empty(nerve_picture)
    nerve_picture.build(figure, palette.LIGHT)
    assert_readable(figure)
