"""Sentences: they say what the numbers say, in either unit system, and name the mechanism."""

import dataclasses
import re

import pytest
from hypothesis import given, settings

from tests.spaces import PRESETS, scenarios
from vitd_edu import Scenario, explain, predict
from vitd_edu.clinic.symptoms import STRENGTH_WORDS
from vitd_edu.words import states

HEALTHY = predict(Scenario())


def explained(system="si", **changes):
    return explain(HEALTHY, predict(Scenario(**changes)), system)


def assert_is_a_sentence(text):
    assert text[0].isupper() or not text[0].isalpha()
    assert text.endswith(".")
    assert "\n" not in text
    assert "  " not in text
    assert not re.search(r"\bnan\b|\binf\b|None|\{|\}", text)


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(parts, said):
    assert states.listed(parts) == said


def test_listed_with_another_last_word():
    assert states.listed(["a", "b"], "or") == "a or b"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Low mood", "low mood"),
        ("ALS (motor neuron disease)", "ALS (motor neuron disease)"),
        ("PTH", "PTH"),
        ("", ""),
        ("Trousseau's sign", "Trousseau's sign"),
        ("25(OH)D", "25(OH)D"),
    ],
)
def test_lower_first_keeps_proper_names(text, said):
    assert states.lower_first(text) == said


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (1.0, "over 99 %"),
        (0.9901, "over 99 %"),
        (0.99, "99 %"),
        (0.347, "35 %"),
        (0.01, "1 %"),
        (0.0099, "under 1 %"),
        (0.0, "under 1 %"),
    ],
)
def test_percent(weight, said):
    assert states.percent(weight) == said


def test_levels_with_their_band():
    assert states.level("calcium", 1.75) == "calcium 1.75 mmol/L (low)"
    assert states.level("calcium", 1.75, "us") == "calcium 7.0 mg/dL (low)"
    assert states.level("vitamin_d", 20).startswith("vitamin D 20 nmol/L (low")
    assert states.level("ph", 7.6) == "the blood's pH 7.60 (high, alkalosis)"


def test_a_level_outside_every_band_is_said_so():
    assert states.band_word(None) == "outside every band"


def test_health_in_a_sentence():
    assert HEALTHY.sentence.startswith(
        "With calcium, magnesium and pH in their usual ranges, the nerve keeps its margin"
    )
    assert "no symptom is expected beyond the twitches of healthy people" in HEALTHY.sentence


def test_low_calcium_in_a_sentence():
    prediction = predict(Scenario(calcium=1.75))
    assert "calcium 1.75 mmol/L (low)" in prediction.sentence
    assert f"shrunk by {prediction.effective_shift_mv:.1f} mV" in prediction.sentence
    assert f"{prediction.excitability:.0f} of 100 ({prediction.band})" in prediction.sentence


def test_an_unusual_vitamin_d_is_not_blamed_for_the_nerve():
    said = predict(Scenario.from_preset("severe-normal-calcium")).sentence
    assert "the nerve keeps its margin" in said
    assert "vitamin D 12 nmol/L (low, deficient) does not act on nerves by itself" in said


def test_red_flags_come_first_and_unexplained_findings_are_owned():
    said = predict(Scenario.from_preset("progressive-weakness")).sentence
    assert said.startswith("Red flag")
    assert "the levels explain none of the findings that are marked" in said


def test_a_slow_fall_is_said_to_be_felt_by_half():
    assert "because it came slowly" in predict(Scenario(calcium=1.75, onset="chronic")).sentence
    assert "because it came slowly" not in predict(Scenario(calcium=1.75)).sentence


def test_vitamin_d_alone_is_said_to_leave_the_score():
    said = explained(vitamin_d=20)
    assert "Vitamin D fell from 75 to 20 nmol/L (low" in said
    assert "calcium and magnesium are held, and vitamin D acts on nerves only through them" in said
    assert "the score stays at 4 (quiet)" in said


def test_falling_calcium_names_the_mechanism():
    said = explained(calcium=1.75)
    assert "Calcium fell from 2.40 to 1.75 mmol/L (low)" in said
    assert "less calcium now shields the nerve's gates" in said
    assert "the nerve's margin shrank by 2.3 mV" in said
    assert "the score rose from 4 to 56 (spasm-prone)" in said


def test_rising_calcium_says_the_opposite():
    said = explained(calcium=3.3)
    assert "Calcium rose from 2.40 to 3.30 mmol/L (high)" in said
    assert "more calcium now shields the nerve's gates" in said
    assert "margin grew by" in said
    assert "the score fell from 4 to 0" in said


def test_both_minerals_are_named_together():
    assert "less calcium and magnesium now shield the" in explained(calcium=1.9, magnesium=0.5)


def test_over_breathing_names_free_calcium():
    assert "less of the calcium is now free" in explained(ph=7.6)
    assert "more of the calcium is now free" in explained(ph=7.2)


def test_onset_names_adaptation():
    acute, chronic = (predict(Scenario(calcium=1.7, onset=onset)) for onset in ("acute", "chronic"))
    assert "nerves adapt to a shift that lasts" in explain(acute, chronic)
    assert "nerves had no time to adapt" in explain(chronic, acute)


def test_pushes_that_balance_are_said_to_balance():
    one = predict(Scenario(calcium=2.4, magnesium=0.85))
    two = predict(Scenario(calcium=2.275, magnesium=1.05))
    assert abs(one.effective_shift_mv - two.effective_shift_mv) < 0.05
    assert "the pushes on the nerve's gates balance" in explain(one, two)


def test_a_finding_changes_no_level_but_table_1():
    said = explained(findings={"high-caffeine"})
    assert "much caffeine marked present, which changes no level" in said.lower()
    assert re.search(r"table 1 now begins with too much caffeine \(\d+ %\)", said)


def test_findings_absent_cleared_and_many():
    marked = predict(Scenario(findings={"tingling"}, absent={"tremor"}))
    assert "tremor marked absent" in explain(HEALTHY, marked).lower()
    assert "no longer marked" in explain(marked, HEALTHY)
    many = predict(Scenario(findings={"tingling", "tremor", "cramps", "fatigue", "worry"}))
    assert "5 findings were marked anew" in explain(HEALTHY, many)


def test_a_new_red_flag_is_named_once():
    flagged = predict(Scenario(calcium=1.8))
    assert "new red flag: very low calcium" in explain(HEALTHY, flagged)
    lower = predict(Scenario(calcium=1.75))
    assert "new red flag" not in explain(flagged, lower)


def test_symptoms_that_grow_and_fade_are_named_with_their_strength():
    low = predict(Scenario(calcium=1.6))
    grown = explain(HEALTHY, low)
    first = states.lower_first(low.symptoms[0].name)
    assert f"now {STRENGTH_WORDS[low.symptoms[0].strength]}: {first}" in grown
    assert "fading: " in explain(low, HEALTHY)


def test_no_change_says_the_state():
    low = predict(Scenario(calcium=1.75))
    assert explain(low, predict(Scenario(calcium=1.75))) == low.sentence


def test_us_units_in_the_change():
    assert "Calcium fell from 9.6 to 7.0 mg/dL (low)" in explained("us", calcium=1.75)


@settings(deadline=None)
@given(scenarios)
def test_the_sentence_says_what_the_numbers_say(scenario):
    prediction = predict(scenario)
    for system, unit in (("si", "mg/dL"), ("us", "mmol/L")):
        said = states.sentence(prediction, system)
        assert_is_a_sentence(said)
        assert unit not in said
        assert ("shrunk by" in said) == (prediction.effective_shift_mv >= 0.15)
        assert ("grown by" in said) == (prediction.effective_shift_mv <= -0.15)
        assert f"score is {prediction.excitability:.0f} of 100 ({prediction.band})" in said
        for name, band in prediction.bands.items():
            shown = states.level(name, getattr(scenario, name), system)
            assert (shown in said) == (band is not None and band.level != "normal")


@settings(deadline=None)
@given(scenarios, scenarios)
def test_the_change_says_what_the_numbers_say(one, two):
    before, after = predict(one), predict(two)
    said = explain(before, after)
    assert_is_a_sentence(said)
    moved = after.effective_shift_mv - before.effective_shift_mv
    if one != two:
        assert ("margin shrank by" in said) == (moved >= 0.05)
        assert ("margin grew by" in said) == (moved <= -0.05)
        assert ("score stays at" in said) == (
            f"{before.excitability:.0f}" == f"{after.excitability:.0f}" or abs(moved) < 0.05
        )
    new = {flag.name for flag in after.red_flags} - {flag.name for flag in before.red_flags}
    assert ("new red flag" in said) == bool(new and one != two)
    rose = after.scenario.calcium > before.scenario.calcium
    assert not (rose and "less calcium" in said)
    assert not (after.scenario.calcium < before.scenario.calcium and "more calcium" in said)
    assert not re.search(r"from (\d+) to \1\b", said)


def test_every_pair_of_presets_can_be_explained():
    predictions = [predict(Scenario.from_preset(preset)) for preset in PRESETS]
    for before in predictions:
        for after in predictions:
            assert_is_a_sentence(explain(before, after))
            assert_is_a_sentence(explain(before, after, "us"))


def test_two_fields_that_did_not_change_are_not_said():
    after = predict(dataclasses.replace(HEALTHY.scenario, magnesium=0.5))
    said = explain(HEALTHY, after)
    assert "alcium fell" not in said
    assert "vitamin D" not in said.split(";")[0]
