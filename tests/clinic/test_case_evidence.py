"""What is known, what the model makes of it, and what an ask could still change."""

import numpy as np
import pytest

from vitd_edu import Scenario, predict
from vitd_edu.clinic import case_evidence, case_files, differential, next_test
from vitd_edu.clinic.case_evidence import Known
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.scenario import LEVELS


def test_on_levels_and_findings_the_weights_are_those_of_the_differential():
    scenario = Scenario(calcium=1.8, magnesium=0.5, findings={"tingling"}, absent={"tremor"})
    known = Known({"tingling": 1, "tremor": -1}, {name: getattr(scenario, name) for name in LEVELS})
    expected = {cause.id: cause.weight for cause in predict(scenario).causes}
    assert case_evidence.weights(known) == pytest.approx(expected)


def test_nothing_known_leaves_the_priors():
    assert case_evidence.weights(Known()) == pytest.approx({row.id: row.prior for row in tables.causes().values()})


@pytest.mark.parametrize("outcome", case_tables.outcomes().values(), ids=lambda row: row.id)
def test_an_unusual_result_lies_in_its_band(outcome):
    if outcome.reading is None:
        assert f"{outcome.test}.{outcome.level}" == outcome.id
    else:
        for value in (outcome.lower, outcome.upper):
            assert case_evidence.outcome_of(outcome.reading, value) == outcome.level


def test_results_of_a_test_are_shared_out_among_their_chances():
    for results in case_evidence.result_chances().values():
        assert np.sum(list(results.values()), axis=0) == pytest.approx(1.0)
        assert all((chance > 0).all() for chance in results.values())


def test_a_low_potassium_points_to_low_potassium():
    before, after = Known({"proximal-weakness": 1}), Known({"proximal-weakness": 1}, {"potassium": 2.4})
    assert case_evidence.weights(after)["hypokalemia"] > 5 * case_evidence.weights(before)["hypokalemia"]
    normal = Known({"proximal-weakness": 1}, {"potassium": 4.2})
    assert case_evidence.weights(normal)["hypokalemia"] < 0.1 * case_evidence.weights(before)["hypokalemia"]


@pytest.mark.parametrize("name", case_tables.asks())
def test_what_was_asked_cannot_change_anything_again(name):
    case = case_files.written("the-old-scar")
    asked = case_tables.asks()[name]
    again = case_evidence.value_of(case_evidence.after(Known(), case, asked), asked)
    assert again.first_changes == 0
    assert again.moved == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("name", ["cuff", "potassium", "emg"])
def test_what_an_ask_may_change_is_the_average_over_its_answers(name):
    """Worked out by hand for asks with few answers."""
    known = Known({"cramps": 1})
    now = np.array([case_evidence.weights(known)[cause] for cause in differential.likelihoods().causes])
    moved = 0.0
    for later, chance in _answers(known, name):
        then = np.array([later[cause] for cause in differential.likelihoods().causes])
        moved += float(chance @ now) * 0.5 * float(np.abs(then - now).sum())
    assert case_evidence.value_of(known, case_tables.asks()[name]).moved == pytest.approx(moved)


def _answers(known, name):
    if name == "cuff":
        for mark in (1, -1):
            later = case_evidence.weights(Known(known.marks | {"trousseau-sign": mark}))
            yield later, np.exp(differential.finding_evidence("trousseau-sign", np.array([mark]))[:, 0])
        return
    levels = {"low": 2.5, "high": 5.6, "usual": 4.2}
    for key, chance in case_evidence.result_chances()[name].items():
        if name == "emg":
            yield case_evidence.weights(Known(known.marks, {}, {"emg": f"emg.{key}"})), chance
        else:
            yield case_evidence.weights(Known(known.marks, {name: levels[key]})), chance


def test_two_words_for_one_answer_count_as_one():
    known = Known({"proximal-weakness": 1, "diuretic-or-ppi": 1, "new-medication": 1}, {"potassium": 2.1})
    pair, asked = ("medication", "hypokalemia"), case_tables.asks()["ask-medicines"]
    apart, together = case_evidence.value_of(known, asked), case_evidence.value_of(known, asked, pair)
    assert apart.first_changes > together.first_changes
    assert apart.moved == together.moved
    assert case_evidence.value_of(known, asked, ("als",)) == apart


def test_what_an_answer_did_change_is_the_weight_that_moved():
    before, later = Known({"cramps": 1}), Known({"cramps": 1}, {"potassium": 2.4})
    was, now = case_evidence.weights(before), case_evidence.weights(later)
    found = case_evidence.change(before, later)
    assert found.moved == pytest.approx(sum(abs(now[cause] - was[cause]) for cause in now) / 2)
    assert found.first_changes == (next(iter(was)) != next(iter(now)))
    assert case_evidence.change(later, later) == case_evidence.Value(0.0, 0.0)


def test_a_question_that_no_cause_depends_on_changes_nothing():
    assert case_evidence.value_of(Known({"cramps": 1}), case_tables.asks()["ferritin"]).moved == 0


@pytest.mark.parametrize("test", ["ecg", "calcium", "magnesium", "vitamin-d", "blood-gas"])
def test_it_is_the_measure_of_the_best_next_test(test):
    known = Known({"cramps": 1})
    found = case_evidence.weights(known)
    now = np.array([found[cause] for cause in differential.likelihoods().causes])
    expected = next_test.change_of(test, now, asked=("cramps",))
    assert expected > 0
    assert case_evidence.value_of(known, case_tables.asks()[test]).moved == pytest.approx(expected)
