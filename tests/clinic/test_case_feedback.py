"""Each kind of feedback is set off by what a learner did, and by nothing else."""

import pytest

from tests.clinic.visits import HARMLESS, kinds, played
from vitd_edu.clinic import case_debrief, case_evidence, case_feedback, cases
from vitd_edu.clinic.cases import open_case, rank
from vitd_edu.knowledge import tables
from vitd_edu.words import case_feedback as feedback_words

RARE = ("als", "benign-fasciculation", "stress-anxiety")
GLANDS = ("hypoparathyroidism", "hypocalcemia", "hypomagnesemia")


def test_an_open_case_says_nothing():
    assert case_feedback.feedback(rank(open_case("the-old-scar"), RARE, "routine")) == ()


def test_a_rare_cause_first_is_base_rate_neglect():
    said = kinds(played("eyelid-and-a-low-number", RARE, ["neurological-examination"], HARMLESS))
    assert said["base-rate"].causes == ("als", "benign-fasciculation")
    assert said["base-rate"].numbers["prior"] == tables.causes()["als"].prior
    assert "about 1 in 2,000" in feedback_words.feedback(said["base-rate"])
    assert "base-rate" not in kinds(played("eyelid-and-a-low-number", HARMLESS, [], HARMLESS))


def test_a_rare_cause_that_the_history_speaks_for_is_none():
    assert "base-rate" not in kinds(played("the-button-hand", RARE, [], RARE))


def test_a_common_cause_against_the_weights_is_wrong_but_no_neglect_of_base_rates():
    visit = played("heat-wave", HARMLESS, [], HARMLESS)
    assert cases.weights_after(visit, 0)["benign-fasciculation"] < 0.02
    assert "base-rate" not in kinds(visit)


def test_staying_although_the_weights_moved_is_anchoring():
    said = kinds(played("the-old-scar", HARMLESS, ["calcium", "pth", "phosphate"], HARMLESS, "emergency"))
    assert said["anchoring"].causes[0] == "benign-fasciculation"
    assert said["anchoring"].numbers["now"] * 3 <= said["anchoring"].numbers["was"]
    assert not said["answer"].good


def test_moving_with_them_is_praised():
    said = kinds(played("the-old-scar", HARMLESS, ["calcium", "pth", "phosphate"], GLANDS, "emergency"))
    assert "anchoring" not in said
    assert said["moved"].causes == ("benign-fasciculation", "hypoparathyroidism")
    assert said["answer"].good


def test_staying_where_nothing_moved_is_neither():
    said = kinds(played("the-old-scar", HARMLESS, ["ferritin"], HARMLESS))
    assert not {"anchoring", "moved"} & set(said)


def test_a_known_red_flag_that_was_not_acted_on_is_missed():
    said = kinds(played("the-old-scar", HARMLESS, ["calcium"], GLANDS, "routine"))
    missed = said["red-flag-missed"]
    assert "very-low-calcium" in missed.flags
    assert missed.note == "emergency"
    acted = kinds(played("the-old-scar", HARMLESS, ["calcium"], GLANDS, "emergency"))
    assert acted["red-flag-seen"].flags == missed.flags
    assert acted["red-flag-seen"].numbers["late"] == 1  # the history alone asked for today
    assert (
        kinds(played("the-old-scar", HARMLESS, ["calcium"], GLANDS, "emergency", "today"))["red-flag-seen"].numbers[
            "late"
        ]
        == 0
    )


def test_a_red_flag_that_was_never_looked_for_is_told_with_what_would_show_it():
    said = kinds(played("quiet-calcium", HARMLESS, ["ask-movements"], HARMLESS))
    assert said["red-flag-unasked"].flags == ("very-low-calcium",)
    assert said["red-flag-unasked"].asks == ("calcium",)
    assert "red-flag-missed" not in said
    assert "red-flag-unasked" not in kinds(played("quiet-calcium", HARMLESS, [], HARMLESS, "emergency"))


def test_without_a_red_flag_none_is_spoken_of():
    said = kinds(played("eyelid-and-a-low-number", HARMLESS, ["calcium"], HARMLESS))
    assert not {"red-flag-seen", "red-flag-missed", "red-flag-unasked"} & set(said)


def test_a_test_that_could_change_nothing_cost_time():
    asks = ["neurological-examination", "ask-course", "ask-movements", "emg", "ferritin"]
    said = kinds(played("eyelid-and-a-low-number", HARMLESS, asks, HARMLESS))
    assert said["no-information"].asks == ("emg", "ferritin")
    assert said["no-information"].numbers == {"minutes": 48.0, "days": 21.0, "chance": 0.01, "moved": 0.02}
    assert "under 1 %, and each moved less than 2 % of the weight" in feedback_words.feedback(said["no-information"])
    assert "48 minutes, 21 days of waiting" in feedback_words.feedback(said["no-information"])
    assert "no-information" not in kinds(played("the-old-scar", HARMLESS, ["calcium"], GLANDS, "emergency"))


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ("the-button-hand", "cuff"),  # moves hardly any weight, but may turn the first place
        ("drops-by-the-bottle", "creatinine"),  # turns nothing by itself, but moves much
    ],
)
def test_a_test_that_could_turn_or_move_something_is_not_called_waste(case, name):
    assert "no-information" not in kinds(played(case, HARMLESS, [name], HARMLESS, "emergency"))


BLOOD = ["calcium", "magnesium", "pth", "phosphate", "creatinine", "cuff", "ecg", "potassium", "vitamin-d"]


@pytest.mark.parametrize("code", ["spasms-in-march", "quiet-calcium", "calcium-that-will-not-rise", "7", "3"])
def test_an_answer_that_moved_the_weights_was_no_waste(code):
    visit = played(code, HARMLESS, BLOOD, HARMLESS, "emergency")
    said = kinds(visit)
    wasted = said["no-information"].asks if "no-information" in said else ()
    for place, step in enumerate(visit.steps):
        if isinstance(step, cases.Asked):
            was, now = cases.weights_after(visit, place), cases.weights_after(visit, place + 1)
            moved = sum(abs(now[cause] - was[cause]) for cause in now) / 2
            assert step.ask not in wasted or (moved < 0.02 and next(iter(was)) == next(iter(now))), step.ask


DEFICIENT = ("vitamin-d-deficiency", "hypocalcemia", "hypoparathyroidism")


def test_25ohd_that_turned_the_ranking_was_no_waste():
    """Nobody expected the answer, and yet it moved the first place."""
    asks = ["calcium", "pth", "magnesium", "ecg", "cuff", "phosphate", "vitamin-d"]
    visit = played("spasms-in-march", DEFICIENT, asks, DEFICIENT, "emergency", "emergency")
    assert "vitamin-d" not in getattr(kinds(visit).get("no-information"), "asks", ())
    assert not {"premature", "anchoring", "base-rate"} & set(kinds(visit))
    assert kinds(visit)["answer"].good


@pytest.mark.parametrize("done", [(1.0, 0.0), (0.0, case_feedback.HARDLY_MOVES)])
def test_what_turned_the_first_place_or_moved_weight_was_no_waste(monkeypatch, done):
    asks = ["neurological-examination", "ask-course", "ask-movements", "ferritin"]
    assert "no-information" in kinds(played("eyelid-and-a-low-number", HARMLESS, asks, HARMLESS))
    monkeypatch.setattr(case_evidence, "change", lambda *_: case_evidence.Value(*done))
    assert "no-information" not in kinds(played("eyelid-and-a-low-number", HARMLESS, asks, HARMLESS))


def test_closing_on_a_good_weight_is_not_too_early():
    visit = played(
        "nights-awake", ("stress-anxiety", "caffeine", "thyroid"), [], ("stress-anxiety", "caffeine", "thyroid")
    )
    assert "premature" not in kinds(visit)
    assert "premature" in kinds(played("nights-awake", HARMLESS, [], HARMLESS))


def test_closing_in_doubt_is_too_early():
    said = kinds(played("the-bone-infusion", HARMLESS, [], HARMLESS))
    assert said["premature"].numbers["weight"] < 0.5
    assert said["premature"].numbers["chance"] >= 0.15
    assert "after 0 of the questions and tests" in feedback_words.feedback(said["premature"])
    settled = played("the-bone-infusion", HARMLESS, ["calcium", "pth", "vitamin-d"], GLANDS, "emergency")
    assert "premature" not in kinds(settled)  # wrong, and yet no further test was likely to change the model's mind


def test_what_would_have_told_most_is_computed():
    said = kinds(played("shaking-and-shrinking", HARMLESS, ["tsh"], ("thyroid", "caffeine", "medication"), "urgent"))
    assert said["told-most"].asks == ("tsh",)
    assert said["told-most"].good
    assert kinds(played("shaking-and-shrinking", HARMLESS, [], HARMLESS))["told-most"].good is None


def test_the_debrief_sets_the_learner_beside_the_model():
    visit = played("the-old-scar", HARMLESS, ["calcium", "pth"], GLANDS, "emergency")
    first, last = case_debrief.debrief(visit)
    assert (first.learners_place, last.learners_place) == (None, 1)
    assert (first.models_place > 1, last.models_place) == (True, 1)
    assert last.weight == case_evidence.weights(cases.known_after(visit))["hypoparathyroidism"]
    assert feedback_words.debrief_row(last)[0] == "at the end, after 2 answers"


@pytest.mark.parametrize("weight", [0.4, 0.02, 0.0005, 1e-9])
def test_small_shares_are_said_as_one_in_so_many(weight):
    said = feedback_words.share(weight)
    assert ("%" in said) == (weight >= 0.01)
