"""The two courses without a browser."""

import dataclasses
import logging

import pytest

import vitd_edu as vd
from tests.markup import having, of_class, parse, text
from tests.panels.screen import trouble
from vitd_edu import units
from vitd_edu.courses import Courses, compare
from vitd_edu.figures import two_courses as figure
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.references import references
from vitd_edu.panels.courses_panel import course_cases
from vitd_edu.words import courses as words


@pytest.fixture
def open_view():
    opened = []

    def open_one(*args, **options):
        opened.append(vd.two_courses(*args, **options))
        return opened[-1]

    yield open_one
    for view in opened:
        view.close()


@pytest.fixture
def view(open_view):
    return open_view()


def assert_shows(view, courses):
    assert view.state == courses
    assert view.case_code.code == courses.code
    assert {name: buttons.value for name, buttons in view.choices.items()} == {
        name: getattr(courses, name) for name in Courses.CHOICES
    }
    assert dict(view.picture.parts) == {"courses": figure.draw(compare(courses))}


def test_it_opens_on_three_people_and_the_same_tablets(view):
    assert_shows(view, Courses())
    assert view.preset.value == "three-people"
    assert view.sentence.text == words.sentence(compare(Courses()))
    assert repr(view) == "TwoCourses(courses)"


@pytest.mark.parametrize(
    "choice", [row for row in tables.living_choices().values() if row.field in Courses.CHOICES], ids=lambda row: row.id
)
def test_each_choice_moves_everything(view, choice):
    view.choices[choice.field].value = choice.id
    assert_shows(view, dataclasses.replace(Courses(), **{choice.field: choice.id}))
    assert trouble(view) == ""


@pytest.mark.parametrize("case", tuple(course_cases()))
@pytest.mark.parametrize("system", units.SYSTEMS)
def test_each_case_tells_its_story(view, case, system):
    view.units.value = system
    view.preset.value = case
    assert_shows(view, course_cases()[case].state)
    assert view.sentence.text == words.sentence(compare(course_cases()[case].state), system)
    (story,) = of_class(parse(view.alerts.parts["alerts"]), "vd-story")
    assert text(story) == f"The case: {course_cases()[case].story}"


def test_a_choice_is_told_as_a_change(view):
    view.choices["treatment_start"].value = "week-18"
    assert view.sentence.text.startswith("The tablets now begin in week 18. From week 18 on")
    assert "comes back" in view.sentence.text


def test_reset_code_and_linked_views(view, open_view):
    other = open_view(joined=view.courses)
    view.case_code.typed = "courses_week-29_mild-shortage_fast-course"
    assert_shows(other, Courses(treatment_start="week-29", shortage="mild-shortage", pace="fast-course"))
    other.reset.click()
    assert_shows(view, Courses())


@pytest.mark.parametrize("code", ["living", "courses_week-9", "healthy", ""])
def test_a_bad_code_changes_nothing(view, code):
    view.case_code.typed = code
    assert bool(view.case_code.error) == bool(code)
    assert_shows(view, Courses())


def test_a_failure_in_drawing_leaves_the_last_good_state(view, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise RuntimeError("the pencil broke")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="vitd_edu"):
        patch.setattr(figure, "draw", fail)
        view.choices["pace"].value = "fast-course"
    assert "the pencil broke" in trouble(view)
    assert_shows(view, Courses())


def test_every_number_that_is_drawn_has_its_source_on_screen(view):
    tree = parse(view.footer.parts["footer"])
    shown = {one.get("data-key"): text(one) for one in having(tree, "data-key") if one.tag == "tr"}
    chosen = [row for row in tables.living_choices().values() if row.field in Courses.CHOICES]
    drawn = [name for name in tables.parameters() if name.startswith(("function_", "courses_"))]
    drawn += ["twitch_usual", "twitch_swing", "twitch_period", "twitch_first_peak", "twitch_ripple"]
    assert set(shown) >= {row.id for row in chosen} | set(drawn)
    for row in (*chosen, *(tables.parameters()[name] for name in drawn)):
        assert f"{row.value:g}" in shown[row.id]
        assert row.provenance.references or row.provenance.reason
        assert (row.provenance.reason or "") in shown[row.id]
        for key in row.provenance.references:
            assert key in shown[row.id]
            assert f"{key}: {references()[key].citation}" in text(tree)
    assert "VanEijk2025" in shown["average-course"]
    assert "0.89 points a month" in shown["average-course"]
    assert f"Where these numbers come from ({len(shown)})" in text(tree)
