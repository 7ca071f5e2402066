"""Right answers are right: numbers come from the models, and every question can be answered in one way only."""

import pytest

import vitd_edu as vd
from tools.lesson_parts import rows
from vitd_edu import units
from vitd_edu.knowledge.bands import bands
from vitd_edu.knowledge.evidence_tables import prevalence
from vitd_edu.physiology.membrane import ionized_calcium

QUESTIONS = {row["id"]: row for row in rows("questions")}
CHALLENGES = [row for row in QUESTIONS.values() if row["part"] == "challenge"]
NUMERIC = [row for row in QUESTIONS.values() if row["kind"] == "numeric"]
MOST_LINES = 4
IU_PER_MICROGRAM = 40  # by definition

# What the model says to each numeric question that is no challenge.
COMPUTED = {
    "00-check-units": lambda: units.to_si("calcium", 9.6, "us"),
    "01-check-absorbed": lambda: 1000 * (vd.settle(75).absorbed_fraction - vd.settle(12).absorbed_fraction),
    "02-check-free-calcium": lambda: ionized_calcium(vd.Scenario().calcium, 7.60),
    "03-check-units": lambda: units.to_si("magnesium", 1.0, "us"),
    "04-check-units": lambda: units.from_si("calcium", vd.Scenario.from_code("D25_C1.75").calcium, "us"),
    "05-check-ward": lambda: true_of_positive("hypocalcemia-hospital"),
    "05-check-street": lambda: true_of_positive("low-calcium-everybody"),
    "06-check-units": lambda: 25 * IU_PER_MICROGRAM,
    "07-check-units": lambda: units.to_si("calcium", 7.2, "us"),
    "08-check-unit": lambda: units.from_si("vitamin_d", bands("vitamin_d", "IOM 2011")[0].upper, "us"),
}


def true_of_positive(group):
    """Return how many in 100 who show Trousseau's sign have low calcium, where it is as common as in this group."""
    shares = prevalence()
    ill, sign = shares[group].value / 100, shares["trousseau-low-calcium"].value / 100
    found, alarms = ill * sign, (1 - ill) * shares["trousseau-healthy"].upper / 100
    return 100 * found / (found + alarms)


def answers(question):
    return [row for row in rows("answers") if row["question"] == question["id"]]


def by_id(row):
    return row["id"]


@pytest.mark.parametrize("question", CHALLENGES, ids=by_id)
def test_the_solution_of_a_challenge_is_short_and_right(question):
    names = {"vd": vd}
    exec(question["code"], names)
    assert float(names["answer"]) == pytest.approx(float(question["value"]), abs=float(question["tolerance"]) / 2)
    assert len(question["code"].splitlines()) <= MOST_LINES
    assert sum(row["question"] == question["id"] for row in rows("hints")) >= 2


@pytest.mark.parametrize("question", [row for row in NUMERIC if row["part"] != "challenge"], ids=by_id)
def test_the_value_of_a_numeric_question_is_the_model_s(question):
    assert COMPUTED[question["id"]]() == pytest.approx(float(question["value"]), abs=float(question["tolerance"]))


@pytest.mark.parametrize("question", NUMERIC, ids=by_id)
def test_no_slip_is_taken_for_right(question):
    assert question["unit"]
    for slip in answers(question):
        assert abs(float(slip["text"]) - float(question["value"])) > float(question["tolerance"])


@pytest.mark.parametrize("question", [row for row in QUESTIONS.values() if row["kind"] != "numeric"], ids=by_id)
def test_there_is_one_right_way_to_answer(question):
    each = answers(question)
    right = [row["text"] for row in each if row["correct"] == "true"]
    assert len({row["text"] for row in each}) == len(each)
    if question["kind"] == "ordering":
        ranks = [int(row["rank"]) for row in each]
        assert sorted(ranks) == list(range(1, len(each) + 1))
        assert ranks != sorted(ranks), "the answer is on show"
    else:
        one = question["kind"] == "single"  # its right answer may hear no more than that it is right
        assert all(row["feedback"] or (one and row["correct"] == "true") for row in each)
        assert len(right) == 1 if question["kind"] == "single" else 1 < len(right) < len(each)


def test_every_prediction_says_what_to_look_for():
    assert all(bool(row["look"]) == (row["part"] == "predict") for row in QUESTIONS.values())


def test_the_right_answer_does_not_always_stand_at_the_same_place():
    single = [row for row in QUESTIONS.values() if row["kind"] == "single"]
    places = [next(row["key"] for row in answers(question) if row["correct"] == "true") for question in single]
    assert max(places.count(place) for place in set(places)) <= 0.6 * len(places)


@pytest.mark.parametrize("question", [row for row in QUESTIONS.values() if row["part"] != "challenge"], ids=by_id)
def test_a_misconception_stands_behind_every_wrong_answer(question):
    """Feedback names it; a slip of units or of haste is named, too."""
    unnamed = [row["key"] for row in answers(question) if row["correct"] == "false" and not row["misconception"]]
    assert not unnamed, f"no misconception in data/answers.csv for {question['id']}: {', '.join(unnamed)}"


def test_every_misconception_stands_behind_a_wrong_answer():
    behind = {row["misconception"] for row in rows("answers") if row["correct"] == "false"} - {""}
    assert behind == {row["id"] for row in rows("misconceptions")}
    assert not {row["misconception"] for row in rows("answers") if row["correct"] == "true"} - {""}
