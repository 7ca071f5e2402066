"""The differential's own figures and the two courses, read back from their HTML."""

import math
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markup import having, of_class, parse, text
from tests.spaces import scenarios
from vitd_edu import Scenario, predict
from vitd_edu.courses import Courses, compare
from vitd_edu.figures import cause_ranking, cause_reasons, differential_table, next_tests, two_courses
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
        assert len(said) <= 4
        assert sum(one.chance for one in test.results()) == pytest.approx(1)
        assert sum(one.points for one in test.results()) == 100
        assert all(abs(one.points - 100 * one.chance) < 1 for one in test.results())
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


def rows_of(html):
    return {row.get("data-cause"): row for row in having(parse(html), "data-cause") if row.tag == "tr"}


@quick
@given(scenarios, scenarios)
def test_rows_that_moved_say_how_far(before, after):
    old, new = predict(before), predict(after)
    on_show = {row.id for row in differential_table.rows_on_show(old)}
    was = {row.id: place for place, row in enumerate(old.causes, start=1) if row.id in on_show}
    is_now = {row.id: place for place, row in enumerate(new.causes, start=1)}
    weights = {row.id: states.percent(row.weight) for row in old.causes}
    now = {row.id: states.percent(row.weight) for row in new.causes}
    for cause, row in rows_of(differential_table.draw(new, before=old)).items():
        said = " ".join(text(part) for part in of_class(row, "vd-moved"))
        steps = was.get(cause, 99) - is_now[cause]
        if cause not in was:
            assert said.startswith("▲ up from the fold")
        elif steps:
            assert said.startswith(f"{'▲ up' if steps > 0 else '▼ down'} {abs(steps)} place{'s' * (abs(steps) > 1)}")
        elif weights[cause] != now[cause]:
            assert "same place" in said
        else:
            assert said == ""
        assert (f", was {weights[cause]}" in said) == (weights[cause] != now[cause])


@quick
@given(scenarios, scenarios)
def test_no_hidden_row_outweighs_one_on_show_unless_that_says_why(before, after):
    old, new = predict(before), predict(after)
    weights = {row.id: row.weight for row in new.causes}
    shown = rows_of(differential_table.draw(new, before=old))
    assert list(shown) == [cause for cause in weights if cause in shown]  # heaviest first
    ruled = {row.id for row in differential_table.rows_on_show(new)}
    kept = {row.id for row in differential_table.rows_on_show(old)}
    assert set(shown) == ruled | kept
    heaviest = max((weight for cause, weight in weights.items() if cause not in shown), default=0.0)
    for cause, row in shown.items():
        mark = " ".join(text(part) for part in of_class(row, "vd-row-mark"))
        assert mark in ("", "just fell", "always on show")
        assert mark or weights[cause] >= heaviest
        assert (mark == "just fell") == (cause not in ruled)


# The ranking beside the tries


@quick
@given(scenarios, scenarios)
def test_the_ranking_has_as_many_rows_whatever_moves(before, after):
    old, new = predict(before), predict(after)
    was = {row.id: row.weight for row in old.causes}
    drawn = having(parse(cause_ranking.draw(new, old)), "data-ranked")
    assert [row.get("data-ranked") for row in drawn[:5]] == [row.id for row in new.causes[:5]]
    assert len(drawn) == 6
    order = [row.id for row in new.causes]
    for row in drawn:
        cause = next(one for one in new.causes if one.id == row.get("data-ranked"))
        name, weight, moved = (text(cell) for cell in row)
        assert name == f"{order.index(cause.id) + 1} {cause.name}"
        assert weight == states.percent(cause.weight)
        same = weight == states.percent(was[cause.id])
        assert moved.startswith("= same" if same else "▲ up" if cause.weight > was[cause.id] else "▼")
        assert same or moved.endswith(f", was {states.percent(was[cause.id])}")
    fell = [row for row in drawn if "just fell" in text(row)]
    assert fell in ([], [drawn[-1]])
    if fell:
        assert fell[0].get("data-ranked") in [row.id for row in old.causes[:5]]
    elif drawn[-1].get("data-ranked") != order[5]:
        raise AssertionError("the last row is neither the sixth nor one that fell")


def test_the_ranking_is_a_table_with_a_caption_and_heads():
    prediction = predict(Scenario(calcium=1.8))
    root = parse(cause_ranking.draw(prediction))
    assert text(next(root.iter("caption"))).startswith("Table 1 in short")
    assert [head.get("scope") for head in root.iter("th")] == ["col"] * 3 + ["row"] * 6
    assert {text(row[2]) for row in having(root, "data-ranked")} == {"= same"}
    first = prediction.causes[0]
    said = f"Heaviest causes: 1. {states.lower_first(first.name)} {states.percent(first.weight)}"
    assert cause_ranking.describe(prediction).startswith(said)


def test_without_a_past_no_row_has_moved():
    prediction = predict(Scenario(calcium=1.8))
    assert "vd-moved" not in differential_table.draw(prediction)
    assert "vd-moved" not in differential_table.draw(prediction, before=prediction)


@quick
@given(scenarios)
def test_factors_are_those_of_the_influences(scenario):
    prediction = predict(scenario)
    for cause_id, row in rows_of(differential_table.draw(prediction, factors=True)).items():
        cause = next(one for one in prediction.causes if one.id == cause_id)
        for name, reasons in (("vd-for", cause.supports), ("vd-against", cause.contradicts)):
            said = [f"{states.influence(one)} ({cause_reasons.factor(one.log_ratio)})" for one in reasons[:3]]
            assert [text(part).split(": ", 1)[1] for part in of_class(row, name)] == (["; ".join(said)] if said else [])


@quick
@given(workups)
def test_start_times_factors_made_to_sum_to_one_are_the_weights(workup):
    prediction = predict(workup)
    accounts = cause_reasons.accounts(prediction)
    highest = max(account.log_product for account in accounts.values())
    products = {cause: math.exp(account.log_product - highest) for cause, account in accounts.items()}
    total = math.fsum(products.values())
    for cause in prediction.causes:
        assert products[cause.id] / total == pytest.approx(cause.weight, rel=1e-9, abs=1e-12)
    rows = rows_of(differential_table.draw(prediction, factors=True))
    for cause, row in rows.items():
        (start,) = of_class(row, "vd-start")
        assert text(start) == f"start: {cause_reasons.start_words(tables.causes()[cause].prior)}"


PRINTED = re.compile(r"([×÷]) (\d+(?:\.\d+)?)")


@pytest.mark.parametrize(
    "code",
    ["workup_none_+fasciculation_+tingling", "workup_C_C1.75_+fasciculation_+tingling", "workup_none_+fatigue_-thirst"],
)
def test_what_is_printed_gives_the_weights_that_are_printed(code):
    """A learner who multiplies what table 1 says, rows of the fold included, arrives at its weights."""
    prediction = predict(Workup.from_code(code))
    root = parse(differential_table.draw(prediction, factors=True))
    products = {}
    for row in having(root, "data-cause"):
        start = float(text(of_class(row, "vd-start")[0]).split()[1])
        reasons = " ".join(text(part) for name in ("vd-for", "vd-against", "vd-rest") for part in of_class(row, name))
        factors = [float(number) if sign == "×" else 1 / float(number) for sign, number in PRINTED.findall(reasons)]
        products[row.get("data-cause")] = start * math.prod(factors)
    assert len(products) == len(prediction.causes)
    total = sum(products.values())
    for cause in prediction.causes:
        assert products[cause.id] / total == pytest.approx(cause.weight, abs=0.025)


@pytest.mark.parametrize(
    ("start", "said"),
    [(0.217, "22 %"), (0.1, "10 %"), (0.05, "5 %"), (0.012, "1.2 %"), (0.0015, "0.15 %"), (0.008, "0.8 %")],
)
def test_a_start_is_said_in_two_digits(start, said):
    assert cause_reasons.start_words(start) == said
    assert cause_reasons.start_words(1e-7) == "under 0.01 %"


def test_a_factor_says_times_or_a_part():
    low = predict(Scenario(calcium=1.5, findings={"thirst"}))
    cause = next(row for row in low.causes if row.id == "hypocalcemia")
    (up,) = (one for one in cause.supports if one.evidence == "calcium")
    assert cause_reasons.factor(up.log_ratio).startswith("× ")
    assert all(cause_reasons.factor(one.log_ratio).startswith("÷ ") for one in cause.contradicts)
    assert cause_reasons.factor(8.0) == "× over 1000"
    assert "× 3: three times as likely" in differential_table.draw(low, factors=True)
    assert "How start and reasons make the weight" in differential_table.draw(low, factors=True)
    for word in ("× 3", "start:", "How start"):
        assert word not in differential_table.draw(low)


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
