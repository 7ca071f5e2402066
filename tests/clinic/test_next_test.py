"""What one asks next in well-known doubts, as the field teaches it."""

import numpy as np
import pytest

from vitd_edu import Scenario, predict
from vitd_edu.clinic.next_test import best, change_of
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.workup_tables import test_reveals as reveals
from vitd_edu.scenario import LEVELS
from vitd_edu.words.workup import best_tests
from vitd_edu.workup import BLOOD, Workup, work_up


def workup(*findings, measured=(), **levels):
    return Workup(findings=frozenset(findings), measured=frozenset(measured), **levels)


def weight(state, cause):
    return next(row.weight for row in predict(state).causes if row.id == cause)


def changes(state):
    return {test.id: test.expected_change for test in work_up(state).next_tests}


def test_low_calcium_that_is_felt_asks_for_magnesium_first():
    """CMDT: magnesium is measured in every low calcium, because calcium will not stay up without it."""
    state = workup("tingling", "cramps", calcium=2.05, measured={"calcium"})
    first = work_up(state).next_tests[0]
    assert first.id == "magnesium"
    low, normal, *_ = first.results()
    assert (low.name, normal.name) == ("low", "normal")
    place = list(tables.causes()).index("hypomagnesemia")
    assert low.weights[place] > 0.9 > first.now[place] > normal.weights[place]


def test_weak_and_thirsty_asks_for_calcium_among_the_levels():
    """MSD: weakness with thirst and tiredness is the pattern of high calcium."""
    state = changes(workup("fatigue", "proximal-weakness", "thirst"))
    assert max(BLOOD, key=lambda name: state["vitamin-d" if name == "vitamin_d" else name]) == "calcium"


def test_weak_thighs_and_sore_bones_ask_for_vitamin_d():
    """EMJ2022, Bolland2021: the pattern of soft bone."""
    assert work_up(workup("proximal-weakness", "bone-pain")).next_tests[0].id == "vitamin-d"


def test_for_a_lone_twitch_questions_come_before_any_blood_test():
    """AAN2017, Blexrud1993: with normal strength it is nearly always harmless, and levels hardly matter."""
    state = changes(workup("fasciculation"))
    best_level = max(state[test] for test in ("calcium", "magnesium", "vitamin-d"))
    best_question = max(change for test, change in state.items() if test in tables.findings())
    assert best_level < 0.06
    assert best_question > 0.3


def test_a_growing_weakness_asks_for_the_examination_and_not_for_vitamin_d():
    state = changes(workup("progressive-focal-weakness", "fasciculation"))
    assert state["neurological-examination"] > 5 * state["vitamin-d"]


def test_trousseaus_sign_speaks_for_low_calcium():
    mineral = ("hypocalcemia", "hypoparathyroidism", "hypomagnesemia")
    before, after = workup("tingling"), workup("tingling", "trousseau-sign")
    assert sum(weight(after, cause) for cause in mineral) > 5 * sum(weight(before, cause) for cause in mineral)


def test_a_low_vitamin_d_beside_a_growing_weakness_is_a_bystander():
    """Herrick2019: a low 25(OH)D is common whatever the cause."""
    seen = workup("progressive-focal-weakness", "wasting", "brisk-reflexes", vitamin_d=28, measured={"vitamin_d"})
    assert predict(seen).causes[0].id == "als"
    assert weight(seen, "vitamin-d-deficiency") < 0.01
    assert [flag.id for flag in predict(seen).red_flags] == ["growing-focal-weakness", "wasting"]


def test_the_best_tests_do_not_share_what_they_reveal():
    state = work_up(workup("tremor"))
    shown = best_tests(state, 3)
    found = [finding for test in shown for finding in test.findings]
    assert len(found) == len(set(found))
    assert any(test.analyte in BLOOD for test in shown)
    assert best(state.next_tests, 0) == ()


def test_with_everything_known_there_is_nothing_to_ask():
    state = Workup.of(Scenario(absent=frozenset(tables.findings())), LEVELS)
    assert work_up(state).next_tests == ()


@pytest.mark.parametrize("row", reveals().values(), ids=lambda row: row.test)
def test_each_row_of_the_table_reveals_something_that_the_model_holds(row):
    assert row.test in tables.tests()
    assert (row.analyte in LEVELS) != bool(row.findings)
    assert set(row.findings) <= set(tables.findings())
    now = np.exp([row.prior for row in tables.causes().values()])
    assert change_of(row.test, now / now.sum()) > 0
