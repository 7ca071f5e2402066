"""Two words for one answer, and answers that belong together: nobody is blamed for the other one."""

import pytest

from tests.clinic.visits import HARMLESS, kinds, played
from vitd_edu.clinic import case_debrief, case_evidence, case_feedback, cases, generated_cases
from vitd_edu.clinic.cases import open_case
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.words import case_feedback as feedback_words

BONE = ("hypocalcemia", "medication", "hypomagnesemia")


@pytest.mark.parametrize("first", [BONE, ("medication", "hypocalcemia", "hypomagnesemia")])
def test_the_low_calcium_and_the_medicine_behind_it_are_both_right(first):
    visit = played("the-bone-infusion", first, ["calcium", "pth"], first, "emergency", "emergency")
    said = kinds(visit)
    assert said["answer"].good
    assert not {"base-rate", "anchoring"} & set(said)
    assert case_debrief.debrief(visit)[-1].learners_place == 1
    assert "A medicine is right as well" in feedback_words.feedback(said["answer"])


PILL = ("hypokalemia", "medication", "hypomagnesemia")
PILL_ASKS = ["potassium", "ask-medicines"]


@pytest.mark.parametrize("first", [PILL, ("medication", "hypokalemia", "hypomagnesemia")])
def test_two_words_for_one_answer_are_weighed_together(first):
    visit = played("the-water-pill", first, PILL_ASKS, first, "emergency", "emergency")
    found = cases.weights_after(visit)
    both = found["medication"] + found["hypokalemia"]
    assert found["hypokalemia"] < 0.5 < both
    said, row = kinds(visit), case_debrief.debrief(visit)[-1]
    assert "premature" not in said
    assert (row.weight, row.first_weight) == pytest.approx((both, both))
    assert row.models_place == 1
    words = feedback_words.feedback(said["answer"])
    assert f"the model gave the two together {feedback_words.share(both)} and place 1" in words
    assert feedback_words.debrief_row(row)[3].startswith(("low potassium or a medicine", "a medicine or low potassium"))


def test_a_turn_from_one_word_to_the_other_is_no_reason_to_go_on():
    """Even who closed on another cause is not sent for a question that only tells the two words apart."""
    visit = played("the-water-pill", HARMLESS, ["potassium"], HARMLESS, "emergency")
    known, habits = cases.known_after(visit), case_tables.asks()["ask-habits"]
    assert case_evidence.value_of(known, habits).first_changes > case_feedback.STILL_OPEN
    assert "premature" not in kinds(visit)


def test_a_second_word_for_the_same_answer_is_no_movement():
    other = ("medication", "hypokalemia", "hypomagnesemia")
    assert "moved" not in kinds(played("the-water-pill", PILL, PILL_ASKS, other, "emergency"))
    assert "moved" in kinds(played("the-water-pill", HARMLESS, PILL_ASKS, other, "emergency"))


@pytest.mark.parametrize("pace", ["urgent", "today", "emergency"])
def test_a_potassium_that_low_does_not_wait_for_days(pace):
    said = kinds(played("the-water-pill", PILL, PILL_ASKS, PILL, pace))
    assert ("red-flag-seen" in said) == (pace == "emergency")
    flag = said["red-flag-seen" if pace == "emergency" else "red-flag-missed"]
    assert "very-low-potassium" in flag.flags
    assert flag.note == "emergency"


def test_a_low_potassium_that_nobody_measured_is_told_with_what_would_show_it():
    said = kinds(played("the-water-pill", PILL, ["ask-medicines"], PILL, "urgent"))
    assert "very-low-potassium" in said["red-flag-unasked"].flags
    assert {"potassium", "electrolytes"} <= set(said["red-flag-unasked"].asks)


@pytest.mark.parametrize("case", [row.id for row in case_tables.written_cases().values()])
def test_nobody_is_blamed_for_starting_from_the_answer(case):
    right = cases.case_file(case).cause
    three = (right, *[cause for cause in HARMLESS if cause != right][:2])
    assert "base-rate" not in kinds(played(case, three, [], three))


def far_below(code):
    """Say whether the answer of a case is rare, and far below the first by its history."""
    found, answer = cases.weights_after(open_case(code), 0), cases.case_file(code).cause
    return tables.causes()[answer].prior < 0.02 and found[answer] * 10 < max(found.values())


def test_nobody_is_blamed_for_a_rare_cause_that_is_the_answer():
    """Not even where the history hardly spoke for it; who begins with another such cause is told of base rates."""
    code = next(code for code in map(str, range(1, 200)) if far_below(code) and cases.case_file(code).cause != "als")
    right = cases.case_file(code).cause
    assert "base-rate" not in kinds(played(code, (right, *HARMLESS[:2]), [], HARMLESS))
    assert "base-rate" in kinds(played(code, ("als", *HARMLESS[:2]), [], HARMLESS))


@pytest.mark.parametrize("case", ["the-bone-infusion", "tingling-in-the-queue"])
def test_a_spasm_that_was_told_and_passed_over_is_missed(case):
    assert "hand-foot-spasm" in kinds(played(case, HARMLESS, [], HARMLESS))["red-flag-missed"].flags


def first_made_up(cause, low=None):
    """Return the number of the first made-up case of a cause, of one with a low potassium where that is asked for."""
    made_up = map(generated_cases.made_up, range(1, 400))
    return next(case.id for case in made_up if case.cause == cause and (not low or case.values[low] < 3.2))


@pytest.mark.parametrize(
    ("find", "chosen", "said"),
    [
        (lambda: "calcium-that-will-not-rise", "medication", "no medicine was begun or raised just before it"),
        (lambda: first_made_up("hypocalcemia"), "medication", "no medicine was begun or raised just before it"),
        (lambda: "eight-puffs", "hypocalcemia", "The level is not low here: the medicine acts without it"),
        (lambda: first_made_up("medication", "potassium"), "hypokalemia", "explains the complaint and the level"),
    ],
)
def test_a_medicine_and_a_low_mineral_are_set_beside_each_other(find, chosen, said):
    visit = played(find(), HARMLESS, [], (chosen, "als", "caffeine"))
    words = feedback_words.feedback(kinds(visit)["two-rows"])
    assert "They can be one story: some medicines lower" in words
    assert said in words
    assert not kinds(visit)["answer"].good
    fits = visit.file.words["medication-review"] == "medication-review.fits"
    assert fits == (visit.file.cause == "medication")


@pytest.mark.parametrize(
    ("code", "chosen"),
    [("the-bone-infusion", "medication"), ("eight-puffs", "medication"), ("the-old-scar", "medication")],
)
def test_nothing_is_set_beside_where_both_are_right_or_unrelated(code, chosen):
    assert "two-rows" not in kinds(played(code, HARMLESS, [], (chosen, "als", "caffeine")))
