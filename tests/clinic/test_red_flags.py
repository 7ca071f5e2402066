"""Red flags: each rule fires on what it says, on nothing less, and common signs alone raise no alarm."""

import pytest

from vitd_edu import Scenario, predict
from vitd_edu.clinic import red_flags
from vitd_edu.figures import alerts
from vitd_edu.knowledge import tables

HEALTHY = {"vitamin_d": 75.0, "calcium": 2.4, "magnesium": 0.85, "ph": 7.4}
NO_ALARM = [
    "palpitations",
    "high-caffeine",
    "new-medication",
    "diuretic-or-ppi",
    "steroid",
    "lithium",
    "fasciculation",
    "cramps",
    "tingling",
    "tremor",
    "fatigue",
    "worry",
    "poor-sleep",
    "headache",
    "dizziness",
    "muscle-pain",
    "recent-exertion",
    "pregnancy",
]


def levels_for(flag):
    """Return levels that lie just beyond the flag's own limit."""
    if flag.analyte is None:
        return HEALTHY
    return HEALTHY | {flag.analyte: flag.above + 0.001 if flag.below is None else flag.below - 0.001}


def simplest(flag):
    """Return every smallest set of findings that the flag asks for."""
    return [frozenset(flag.all_of) | {one} for one in flag.any_of] or [frozenset(flag.all_of)]


@pytest.mark.parametrize("finding", NO_ALARM)
def test_a_common_sign_or_one_drug_alone_raises_no_alarm(finding):
    assert predict(Scenario(findings={finding})).red_flags == ()


def test_palpitations_after_coffee_raise_no_alarm():
    assert predict(Scenario(findings={"palpitations", "high-caffeine", "poor-sleep", "worry"})).red_flags == ()


@pytest.mark.parametrize("flag", tables.red_flags(), ids=lambda flag: flag.id)
def test_a_flag_fires_on_exactly_what_it_says(flag):
    for findings in simplest(flag):
        assert red_flags.fires(flag, findings, levels_for(flag))
        assert flag in red_flags.raised(findings, levels_for(flag))
        for missing in findings:
            needed = missing in flag.all_of or set(flag.any_of) & findings == {missing}
            assert red_flags.fires(flag, findings - {missing}, levels_for(flag)) is not needed


@pytest.mark.parametrize("flag", [flag for flag in tables.red_flags() if flag.analyte], ids=lambda flag: flag.id)
def test_a_flag_with_a_level_stays_down_at_its_limit(flag):
    at = HEALTHY | {flag.analyte: flag.above if flag.below is None else flag.below}
    assert not red_flags.fires(flag, simplest(flag)[0], at)
    assert not red_flags.fires(flag, simplest(flag)[0], HEALTHY)


def test_every_flag_asks_for_something_and_says_what_to_do():
    for flag in tables.red_flags():
        assert flag.all_of or flag.any_of or flag.analyte, flag.id
        assert (flag.analyte is None) == (flag.below is None and flag.above is None), flag.id
        assert flag.what_to_do.endswith("."), flag.id
        assert flag.why.endswith("."), flag.id


def test_the_soonest_come_first():
    found = red_flags.raised(frozenset({"wasting", "seizure", "lithium"}), HEALTHY)
    assert [flag.id for flag in found] == ["seizure", "lithium-with-signs", "wasting"]


@pytest.mark.parametrize("flag", tables.red_flags(), ids=lambda flag: flag.id)
def test_the_text_says_what_the_label_says(flag):
    assert ("today" in flag.what_to_do) == (flag.action == "today")
    assert ("within" in flag.what_to_do) == (flag.action == "urgent")


@pytest.mark.parametrize(
    ("findings", "label"),
    [
        ({"seizure"}, "Emergency: now"),
        ({"saddle-numbness"}, "Emergency: now"),
        ({"lithium", "tremor"}, "Today"),
        ({"wasting"}, "Urgent: within days"),
    ],
)
def test_the_page_says_how_soon(findings, label):
    page = alerts.draw(predict(Scenario(findings=findings)))
    assert [one for one in alerts.SOON.values() if f">{one}<" in page] == [label]


def test_a_common_answer_raises_no_emergency():
    """Beside seizures and spasms, only answers that about one person in a hundred gives call for an ambulance."""
    for name, finding in tables.findings().items():
        actions = {flag.action for flag in red_flags.raised(frozenset({name}), HEALTHY)}
        assert "emergency" not in actions or finding.population_rate <= 0.01, name


def covers(broad, narrow):
    """Say whether one flag fires whenever another does, and calls for help no later."""
    one_of = set(narrow.all_of) & set(broad.any_of) or (narrow.any_of and set(narrow.any_of) <= set(broad.any_of))
    return (
        set(broad.all_of) <= set(narrow.all_of)
        and bool(not broad.any_of or one_of)
        and (
            broad.analyte is None or red_flags.fires(broad, frozenset(broad.all_of + broad.any_of), levels_for(narrow))
        )
        and red_flags.ACTIONS.index(broad.action) <= red_flags.ACTIONS.index(narrow.action)
    )


def test_no_flag_is_covered_by_another():
    flags = tables.red_flags()
    assert [(one.id, other.id) for one in flags for other in flags if one is not other and covers(one, other)] == []


def test_a_felt_fall_of_calcium_is_never_left_for_days():
    """Turner2016 calls low calcium with signs severe at any level; common complaints may be there by chance."""
    soonest = {
        finding: red_flags.raised(frozenset({finding}), HEALTHY | {"calcium": 2.0})[0].action
        for finding in ("tingling", "cramps", "fasciculation", "trousseau-sign", "carpopedal-spasm", "stridor")
    }
    assert [soonest[name] for name in ("tingling", "cramps", "fasciculation")] == ["today"] * 3
    assert [soonest[name] for name in ("trousseau-sign", "carpopedal-spasm", "stridor")] == ["emergency"] * 3


@pytest.mark.parametrize(
    ("levels", "findings", "expected"),
    [
        ({"potassium": 2.4}, set(), ["very-low-potassium"]),
        ({"potassium": 6.1}, set(), ["very-high-potassium"]),
        ({"potassium": 2.8}, {"palpitations"}, ["low-potassium-with-signs"]),
        ({"potassium": 2.8}, set(), []),
        ({"potassium": 4.2, "sodium": 140}, {"palpitations"}, []),
        ({"sodium": 124}, set(), ["very-low-sodium"]),
        ({"sodium": 156}, set(), ["very-high-sodium"]),
        ({}, {"palpitations"}, []),
    ],
)
def test_salts_that_were_measured_raise_flags_and_others_none(levels, findings, expected):
    assert [flag.id for flag in red_flags.raised(frozenset(findings), levels)] == expected


def test_every_flag_gives_a_reason_of_its_own():
    assert len({flag.provenance.reason for flag in tables.red_flags()}) == len(tables.red_flags())


def test_red_flags_stay_whatever_the_ranking_says():
    prediction = predict(
        Scenario(findings={"progressive-focal-weakness", "high-caffeine", "poor-sleep", "palpitations"})
    )
    assert "growing-focal-weakness" in {flag.id for flag in prediction.red_flags}
