"""Both tables of the differential say what the prediction says; read back from the HTML itself."""

import pytest
from hypothesis import given, settings

from tests.markup import having, number, of_class, parse, text
from tests.spaces import scenarios
from vitd_edu import Scenario, predict
from vitd_edu.figures import (
    comparison_table,
    differential_table,
)
from vitd_edu.knowledge import tables
from vitd_edu.units import SYSTEMS
from vitd_edu.words import states

quick = settings(deadline=None, max_examples=40)


@quick
@given(scenarios)
def test_table_1_shows_the_weights_of_the_prediction_in_order(scenario):
    prediction = predict(scenario)
    root = parse(differential_table.draw(prediction))
    weights = {cause.id: cause.weight for cause in prediction.causes}
    shown = [row for row in having(root, "data-cause") if row.tag == "tr"]
    hidden = [row for row in having(root, "data-cause") if row.tag == "li"]
    order = list(weights)
    for rows in (shown, hidden):
        places = [order.index(row.get("data-cause")) for row in rows]
        assert places == sorted(places)
    assert sorted(row.get("data-cause") for row in shown + hidden) == sorted(weights)
    for row in shown:
        weight = weights[row.get("data-cause")]
        assert number(row, "data-weight") == pytest.approx(weight, abs=5e-5)
        assert text(of_class(row, "vd-number")[0]) == states.percent(weight)
    for row in shown + hidden:  # the number is the place among all causes, in the fold, too
        assert row in shown or weights[row.get("data-cause")] < 0.01  # said as "under 1 %"
        assert text(of_class(row, "vd-rank")[0]) == str(order.index(row.get("data-cause")) + 1)
    heaviest = max((weights[row.get("data-cause")] for row in hidden), default=0.0)
    for row in shown:
        outweighed = weights[row.get("data-cause")] < heaviest
        assert [text(mark) for mark in of_class(row, "vd-row-mark")] == ["always on show"] * outweighed
    together = states.percent(sum(weights[row.get("data-cause")] for row in hidden))
    assert text(list(root.iter("summary"))[1]) == f"{len(hidden)} other causes, together {together}"


@quick
@given(scenarios)
def test_table_1_never_hides_a_classic_cause_a_leader_or_a_likely_one(scenario):
    prediction = predict(scenario)
    shown = [
        row.get("data-cause")
        for row in having(parse(differential_table.draw(prediction)), "data-cause")
        if row.tag == "tr"
    ]
    wanted = {cause.id for cause in prediction.causes if cause.weight >= 0.01 or cause.record.seed_row is not None}
    assert set(shown) == wanted | {cause.id for cause in prediction.causes[:3]}


@quick
@given(scenarios)
def test_table_1_gives_the_strongest_reasons_for_each_row(scenario):
    prediction = predict(scenario)
    causes = {cause.id: cause for cause in prediction.causes}
    for system in SYSTEMS:
        for row in parse(differential_table.draw(prediction, system)).iter("tr"):
            if row.get("data-cause"):
                cause = causes[row.get("data-cause")]
                for name, reasons in (("vd-for", cause.supports), ("vd-against", cause.contradicts)):
                    said = [states.influence(moved, system) for moved in reasons[:3]]
                    assert [text(part).split(": ", 1)[1] for part in of_class(row, name)] == (
                        ["; ".join(said)] if said else []
                    )
                assert f"{cause.next_test}." in text(row)


@quick
@given(scenarios)
def test_table_1_sums_up_and_so_do_its_words(scenario):
    prediction = predict(scenario)
    mineral = sum(cause.weight for cause in prediction.causes if cause.record.mineral)
    assert differential_table.mineral_weight(prediction) == pytest.approx(mineral)
    said = differential_table.describe(prediction)
    assert f"Mineral causes together {states.percent(mineral)}, others {states.percent(1 - mineral)}." in said
    places = [
        said.index(f"{states.lower_first(cause.name)} {states.percent(cause.weight)}")
        for cause in prediction.causes[:3]
    ]
    assert places == sorted(places)
    (line,) = of_class(parse(differential_table.draw(prediction)), "vd-sum")
    assert (
        text(line)
        == f"Mineral or vitamin causes together: {states.percent(mineral)}. All others: {states.percent(1 - mineral)}."
    )


def test_measured_facts_stand_above_table_1_in_either_unit():
    prediction = predict(Scenario(vitamin_d=20, calcium=1.7))
    (facts,) = of_class(parse(differential_table.draw(prediction)), "vd-facts")
    assert "calcium 1.70 mmol/L (low)" in text(facts)
    assert "vitamin D 20 nmol/L" in text(facts)
    (facts,) = of_class(parse(differential_table.draw(prediction, "us")), "vd-facts")
    assert "calcium 6.8 mg/dL (low)" in text(facts)
    assert of_class(parse(differential_table.draw(predict(Scenario()))), "vd-facts") == []


@quick
@given(scenarios)
def test_table_2_marks_what_fits(scenario):
    prediction = predict(scenario)
    names = {finding: states.lower_first(row.name) for finding, row in tables.findings().items()}
    for system in SYSTEMS:
        rows = having(parse(comparison_table.draw(prediction, system)), "data-aspect")
        assert [row.get("data-aspect") for row in rows] == [row.id for row in tables.comparison()]
        for drawn, row in zip(rows, tables.comparison(), strict=True):
            low = [names[finding] for finding in row.findings_low if finding in scenario.findings]
            low += [
                states.level(name, getattr(scenario, name), system)
                for name in row.levels_low
                if prediction.bands[name].level == "low"
            ]
            severe = [names[finding] for finding in row.findings_neurological if finding in scenario.findings]
            cells = list(drawn)
            for cell, fits in ((cells[1], low), (cells[2], severe)):
                marks = [text(mark) for mark in of_class(cell, "vd-mark")]
                assert marks == ([f"✓ fits now: {states.listed(fits)}"] if fits else [])
                assert (cell.get("class") == "vd-fits") == bool(fits)


def test_table_2_in_words():
    prediction = predict(Scenario(vitamin_d=12, calcium=1.7, findings={"tingling", "wasting", "worsening-over-months"}))
    said = comparison_table.describe(prediction)
    left, right = said.split(". Fits severe neurological disease: ")
    assert "calcium 1.70 mmol/L (low)" in left
    assert "wasting" in right.lower()
    assert "calcium 6.8 mg/dL (low)" in comparison_table.describe(prediction, "us")
    nothing = comparison_table.describe(predict(Scenario()))
    assert nothing == "Fits low vitamin D or calcium: nothing marked. Fits severe neurological disease: nothing marked."


def test_every_aspect_of_table_2_can_be_marked_on_both_sides():
    for row in tables.comparison():
        assert row.findings_low or row.levels_low, row.id
        assert row.findings_neurological, row.id
