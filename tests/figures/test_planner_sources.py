"""Where each number of a plan, and of the model behind it, comes from."""

from dataclasses import fields

import pytest

from tests.figures.planner_drawing import FULL, drawn, rows
from tests.markup import text
from vitd_edu.figures import planner_formulas, planner_sources
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import foods, planner_presets, sun_facts
from vitd_edu.knowledge.references import references
from vitd_edu.physiology.constants import MineralConstants, VitaminDConstants
from vitd_edu.planned import _start, _year, follow
from vitd_edu.planning import DayPlan

PRESETS = pytest.mark.parametrize("preset", planner_presets().values(), ids=lambda row: row.id)


INPUTS = {  # ranges of what may be given, and no numbers of the model
    "single_dose", "daily_dose", "dose_day", "repeats", "doses_in_plan", "course_days", "time_step", "record_every",
    "food_and_sun", "background_share", "body_mass_index", "calcium_intake", "magnesium_intake",
    "magnesium_absorption", "demand", "gland", "intakes_in_plan", "monthly_total",
}  # fmt: skip


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
    planner_formulas._curves.cache_clear()
    drawn(planned)
    constants = looked_up - INPUTS
    found = {source.id for source in (*planner_sources.of_plan(planned), *planner_sources.of_model())}
    assert constants <= found
    assert constants >= {"responder_low", "weakness_direct_share", "score_slope", "ekwaru_bend", "uv_peak"}
