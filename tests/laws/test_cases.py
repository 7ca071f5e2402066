"""Cases: whatever a learner does, weights are shares, what an ask may change is one too, and the feedback holds."""

import math

from hypothesis import given
from hypothesis import strategies as st

from tests.markup import parse
from vitd_edu.clinic import case_debrief, case_evidence, case_feedback, cases
from vitd_edu.clinic.cases import PACES, ask, open_case, rank
from vitd_edu.figures import case_sheets
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.words import case_feedback as feedback_words
from vitd_edu.words import cases as case_words

codes = st.one_of(st.sampled_from(tuple(case_tables.written_cases())), st.integers(1, 300).map(str))
rankings = st.tuples(st.permutations(tuple(tables.causes())).map(lambda order: order[:3]), st.sampled_from(PACES))
moves = st.lists(st.one_of(st.sampled_from(tuple(case_tables.asks())), rankings), max_size=8)


def walked(code, first, moves):
    visit = rank(open_case(code), *first)
    for move in moves:
        if not isinstance(move, str):
            visit = rank(visit, *move)
        elif move not in visit.asked:
            visit = ask(visit, move)
    return visit


visits = st.builds(walked, codes, rankings, moves)


@given(visits)
def test_weights_are_shares_at_every_step(visit):
    for place in range(len(visit.steps) + 1):
        found = cases.weights_after(visit, place)
        assert found.keys() == tables.causes().keys()
        assert math.isclose(math.fsum(found.values()), 1.0, rel_tol=1e-12)
        assert list(found.values()) == sorted(found.values(), reverse=True)


@given(visits, st.sampled_from(tuple(case_tables.asks().values())))
def test_what_an_ask_may_change_is_a_share(visit, asked):
    value = case_evidence.value_of(cases.known_after(visit), asked)
    assert 0.0 <= value.moved <= 1.0 + 1e-12
    assert 0.0 <= value.first_changes <= 1.0 + 1e-9
    if asked.id in visit.asked:
        assert value.moved < 1e-9


@given(visits)
def test_steps_are_never_taken_back(visit):
    for place in range(len(visit.steps)):
        earlier, later = cases.known_after(visit, place), cases.known_after(visit, place + 1)
        assert earlier.marks.items() <= later.marks.items()
        assert earlier.values.items() <= later.values.items()
        assert earlier.words.items() <= later.words.items()


@given(visits, rankings)
def test_a_closed_case_has_feedback_that_can_be_said_and_drawn(visit, last):
    closed = rank(visit, *last, last=True)
    said = case_feedback.feedback(closed)
    assert said[0].kind == "answer"
    assert len({one.kind for one in said}) == len(said)
    for one in said:
        words = feedback_words.feedback(one)
        assert words[-1] in ".!", words
        assert "None" not in words
    parse(case_sheets.history(closed) + case_sheets.record(closed) + case_sheets.feedback(closed))
    assert len(case_debrief.debrief(closed)) == len(closed.rankings)


@given(visits, rankings)
def test_an_open_case_gives_nothing_away(visit, last):
    assert case_sheets.feedback(visit) == ""
    shown = case_words.sentence(visit) + case_sheets.record(visit)
    assert visit.file.teaching not in shown
    closed = rank(visit, *last, last=True)
    assert case_words.cause_name(closed.file.cause) in case_words.sentence(closed)
