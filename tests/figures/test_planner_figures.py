"""The planner's picture and its tables: the same numbers as the plan."""

import numpy as np
import pytest

from tests.figures.planner_drawing import FULL, drawn, rows
from tests.markup import having, parse, text
from vitd_edu import units
from vitd_edu.figures import planner_course, plate_table
from vitd_edu.knowledge.planner_tables import planner_presets, regimens
from vitd_edu.planned import follow
from vitd_edu.planning import DayPlan

SYSTEMS = pytest.mark.parametrize("system", units.SYSTEMS)
PRESETS = pytest.mark.parametrize("preset", planner_presets().values(), ids=lambda row: row.id)


@SYSTEMS
@PRESETS
def test_the_dashed_lines_are_the_other_people_and_lie_in_the_picture(preset, system):
    planned = follow(DayPlan.from_code(preset.code))
    plots, _ = drawn(planned, system)
    for quantity, (low, high, own) in zip(planner_course.SHOWN, plots, strict=True):
        for line, course in zip((low, high, own), (*planned.people, planned.course), strict=True):
            assert line.get_ydata() == pytest.approx(quantity.shown(quantity.read(course), system)), quantity.id
            bottom, top = sorted(line.axes.get_ylim())
            assert bottom <= np.min(line.get_ydata()), quantity.id
            assert np.max(line.get_ydata()) <= top, quantity.id
        assert {low.get_linestyle(), high.get_linestyle()} == {"--"}
        assert own.get_linestyle() == "-"


def test_the_sun_moves_the_lines_through_the_year():
    planned = follow(DayPlan(vitamin_d=40, latitude="lat-50", minutes="minutes-30", month="january"))
    plots, _ = drawn(planned)
    low, high, own = (line.get_ydata() for line in plots[0])
    assert own[:8] == pytest.approx(40, abs=0.01)
    assert (low[12:] < own[12:]).all()
    assert (own[12:] < high[12:]).all()
    assert 26 <= int(np.argmax(own)) <= 34


def test_somebody_who_cannot_be_followed_has_no_line():
    plots, _ = drawn(follow(DayPlan(plate=(("cod-liver-oil-tablespoon", 12), ("milk", 3)))))
    assert all(len(high.get_xdata()) == 0 < len(low.get_xdata()) for low, high, _ in plots)


# Tables


@pytest.mark.parametrize(
    ("more", "amount", "when"),
    [
        ({"regimen": "aafp"}, "7143 IU", "in weeks 0 to 8, as 50 000 IU every 7 days"),
        (
            {"regimen": "aafp", "missed": "half-missed"},
            "7143 IU",
            "in weeks 0 to 8, as 50 000 IU every 7 days; every second dose is forgotten",
        ),
        ({"regimen": "own-dose", "daily_dose": 2000}, "2000 IU", "all year"),
        ({"regimen": "own-dose", "daily_dose": 2000, "stop": "stop-12"}, "2000 IU", "in weeks 0 to 12"),
        ({}, "0 IU", ""),
    ],
)
def test_the_table_tells_the_largest_dose_that_runs_and_when(more, amount, when):
    _, shown = rows(plate_table.draw(follow(DayPlan(**more))))
    assert f"{amount}{when}" in shown["vitamin_d"]
    assert ("over the limit" in shown["vitamin_d"]) == (more.get("regimen") == "aafp")


def test_the_table_names_the_bodies_behind_allowances():
    tree, shown = rows(plate_table.draw(follow(FULL)))
    assert "IOM 2011" in shown["vitamin_d"]
    assert "IOM 2011" in shown["calcium"]
    assert "310 mg (RDA)IOM 1997" in shown["magnesium"]
    assert "IOM 1997 for magnesium" in text(tree)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "with 1000 mg of calcium a day."),
        ({"demand": "growth", "vitamin_d": 40}, "300 mg of calcium a day: low calcium comes where the need is great"),
        ({"plate": (("egg", 1),)}, "takes the place of the food before, taken as 1000 mg of calcium and 100 IU"),
        ({"plate": (("egg", 1),), "demand": "growth", "vitamin_d": 40}, "taken as 300 mg of calcium and 100 IU"),
    ],
)
def test_the_table_tells_what_the_plate_takes_the_place_of(more, said):
    assert said in text(parse(plate_table.draw(follow(DayPlan(**more)))))


def test_the_sun_tells_its_seasons():
    plan = {"vitamin_d": 40, "latitude": "lat-50", "minutes": "minutes-30"}
    july = text(parse(plate_table.sun(follow(DayPlan(**plan)))))
    assert "The year begins in July." in july
    assert "572 to 2287 IU" in july
    assert "5 of 12 months make none" in july
    january = text(parse(plate_table.sun(follow(DayPlan(**plan, month="january")))))
    assert "vitamin D winter" in january
    assert "The solid line counts the middle of the estimate, the dashed ones its ends" in january
    assert "No sun is counted beyond that of the life before" in text(parse(plate_table.sun(follow(DayPlan()))))


@pytest.mark.parametrize("regimen", plate_table.GUIDELINES)
def test_a_guideline_is_told_from_a_trial(regimen):
    kinds = {row.id: row.kind for row in regimens()}
    guideline = "guideline" in {kinds[name] for name in plate_table.GUIDELINES[regimen]}
    html = text(parse(plate_table.regimen(follow(DayPlan(regimen=regimen)))))
    assert ("What guidelines say near it" in html) == guideline
    assert ("No guideline describes it" in html) == (regimen == "by-mistake") == (not guideline)


@SYSTEMS
def test_the_year_in_numbers_tells_the_weeks_of_the_course(system):
    planned = follow(DayPlan(regimen="loading"))
    tree = parse(planner_course.numbers(planned, system))
    shown = {row.get("data-quantity"): [text(cell) for cell in row.iter("td")] for row in having(tree, "data-quantity")}
    assert list(shown) == ["vitamin_d", "people", *(quantity.id for quantity in planner_course.SHOWN[1:])]
    weeks = [text(head) for head in tree.iter("th")][1:11]
    level = units.show("vitamin_d", float(planned.course.vitamin_d[11]), system).split()[0]
    assert shown["vitamin_d"][weeks.index("11")] == level, "three weeks after week 8"
    assert float(shown["people"][weeks.index("Start")]) == float(shown["vitamin_d"][0])
    little, much = (float(one.vitamin_d[8]) for one in planned.people)
    low, high = (f"{units.from_si('vitamin_d', end, system):.0f}" for end in (little, much))
    assert shown["people"][weeks.index("8")] == f"{low}–{high}"
