"""The evidence without a browser."""

import logging
import re

import pytest

import vitd_edu as vd
from tests.markup import having, of_class, parse, text
from tests.panels.screen import trouble
from vitd_edu import units
from vitd_edu.claim_search import GRADES, HOW, LONGEST, Query, search, topics
from vitd_edu.figures import bodies, evidence_table
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.evidence_tables import subject_parts
from vitd_edu.panels.evidence_panel import evidence_cases
from vitd_edu.words import evidence as words

EVERYTHING = {claim.id for claim in tables.claims()}


@pytest.fixture
def open_table():
    opened = []

    def open_one(*args, **options):
        opened.append(vd.evidence(*args, **options))
        return opened[-1]

    yield open_one
    for panel in opened:
        panel.close()


@pytest.fixture
def table(open_table):
    return open_table()


def on_show(table):
    """Return the claims that the table holds and no rule hides."""
    rows = {one.get("data-claim") for one in having(parse(table.claims.parts["claims"]), "data-claim")}
    rules = table.shown.parts["shown"]
    (key,) = [name for name in table.claims._dom_classes if name.startswith("vd-claims-")]
    hidden = set(re.findall(r'\[data-claim="([^"]+)"\]', rules))
    assert f".{key} " in rules or not rules.strip()
    return set() if ".vd-claims-wrap { display: none; }" in rules else rows - hidden


def assert_shows(table, query, system="si"):
    """Everything on screen belongs to this search."""
    found = search(query)
    assert table.state == query
    assert {name: control.value for name, control in table.choices.items()} == {
        name: getattr(query, name) for name in ("text", "topic", "grade", "part", "how")
    }
    assert table.case_code.code == query.code
    assert on_show(table) == {claim.id for claim in found.claims}
    assert table.sentence.text == words.sentence(found)
    assert dict(table.ladder.parts) == {"ladder": evidence_table.ladder(found)}
    assert table.bodies.parts["bodies"] == bodies.draw(system)


def test_it_opens_on_everything(table):
    assert_shows(table, Query())
    assert on_show(table) == EVERYTHING
    assert table.preset.value == "all"
    assert repr(table) == "EvidenceTable(claims)"


@pytest.mark.parametrize("case", tuple(evidence_cases()))
def test_each_ready_made_search_finds_something(table, case):
    table.preset.value = case
    assert_shows(table, evidence_cases()[case].state)
    assert on_show(table)
    (story,) = of_class(parse(table.alerts.parts["alerts"]), "vd-story")
    assert text(story) == evidence_cases()[case].story


def test_typing_searches_at_every_letter_and_keeps_what_is_typed(table):
    for typed in ("c", "cr", "cramps", "cramps ", "cramps m"):
        table.choices["text"].value = typed
        assert_shows(table, Query(text=typed))
    assert table.choices["text"].value == "cramps m"


@pytest.mark.parametrize(
    ("name", "values"), [("topic", topics()), ("grade", GRADES), ("part", tuple(subject_parts())), ("how", HOW)]
)
def test_each_filter_shows_its_claims(table, name, values):
    shown = []
    for value in values:
        table.choices[name].value = value
        assert_shows(table, Query(**{name: value}))
        assert on_show(table), value
        shown.append(on_show(table))
    assert set().union(*shown) == EVERYTHING


def test_filters_and_words_narrow_together(table):
    table.choices["topic"].value = "magnesium"
    table.choices["text"].value = "cramps"
    table.choices["grade"].value = "moderate"
    assert_shows(table, Query(topic="magnesium", text="cramps", grade="moderate"))
    assert "magnesium-idiopathic-cramps" in on_show(table) < EVERYTHING


def test_no_match_is_said_with_a_way_back(table):
    table.choices["text"].value = "xyzzy"
    assert on_show(table) == set()
    (nothing,) = of_class(parse(table.shown.parts["shown"]), "vd-nothing")
    assert text(nothing) == table.sentence.text
    assert "No claim fits “xyzzy”" in table.sentence.text
    assert "press Reset" in table.sentence.text
    table.reset.click()
    assert_shows(table, Query())


def test_the_table_is_sent_once_and_a_search_costs_little(table):
    sent = table.claims.parts
    for typed in ("magnesium", "xyzzy", ""):
        table.choices["text"].value = typed
        assert table.claims.parts is sent or table.claims.parts == sent
        assert len(table.shown.parts["shown"]) < 6_000


def test_a_rule_of_one_panel_leaves_another_alone(table, open_table):
    other = open_table()
    table.choices["text"].value = "magnesium"
    (key,) = [name for name in other.claims._dom_classes if name.startswith("vd-claims-")]
    assert key not in table.shown.parts["shown"]
    assert on_show(other) == EVERYTHING


def test_units_turn_the_limits(table):
    table.units.value = "us"
    assert_shows(table, Query(), "us")
    assert "ng/mL" in table.bodies.parts["bodies"]


def test_code_and_linked_panels(table, open_table):
    other = open_table(joined=table.query)
    table.case_code.typed = "claims_text-restless_grade-weak"
    assert_shows(other, Query(text="restless", grade="weak"))
    other.reset.click()
    assert_shows(table, Query())


@pytest.mark.parametrize(
    "code", ["claims_grade-perfect", "claims_bogus-1", "living_D12", "nonsense", "claims_text-a_text-b"]
)
def test_a_bad_code_changes_nothing(table, code):
    table.case_code.typed = code
    assert table.case_code.error
    assert_shows(table, Query())


def test_too_long_a_text_is_refused_and_stays_in_its_box(table):
    long = "x" * (LONGEST + 1)
    table.choices["text"].value = long
    assert f"at most {LONGEST} letters" in trouble(table)
    assert table.choices["text"].value == long
    assert table.state == Query()
    table.choices["text"].value = "bone"
    assert trouble(table) == ""
    assert_shows(table, Query(text="bone"))


def test_a_failure_in_drawing_leaves_the_last_good_state(table, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise RuntimeError("the pencil broke")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="vitd_edu"):
        patch.setattr(evidence_table, "ladder", fail)
        table.choices["grade"].value = "weak"
    assert "the pencil broke" in trouble(table)
    assert_shows(table, Query())


def test_both_unit_systems_are_offered(table):
    assert {value for _, value in table.units.options} == set(units.SYSTEMS)


def test_closing_leaves_nothing_behind():
    from ipywidgets.widgets.widget import _instances as open_widgets

    before = set(open_widgets)
    for _ in range(3):
        vd.evidence().close()
    assert set(open_widgets) == before
