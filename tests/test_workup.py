"""A workup: what is refused, and what its code says."""

import pytest

from vitd_edu import Scenario, describe, predict
from vitd_edu.knowledge.workup_tables import workup_presets
from vitd_edu.scenario import LEVELS, CaseCodeError, ScenarioError
from vitd_edu.units import LevelError
from vitd_edu.words import workup as words
from vitd_edu.workup import Workup, work_up


@pytest.mark.parametrize(
    ("workup", "code"),
    [
        (Workup(), "workup_DCMP_healthy"),
        (Workup(measured=frozenset()), "workup_none_healthy"),
        (
            Workup(calcium=1.75, findings=frozenset({"tingling"}), measured=frozenset({"calcium"})),
            "workup_C_C1.75_+tingling",
        ),
        (Workup(vitamin_d=30, onset="chronic", measured=frozenset({"magnesium", "ph"})), "workup_MP_D30_chronic"),
    ],
)
def test_a_code_says_what_is_measured_and_what_all_levels_are(workup, code):
    assert workup.code == code
    assert Workup.from_code(f" {code} ") == workup


@pytest.mark.parametrize("code", ["WORKUP_CM_C1.75", "workup_cm_c1.75", " Workup _ MC _ c1.75 "])
def test_letters_and_stray_spaces_of_a_code_do_not_matter(code):
    assert Workup.from_code(code) == Workup(calcium=1.75, measured=frozenset({"calcium", "magnesium"}))
    assert Workup.from_code("WORKUP_NONE_+TINGLING").measured == frozenset()


def test_the_code_of_a_scenario_is_taken_with_all_of_it_measured():
    assert Workup.from_code("C1.75_+cramps") == Workup(calcium=1.75, findings=frozenset({"cramps"}))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "empty"),
        ("workup", "letters of what was measured"),
        ("workup_CX_healthy", "'CX'"),
        ("workup_CC_healthy", "'CC'"),
        ("workup_C_Z3", "'Z3' cannot be read"),
        ("living_D12", "the body lab"),
    ],
)
def test_a_code_that_cannot_be_says_why(code, said):
    with pytest.raises(CaseCodeError, match=said):
        Workup.from_code(code)


def test_the_explorer_says_where_the_code_belongs():
    with pytest.raises(CaseCodeError, match="the differential"):
        Scenario.from_code("workup_C_C1.75")


def test_a_level_in_a_code_is_checked():
    with pytest.raises(LevelError, match=r"9\.4"):
        Workup.from_code("workup_C_C9.4")


@pytest.mark.parametrize("given", ["calcium", 3, {"potassium"}, [["a"]], [{}], [3]])
def test_what_was_measured_is_checked(given):
    with pytest.raises(ScenarioError, match="measured: "):
        Workup(measured=given)


def test_a_hidden_level_raises_no_flag_and_no_note():
    hidden = Workup(calcium=1.2, magnesium=0.12, measured=frozenset())
    assert predict(hidden).red_flags == ()
    assert predict(hidden).notes == ()
    assert "none measured" in describe(predict(hidden))
    shown = Workup.of(hidden.scenario, LEVELS)
    assert {flag.id for flag in predict(shown).red_flags} == {"very-low-calcium", "very-low-magnesium"}
    assert len(predict(shown).notes) == 1


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        (
            {"vitamin_d", "magnesium", "ph"},
            (
                "Magnesium and pH in their usual ranges measured, calcium not measured: nobody can say "
                "how far the nerve's margin has moved."
            ),
        ),
        ((), "Calcium, magnesium and pH not measured: nobody can say how far the nerve's margin has moved."),
        (
            {"calcium", "magnesium"},
            (
                "Red flag: very low calcium; calcium 1.00 mmol/L (low) and magnesium in its usual range measured, "
                "pH not measured: how far the nerve's margin has moved is known only in part."
            ),
        ),
    ],
)
def test_the_sentence_says_what_is_measured_and_what_is_not(measured, said):
    prediction = predict(Workup(calcium=1.0, measured=frozenset(measured)))
    assert prediction.sentence == said
    assert "Symptoms, as they follow from all levels, seen or not:" in describe(prediction)
    whole = predict(Workup(calcium=1.0))
    assert "with calcium 1.00 mmol/L (low), the nerve's margin has shrunk by 5.8 mV" in whole.sentence
    assert "Symptoms:\n" in describe(whole)


def test_the_sentence_never_tells_a_level_that_nobody_has_seen():
    for row in workup_presets().values():
        said = words.sentence(work_up(Workup.from_code(row.code)))
        assert "no level measured" in said.lower()
        assert "mmol/L" not in said
        assert "nmol/L" not in said


def test_a_change_is_told_with_its_reason_and_the_next_question():
    before = work_up(Workup.from_code("workup_none_C2.05_M0.42_+cramps_+tingling"))
    after = work_up(Workup.from_code("workup_C_C2.05_M0.42_+cramps_+tingling"))
    said = words.explain(before, after)
    assert said.startswith("Calcium 2.05 mmol/L (low), now measured; new red flag: low calcium with tingling")
    assert "table 1 now begins with low magnesium (" in said
    assert said.endswith("of weight on average).")
    assert "Best next: ask for magnesium" in said
    assert words.explain(after, before).startswith("Calcium no longer known; ")
    assert words.explain(after, after) == words.sentence(after)
    assert "8.2 mg/dL (low), now measured" in words.explain(before, after, "us")


def test_levels_and_findings_that_changed_are_told():
    before = work_up(Workup(calcium=2.4, measured=frozenset({"calcium"})))
    after = work_up(Workup(calcium=1.9, findings=frozenset({"cramps"}), measured=frozenset({"calcium"})))
    said = words.explain(before, after)
    assert "Calcium fell from 2.40 to 1.90 mmol/L (low) and muscle cramps marked present" in said


def test_what_hardly_matters_is_called_so():
    sure = work_up(Workup(calcium=3.4, findings=frozenset({"thirst", "fatigue", "kidney-stones"})))
    assert "would move table 1 by more than a point" in words.best_next(sure)
    assert words.changed_words(sure.workup, sure.workup) == []
