"""Answers are judged as the tables say, and what cannot be judged is said in words."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitd_edu.knowledge import question_tables
from vitd_edu.teaching.verdicts import AnswerError, answers_of, in_words, judge, number_from, question, solution

ALL = list(question_tables.questions().values())
NUMERIC = [row for row in ALL if row.kind == "numeric"]
CHOSEN = [row for row in ALL if row.kind in ("single", "multiple")]
ORDERED = [row for row in ALL if row.kind == "ordering"]


def right(row):
    if row.kind == "numeric":
        return (f"{row.value:g}",)
    if row.kind == "ordering":
        return tuple(answer.key for answer in sorted(answers_of(row), key=lambda answer: answer.rank))
    return tuple(answer.key for answer in answers_of(row) if answer.correct)


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.id)
def test_the_right_answer_is_right_and_can_be_said(row):
    verdict = judge(row, right(row))
    assert verdict.right
    assert verdict.misconceptions == ()
    assert solution(row)
    assert in_words(row, right(row))


@pytest.mark.parametrize("row", [row for row in ALL if row.kind == "single"], ids=lambda row: row.id)
def test_every_wrong_choice_hears_its_own_feedback(row):
    for answer in answers_of(row):
        verdict = judge(row, (answer.key,))
        assert verdict.right == answer.correct
        assert answer.feedback or answer.correct  # a right choice may need no more than that it is right
        assert verdict.said == ((answer.feedback,) if answer.feedback else ())
        assert verdict.misconceptions == ((answer.misconception,) if answer.misconception else ())


@pytest.mark.parametrize("row", [row for row in ALL if row.kind == "multiple"], ids=lambda row: row.id)
def test_some_of_several_is_not_enough_and_the_missing_ones_are_counted(row):
    keys = right(row)
    for key in keys:
        verdict = judge(row, tuple(each for each in keys if each != key)) if len(keys) > 1 else None
        assert verdict is None or (not verdict.right and "One more answer is right." in verdict.said)
    wrong = [answer.key for answer in answers_of(row) if not answer.correct]
    assert not judge(row, (*keys, *wrong[:1])).right


@pytest.mark.parametrize("row", ORDERED, ids=lambda row: row.id)
def test_an_order_is_right_only_as_a_whole(row):
    keys = right(row)
    swapped = (keys[1], keys[0], *keys[2:])
    verdict = judge(row, swapped)
    assert not verdict.right
    assert f"{len(keys) - 2} of {len(keys)} lines are in their place. Look at line 1 first." in verdict.said
    assert tuple(answer.key for answer in answers_of(row)) != keys, "it is asked in the right order already"


@pytest.mark.parametrize("row", NUMERIC, ids=lambda row: row.id)
def test_a_number_is_right_within_its_tolerance_and_no_further(row):
    for number in (row.value, row.value + 0.99 * row.tolerance, row.value - 0.99 * row.tolerance):
        assert judge(row, (repr(number),)).right
    for side in (1, -1):
        assert not judge(row, (repr(row.value + side * (1.02 * row.tolerance + 1e-6)),)).right


@pytest.mark.parametrize("row", NUMERIC, ids=lambda row: row.id)
def test_a_likely_slip_is_wrong_and_is_told_what_went_wrong(row):
    for slip in answers_of(row):
        verdict = judge(row, (slip.text,))
        assert not verdict.right, "a slip lies inside the tolerance"
        assert verdict.said == (slip.feedback,)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2.4", 2.4), ("2,4", 2.4), (" 2.40 ", 2.4), ("2.4 mmol/L", 2.4), ("2.4mmol/l", 2.4), ("+2.4", 2.4),
        ("−2.4", -2.4), ("24e-1", 2.4), (".5", 0.5), ("1 000", 1000.0),
    ],
)  # fmt: skip
def test_a_number_may_be_written_in_many_ways(typed, number):
    assert number_from(question("00-check-units"), typed) == pytest.approx(number)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a number first"), ("  ", "Type a number first"), ("two", "is not a number"),
        ("nan", "is not a number"), ("inf", "is not a number"), ("1e999", "not a finite number"),
        ("9.6 mg/dL", "you wrote 'mg/dL'"),
        ("1.2.3", "you wrote '.3'"), ("-", "is not a number"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_said(typed, said):
    with pytest.raises(AnswerError, match=said):
        number_from(question("00-check-units"), typed)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_an_error_in_words(typed):
    try:
        judge(NUMERIC[0], (typed,))
    except AnswerError as error:
        assert len(str(error)) > 20


@pytest.mark.parametrize("row", [CHOSEN[0], ORDERED[0]], ids=lambda row: row.kind)
@pytest.mark.parametrize("nothing", [(), ("z",), ("a", "a")])
def test_nothing_chosen_is_said(row, nothing):
    if row.kind == "single" and nothing == ("a", "a"):
        return
    with pytest.raises(AnswerError, match="first"):
        judge(row, nothing)


def test_an_unknown_question_is_named_with_its_neighbors():
    with pytest.raises(AnswerError, match="'00-check-unit'.*00-check-units"):
        question("00-check-unit")


def test_units_with_one_factor_are_read_in_either():
    asked = question("00-check-units")
    assert number_from(dataclasses.replace(asked, unit="nmol/L"), "20 ng/mL") == pytest.approx(49.92)
    assert number_from(dataclasses.replace(asked, unit="IU"), "25 mcg") == pytest.approx(1000)
