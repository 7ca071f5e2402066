"""The case clinic without a browser."""

import logging

import pytest

import vitd_edu as vd
from tests.markup import having, of_class, parse, text
from tests.panels.screen import trouble
from vitd_edu.clinic import case_feedback
from vitd_edu.clinic.cases import Asked, Visit
from vitd_edu.figures import case_sheets
from vitd_edu.knowledge import case_tables
from vitd_edu.words import cases as case_words

GLANDS = ("hypoparathyroidism", "hypocalcemia", "hypomagnesemia")
HARMLESS = ("benign-fasciculation", "stress-anxiety", "caffeine")


@pytest.fixture
def open_clinic():
    opened = []

    def open_one(*args, **options):
        opened.append(vd.case_clinic(*args, **options))
        return opened[-1]

    yield open_one
    for clinic in opened:
        clinic.close()


@pytest.fixture
def clinic(open_clinic):
    return open_clinic("the-old-scar")


def choose(clinic, causes, pace):
    for place, cause in zip(clinic.ranking, causes, strict=True):
        place.value = cause
    clinic.pace.value = pace


def commit(clinic, causes=HARMLESS, pace="routine", button="commit"):
    choose(clinic, causes, pace)
    getattr(clinic, button).click()


def assert_shows(clinic, visit):
    """Everything on screen belongs to this visit."""
    assert clinic.state == visit
    assert dict(clinic.history.parts) == {"history": case_sheets.history(visit)}
    assert dict(clinic.record.parts) == {"record": case_sheets.record(visit)}
    assert dict(clinic.feedback.parts) == {"feedback": case_sheets.feedback(visit)}
    assert clinic.case_code.code == visit.code
    assert clinic.preset.value == (visit.case if visit.case in case_tables.written_cases() else "")
    for name, button in clinic.asks.items():
        assert button.description.startswith("✓") == (name in visit.asked)
    steps = having(parse(clinic.record.parts["record"]), "data-step")
    assert len(steps) == len(visit.steps)


def test_it_opens_on_a_history_with_nothing_given_away(open_clinic):
    clinic = open_clinic()
    assert_shows(clinic, Visit("eyelid-and-a-low-number"))
    assert clinic.sentence.text.startswith("Read the history.")
    assert repr(clinic) == "CaseClinic(case_eyelid-and-a-low-number)"
    assert "fictional" in clinic.history.parts["history"].lower()
    assert clinic.state.file.teaching not in clinic.history.parts["history"]


def test_a_whole_case(clinic):
    commit(clinic, HARMLESS, "today")
    assert clinic.sentence.text.startswith("Committed: Benign fasciculation and cramps, Stress or anxiety")
    clinic.asks["calcium"].click()
    assert "Adjusted calcium 1.82 mmol/L (7.3 mg/dL): low." in clinic.sentence.text
    assert "Used so far: 3 minutes, 1 day of waiting." in clinic.sentence.text
    clinic.asks["pth"].click()
    clinic.asks["phosphate"].click()
    commit(clinic, GLANDS, "emergency")
    commit(clinic, GLANDS, "emergency", "finish")
    assert "it was underactive parathyroids, and your first choice was right" in clinic.sentence.text
    assert [type(step) for step in clinic.state.steps].count(Asked) == 3
    assert_shows(clinic, clinic.state)
    drawn = parse(clinic.feedback.parts["feedback"])
    kinds = [item.get("data-kind") for item in having(drawn, "data-kind")]
    assert kinds == [one.kind for one in case_feedback.feedback(clinic.state)]
    assert {"answer", "moved", "red-flag-seen"} <= set(kinds)
    assert clinic.state.file.teaching in text(of_class(drawn, "vd-case-teaching")[0])
    assert len(list(drawn.iter("tr"))) == 1 + len(clinic.state.rankings)
    assert "Mashadi2023" in clinic.feedback.parts["feedback"]


def test_steps_come_in_their_order(clinic):
    clinic.asks["calcium"].click()
    assert "Commit to a ranking on the history alone first" in trouble(clinic)
    clinic.finish.click()
    assert "no cause stands in first place" in trouble(clinic)
    assert_shows(clinic, Visit("the-old-scar"))
    commit(clinic)
    assert trouble(clinic) == ""
    clinic.asks["calcium"].click()
    clinic.asks["calcium"].click()
    assert "asked for this already" in trouble(clinic)
    commit(clinic, button="finish")
    closed = clinic.state
    for button in (clinic.commit, clinic.finish, clinic.asks["pth"]):
        button.click()
        assert "This case is closed" in trouble(clinic)
        assert_shows(clinic, closed)


def test_nothing_that_was_chosen_is_lost_by_a_mistake(clinic):
    choose(clinic, ("als", "als", "caffeine"), "today")
    clinic.commit.click()
    assert "stands in first and in second place" in trouble(clinic)
    assert [place.value for place in clinic.ranking] == ["als", "als", "caffeine"]
    assert clinic.pace.value == "today"
    clinic.ranking[1].value = "thyroid"
    clinic.commit.click()
    clinic.asks["calcium"].click()
    assert [place.value for place in clinic.ranking] == ["als", "thyroid", "caffeine"]


@pytest.mark.parametrize("name", case_tables.asks())
def test_every_button_brings_an_answer_and_stands_beside_it(clinic, name):
    commit(clinic)
    clinic.asks[name].click()
    assert trouble(clinic) == ""
    assert clinic.state.asked == (name,)
    (last,) = having(parse(clinic.record.parts["record"]), "data-step")[1:]
    for line in case_words.answers(clinic.state, name):
        assert line in text(last)
    reply = clinic.replies[case_tables.asks()[name].group].parts["reply"]
    assert text(parse(reply)) == clinic.sentence.text
    assert clinic.asks[name].tooltip
    assert str(case_tables.asks()[name].minutes) in clinic.asks[name].description


def test_a_button_offers_only_what_fits_the_person(open_clinic):
    clinic = open_clinic("the-student-who-read")
    assert "Kidney stones" in clinic.asks["ask-history"].tooltip
    assert "Pregnancy" not in clinic.asks["ask-history"].tooltip
    clinic.preset.value = "tingling-in-the-queue"
    assert "Pregnancy" in clinic.asks["ask-history"].tooltip
    assert not any("Baby" in button.tooltip for button in clinic.asks.values())


@pytest.mark.parametrize("case", case_tables.written_cases())
def test_each_written_case_opens_from_the_list(clinic, case):
    commit(clinic)
    clinic.preset.value = case
    if case == "the-old-scar":
        assert clinic.state.steps  # it was open already
    else:
        assert_shows(clinic, Visit(case))
        assert [place.value for place in clinic.ranking] == ["", "", ""]
        assert clinic.pace.value == ""


def test_start_again_empties_the_record_of_this_case(clinic):
    commit(clinic)
    clinic.asks["calcium"].click()
    clinic.reset.click()
    assert_shows(clinic, Visit("the-old-scar"))
    clinic.case_code.typed = "case_12"
    commit(clinic)
    clinic.reset.click()
    assert_shows(clinic, Visit("12"))


def test_a_number_opens_a_made_up_case_and_the_next_follows(clinic):
    clinic.following.click()
    assert_shows(clinic, Visit("1"))
    clinic.case_code.typed = "41"
    assert_shows(clinic, Visit("41"))
    clinic.following.click()
    assert_shows(clinic, Visit("42"))
    commit(clinic, button="commit")
    commit(clinic, button="finish")
    assert "every number opens the same case for everybody" in clinic.feedback.parts["feedback"]


@pytest.mark.parametrize("code", ["0", "case_nobody", "D25_C1.75", "1.5"])
def test_a_bad_code_changes_nothing_and_stays_to_be_mended(clinic, code):
    commit(clinic)
    before = clinic.state
    clinic.case_code.typed = code
    assert clinic.case_code.error
    assert clinic.case_code.typed == code
    assert_shows(clinic, before)


def test_two_clinics_can_show_the_same_case(clinic, open_clinic):
    other = open_clinic(joined=clinic.visit)
    commit(clinic)
    clinic.asks["calcium"].click()
    assert_shows(other, clinic.state)


def test_a_failure_in_drawing_leaves_the_last_good_state(clinic, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise RuntimeError("the pencil broke")

    commit(clinic)
    before = clinic.state
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="vitd_edu"):
        patch.setattr(case_sheets, "record", fail)
        clinic.asks["calcium"].click()
    assert "the pencil broke" in trouble(clinic)
    assert_shows(clinic, before)
    clinic.asks["calcium"].click()
    assert trouble(clinic) == ""


def test_the_footer_says_what_it_is_and_where_to_go(clinic):
    said = text(parse(clinic.footer.parts["footer"]))
    assert "does not diagnose" in said
    assert "health professional" in said
    assert "What this leaves out" in said
