"""A thousand made-up cases: each can be solved, contradicts nothing, and is the same for everybody."""

from collections import Counter

import pytest

from vitd_edu.clinic import case_evidence, case_rules, cases, generated_cases
from vitd_edu.clinic.blood_tests import adjusted_calcium
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.physiology.inputs import InputError
from vitd_edu.scenario import LEVELS, Scenario

NUMBERS = range(1, 1001)
MINERAL = {cause for cause, row in tables.causes().items() if row.mineral}
SEVENTH = (
    "intense-exercise",
    57,
    "man",
    64.3,
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


def test_a_thousand_can_be_solved(thousand):
    for case in thousand:
        visit = solve(case)
        assert visit.rankings[-1].causes[0] == case.cause == visit.file.cause, case.id


def test_none_contradicts_itself(thousand):
    for case in thousand:
        assert case_rules.broken(case) == (), case.id
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
