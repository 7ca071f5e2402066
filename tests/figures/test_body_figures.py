"""The pictures of a body over weeks: what is drawn, what is said of it, and that the two are the same numbers."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from vitd_edu import units
from vitd_edu.figures import body_course, course_numbers, palette, repletion_course
from vitd_edu.figures.body_quantities import BONE, CALCIUM, HORMONE, QUANTITIES
from vitd_edu.knowledge import tables
from vitd_edu.living import Living, live
from vitd_edu.panels.living_parts import living_cases, repletion_cases
from vitd_edu.physiology.homeostasis import UnsettledError
from vitd_edu.repletion import GIFTS, Repletion, replete

SYSTEMS = pytest.mark.parametrize("system", units.SYSTEMS)


def drawn(course, system):
    figure = Figure()
    artists = body_course.build(figure, palette.LIGHT, body_course.frame_of(course, system))
    body_course.update(artists, course, system)
    return figure, artists


@SYSTEMS
@pytest.mark.parametrize("case", tuple(living_cases()))
def test_every_curve_lies_within_its_axes_and_ends_at_the_value_beside_it(case, system):
    course = live(living_cases()[case].state).course
    _, artists = drawn(course, system)
    count = len(QUANTITIES)
    for line, value, quantity in zip(artists[:count], artists[count:], QUANTITIES, strict=True):
        low, high = line.axes.get_ylim()
        assert low <= np.min(line.get_ydata()), quantity.id
        assert np.max(line.get_ydata()) <= high, quantity.id
        assert list(line.get_xdata()) == list(course.weeks)
        assert line.axes.get_xlim() == (0, course.weeks[-1])
        assert quantity.say(course, -1, system).split()[0] == value.get_text()  # the unit stands in the title
        shown = float(value.get_text().replace("−", "-"))
        assert shown == pytest.approx(line.get_ydata()[-1], rel=0.06, abs=0.06), quantity.id


@SYSTEMS
def test_the_usual_range_of_calcium_is_shaded(system):
    figure, _ = drawn(live(Living()).course, system)
    (band,) = figure.axes[QUANTITIES.index(CALCIUM)].patches
    low, high = band.get_y(), band.get_y() + band.get_height()
    assert [units.to_si("calcium", end, system) for end in (low, high)] == pytest.approx([2.15, 2.55])


def test_titles_and_axes_are_named():
    figure, _ = drawn(live(Living()).course, "si")
    assert [axes.get_title(loc="left") for axes in figure.axes] == [
        f"{quantity.short or quantity.title}, {quantity.units['si']}" for quantity in QUANTITIES
    ]
    assert [axes.get_xlabel() for axes in figure.axes[-2:]] == ["Weeks", "Weeks"]


def test_a_view_is_the_closest_that_holds_the_course():
    assert BONE.view(live(Living()).course)[1] == 15
    assert BONE.view(live(Living.from_code("living_D12_I300_growth")).course)[1] == 100
    assert CALCIUM.view(live(Living()).course) == (1.2, 2.8)
    assert CALCIUM.view(live(Living(vitamin_d=600)).course) == (0.4, 4.4)


lives = st.builds(
    Living,
    vitamin_d=st.floats(2, 650),
    calcium_intake=st.floats(0, 3000),
    magnesium_intake=st.floats(20, 2000),
    **{
        field: st.sampled_from([row.id for row in tables.living_choices().values() if row.field == field])
        for field in Living.CHOICES
    },
)


@settings(max_examples=60)
@given(lives)
@example(Living(vitamin_d=449, calcium_intake=2450, magnesium_intake=425))
@example(Living(vitamin_d=650, calcium_intake=1500, span="2-years"))
def test_there_is_a_view_for_every_life_that_can_be_followed(living):
    try:
        course = live(living).course
    except UnsettledError:
        return
    for quantity in QUANTITIES:
        low, high = quantity.view(course)
        assert low <= quantity.read(course).min(), quantity.id
        assert quantity.read(course).max() <= high, quantity.id


def ends_of(code):
    course = live(Living.from_code(code)).course
    return {row["id"]: [end["when"] for end in row["ends"]] for row in course_numbers.rows(QUANTITIES, course, "si")}


def test_what_does_not_move_has_no_moment_of_its_lowest_and_highest():
    assert ends_of("living")["calcium"] == ["all along", "all along"]
    assert "all along" not in ends_of("living_D12")["pth"]


def test_the_frame_changes_only_with_what_the_axes_need():
    one, two = (live(Living(vitamin_d=level)).course for level in (75, 60))
    assert body_course.frame_of(one, "si") == body_course.frame_of(two, "si")
    assert body_course.frame_of(one, "si") != body_course.frame_of(one, "us")
    assert body_course.frame_of(one, "si") != body_course.frame_of(live(Living(span="2-years")).course, "si")


@SYSTEMS
def test_the_words_name_every_plot_and_both_ends(system):
    course = live(Living(vitamin_d=12)).course
    said = body_course.describe(course, system)
    for quantity in QUANTITIES:
        assert f"from {quantity.say(course, 0, system)} to {quantity.say(course, -1, system)}" in said


# Magnesium


@SYSTEMS
@pytest.mark.parametrize("case", tuple(repletion_cases()))
def test_courses_on_show_are_drawn_and_the_others_are_not(case, system):
    repleted = replete(repletion_cases()[case].state)
    figure = Figure()
    artists = repletion_course.build(figure, palette.DARK, repletion_course.frame_of(repleted, system))
    repletion_course.update(artists, repleted, system)
    lines = [artist for artist in artists if isinstance(artist, Line2D)]
    for row, quantity in enumerate(repletion_course.QUANTITIES):
        loss, *after = lines[row * 5 : row * 5 + 5]
        assert loss.get_ydata()[-1] == pytest.approx(quantity.shown(quantity.read(repleted.loss), system)[-1])
        for line, gift in zip(after, GIFTS, strict=True):
            there = gift in repleted.repletion.shown
            assert (len(line.get_xdata()) > 0) == there
            if there:
                low, high = line.axes.get_ylim()
                assert low <= min(line.get_ydata()) <= max(line.get_ydata()) <= high
                assert line.get_ydata()[0] == pytest.approx(loss.get_ydata()[-1])
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == [
        repletion_course.NAMES[gift] for gift in repleted.repletion.shown
    ]


def test_courses_are_told_apart_without_color():
    assert len({style for _, style in repletion_course.LOOKS.values()}) == len(GIFTS)


def test_both_columns_share_each_axis():
    repleted = replete(Repletion(given="compare"))
    figure = Figure()
    repletion_course.build(figure, palette.LIGHT, repletion_course.frame_of(repleted, "si"))
    rows = np.reshape(figure.axes, (3, 2))
    for left, right in rows:
        assert left.get_ylim() == right.get_ylim()
    assert HORMONE in repletion_course.QUANTITIES
