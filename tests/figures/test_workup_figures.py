"""The differential's own figures and the two courses, read back from their HTML."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markup import having, of_class, parse, text
from tests.spaces import scenarios
from vitd_edu import Scenario, predict
from vitd_edu.courses import Courses, compare
from vitd_edu.figures import differential_table, next_tests, two_courses
from vitd_edu.knowledge import tables
from vitd_edu.scenario import LEVELS
from vitd_edu.units import SYSTEMS
from vitd_edu.words import courses as courses_words
from vitd_edu.words import states
from vitd_edu.words import workup as words
from vitd_edu.workup import Workup, work_up

quick = settings(deadline=None, max_examples=25)
workups = st.builds(Workup.of, scenarios, st.frozensets(st.sampled_from(LEVELS)))


@quick
@given(workups, st.sampled_from(SYSTEMS))
def test_each_test_shows_its_change_and_its_results(workup, system):
    worked_up = work_up(workup)
    for place, test in enumerate(next_tests.shown(worked_up), start=1):
        root = parse(next_tests.draw(test, place, system))
        (box,) = having(root, "data-test")
        assert box.get("data-test") == test.id
        assert float(box.get("data-change")) == pytest.approx(test.expected_change, abs=5e-5)
        assert words.asking(test) in text(root)
        said = [text(item) for item in root.iter("li")]
        assert said == [" ".join(words.result_words(test, one, system).split()) for one in test.results()]
        assert len(said) <= 3
        if system == "us" and test.analyte not in (None, "ph"):
            assert "mol/L" not in text(root)


@quick
@given(workups)
def test_the_words_say_every_test_on_show(workup):
    worked_up = work_up(workup)
    said = next_tests.describe(worked_up)
    for place, test in enumerate(next_tests.shown(worked_up), start=1):
        assert f"{place}. {words.asking(test)}: {words.change_words(test)}." in said


def test_nothing_left_to_ask_is_said():
    known = work_up(Workup.of(Scenario(absent=frozenset(tables.findings()))))
    assert next_tests.shown(known) == ()
    assert "nothing is left to ask" in next_tests.describe(known)
    assert "nothing left to ask" in words.best_next(known)


# Table 1 in the workbench


@quick
@given(scenarios, scenarios)
def test_rows_that_moved_say_how_far(before, after):
    old, new = predict(before), predict(after)
    rows = [row for row in having(parse(differential_table.draw(new, before=old)), "data-cause") if row.tag == "tr"]
    was = {row.id: place for place, row in enumerate(differential_table.rows_on_show(old), start=1)}
    weights = {row.id: states.percent(row.weight) for row in old.causes}
    now = {row.id: states.percent(row.weight) for row in new.causes}
    for place, row in enumerate(rows, start=1):
        cause = row.get("data-cause")
        said = " ".join(text(part) for part in of_class(row, "vd-moved"))
        steps = was.get(cause, 99) - place
        if cause not in was:
            assert said.startswith("▲ up from the fold")
        elif steps:
            assert said.startswith(f"{'▲ up' if steps > 0 else '▼ down'} {abs(steps)} place{'s' * (abs(steps) > 1)}")
        elif weights[cause] != now[cause]:
            assert "same place" in said
        else:
            assert said == ""
        assert (f", was {weights[cause]}" in said) == (weights[cause] != now[cause])


def test_without_a_past_no_row_has_moved():
    prediction = predict(Scenario(calcium=1.8))
    assert "vd-moved" not in differential_table.draw(prediction)
    assert "vd-moved" not in differential_table.draw(prediction, before=prediction)


@quick
@given(scenarios)
def test_factors_are_those_of_the_influences(scenario):
    prediction = predict(scenario)
    root = parse(differential_table.draw(prediction, factors=True))
    for row in (row for row in having(root, "data-cause") if row.tag == "tr"):
        cause = next(one for one in prediction.causes if one.id == row.get("data-cause"))
        for name, reasons in (("vd-for", cause.supports), ("vd-against", cause.contradicts)):
            said = [f"{states.influence(one)} {differential_table.factor(one)}" for one in reasons[:3]]
            assert [text(part).split(": ", 1)[1] for part in of_class(row, name)] == (["; ".join(said)] if said else [])


def test_a_factor_says_times_or_a_part():
    low = predict(Scenario(calcium=1.5, findings={"thirst"}))
    cause = next(row for row in low.causes if row.id == "hypocalcemia")
    (up,) = (one for one in cause.supports if one.evidence == "calcium")
    assert differential_table.factor(up).startswith("(× ")
    assert all(differential_table.factor(one).startswith("(÷ ") for one in cause.contradicts)
    assert "× 3: three times as likely" in differential_table.draw(low, factors=True)
    assert "× 3" not in differential_table.draw(low)


# The two courses


@pytest.mark.parametrize("start", ["week-8", "week-18", "week-29"])
@pytest.mark.parametrize("pace", ["slow-course", "average-course", "fast-course"])
def test_the_lines_are_the_courses(start, pace):
    compared = compare(Courses(treatment_start=start, pace=pace))
    root = parse(two_courses.draw(compared))
    for line in having(root, "data-course"):
        course = getattr(compared, line.get("data-course"))
        heights = [float(point.split(",")[1]) for point in line.get("points").split()]
        burdens = [1 - (height - two_courses.TOP) / two_courses.HIGH for height in heights]
        assert burdens == pytest.approx(course.tolist(), abs=1e-3)
    assert [line.get("data-course") for line in having(root, "data-course")] == list(courses_words.NAMES)


@pytest.mark.parametrize("pace", ["slow-course", "average-course", "fast-course"])
def test_numbers_at_the_ends_keep_clear_of_each_other(pace):
    places = sorted(line.label for line in two_courses.lines(compare(Courses(pace=pace))))
    assert all(lower - upper >= two_courses.APART - 1e-9 for upper, lower in pairwise(places))


def test_the_picture_of_the_courses_says_itself_and_its_caution():
    compared = compare(Courses())
    root = parse(two_courses.draw(compared))
    (picture,) = having(root, "role")
    assert picture.get("aria-label") == courses_words.describe(compared)
    (caution,) = of_class(root, "vd-course-caution")
    assert "Treatment response is no diagnostic test" in text(caution)
    assert courses_words.describe(compared) in two_courses.describe(compared)
    assert [text(item).split(" ", 1)[0] for item in root.iter("li")] == ["1", "2", "3"]
    assert "tablets from week 8 on" in text(root)
