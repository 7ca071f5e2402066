"""The formulas beside a plan: curves that end where studies end, the plan's dose on them, and their key."""

import dataclasses
import re

import numpy as np
import pytest
from matplotlib.lines import Line2D

from tests.figures.planner_drawing import drawn, rows
from tests.markup import having, parse, text
from vitd_edu import units
from vitd_edu.figures import planner_course, planner_formulas
from vitd_edu.knowledge.planner_tables import dose_formulas, intake_targets
from vitd_edu.panels import front
from vitd_edu.planned import follow
from vitd_edu.planning import DayPlan, food_before

SYSTEMS = pytest.mark.parametrize("system", units.SYSTEMS)


def moving_marks(planned):
    """Return the line of the plan's dose and its dots, as they are drawn."""
    _, artists = drawn(planned)
    lines = [artist for artist in artists if isinstance(artist, Line2D)][-4:]
    return [len(line.get_xdata()) for line in lines[:2]]


@pytest.mark.parametrize("more", [{}, {"regimen": "loading"}])
def test_without_a_lasting_dose_none_is_marked_and_none_is_said(more):
    planned = follow(DayPlan(**more))
    assert moving_marks(planned) == [0, 0]
    assert planner_formulas.describe(planned).startswith("No lasting dose in this plan")


def test_a_plate_alone_is_a_dose_of_nothing_with_its_dots_and_no_line():
    planned = follow(DayPlan(vitamin_d=40, plate=(("sockeye-salmon", 1),)))
    assert moving_marks(planned) == [0, len(planned.formulas)]
    assert "What 0 IU a day in tablets lead to" in planner_formulas.describe(planned)


@pytest.mark.parametrize(
    "code", ["planner_own-dose_U2000", "planner_D650", "planner_by-mistake", "planner_own-dose_U35000"]
)
def test_the_formulas_have_an_axis_of_their_own_that_holds_them_closely(code):
    planned = follow(DayPlan.from_code(code))
    _, artists = drawn(planned)
    curves = [artist for artist in artists if isinstance(artist, Line2D)][-9:-4]
    most = max(np.nanmax(line.get_ydata()) for line in curves)
    low, high = curves[0].axes.get_ylim()
    assert low == 0
    assert most <= high
    assert high in planner_formulas.HIGHEST
    assert all(most > top for top in planner_formulas.HIGHEST if top < high)


@pytest.mark.parametrize("more", [{"regimen": "own-dose"}, {"regimen": "own-dose", "stop": "stop-12"}])
def test_the_formulas_hold_while_the_dose_is_not_stopped(more):
    planned = follow(DayPlan(**more))
    (caption,) = parse(planner_formulas.draw(planned)).iter("caption")
    assert "while it is not stopped" in text(caption)
    assert "while it is not stopped, by formula" in planner_formulas.describe(planned)


@pytest.mark.parametrize("more", [{"daily_dose": 35_000}, {"daily_dose": 2000, "plate": (("milk", 2),)}])
def test_a_curve_of_a_formula_ends_where_its_studies_end(more):
    planned = follow(DayPlan(regimen="own-dose", **more))
    plate, top = planned.targets[0].eaten, planner_formulas.longest_dose(planned.plan)
    more = plate - food_before(planned.plan) if planned.plan.plate else 0.0
    _, lines = drawn(planned)
    first = 3 * len(planner_course.SHOWN)
    curves = lines[first : first + len(planner_formulas.LOOKS)]
    for line, row in zip(curves, dose_formulas(), strict=True):
        dose = np.asarray(line.get_xdata())[np.isfinite(line.get_ydata())]
        added = plate if row.id == "iom" else more
        step = top / (planner_formulas.POINTS_ON_CURVE - 1)
        if row.upper is None:
            assert (dose[0], dose[-1]) == (0, top)
        else:
            assert max(row.lower - added, 0) <= dose[0] <= max(row.lower - added, 0) + step
            assert min(row.upper - added, top) - step <= dose[-1] <= min(row.upper - added, top)


@SYSTEMS
def test_what_lies_outside_the_studies_of_a_formula_is_said_and_not_numbered(system):
    planned = follow(DayPlan.from_code("planner_own-dose_U35000"))
    _, shown = rows(planner_formulas.draw(planned, system))
    for name in ("heaney", "ekwaru", "iom"):
        assert "outside its studies" in shown[name]
        assert units.unit("vitamin_d", system) not in shown[name].split("studies")[0]
    assert "outside its studies" not in shown["model"] + shown["barger-lux"]
    assert "Drawn up to 10 000 IU a day" in shown["heaney"]
    assert "Drawn from 100 to 4000 IU a day" in shown["iom"]
    said = planner_formulas.describe(planned, system)
    assert (
        "; outside their studies: Straight line (Heaney 2003), Bent curve (Ekwaru 2014), Logarithm (IOM 2011)." in said
    )
    _, none = rows(planner_formulas.draw(follow(DayPlan()), system))
    assert "no dose" in none["heaney"]
    assert "studies" not in planner_formulas.describe(follow(DayPlan()), system)


def test_the_square_stands_where_the_tables_put_it(monkeypatch):
    assert (planner_formulas.allowance(), planner_formulas.enough()) == (600, 50)
    changed = [dataclasses.replace(row, amount=700) for row in intake_targets() if row.id == planner_formulas.ALLOWANCE]
    monkeypatch.setattr(planner_formulas, "intake_targets", lambda: changed)
    assert "says that 700 IU a day" in text(parse(planner_formulas.draw(follow(DayPlan()))))


def test_the_key_speaks_the_unit_system_on_show():
    for system, level in (("si", 50), ("us", 20)):
        assert f"97.5 % reach {level} (IOM)" in text(parse(planner_formulas.key(follow(DayPlan()), system)))


def test_the_key_tells_what_each_formula_says_of_the_dose():
    planned = follow(DayPlan(regimen="own-dose", daily_dose=2000))
    key = {item.get("data-key"): text(item) for item in having(parse(planner_formulas.key(planned)), "data-key")}
    assert list(key)[: len(planner_formulas.LOOKS)] == list(planner_formulas.LOOKS)
    for row in dose_formulas():
        assert key[row.id].endswith(f"{planned.formulas[row.name]:.0f} nmol/L")
    nothing = text(parse(planner_formulas.key(follow(DayPlan(regimen="loading")))))
    assert "no lasting dose in this plan" in nothing
    assert "nmol/L" not in nothing


def test_the_key_is_drawn_in_the_colors_of_the_curves():
    rules = dict(re.findall(r"\.vd-key-([a-z-]+) { stroke: var\(--vd-([a-z-]+)\)", front.style()))
    assert rules == {name: color for name, (color, _) in planner_formulas.LOOKS.items()}
