"""The planner's picture, its tables and their sources: the same numbers as the plan, each with where it comes from."""

import dataclasses
import re
from dataclasses import fields

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tests.markup import having, parse, text
from vitd_edu import units
from vitd_edu.figures import palette, planner_course, planner_formulas, planner_sources, plate_table
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import dose_formulas, foods, intake_targets, planner_presets, regimens, sun_facts
from vitd_edu.knowledge.references import references
from vitd_edu.panels import front
from vitd_edu.physiology.constants import MineralConstants, VitaminDConstants
from vitd_edu.planned import _start, _year, follow
from vitd_edu.planning import DayPlan, food_before

SYSTEMS = pytest.mark.parametrize("system", units.SYSTEMS)
PRESETS = pytest.mark.parametrize("preset", planner_presets().values(), ids=lambda row: row.id)
FULL = DayPlan.from_code("planner_D12_aafp_growth_1x-milk_2x-egg_minutes-30_lat-50_skin-2")


def drawn(planned, system="si"):
    figure = Figure()
    artists = planner_course.build(figure, palette.LIGHT, planner_course.frame_of(planned, system))
    planner_course.update(artists, planned, system)
    lines = [artist for artist in artists if isinstance(artist, Line2D)]
    return [lines[start : start + 3] for start in range(0, 3 * len(planner_course.SHOWN), 3)], lines


INPUTS = {  # ranges of what may be given, and no numbers of the model
    "single_dose", "daily_dose", "dose_day", "repeats", "doses_in_plan", "course_days", "time_step", "record_every",
    "food_and_sun", "background_share", "body_mass_index", "calcium_intake", "magnesium_intake",
    "magnesium_absorption", "demand", "gland", "intakes_in_plan", "monthly_total",
}  # fmt: skip


def rows(html):
    tree = parse(html)
    return tree, {row.get("data-key"): text(row) for row in having(tree, "data-key") if row.tag == "tr"}


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


# Sources


def assert_sourced(html, sources):
    tree, shown = rows(html)
    assert list(shown) == [source.id for source in sources], "each number once"
    assert f"({len(shown)})" in text([*tree.iter("summary")][-1])
    for source in sources:
        assert source.meaning in shown[source.id]
        assert source.value in shown[source.id]
        assert source.provenance.references or source.provenance.reason
        assert (source.provenance.reason or "") in shown[source.id]
        for key in source.provenance.references:
            assert key in shown[source.id]
            assert f"{key}: {references()[key].citation}" in text(tree)


@PRESETS
def test_every_number_of_a_plan_has_its_source(preset):
    planned = follow(DayPlan.from_code(preset.code))
    assert_sourced(planner_sources.draw(planned), planner_sources.of_plan(planned))


def test_plate_targets_tablets_and_sun_are_all_there():
    planned = follow(FULL)
    found = {source.id: source for source in planner_sources.of_plan(planned)}
    assert "41 IU" in found["egg"].value
    assert f"{foods()['milk'].calcium_mg:g} mg of calcium" in found["milk"].value
    wanted = {row.id for target in planned.targets for row in (target.advised, target.limit)}
    wanted |= {"aafp-1", "aafp-2", "aafp2009", "planner_little_calcium", "planner_food_vitamin_d", "planner_food_share"}
    wanted |= {getattr(FULL, name) for name in ("missed", "stop", "build", "demand", "person", "latitude", "area")}
    wanted |= {"reddening-dose-2", "kit-range", "measured-summer-peak", "uv_peak"}
    assert wanted <= set(found)
    assert found["aafp-1"].value == "50 000 IU of D2 every 7 days from week 0 on, 8 times"
    assert found["kit-range"].value == "0.5 to 2 times"
    assert found["aafp-2"].value == "1000 IU of D3 a day from week 8 on"


def test_what_a_plan_does_not_use_is_not_there():
    found = {source.id for source in planner_sources.of_plan(follow(DayPlan()))}
    assert not found & {*sun_facts(), *foods(), "lat-40", "minutes-0", "planner_little_calcium", "uv_peak"}
    assert "planner_calcium" in found


def test_every_constant_of_the_model_has_its_source():
    sources = planner_sources.of_model()
    assert_sourced(planner_sources.footer(), sources)
    named = {source.id for source in sources} | planner_sources.NOT_USED
    assert named >= {field.name for kind in (VitaminDConstants, MineralConstants) for field in fields(kind)}


def test_every_parameter_that_a_plan_looks_up_is_named(monkeypatch):
    """What the equations read as attributes is tested above; here is what they look up by name."""
    looked_up = set()

    class Watched(dict):
        def __getitem__(self, name):
            looked_up.add(name)
            return super().__getitem__(name)

    watched = Watched(tables.parameters())
    monkeypatch.setattr(tables, "parameters", lambda: watched)
    for kept in (_year, _start):
        kept.cache_clear()
    planned = follow.__wrapped__(DayPlan.from_code(f"{FULL.code}_obese"))
    drawn(planned)
    constants = looked_up - INPUTS
    found = {source.id for source in (*planner_sources.of_plan(planned), *planner_sources.of_model())}
    assert constants <= found
    assert constants >= {"responder_low", "weakness_direct_share", "score_slope", "ekwaru_bend", "uv_peak"}


# Formulas


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
