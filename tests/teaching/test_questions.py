"""Questions driven without a browser: a value is set, a button pressed, and what is said is read."""

import pytest

import vitd_edu as vd
from tests.markup import of_class, parse, text
from vitd_edu.knowledge import question_tables
from vitd_edu.panels.body_panel import BodyLab
from vitd_edu.teaching import journal
from vitd_edu.teaching.verdicts import AnswerError, answers_of, question

SINGLE, NUMBER = "01-explain-who-pays", "03-check-units"
ORDER, PREDICTION, CHALLENGE = "00-check-order", "01-predict-growth", "01-challenge-hormone"


def answer(asked, *given):
    asked.front.given = list(given)
    asked.front.pressed += 1


def said(asked):
    return " ".join(text(part) for part in of_class(parse(asked.front.feedback), "vd-said"))


def keys(identifier, *, right):
    return [each.key for each in answers_of(question(identifier)) if each.correct == right]


def test_a_wrong_answer_hears_why_and_the_belief_behind_it():
    asked = vd.ask(SINGLE)
    assert asked.front.feedback.strip() == ""
    assert asked.front.other_action == ""
    answer(asked, "a")
    row = next(each for each in answers_of(asked.asked) if each.key == "a")
    belief = question_tables.misconceptions()[row.misconception]
    assert said(asked).startswith(f"Not yet. {row.feedback}")
    assert belief.name in said(asked)
    assert belief.correction in said(asked)
    assert asked.asked.explanation not in said(asked)
    assert asked.front.other_action == "Show the answer"


def test_the_right_answer_hears_the_explanation_with_its_evidence():
    asked = vd.ask(SINGLE)
    answer(asked, *keys(SINGLE, right=True))
    assert said(asked).startswith("Right.")
    assert asked.asked.explanation in said(asked)
    assert f"Evidence: {asked.asked.provenance.evidence}." in said(asked)
    assert asked.front.other_action == ""


def test_the_answer_can_be_looked_at_after_a_try():
    asked = vd.ask(SINGLE)
    answer(asked, "a")
    asked.front.other_pressed += 1
    right = next(each for each in answers_of(asked.asked) if each.correct)
    assert f"The answer: {right.text}." in said(asked)
    assert asked.asked.explanation in said(asked)


def test_nothing_chosen_is_said_and_kept_nowhere():
    asked = vd.ask(SINGLE)
    asked.front.pressed += 1
    assert asked.front.error == "Choose an answer first."
    assert journal.entries() == ()
    asked.front.given = ["b"]
    assert asked.front.error == ""


def test_a_number_that_cannot_be_read_stays_in_its_box():
    asked = vd.ask(NUMBER)
    answer(asked, "about half")
    assert "is not a number" in asked.front.error
    assert asked.front.given == ["about half"]
    answer(asked, "0,41 mmol/L")
    assert asked.front.error == ""
    assert said(asked).startswith("Right.")


def test_an_order_that_nobody_touched_is_an_answer_too():
    asked = vd.ask(ORDER)
    answer(asked, *(option["key"] for option in asked.front.options))
    assert "lines are in their place" in said(asked)


def test_answers_come_back_after_a_restart():
    answer(vd.ask(SINGLE), "a")
    answer(vd.ask(SINGLE), "b")
    again = vd.ask(SINGLE)  # another kernel would read the same file
    assert again.given == ("b",)
    assert again.front.note.startswith("Answered on")
    assert "2 tries" in again.front.note
    assert said(again).startswith("Right.")


def test_an_answer_that_the_question_no_longer_offers_is_left_out():
    journal.keep(journal.entry(SINGLE, "explain", ("zz",), True))
    asked = vd.ask(SINGLE)
    assert asked.given == ()
    assert said(asked) == ""


def test_a_journal_that_cannot_be_written_is_said_and_the_lesson_goes_on(learners_folder):
    (learners_folder / "journal-me.jsonl").mkdir()
    asked = vd.ask(SINGLE)
    answer(asked, "a")
    assert "could not be written" in asked.front.note
    assert said(asked).startswith("Not yet.")
    assert vd.ask(SINGLE).given == ("a",)


def test_the_panel_opens_when_the_learner_commits():
    committed = vd.commit(PREDICTION, vd.body_lab)
    assert committed.panel is None
    answer(committed.question)
    assert committed.question.front.error == "Choose an answer first."
    assert committed.panel is None
    answer(committed.question, "a")
    assert isinstance(committed.panel, BodyLab)
    assert committed.children == (committed.question, committed.panel)
    assert "You predicted:" in committed.question.front.feedback
    assert committed.question.asked.look in text(parse(committed.question.front.feedback))
    assert journal.last(PREDICTION).right is None


def test_right_or_wrong_stays_folded_until_the_learner_has_looked():
    committed = vd.commit(PREDICTION, vd.body_lab)
    answer(committed.question, "a")
    before, fold = committed.question.front.feedback.split("<details", 1)
    assert "as you predicted" not in before.lower()
    assert "Not as you predicted." in fold
    assert committed.question.asked.explanation in text(parse(f"<details{fold}"))


def test_changing_a_prediction_keeps_the_panel():
    committed = vd.commit(PREDICTION, vd.body_lab)
    answer(committed.question, "a")
    panel = committed.panel
    answer(committed.question, "b")
    assert committed.panel is panel
    assert journal.tries(PREDICTION) == 2


def test_the_panel_opens_without_an_answer_too():
    committed = vd.commit(PREDICTION, vd.body_lab)
    committed.question.front.other_pressed += 1
    assert isinstance(committed.panel, BodyLab)
    assert journal.entries() == ()
    assert committed.question.front.action == "Commit and open the panel"


def test_a_prediction_of_an_earlier_day_opens_the_panel_at_once():
    answer(vd.commit(PREDICTION, vd.body_lab).question, "b")
    again = vd.commit(PREDICTION, vd.body_lab)
    assert isinstance(again.panel, BodyLab)
    assert again.question.given == ("b",)


def test_a_panel_that_fails_to_open_is_said():
    def broken():
        raise ZeroDivisionError("no panel today")

    committed = vd.commit(PREDICTION, broken)
    answer(committed.question, "a")
    assert "no panel today" in committed.question.front.error


@pytest.mark.parametrize(
    ("opening", "message"),
    [
        (lambda: vd.ask("01-explain-who-pay"), "The nearest are: 01-explain-who-pays"),
        (lambda: vd.commit(SINGLE, vd.body_lab), "use vd.ask"),
        (lambda: vd.commit(PREDICTION, "body_lab"), "without calling it"),
        (lambda: vd.challenge(SINGLE), "use vd.ask"),
        (lambda: vd.quiz("77"), "There is one for 00, 01"),
        (lambda: vd.ask(7), "There is no question 7"),
    ],
)
def test_a_wrong_call_is_explained(opening, message):
    with pytest.raises(AnswerError, match=message):
        opening()


def test_a_quiz_counts_what_is_right():
    quiz = vd.quiz("01")
    assert quiz.progress.text == "0 of 5 right, 0 answered."
    for done, asked in enumerate(quiz.questions, start=1):
        row = asked.asked
        if row.kind == "numeric":
            answer(asked, f"{row.value:g}")
        elif row.kind == "ordering":
            answer(asked, *(each.key for each in sorted(answers_of(row), key=lambda each: each.rank)))
        else:
            answer(asked, *keys(row.id, right=True))
        assert quiz.progress.text.startswith(f"{done} of 5 right, {done} answered.")
    assert quiz.progress.text.endswith("All done: well thought.")
    assert vd.quiz("01").right == 5


def test_a_challenge_gives_one_hint_a_press_and_a_solution_at_the_end():
    shown = vd.challenge(CHALLENGE)
    hints = [hint.text for hint in question_tables.hints() if hint.question == CHALLENGE]
    assert shown.front.other_action == ""
    for count in range(1, len(hints) + 1):
        shown.front.pressed += 1
        assert [hint in text(parse(shown.front.feedback)) for hint in hints] == [
            place < count for place in range(len(hints))
        ]
    assert shown.front.action == ""
    shown.front.other_pressed += 1
    assert shown.asked.code.splitlines()[-1] in text(parse(shown.front.feedback))
    assert shown.asked.explanation in said(shown)


def test_a_challenge_checks_the_learners_number():
    value = question(CHALLENGE).value
    assert said(vd.challenge(CHALLENGE, value)).startswith("Right.")
    assert said(vd.challenge(CHALLENGE, 0.36)).startswith("Not yet. You divided the other way round")
    assert journal.tries(CHALLENGE) == 2
    vd.challenge(CHALLENGE, 0.36)  # the cell was run again
    assert journal.tries(CHALLENGE) == 2


@pytest.mark.parametrize("slip", [[1, 2], "2.78", print, True, {"a": 1}])
def test_an_answer_that_is_no_number_is_told_what_it_is(slip):
    shown = vd.challenge(CHALLENGE, slip)
    assert type(slip).__name__ in shown.front.error
    assert shown.verdict is None


def test_running_a_cell_again_closes_the_old_question(monkeypatch):
    asked = vd.ask(SINGLE)
    asked.close()
    assert asked.front.comm is None
    committed = vd.commit(PREDICTION, vd.body_lab)
    answer(committed.question, "a")
    committed.close()
    assert committed.panel.comm is None
