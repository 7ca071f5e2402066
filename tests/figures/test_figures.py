"""Every picture and its twin in words say what the prediction says; read back from the HTML itself."""

import math
import re
from itertools import pairwise

import jinja2
import pytest
from hypothesis import given, settings

from tests.markup import having, number, of_class, parse, text
from tests.spaces import PRESETS, scenarios
from vitd_edu import Scenario, predict
from vitd_edu.clinic.symptoms import STRENGTH_WORDS
from vitd_edu.figures import (
    alerts,
    body_map,
    causal_map,
    comparison_table,
    differential_table,
    gauge,
    render,
    symptom_table,
)
from vitd_edu.knowledge import tables
from vitd_edu.units import SYSTEMS
from vitd_edu.words import states

quick = settings(deadline=None, max_examples=40)
REGIONS = {region.id: region.name for region in tables.regions()}


# Symptoms


@quick
@given(scenarios)
def test_the_symptom_table_lists_what_is_predicted_strongest_first(scenario):
    prediction = predict(scenario)
    root = parse(symptom_table.draw(prediction))
    expected = [(one.id, str(one.strength)) for one in prediction.symptoms if one.strength > 0]
    rows = having(root, "data-symptom")
    assert [(row.get("data-symptom"), row.get("data-strength")) for row in rows] == expected
    symptoms = {one.id: one for one in prediction.symptoms}
    for row in rows:
        one, cells = symptoms[row.get("data-symptom")], [text(cell) for cell in row]
        assert cells[0].startswith(one.name)
        assert cells[1] == STRENGTH_WORDS[one.strength]
        assert len(of_class(row, "vd-dot-on")) == one.strength
        assert cells[2] == states.listed([states.lower_first(REGIONS[site]) for site in one.sites]) or not one.sites
        assert cells[3] == f"{tables.drivers()[one.driver].name}. {one.why}"
        assert cells[4].startswith(one.evidence)
    folded = [item.get("data-key") for item in root.find(".//details[@data-key='others']").iter("li")]
    sources = [text(item).split(":")[0] for item in root.iterfind(".//details[@data-key='sources']//li")]
    assert sources == sorted({key for one in prediction.symptoms if one.strength > 0 for key in one.references})
    assert sorted(folded) == sorted(one.id for one in prediction.symptoms if one.strength == 0)


@quick
@given(scenarios)
def test_the_symptom_table_in_words(scenario):
    prediction = predict(scenario)
    said = symptom_table.describe(prediction)
    for one in prediction.symptoms:
        stated = any(f"{states.lower_first(one.name)} {word}" in said for word in STRENGTH_WORDS[1:])
        assert stated == (one.strength > 0)
    assert (said == "No symptom is predicted.") == all(one.strength == 0 for one in prediction.symptoms)


# Body map


@quick
@given(scenarios)
def test_the_body_map_fills_the_sites_of_the_symptoms(scenario):
    prediction = predict(scenario)
    root = parse(body_map.draw(prediction))
    regions = {element.get("data-region"): element for element in having(root, "data-region")}
    assert regions.keys() == REGIONS.keys()
    for region, element in regions.items():
        strongest = max((one.strength for one in prediction.symptoms if region in one.sites), default=0)
        assert element.get("class").split() == ["vd-region", f"vd-strength-{strongest}"]


@quick
@given(scenarios)
def test_the_body_map_and_its_words_name_the_same_sites(scenario):
    prediction = predict(scenario)
    drawn = body_map.draw(prediction)
    root = parse(drawn)
    said = body_map.describe(prediction)
    filled = {
        element.get("data-region")
        for element in having(root, "data-region")
        if "vd-strength-0" not in element.get("class")
    }
    assert {region for region, name in REGIONS.items() if f"{name}: " in said} == filled
    assert next(root.iter("svg")).get("aria-label") == said
    for one in prediction.symptoms:
        if one.strength > 0 and one.sites:
            assert f"{states.lower_first(one.name)} ({STRENGTH_WORDS[one.strength]})" in said
    assert ("No region is marked." in said) == (not filled)


def test_the_body_map_names_every_region_beside_the_drawing():
    root = parse(body_map.draw(predict(Scenario(calcium=1.6))))
    assert {text(element) for element in of_class(root, "vd-body-name")} == set(REGIONS.values())


# Gauge


@quick
@given(scenarios)
def test_the_gauge_points_at_the_score(scenario):
    prediction = predict(scenario)
    root = parse(gauge.draw(prediction))
    (score,), (band,), (needle,) = (of_class(root, name) for name in ("vd-gauge-score", "vd-gauge-band", "vd-needle"))
    assert text(score) == f"{prediction.excitability:.0f}"
    assert text(band) == prediction.band
    angle = math.atan2(number(needle, "y1") - number(needle, "y2"), number(needle, "x2") - number(needle, "x1"))
    assert 100 * (1 - angle / math.pi) == pytest.approx(prediction.excitability, abs=0.1)


@quick
@given(scenarios)
def test_the_gauge_marks_the_band_that_holds_the_score(scenario):
    prediction = predict(scenario)
    root = parse(gauge.draw(prediction))
    (here,) = [item for item in root.iter("li") if "vd-here" in item.get("class")]
    assert text(here).startswith(prediction.band)
    low, high = (float(end) for end in re.search(r"(\d+)–(\d+)$", text(here)).groups())
    assert low - 0.5 <= prediction.excitability <= high + 0.5
    assert len(of_class(root, "vd-arc")) == len(list(root.iter("li"))) == 4
    assert sum("vd-here" in arc.get("class") for arc in of_class(root, "vd-arc")) == 1


@quick
@given(scenarios)
def test_the_gauge_in_words(scenario):
    prediction = predict(scenario)
    said = gauge.describe(prediction)
    assert f"Excitability {prediction.excitability:.0f} of 100, {prediction.band}." in said
    assert f"{prediction.shift_mv:+.1f} mV, of which the nerve feels {prediction.effective_shift_mv:+.1f} mV" in said
    root = parse(gauge.draw(prediction))
    assert next(root.iter("svg")).get("aria-label") == said
    adapted = "the nerve has adapted" in text(root)
    assert adapted == (scenario.onset == "chronic")


def test_the_bands_of_the_gauge_fill_the_scale_without_a_gap():
    said = gauge.describe(predict(Scenario()))
    spans = [(int(low), int(high)) for low, high in re.findall(r"(\d+) to (\d+)", said)]
    assert len(spans) == 4
    assert spans[0][0] == 0
    assert spans[-1][1] == 100
    assert all(one[1] == two[0] for one, two in pairwise(spans))


# Alerts


@quick
@given(scenarios)
def test_alerts_hold_every_red_flag_and_note(scenario):
    prediction = predict(scenario)
    for system in SYSTEMS:
        root = parse(alerts.draw(prediction, system))
        assert [flag.get("data-flag") for flag in having(root, "data-flag")] == [
            flag.id for flag in prediction.red_flags
        ]
        assert [text(note) for note in of_class(root, "vd-note")] == list(states.notes(scenario, system))
    said = alerts.describe(prediction)
    for flag in prediction.red_flags:
        assert f"Red flag, {flag.action}: {flag.name}. {flag.what_to_do}" in said
    for note in prediction.notes:
        assert note in said
    assert (said == "No red flag.") == (not prediction.red_flags and not prediction.notes)


def test_a_red_flag_says_how_soon_and_what_to_do():
    prediction = predict(Scenario(findings={"seizure", "wasting"}))
    first, second = having(parse(alerts.draw(prediction)), "data-flag")
    assert text(first).startswith("Emergency: now Seizure.")
    assert text(second).startswith("Urgent: within days A muscle that gets thinner.")
    assert tables.red_flags()[0].what_to_do in text(first)


def test_alerts_are_empty_in_health_and_hold_story_and_trouble():
    assert text(parse(alerts.draw(predict(Scenario())))) == ""
    root = parse(alerts.draw(predict(Scenario()), "si", "Calcium <b> & more", "A story"))
    (trouble,) = of_class(root, "vd-trouble")
    assert text(trouble) == "Calcium <b> & more"
    assert trouble.get("role") == "alert"
    assert text(of_class(root, "vd-story")[0]) == "The case: A story"


# Causal map


@quick
@given(scenarios)
def test_the_causal_map_and_its_words_light_the_same_arrows(scenario):
    prediction = predict(scenario)
    root = parse(causal_map.draw(prediction))
    said = causal_map.describe(prediction)
    names = {node.id: states.lower_first(node.name) for node in tables.mechanism_nodes().values()}
    mechanisms = {row.id: row for row in tables.mechanisms()}
    drawn = having(root, "data-arrow")
    for arrow in drawn:
        row, push = mechanisms[arrow.get("data-arrow")], int(arrow.get("data-push"))
        sentence = f"{names[row.cause]} pushes {names[row.effect]} {'up' if push > 0 else 'down'}".lower()
        assert (sentence in said.lower()) == (push != 0) or push == 0
    pushing = sum(arrow.get("data-push") != "0" for arrow in drawn)
    assert said.count(" pushes ") == pushing if pushing else said == "Causal map. Nothing pushes now."
    assert next(root.iter("svg")).get("aria-label") == said


@quick
@given(scenarios)
def test_the_causal_map_lights_the_minerals_by_what_they_do_alone(scenario):
    prediction = predict(scenario)
    drawn = {
        arrow.get("data-arrow"): int(arrow.get("data-push"))
        for arrow in having(parse(causal_map.draw(prediction)), "data-arrow")
    }
    for name in ("calcium", "magnesium"):
        push = predict(Scenario(**{name: getattr(scenario, name)})).shift_mv - predict(Scenario()).shift_mv
        assert drawn[f"{name}-to-excitability"] == (0 if abs(push) < 0.3 else math.copysign(1, push))
    assert drawn["vitamin-d-to-weakness"] == (prediction.weakness["low-vitamin-d"] > 0.1)


def test_nothing_pushes_in_health_and_every_arrow_is_told():
    root = parse(causal_map.draw(predict(Scenario())))
    assert {arrow.get("data-push") for arrow in having(root, "data-arrow")} == {"0"}
    assert {item.get("data-key") for item in root.iter("li")} == {row.id for row in tables.mechanisms()}
    assert causal_map.describe(predict(Scenario())) == "Causal map. Nothing pushes now."


# All of them


def drawn_parts(prediction, system):
    return {
        "alerts": alerts.draw(prediction, system),
        "body": body_map.draw(prediction),
        "causes": differential_table.draw(prediction, system),
        "comparison": comparison_table.draw(prediction, system),
        "gauge": gauge.draw(prediction),
        "map": causal_map.draw(prediction),
        "symptoms": symptom_table.draw(prediction),
    }


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("preset", PRESETS)
def test_pictures_are_well_formed_accessible_and_free_of_repeated_keys(preset, system):
    for name, html in drawn_parts(predict(Scenario.from_preset(preset)), system).items():
        root = parse(html)
        for table in root.iter("table"):
            assert text(next(table.iter("caption")))
            assert all(head.get("scope") in ("col", "row") for head in table.iter("th"))
        for picture in root.iter("svg"):
            assert picture.get("role") == "img"
            assert picture.get("aria-label")
        for parent in root.iter():
            keys = [child.get("data-key") for child in parent if child.get("data-key")]
            assert len(keys) == len(set(keys)), name


@pytest.mark.parametrize("preset", PRESETS)
def test_tables_speak_one_unit_system(preset):
    prediction = predict(Scenario.from_preset(preset))
    for name in ("causes", "comparison"):
        si, us = (text(parse(drawn_parts(prediction, system)[name])) for system in SYSTEMS)
        assert "mg/dL" not in si, name
        assert "mmol/L" not in us, name


def test_the_same_prediction_gives_the_same_bytes():
    prediction = predict(Scenario.from_preset("severe-with-hypocalcemia"))
    assert drawn_parts(prediction, "si") == drawn_parts(predict(prediction.scenario), "si")


def test_a_template_that_lacks_a_name_says_so():
    with pytest.raises(jinja2.UndefinedError):
        render.fill("alerts.html")


def test_the_footer_says_that_this_is_teaching_and_when_to_seek_help():
    said = text(parse(render.fill("footer.html")))
    assert "does not diagnose" in said
    assert "health professional" in said
    assert "What this leaves out" in said
