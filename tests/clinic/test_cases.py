"""Cases: every written one can be solved, steps go only forward, and costs add up."""

import math
import re
from statistics import NormalDist

import pytest

from vitd_edu.clinic import case_evidence, case_files, case_rules, cases, generated_cases
from vitd_edu.clinic.blood_tests import adjusted_calcium
from vitd_edu.clinic.cases import Asked, Visit, ask, open_case, rank
from vitd_edu.figures import case_sheets
from vitd_edu.knowledge import case_tables, lab_tables, tables
from vitd_edu.physiology.inputs import InputError
from vitd_edu.scenario import Scenario, ScenarioError
from vitd_edu.words import cases as case_words

WRITTEN = tuple(case_tables.written_cases())
THREE = ("benign-fasciculation", "stress-anxiety", "caffeine")


@pytest.fixture(params=WRITTEN)
def case(request):
    return case_files.written(request.param)


def ranked(code="the-old-scar", pace="routine", causes=THREE):
    return rank(open_case(code), causes, pace)


def test_there_are_enough_and_every_cause_is_an_answer():
    assert len(WRITTEN) >= 14
    assert {row.cause for row in case_tables.written_cases().values()} == set(tables.causes())


def test_a_written_case_can_be_solved(case):
    assert generated_cases.solved(case)


STANDARD = (  # what a careful colleague asks for in nearly everybody
    *("calcium", "magnesium", "vitamin-d", "pth", "phosphate", "creatinine", "potassium", "ecg", "cuff"),
    *("neurological-examination", "ask-medicines", "ask-history"),
)


def known_by(case, asked):
    known = case_evidence.from_history(case)
    for name in asked:
        known = case_evidence.after(known, case, case_tables.asks()[name])
    return known


def test_the_standard_work_up_ends_with_a_right_answer(case):
    assert next(iter(case_evidence.weights(known_by(case, STANDARD)))) in case.answers


def test_signs_of_a_low_calcium_do_not_speak_against_the_deficiency_that_lowered_it():
    case = case_files.written("spasms-in-march")
    asked = ["calcium", "pth", "vitamin-d", "magnesium", "ecg", "cuff", "phosphate"]
    for count in (5, 6, 7):
        weights = case_evidence.weights(known_by(case, asked[:count] + ["phosphate"] * (count < 7)))
        assert next(iter(weights)) == "vitamin-d-deficiency"
        assert weights["vitamin-d-deficiency"] > 0.8
    spread = next(row for row in tables.level_distributions() if (row.cause, row.analyte) == (case.cause, "calcium"))
    low = NormalDist(math.log(spread.typical), spread.spread).cdf(math.log(2.05))
    chance = {(row.cause, row.finding): row.grade for row in tables.finding_frequencies()}
    for sign in ("trousseau-sign", "carpopedal-spasm"):
        shown = low * tables.frequency_grades()[chance["hypocalcemia", sign]].probability
        grade = min(tables.frequency_grades().values(), key=lambda row: abs(math.log(row.probability / shown)))
        assert chance[case.cause, sign] == grade.grade, sign


def test_a_written_case_stands_on_a_published_pattern(case):
    assert case.provenance.references
    assert case.teaching
    assert case.trap


def test_a_written_case_agrees_with_itself(case):
    assert case.told <= case.present
    assert not case.told_absent & case.present
    assert case.told
    computed = adjusted_calcium(case.values["total_calcium"], case.values["albumin"])
    assert computed == pytest.approx(case.values["calcium"], abs=0.0051)
    assert case.values.keys() | case.words.keys() >= {row.analyte or row.id for row in lab_tables.readings().values()}
    assert (case.values["qtc"] > 470) == ("long-qt" in case.present)
    broken = set(case_rules.broken(case))
    assert not {rule for rule in broken if rule.endswith("-of-others") or "-of-" in rule}, broken


def test_a_title_does_not_give_the_answer_away(case):
    words = {word for word in tables.causes()[case.cause].name.lower().split() if len(word) > 4}
    assert not words & set(case.title.lower().split())


def test_every_finding_and_every_result_can_be_asked_for():
    asks = case_tables.asks().values()
    assert {finding for row in asks for finding in row.findings} == set(tables.findings())
    assert {name for row in asks for name in row.analytes} == {
        row.analyte for row in lab_tables.readings().values() if row.analyte
    }
    assert {row.test for row in asks if row.test} >= {word.test for word in lab_tables.words().values()}
    assert all(row.minutes > 0 and row.days >= 0 for row in asks)


def test_the_traps_of_the_subject_are_there():
    scar, quiet = case_files.written("calcium-that-will-not-rise"), case_files.written("quiet-calcium")
    assert scar.values["magnesium"] < 0.4
    assert case_evidence.outcome_of("pth", scar.values["pth"]) == case_evidence.USUAL
    assert not quiet.present & {"tingling", "cramps", "fasciculation", "carpopedal-spasm"}
    assert [flag.id for flag in quiet.red_flags] == ["very-low-calcium"]
    twitch = case_files.written("eyelid-and-a-low-number")
    assert twitch.values["vitamin_d"] < 50
    assert twitch.cause == "benign-fasciculation"


def test_history_first_then_a_ranking_then_questions():
    visit = open_case("the-old-scar")
    with pytest.raises(InputError, match="Commit to a ranking on the history alone first"):
        ask(visit, "calcium")
    with pytest.raises(InputError, match="Commit to a first ranking"):
        rank(visit, THREE, "routine", last=True)
    visit = ask(rank(visit, THREE, "today"), "calcium")
    assert visit.asked == ("calcium",)
    with pytest.raises(InputError, match="asked for this already"):
        ask(visit, "calcium")
    closed = rank(visit, THREE, "today", last=True)
    assert closed.closed
    for step in (lambda: ask(closed, "pth"), lambda: rank(closed, THREE, "today")):
        with pytest.raises(InputError, match="This case is closed"):
            step()


@pytest.mark.parametrize(
    ("causes", "pace", "said"),
    [
        (("als", "", "caffeine"), "routine", "no cause stands in second place"),
        (("als", "als", "caffeine"), "routine", "stands in first and in second place"),
        (("als", "flu", "caffeine"), "routine", "no cause is called 'flu'"),
        (("hypocalcaemia", "als", "caffeine"), "routine", "Did you mean 'hypocalcemia'"),
        (THREE, "", "How soon: choose"),
        (THREE, "Emergency", "'Emergency' is not one of routine, urgent, today, emergency. Did you mean 'emergency'"),
    ],
)
def test_a_ranking_that_cannot_be_is_refused(causes, pace, said):
    with pytest.raises(InputError, match=said):
        rank(open_case("the-old-scar"), causes, pace)


def test_minutes_add_up_and_only_the_slowest_of_a_round_is_waited_for():
    asks = case_tables.asks()
    visit = ask(ask(ranked(), "calcium"), "pth")
    assert visit.minutes == asks["calcium"].minutes + asks["pth"].minutes
    assert visit.days == max(asks["calcium"].days, asks["pth"].days)
    later = ask(rank(visit, THREE, "today"), "emg")
    assert later.days == visit.days + asks["emg"].days


def test_what_is_known_grows_with_what_is_asked():
    visit = open_case("the-old-scar")
    assert set(cases.known_after(visit).marks) == set(visit.file.told)
    visit = ask(ask(ranked(), "cuff"), "calcium")
    assert cases.known_after(visit, 1).values == {}
    assert cases.known_after(visit).values["calcium"] == visit.file.values["calcium"]
    assert cases.known_after(visit).marks["trousseau-sign"] == 1


@pytest.mark.parametrize(
    "code", ["case_the-old-scar", "the-old-scar", " case_the-old-scar ", "Case_The-Old-Scar", "CASE_the-old-scar"]
)
def test_a_code_opens_a_case(code):
    assert open_case(code) == Visit("the-old-scar")
    assert open_case(open_case(code).code) == open_case(code)


@pytest.mark.parametrize("code", ["", "0", "-3", "1.5", "case_", "case_nobody", "1000000", "seven"])
def test_a_bad_code_is_refused_with_its_reason(code):
    with pytest.raises(InputError, match=r"(?i)case"):
        open_case(code)


def test_the_words_hold_every_step():
    visit = ask(ask(ranked(), "calcium"), "emg")
    said = case_sheets.describe(visit)
    assert visit.file.history in said
    for step in visit.steps:
        if isinstance(step, Asked):
            assert case_tables.asks()[step.ask].name in said
    assert "Adjusted calcium 1.82 mmol/L (7.3 mg/dL): low." in said
    assert visit.file.teaching not in said


def test_a_code_of_another_lab_is_sent_there():
    with pytest.raises(InputError, match="nothing may follow '7'"):
        open_case("case_7_x")
    with pytest.raises(InputError, match="is one of the body lab: paste it there"):
        open_case("living_D12")
    with pytest.raises(ScenarioError, match="is one of the case clinic"):
        Scenario.from_code(open_case("7").code)


CLASHES = [  # a finding beside the result that denies it, and the other way round
    ("new-medication", "medication-review.nothing"),
    ("worry", "anxiety-questions.low"),
    ("wasting", "emg.normal"),
    ("progressive-focal-weakness", "emg.normal"),
    ("foot-drop", "emg.normal"),
]
SPOKEN_OF = [  # a result that speaks of a finding which has to be there
    ("medication-review.fits", "new-medication"),
    ("anxiety-questions.high", "worry"),
    ("caffeine-diary.follows", "high-caffeine"),
    ("rest-diary.follows", "recent-exertion"),
    ("emg.muscle", "proximal-weakness"),
]


def test_no_default_result_denies_what_is_told_or_there(case):
    for finding, result in CLASHES:
        assert finding not in case.present or result not in case.words.values(), finding
    for result, finding in SPOKEN_OF:
        assert result not in case.words.values() or finding in case.present, result
    unmet = {"dates-elsewhere"} if "medication" in case.accepted else set()
    assert set(case_rules.broken(case)) <= unmet


NEGATIVES = {  # how a history says that a finding is not there
    "proximal-weakness": "strength|strong",
    "progressive-focal-weakness": "strength",
    "one-limb-numbness": "feeling",
    "tingling": "tingl",
    "cramps": "no cramps",
    "fasciculation": "no twitches",
    "weight-change": "weight",
    "fluid-loss": "drank",
    "tremor": "hands are steady",
}


def test_what_is_not_there_is_told_in_the_history(case):
    for finding in case.told_absent:
        assert re.search(NEGATIVES[finding], case.history.lower()), finding


@pytest.mark.parametrize("name", ["the-bone-infusion", "the-water-pill"])
def test_a_medicine_that_is_told_has_its_date(name):
    visit = ask(ranked(name), "ask-medicines")
    said = " ".join(case_words.answers(visit, "ask-medicines"))
    assert "There: a medicine started or changed just before" in said
    assert "A date fits." in said
    assert "No medicine" not in said
    assert "medication" in visit.file.answers


@pytest.mark.parametrize("name", ["the-bone-infusion", "tingling-in-the-queue"])
def test_a_spasm_that_is_told_counts_as_told(name):
    assert "carpopedal-spasm" in case_files.written(name).told


def test_steps_that_cannot_be_are_refused_in_words():
    with pytest.raises(InputError, match="'zzz' cannot be asked for"):
        Visit("7", (Asked("zzz"),))
    with pytest.raises(InputError, match="Did you mean 'calcium'"):
        ask(ranked(), "calciun")
    with pytest.raises(InputError, match="Did you mean 'the-old-scar'"):
        open_case("case_the-old-scarf")
    for causes in (None, 7, "als", (*THREE, "als"), (["als"], "caffeine", "thyroid")):
        with pytest.raises(InputError, match="Ranking"):
            rank(open_case("7"), causes, "routine")


def test_nobody_is_asked_what_cannot_be():
    man = ask(ranked("the-student-who-read"), "ask-history")
    said = " ".join(case_words.answers(man, "ask-history"))
    assert "pregnancy" not in said
    assert "baby" not in said
    woman = ask(ranked("tingling-in-the-queue"), "ask-history")
    assert "pregnancy" in " ".join(case_words.answers(woman, "ask-history"))
