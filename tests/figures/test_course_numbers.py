"""The numbers behind the plots over weeks: lessons 01 and 06 are answered from them."""

import dataclasses
from itertools import pairwise

import pytest

from tests.markup import having, parse, text
from vitd_edu import units
from vitd_edu.figures import body_course, course_numbers
from vitd_edu.knowledge.bands import side_of
from vitd_edu.living import Living, live
from vitd_edu.panels.living_parts import living_cases

SYSTEMS = pytest.mark.parametrize("system", units.SYSTEMS)
CASES = pytest.mark.parametrize("case", tuple(living_cases()))
TEENAGER = Living(vitamin_d=12, calcium_intake=300, demand="growth")


def cells(course, quantity, system="si"):
    """Return what the row of a quantity says, by the head of its column."""
    tree = parse(body_course.numbers(course, system))
    heads = [text(head) for head in next(tree.iter("tr")).iter("th")][1:]
    (row,) = [row for row in having(tree, "data-quantity") if row.get("data-quantity") == quantity]
    return dict(zip(heads, (text(cell) for cell in row.iter("td")), strict=True))


def test_lesson_01_is_answered_from_the_table():
    course = live(TEENAGER).course
    assert "falls to 2.03 mmol/L by day 9, rises to 2.14 mmol/L by week 5" in course_numbers.calcium_words(course)
    assert "below the usual range for good from day 3 on" in course_numbers.calcium_words(course)
    shown = cells(course, "calcium")
    assert float(shown["11"]) > 2.0 > float(shown["14"])
    assert shown["Lowest"].startswith("1.63 week 52")


@SYSTEMS
@CASES
@pytest.mark.parametrize("span", ["12-weeks", "1-year", "2-years"])
def test_every_row_has_its_values_in_the_unit_at_its_head(case, span, system):
    course = live(dataclasses.replace(living_cases()[case].state, span=span)).course
    tree = parse(body_course.numbers(course, system))
    shown = cells(course, "calcium", system)
    assert [head for head in shown if head.isdigit()] == [str(week) for week in course_numbers.weeks_shown(course)[1:]]
    for head, value in list(shown.items())[:-3]:
        at = course_numbers.indices(course)[list(shown).index(head)]
        assert value == units.show("calcium", float(course.calcium[at]), system).split()[0]
    (row,) = [row for row in having(tree, "data-quantity") if row.get("data-quantity") == "calcium"]
    assert text(next(row.iter("th"))) == f"Calcium in blood {units.unit('calcium', system)}"


def test_the_table_can_be_read_aloud():
    tree = parse(body_course.numbers(live(TEENAGER).course))
    assert text(next(tree.iter("caption"))).startswith("The course in numbers")
    assert all(head.get("scope") in ("col", "row") for head in tree.iter("th"))
    rows = list(tree.iter("tr"))
    assert len({sum(1 for cell in row if cell.tag in ("th", "td")) for row in rows}) == 1


@SYSTEMS
@CASES
def test_what_is_said_of_calcium_is_so(case, system):
    course = live(living_cases()[case].state).course
    said, calcium = course_numbers.calcium_words(course, system), course.calcium
    turns = [0, *course_numbers._turns(course), len(calcium) - 1]
    swings = [float(calcium[after] - calcium[before]) for before, after in pairwise(turns)]
    assert all(one * other < 0 for one, other in pairwise(swings)), "up and down by turns"
    assert ("for good" in said) == bool(side_of("calcium", calcium)[-1])
    assert ("ends at" in said) == (len(turns) > 2)
