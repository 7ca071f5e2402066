"""A thousand made-up cases: each can be solved, contradicts nothing, and is the same for everybody."""

import math
import re
from collections import Counter

import numpy as np
import pytest

from vitd_edu.clinic import case_evidence, cases, differential, generated_cases
from vitd_edu.clinic.blood_tests import adjusted_calcium
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.physiology.inputs import InputError
from vitd_edu.scenario import LEVELS, Scenario
from vitd_edu.words import cases as case_words

NUMBERS = range(1, 1001)
COLUMN = {cause: place for place, cause in enumerate(differential.likelihoods().causes)}
MINERAL = {cause for cause, row in tables.causes().items() if row.mineral}
SEVENTH = (
    "intense-exercise",
    57,
    "man",
    42.2,
)  # a case number that is written down today opens the same case next year


@pytest.fixture(scope="module")
def thousand():
    return [generated_cases.made_up.__wrapped__(number) for number in NUMBERS]


def solve(case):
    """Play a case as somebody who asks for everything, and ranks as the model does."""
    visit = cases.open_case(case.id)
    visit = cases.rank(visit, list(cases.weights_after(visit))[:3], "routine")
    for name in case_tables.asks():
        visit = cases.ask(visit, name)
    return cases.rank(visit, list(cases.weights_after(visit))[:3], "routine", last=True)


CELLS = {(row.cause, row.finding): row.grade for row in tables.finding_frequencies()}
GRADES = {grade: row.probability for grade, row in tables.frequency_grades().items()}
DEFINED_BY = {  # what the record alone must show, without any weight
    "vitamin-d-deficiency": lambda case: case.values["vitamin_d"] < 30,
    "hypocalcemia": lambda case: case.values["calcium"] < 2.1 and case.values["pth"] > 7,
    "hypomagnesemia": lambda case: case.values["magnesium"] < 0.6,
    "hypoparathyroidism": lambda case: case.values["calcium"] < 2.1 and case.values["pth"] < 7,
    "hypokalemia": lambda case: case.values["potassium"] < 3.3,
    "kidney-disease": lambda case: case.values["creatinine"] > 150,
    "stress-anxiety": lambda case: "worry" in case.present,
    "hyperventilation": lambda case: case.values["ph"] > 7.47 and "fast-breathing" in case.present,
    "caffeine": lambda case: case.words["caffeine-diary"] == "caffeine-diary.follows",
    "intense-exercise": lambda case: "recent-exertion" in case.present,
    "dehydration-electrolytes": lambda case: "fluid-loss" in case.present,
    "medication": lambda case: case.words["medication-review"] == "medication-review.fits",
    "thyroid": lambda case: not 0.3 < case.values["tsh"] < 5,
    "radiculopathy": lambda case: "one-limb-numbness" in case.present,
    "als": lambda case: case.words["emg"] == "emg.several-regions",
    "hypercalcemia": lambda case: case.values["calcium"] >= 2.7,
    "benign-fasciculation": lambda case: not case.present & {"wasting", "progressive-focal-weakness"},
}


def test_the_record_holds_what_makes_its_answer(thousand):
    assert DEFINED_BY.keys() == tables.causes().keys()
    for case in thousand:
        assert DEFINED_BY[case.cause](case), (case.id, case.cause)


def test_a_thousand_can_be_solved(thousand):
    """The answer comes first by a sum written out here: priors, findings, densities of levels, rates of results."""
    for case in thousand:
        scores = {cause: _score(cause, case) for cause in tables.causes()}
        assert max(scores, key=scores.get) == case.cause, case.id
        visit = solve(case)
        assert visit.rankings[-1].causes[0] == case.cause == visit.file.cause, case.id


def _score(cause, case):
    """Log weight of a cause; a level has a normal density of its logarithm over a thin background."""
    total = math.log(tables.causes()[cause].prior)
    for row in tables.findings().values():
        grade = CELLS.get((cause, row.id))
        chance = row.population_rate if grade is None else GRADES[grade]
        total += math.log(chance if row.id in case.present else 1 - chance)
    for name in LEVELS:
        total += float(differential.level_evidence(name, np.array([case.values[name]]))[COLUMN[cause], 0])
    for name, results in case_evidence.result_chances().items():
        key = case.words[name].partition(".")[2] if name in case.words else _band(name, case.values[name])
        total += math.log(results.get(key, results["usual"])[COLUMN[cause]])
    return total


def _band(name, value):
    level = band_of(name, value).level
    return level if f"{name}.{level}" in case_tables.outcomes() else "usual"


CLASHES = [  # a finding beside a result that denies it; and a result beside the lack of what it speaks of
    ("new-medication", True, "medication-review.nothing"),
    ("new-medication", False, "medication-review.fits"),
    ("worry", True, "anxiety-questions.low"),
    ("worry", False, "anxiety-questions.high"),
    ("high-caffeine", False, "caffeine-diary.follows"),
    ("recent-exertion", False, "rest-diary.follows"),
    ("wasting", True, "emg.normal"),
    ("foot-drop", True, "emg.normal"),
    ("progressive-focal-weakness", True, "emg.normal"),
    ("proximal-weakness", False, "emg.muscle"),
]
EMERGENCIES = {"seizure", "fainting", "stridor", "breathing-difficulty", "confusion", "saddle-numbness"}
HARMLESS = {"benign-fasciculation", "stress-anxiety", "hyperventilation", "caffeine", "intense-exercise"}
DRUGS = {"new-medication", "diuretic-or-ppi", "steroid", "lithium"}
TRIGGERS = DRUGS | {"high-caffeine", "recent-exertion", "fluid-loss", "fast-breathing", "worry"}
WEEKS_TO_MEND = {"vitamin-d-deficiency", "hypoparathyroidism", "kidney-disease", "thyroid", "als", "radiculopathy"}


def test_no_answer_denies_itself(thousand):
    for case in thousand:
        for finding, there, result in CLASHES:
            assert result not in case.words.values() or (finding in case.present) != there, (case.id, finding)


def test_what_is_read_out_denies_nothing(thousand):
    """The words themselves: medicines, worry, and who is asked about a pregnancy or a baby."""
    for case in thousand:
        visit = cases.open_case(case.id)
        medicines, worry, past = (
            " ".join(case_words.answers(visit, ask)) for ask in ("ask-medicines", "anxiety-questions", "ask-history")
        )
        there = medicines.partition("Not there:")[0]
        assert "started or changed" not in there or "No medicine was started" not in medicines, (case.id, medicines)
        assert "There: worry" not in worry or "no panic" not in worry, (case.id, worry)
        assert "baby" not in past, case.id
        assert "pregnancy" not in past or (case.sex == "woman" and case.age <= 50), case.id


def test_what_goes_away_has_a_trigger(thousand):
    for case in thousand:
        if "resolves-without-trigger" in case.present:
            assert case.present & TRIGGERS, case.id
            assert case.cause not in WEEKS_TO_MEND, case.id


def test_signs_have_levels_that_can_bring_them(thousand):
    for case in thousand:
        calcium, magnesium = case.values["calcium"], case.values["magnesium"]
        low = calcium < 2.1 or magnesium < 0.55
        if case.present & {"carpopedal-spasm", "trousseau-sign"}:
            assert low or case.values["ph"] > 7.46, case.id
        if "long-qt" in case.present:
            assert low or case.values["potassium"] < 3.2, case.id
        if case.present & {"seizure", "stridor"}:
            assert calcium < 1.95 or magnesium < 0.55 or case.cause == "medication", case.id
        if case.words["emg"] == "emg.irritable" and case.cause != "benign-fasciculation":
            assert low or calcium < 2.15 or magnesium < 0.7 or case.values["ph"] > 7.46, case.id
        assert case.cause not in HARMLESS or not case.present & EMERGENCIES, case.id


def test_glands_answer_as_glands_do(thousand):
    for case in thousand:
        values, low = case.values, min(case.values["calcium"], case.values["total_calcium"])
        if case.cause in ("vitamin-d-deficiency", "kidney-disease", "hypocalcemia") and low < 2.0:
            assert values["pth"] > 7, case.id
        if case.cause == "hypercalcemia" and values["vitamin_d"] > 375:
            assert values["pth"] < 1.6, case.id
        if values["pth"] > 7 and case.cause not in ("kidney-disease", "hypercalcemia"):
            assert low < 2.2 or values["vitamin_d"] < 50 or values["magnesium"] < 0.7, case.id


def test_salts_far_off_are_an_emergency_in_a_made_up_case_too(thousand):
    found = Counter(flag.id for case in thousand for flag in case.red_flags if flag.analyte in ("potassium", "sodium"))
    assert found["very-low-potassium"] > 0
    for case in thousand:
        if not 2.5 <= case.values["potassium"] <= 6.0:
            assert case.red_flags[0].action == "emergency", case.id


def test_what_is_drawn_for_a_heart_tracing_is_the_finding(thousand):
    for case in thousand:
        assert band_of("qtc", case.values["qtc"]).id.endswith(".long") == ("long-qt" in case.present), case.id


def test_an_empty_store_has_a_source(thousand):
    deficient = [case for case in thousand if case.cause == "vitamin-d-deficiency"]
    assert deficient
    assert all(case.present & {"low-sun", "low-intake"} for case in deficient)


def test_a_medicine_that_took_the_mineral_is_right_as_well(thousand):
    for case in thousand:
        fits = case.words["medication-review"] == "medication-review.fits"
        assert case.accepted == ({"medication"} if fits and case.cause != "medication" else set()), case.id
    assert any(case.accepted for case in thousand)


@pytest.mark.parametrize("number", [3, 16, 103, 195, 259, 268, 303, 389, 460, 710, 720, 762, 917])
def test_few_draws_are_thrown_away(number, monkeypatch):
    monkeypatch.setattr(generated_cases, "MOST_DRAWS", 40)
    assert generated_cases.made_up.__wrapped__(number).id == str(number)


def test_none_contradicts_itself(thousand):
    for case in thousand:
        assert set() < case.told <= case.present, case.id
        assert "infant" not in case.present
        assert case.age >= 18
        assert "pregnancy" not in case.present or (case.sex == "woman" and case.age <= 45), case.id
        assert not {"stable-for-years", "worsening-over-months"} <= case.present, case.id
        assert adjusted_calcium(case.values["total_calcium"], case.values["albumin"]) == pytest.approx(
            case.values["calcium"], abs=0.0051
        )
        present = frozenset(case.present)
        Scenario(
            **{name: case.values[name] for name in LEVELS},
            findings=present,
            absent=frozenset(tables.findings()) - present,
        )


def test_no_level_speaks_against_its_cause(thousand):
    for case in thousand:
        low = {name: band_of(name, case.values[name]).level == "low" for name in ("calcium", "magnesium")}
        assert low["calcium"] or case.cause not in ("hypocalcemia", "hypoparathyroidism"), case.id
        assert low["magnesium"] == (case.cause == "hypomagnesemia") or case.cause in MINERAL, case.id
        assert (case.values["calcium"] > 2.6) == (case.cause == "hypercalcemia"), case.id
        assert case.values["vitamin_d"] < 30 or case.cause != "vitamin-d-deficiency", case.id
        assert (case.values["ph"] > 7.47) == (case.cause == "hyperventilation"), case.id


def test_every_cause_comes_up_and_none_swamps_the_rest(thousand):
    found = Counter(case.cause for case in thousand)
    assert set(found) == set(tables.causes())
    assert max(found.values()) < 0.2 * len(thousand)
    assert min(found.values()) >= 10


def test_the_history_alone_seldom_settles_it(thousand):
    first = sum(next(iter(case_evidence.weights(case_evidence.from_history(case)))) == case.cause for case in thousand)
    assert 0.2 < first / len(thousand) < 0.7


def test_a_number_is_the_same_case_for_everybody(thousand):
    assert [generated_cases.made_up.__wrapped__(number) for number in (1, 500, 1000)] == [
        thousand[number - 1] for number in (1, 500, 1000)
    ]
    seventh = generated_cases.made_up(7)
    assert (seventh.cause, seventh.age, seventh.sex, seventh.values["vitamin_d"]) == SEVENTH


def test_histories_are_sentences(thousand):
    for case in thousand:
        assert case.history.endswith("."), case.id
        assert f"A {case.sex} of {case.age} " in case.history
        for finding in case.told:
            assert case_tables.phrases()[finding] in case.history


@pytest.mark.parametrize("number", [0, -1, 1.5, "", "seven", 1_000_000, True, None, "٧"])
def test_a_number_that_is_none_is_refused(number):
    with pytest.raises(InputError, match="whole number from 1 to 999999"):
        generated_cases.check_number(number)


@pytest.mark.parametrize(
    ("number", "said"),
    [("-3", "Did you mean 3?"), ("7.0", "Did you mean 7?"), (1_000_000, "Is there a digit too many?")],
)
def test_a_slip_is_guessed(number, said):
    with pytest.raises(InputError, match=re.escape(said)):
        generated_cases.check_number(number)


def test_a_number_beyond_all_reckoning_is_refused_in_words():
    with pytest.raises(InputError, match="a digit too many"):
        cases.open_case("case_" + "9" * 5000)
    assert cases.open_case("case_007").case == "7"
