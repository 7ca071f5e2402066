"""The rules of made-up cases: each kind of contradiction is seen, and a case without one is let be."""

import dataclasses
import re

import pytest

from vitd_edu.clinic import case_rules, generated_cases
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.scenario import LEVELS


def made_up(cause):
    """Return the first made-up case of a cause."""
    return next(case for number in range(1, 400) if (case := generated_cases.made_up(number)).cause == cause)


def changed(case, present=(), without=(), values=None, words=None, **fields):
    return dataclasses.replace(
        case,
        present=(case.present | set(present)) - set(without),
        values={**case.values, **(values or {})},
        words={**case.words, **(words or {})},
        **fields,
    )


@pytest.mark.parametrize(
    ("cause", "change", "rule"),
    [
        ("caffeine", {"present": ["infant"]}, "adults"),
        ("caffeine", {"age": 12}, "grown-up"),
        ("caffeine", {"present": ["pregnancy"], "age": 70}, "pregnancy-age"),
        ("thyroid", {"present": ["stable-for-years", "worsening-over-months"]}, "stable-is-not-worse"),
        (
            "als",
            {"present": ["brisk-reflexes"], "without": ["wasting", "progressive-focal-weakness"]},
            "brisk-in-a-weak-limb",
        ),
        ("benign-fasciculation", {"present": ["wasting"]}, "harmless-is-strong"),
        ("benign-fasciculation", {"present": ["carpopedal-spasm"]}, "hands-need-a-reason"),
        ("benign-fasciculation", {"words": {"emg": "emg.several-regions"}}, "motor-neurons-elsewhere"),
        ("benign-fasciculation", {"values": {"calcium": 1.8}}, "calcium-of-others"),
        ("hypocalcemia", {"values": {"calcium": 2.4}}, "calcium-of-hypocalcemia"),
        ("hypocalcemia", {"values": {"pth": 1.0}}, "glands-answer"),
        ("hyperventilation", {"values": {"ph": 7.4}}, "breath"),
        ("hypokalemia", {"values": {"potassium": 4.2}}, "potassium-shows"),
        ("medication", {"without": ["new-medication"]}, "dates"),
        ("medication", {"words": {"medication-review": "medication-review.nothing"}}, "new-medicine-has-a-date"),
        ("stress-anxiety", {"words": {"anxiety-questions": "anxiety-questions.low"}}, "worry-scores-high"),
        ("kidney-disease", {"present": ["trousseau-sign"], "values": {"calcium": 2.3}}, "cuff-has-a-level"),
        ("vitamin-d-deficiency", {"values": {"calcium": 1.74, "pth": 4.0}}, "sound-glands-answer"),
        ("hypercalcemia", {"values": {"vitamin_d": 500, "pth": 12.0}}, "too-much-vitamin-d"),
        ("intense-exercise", {"present": ["seizure"]}, "harmless-is-no-emergency"),
        ("vitamin-d-deficiency", {"without": ["low-sun", "low-intake"]}, "deficiency-has-a-source"),
        ("kidney-disease", {"present": ["resolves-without-trigger"]}, "slow-to-mend"),
        ("caffeine", {"words": {"emg": "emg.muscle"}}, "small-potentials-need-weakness"),
        ("caffeine", {"words": {"emg": "emg.irritable"}}, "irritable-nerves-have-a-level"),
        ("radiculopathy", {"present": ["foot-drop"], "words": {"emg": "emg.normal"}}, "emg-shows-foot-drop"),
        ("thyroid", {"values": {"pth": 12.0, "vitamin_d": 101, "magnesium": 0.85}}, "high-pth-has-a-reason"),
    ],
)
def test_a_contradiction_is_seen(cause, change, rule):
    case = made_up(cause)
    assert case_rules.broken(case) == ()
    assert rule in case_rules.broken(changed(case, **change))


def test_every_rule_is_about_something():
    for rule in case_tables.rules():
        outcomes = rule.needs_outcome or rule.bars_outcome
        assert rule.needs or rule.bars or rule.quantity or outcomes or rule.needs_level, rule.id
        assert (rule.quantity is None) == (rule.at_least is None and rule.at_most is None), rule.id


def test_every_level_of_a_rule_can_be_read():
    levels = [level for rule in case_tables.rules() for level in (*rule.when_level, *rule.needs_level)]
    assert levels
    for level in levels:
        name, limit = re.split("[<>]", level)
        analyte = tables.analytes()[name]
        assert name in LEVELS, level
        assert analyte.accepted_lower < float(limit) < analyte.accepted_upper, level


def test_bounds_are_those_of_the_rules():
    low, high = case_rules.bounds("hypomagnesemia", "magnesium", 0.1, 5.0)
    assert (low, high) == (0.1, 0.58)
    assert case_rules.bounds("caffeine", "calcium", 1.0, 4.2) == (2.2, 2.55)


@pytest.mark.parametrize("cause", tables.causes())
def test_no_cause_is_forbidden_what_it_needs(cause):
    about = [rule for rule in case_tables.rules() if not rule.causes or cause in rule.causes]
    about = [rule for rule in about if not (rule.when or rule.when_outcome or rule.when_level)]
    barred = {finding for rule in about for finding in rule.bars}
    assert all(set(rule.needs) - barred for rule in about if rule.needs), cause
    unwanted = {outcome for rule in about for outcome in rule.bars_outcome}
    assert all(set(rule.needs_outcome) - unwanted for rule in about if rule.needs_outcome), cause
