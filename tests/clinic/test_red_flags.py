"""Red flags: each rule fires on what it says, on nothing less, and common signs alone raise no alarm."""

import pytest

from vitd_edu import Scenario, predict
from vitd_edu.clinic import red_flags
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
    """Return levels at which the flag's own limit is just met."""
    bound = flag.below if flag.below is not None else flag.above
    return HEALTHY | ({flag.analyte: bound} if flag.analyte else {})


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
def test_a_flag_with_a_level_stays_down_beyond_its_limit(flag):
    nudge = 0.001 if flag.below is not None else -0.001
    beyond = levels_for(flag) | {flag.analyte: levels_for(flag)[flag.analyte] + nudge}
    assert not red_flags.fires(flag, simplest(flag)[0], beyond)
    assert not red_flags.fires(flag, simplest(flag)[0], HEALTHY)


def test_every_flag_asks_for_something_and_says_what_to_do():
    for flag in tables.red_flags():
        assert flag.all_of or flag.any_of or flag.analyte, flag.id
        assert (flag.analyte is None) == (flag.below is None and flag.above is None), flag.id
        assert flag.what_to_do.endswith("."), flag.id
        assert flag.why.endswith("."), flag.id


def test_emergencies_come_before_urgent_flags():
    found = red_flags.raised(frozenset({"wasting", "seizure"}), HEALTHY)
    assert [flag.id for flag in found] == ["seizure", "wasting"]


def test_red_flags_stay_whatever_the_ranking_says():
    prediction = predict(
        Scenario(findings={"progressive-focal-weakness", "high-caffeine", "poor-sleep", "palpitations"})
    )
    assert "growing-focal-weakness" in {flag.id for flag in prediction.red_flags}
