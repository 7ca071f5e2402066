"""Progress, report and glossary, as they stand in the journal and the tables."""

import vitd_edu as vd
from tests.markup import parse, text
from vitd_edu.knowledge import tables
from vitd_edu.teaching import journal, progress
from vitd_edu.teaching.progress import questions_of
from vitd_edu.teaching.words_list import found


def finish(lesson):
    for row in questions_of(lesson):
        journal.keep(journal.entry(row.id, row.part, ("a",), None if row.part == "predict" else True))


def test_lessons_stand_in_order_with_minutes_and_what_comes_before():
    shown = text(parse(vd.lessons().table.parts["lessons"]))
    places = [shown.index(lesson.title) for lesson in tables.lessons()]
    assert places == sorted(places)
    for lesson in tables.lessons():
        assert str(lesson.minutes) in shown


def test_a_lesson_is_done_when_its_checks_are_right():
    assert "0 of" in vd.lessons().sentence.text
    assert "Next: 00" in vd.lessons().sentence.text
    finish("00")
    overview = vd.lessons()
    assert overview.sentence.text.startswith("1 of")
    assert "Next: 01" in overview.sentence.text
    assert "done: 5 of 5 checks right" in text(parse(overview.table.parts["lessons"]))


def test_the_latest_answer_counts():
    row = questions_of("01")[-1]
    for right in (True, False):
        journal.keep(journal.entry(row.id, row.part, ("a",), right))
    assert progress.so_far()[1].checks_right == 0


def test_an_alias_is_kept_and_a_bad_one_explained():
    overview = vd.lessons()
    overview.alias.value = "../x"
    overview.rename.click()
    assert "cannot be part of a file's name" in overview.sentence.text
    assert overview.alias.value == "../x"
    overview.alias.value = "ada"
    overview.rename.click()
    assert "journal-ada.jsonl" in overview.sentence.text
    assert vd.lessons().alias.value == "ada"


def test_the_report_holds_what_was_answered_and_escapes_it(learners_folder):
    asked = vd.ask("01-explain-who-pays")
    asked.front.given = ["a"]
    asked.front.pressed += 1
    journal.keep(journal.entry("03-check-units", "check", ("<script>alert(1)</script>",), False))
    made = vd.report()
    page = (learners_folder / "report-me.html").read_text(encoding="utf-8")
    assert "report-me.html" in repr(made)
    assert made.answers == 2
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    shown = text(parse(page.partition("<body>")[2].partition("</body>")[0]))
    assert asked.asked.prompt in shown
    assert "A normal calcium means that all is well (1×)" in shown
    assert "To look at again" in shown
    assert "http" not in page, "a report needs nothing from elsewhere"


def test_a_report_that_cannot_be_written_is_said(learners_folder):
    (learners_folder / "report-me.html").mkdir()
    assert "could not be written" in repr(vd.report())


def test_the_report_button_says_where_it_is(learners_folder):
    overview = vd.lessons()
    overview.report.click()
    assert "report-me.html" in overview.sentence.text
    assert (learners_folder / "report-me.html").exists()


def test_the_glossary_finds_words_whatever_their_case_and_accents():
    assert found("")[0] in tables.glossary()
    assert len(found("")) == len(tables.glossary())
    assert found("ACTION potential")[0].term == "action potential"
    assert found("áction")[0].term == "action potential"


def test_a_word_that_is_not_there_is_said_with_a_way_back():
    glossary = vd.glossary()
    glossary.search.value = "xyzzy"
    assert glossary.sentence.text == "No word holds “xyzzy”. Empty the box to see all."
    glossary.search.value = ""
    assert glossary.sentence.text == f"{len(tables.glossary())} of {len(tables.glossary())} words."
