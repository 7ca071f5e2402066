"""What moves in a plot, as strokes: corners where the axes put the data, looks as matplotlib draws them."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from vitd_edu.figures.strokes import LIFT, PARTS_OF_A_PIXEL, drawing

ACROSS, DOWN = 400.0, 300.0
LEFT, TOP, WIDE, HIGH = 40.0, 30.0, 320.0, 240.0


def axes_at(density=1.0, **limits):
    figure = Figure(figsize=(ACROSS / 100, DOWN / 100), dpi=100 * density)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((LEFT / ACROSS, 1 - (TOP + HIGH) / DOWN, WIDE / ACROSS, HIGH / DOWN))
    axes.set(**{"xlim": (0, 10), "ylim": (0, 100), **limits})
    return figure, axes


def corners_of(drawn, stroke=0):
    told = np.frombuffer(drawn.corners, "<i2").reshape(-1, 2)
    assert sum(drawn.counts) == len(told)
    start = sum(drawn.counts[:stroke])
    return told[start : start + drawn.counts[stroke]]


def line_in(axes, x, y, **looks):
    return axes.add_line(Line2D(x, y, **{"color": "#123456", "linewidth": 2.0, **looks}))


@pytest.mark.parametrize("density", [1.0, 2.0, 1.5])
def test_corners_lie_where_the_axes_put_the_data_on_every_screen(density):
    figure, axes = axes_at(density)
    drawn = drawing(figure, [line_in(axes, [0, 5, 10], [0, 100, 25])], density)
    wanted = [(LEFT, TOP + HIGH), (LEFT + WIDE / 2, TOP), (LEFT + WIDE, TOP + 0.75 * HIGH)]
    assert corners_of(drawn) / PARTS_OF_A_PIXEL == pytest.approx(np.array(wanted), abs=0.6)  # snapped to whole dots
    (look,) = drawn.looks
    assert look["color"] == "#123456"
    assert look["width"] == pytest.approx(2 * 100 / 72, abs=0.01)
    assert look["clip"] == pytest.approx([LEFT, TOP, WIDE, HIGH], abs=0.01)
    assert (look["dashes"], look["offset"], look["face"], look["closed"]) == ([], 0.0, "", False)
    assert (look["cap"], look["join"]) == ("square", "round")  # a curve ends half its width beyond its last point


def test_a_bent_axis_bends_the_line():
    figure, axes = axes_at(yscale="log", ylim=(1, 100))
    x = np.linspace(0, 10, 11)
    drawn = drawing(figure, [line_in(axes, x, 10 ** (x / 5))], 1.0)
    told = corners_of(drawn) / PARTS_OF_A_PIXEL
    assert len(told) == 2  # straight again, so that its inner corners need not be told
    assert told[-1] == pytest.approx([LEFT + WIDE, TOP], abs=0.6)


def test_a_gap_lifts_the_pen():
    figure, axes = axes_at()
    drawn = drawing(figure, [line_in(axes, [0, 2, 4, 6, 8, 10], [10, 60, np.nan, 20, 70, 30])], 1.0)
    told = corners_of(drawn)
    lifts = np.flatnonzero(told[:, 0] == LIFT)
    assert lifts.tolist() == [2]
    assert len(told) == 6
    assert told[lifts[0] + 1, 0] / PARTS_OF_A_PIXEL == pytest.approx(LEFT + 0.6 * WIDE, abs=0.6)


def test_dashes_are_as_long_as_matplotlib_draws_them():
    figure, axes = axes_at(2.0)
    drawn = drawing(figure, [line_in(axes, [0, 10], [0, 50], linestyle=(0.5, (3, 1)))], 2.0)
    (look,) = drawn.looks
    assert [*look["dashes"], look["offset"]] == pytest.approx([3 * 2 * 100 / 72, 2 * 100 / 72, 100 / 72], abs=0.01)
    assert look["cap"] == "butt"


def test_marks_are_filled_and_closed():
    figure, axes = axes_at()
    marks = line_in(axes, [2, 4], [50, 60], linestyle="", marker="s", markersize=7.2, markeredgecolor="#ff0000")
    drawn = drawing(figure, [marks], 1.0)
    assert len(drawn.looks) == 2
    for stroke, (look, across) in enumerate(zip(drawn.looks, (2, 4), strict=True)):
        assert (look["face"], look["color"], look["closed"]) == ("#123456", "#ff0000", True)
        told = corners_of(drawn, stroke) / PARTS_OF_A_PIXEL
        assert np.ptp(told[:, 0]) == pytest.approx(10, abs=1)
        assert told[:, 0].mean() == pytest.approx(LEFT + across / 10 * WIDE, abs=2.5)


def test_a_line_far_beyond_the_picture_keeps_its_slope_inside():
    figure, axes = axes_at()
    told = corners_of(drawing(figure, [line_in(axes, [0, 10], [0, 1e9])], 1.0)) / PARTS_OF_A_PIXEL
    assert told[:, 1].min() >= -10
    assert told[:, 0].max() <= LEFT + 1


def test_what_has_no_data_is_not_told():
    figure, axes = axes_at()
    drawn = drawing(figure, [line_in(axes, [], []), axes.set_title("", loc="right")], 1.0)
    assert drawn == ([], [], b"", [])


@pytest.mark.parametrize("density", [1.0, 2.0])
def test_words_stand_at_the_end_of_the_axes(density):
    figure, axes = axes_at(density)
    word = axes.set_title("2.38", loc="right", fontsize=9, fontweight="bold", color="#0a0b0c", pad=7.2)
    (told,) = drawing(figure, [word], density).words
    assert told.items() >= {"text": "2.38", "bold": True, "color": "#0a0b0c", "align": "right"}.items()
    assert (told["left"], told["top"]) == pytest.approx((LEFT + WIDE, TOP - 10), abs=0.01)
    assert told["size"] == pytest.approx(12.5)


def test_a_color_keeps_how_much_shines_through():
    figure, axes = axes_at()
    (look,) = drawing(figure, [line_in(axes, [0, 10], [0, 50], alpha=0.2)], 1.0).looks
    assert look["color"] == "#12345633"


def test_what_is_hidden_is_not_told():
    figure, axes = axes_at()
    hidden = [line_in(axes, [0, 10], [0, 50]), axes.set_title("2.38", loc="right")]
    for artist in hidden:
        artist.set_visible(False)
    assert drawing(figure, hidden, 1.0) == ([], [], b"", [])


@pytest.mark.parametrize("text", ["two\nlines", "turned", "hanging"])
def test_words_that_a_browser_would_put_elsewhere_are_refused(text):
    figure, axes = axes_at()
    looks = {"turned": {"rotation": 90}, "hanging": {"va": "top"}}.get(text, {})
    with pytest.raises(ValueError, match="turned, has several lines"):
        drawing(figure, [axes.text(1, 1, text, **{"va": "baseline", **looks})], 1.0)


def test_a_picture_too_large_to_be_told_is_refused():
    with pytest.raises(ValueError, match="over 2047"):
        drawing(Figure(figsize=(21, 3), dpi=100), [], 1.0)
