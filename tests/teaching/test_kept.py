"""What the learner is told about what is kept: what is new, what is not kept yet, what could not be written before."""

import os
import subprocess
import sys
import textwrap
from types import SimpleNamespace

import pytest
from ipywidgets.widgets.widget import _instances as open_widgets

import vitd_edu as vd
from tests.markup import parse, text
from vitd_edu.teaching import journal
from vitd_edu.teaching.progress import questions_of
from vitd_edu.teaching.reports import page
from vitd_edu.teaching.verdicts import answers_of, question

SINGLE, CHALLENGE, PREDICTION = "01-explain-who-pays", "01-challenge-hormone", "01-predict-growth"


def answer(asked, *given):
    asked.front.given = list(given)
    asked.front.pressed += 1


@pytest.mark.parametrize(
    "opening",
    [
        lambda: vd.ask(SINGLE),
        lambda: vd.quiz("01"),
        lambda: vd.challenge(CHALLENGE),
        lambda: vd.commit(PREDICTION, vd.body_lab),
        vd.lessons,
        vd.glossary,
    ],
)
def test_a_part_that_closes_leaves_nothing_behind(opening):
    answer(vd.commit(PREDICTION, vd.body_lab).question, "a")  # so that the panel is open at once
    before = set(open_widgets)
    opened = opening()
    assert set(open_widgets) > before
    opened.close()
    opened.close()
    assert set(open_widgets) == before


def test_the_same_answer_again_is_no_new_try():
    asked = vd.ask(SINGLE)
    for given in ("a", "a", "b", "a"):
        answer(asked, given)
    assert [entry.given for entry in journal.entries()] == [("a",), ("b",), ("a",)]


def test_a_choice_that_has_moved_on_is_told_to_be_not_kept_yet():
    asked = vd.ask(SINGLE)
    asked.front.given = ["b"]
    assert asked.front.note == "", "before a first answer the button says enough"
    answer(asked, "a")
    asked.front.given = ["b"]
    assert asked.front.note.startswith("You have changed your answer.")
    asked.front.given = ["a"]
    assert asked.front.note.startswith("Answered on")


def test_a_prediction_that_has_moved_on_is_told_after_a_restart_too():
    answer(vd.commit(PREDICTION, vd.body_lab).question, "a")
    again = vd.commit(PREDICTION, vd.body_lab).question
    again.front.given = ["b"]
    assert again.front.note.startswith("You have changed your answer.")
    assert "You predicted:" in again.front.feedback


def test_a_challenge_tells_the_answer_of_an_earlier_day():
    assert vd.challenge(CHALLENGE).front.note == ""
    vd.challenge(CHALLENGE, 0.36)
    note = vd.challenge(CHALLENGE).front.note
    assert "you answered 0.36 times: not right yet" in note
    vd.challenge(CHALLENGE, question(CHALLENGE).value)
    assert ": right." in vd.challenge(CHALLENGE).front.note


def test_an_answer_that_could_not_be_written_is_written_before_the_next(learners_folder):
    blocked = learners_folder / "journal-me.jsonl"
    blocked.mkdir()
    asked = vd.ask(SINGLE)
    answer(asked, "a")
    assert "could not be written" in asked.front.note
    blocked.rmdir()
    answer(asked, "b")
    assert asked.front.note.startswith("Answered on")
    assert len(blocked.read_text(encoding="utf-8").splitlines()) == 2
    assert [entry.given for entry in journal.entries()] == [("a",), ("b",)]


def test_each_line_is_one_write_and_is_flushed_to_the_disk(monkeypatch):
    calls = []

    def watched(name):
        return lambda *given: calls.append(name) or getattr(os, name)(*given)

    told = {name: watched(name) for name in ("write", "fsync", "close")}
    monkeypatch.setattr(journal, "os", SimpleNamespace(**{**vars(os), **told}))
    journal.keep(journal.entry(SINGLE, "explain", ["a"], False))
    assert calls == ["write", "fsync", "close"]


@pytest.mark.skipif(sys.platform == "win32", reason="issue 6, until 2027-06: Windows has no limit on the size of files")
def test_a_disk_that_is_really_full_loses_nothing_that_was_kept(learners_folder):
    """The system itself refuses to let the file grow, as it does on a full disk."""
    writer = textwrap.dedent("""
        import resource
        from vitd_edu.teaching import journal
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        for number in range(12):
            trouble = journal.keep(journal.entry("01-check-one", "check", [str(number)], True))
            print(number, trouble or "kept")
        assert [entry.given for entry in journal.entries()] == [(str(number),) for number in range(12)]
    """)
    told = subprocess.run([sys.executable, "-c", writer], capture_output=True, text=True, check=True).stdout
    kept = [line.split()[0] for line in told.splitlines() if line.endswith("kept")]
    refused = [line for line in told.splitlines() if "could not be written to journal-me.jsonl" in line]
    assert 0 < len(kept) < 12
    assert len(kept) + len(refused) == 12
    assert [entry.given[0] for entry in journal.entries()] == kept


def test_a_name_that_cannot_be_written_down_leaves_the_old_one_and_its_answers(learners_folder, monkeypatch):
    journal.rename("ada")
    journal.keep(journal.entry(SINGLE, "explain", ["a"], False))
    (learners_folder / f"{journal.ALIAS_FILE}.new").mkdir()
    said = journal.rename("ben")
    assert "Your answers stay in journal-ada.jsonl" in said
    assert journal.alias() == "ada"
    assert len(journal.entries()) == 1


def test_a_journal_that_cannot_be_moved_keeps_its_name(learners_folder, monkeypatch):
    journal.keep(journal.entry(SINGLE, "explain", ["a"], False))

    def refuse(*_):
        raise PermissionError(13, "The file is open elsewhere")

    monkeypatch.setattr("pathlib.Path.rename", refuse)
    assert "The file is open elsewhere" in journal.rename("ada")
    assert journal.path().name == "journal-me.jsonl"
    assert len(journal.entries()) == 1


def test_a_folder_that_is_gone_is_said(learners_folder):
    learners_folder.rmdir()
    asked = vd.ask(SINGLE)
    answer(asked, "a")
    assert "could not be written to journal-me.jsonl" in asked.front.note
    assert asked.verdict is not None


def test_the_report_says_what_to_look_at_again_and_how_predictions_came_out(learners_folder):
    answer(vd.commit(PREDICTION, vd.body_lab).question, "a")
    answer(vd.ask(SINGLE), "a")
    vd.report()
    page = (learners_folder / "report-me.html").read_text(encoding="utf-8")
    shown = text(parse(page.partition("<body>")[2].partition("</body>")[0]))
    again = shown.partition("To look at again")[2].partition("Misconceptions")[0]
    assert question(SINGLE).prompt in again
    to_come = [row for row in questions_of("01") if row.part != "predict" and row.id != SINGLE]
    assert f"{len(to_come)} questions are still to be answered." in again
    assert "predicted; it came otherwise" in shown
    assert "Explain Amina" in shown


def test_the_report_keeps_the_first_prediction_and_tells_a_later_one():
    wrong, right = (
        next(one for one in answers_of(question(PREDICTION)) if one.correct == good) for good in (False, True)
    )
    for given in (wrong, right):
        answer(vd.commit(PREDICTION, vd.body_lab).question, given.key)
    shown = text(parse(page().partition("<body>")[2].partition("</body>")[0]))
    assert f"{wrong.text} (changed later to: {right.text})" in shown
    assert "predicted; it came otherwise" in shown
    assert journal.entries()[0].misconceptions == (wrong.misconception,)


def test_a_journal_that_cannot_be_read_is_said(learners_folder):
    (learners_folder / "journal-me.jsonl").mkdir()
    assert "journal-me.jsonl is there but cannot be read" in vd.lessons().sentence.text


def test_judging_and_keeping_need_no_widgets():
    """A class's journals can be read where there is no notebook at all."""
    rooms = "verdicts, journal, progress, reports"
    question_asked = f"import sys; from vitd_edu.teaching import {rooms}; sys.exit('ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", question_asked], check=False).returncode == 0
