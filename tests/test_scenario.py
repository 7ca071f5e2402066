"""Scenarios: defaults, case codes, presets, and clear errors for what cannot be."""

import dataclasses

import pytest

from vitd_edu import Scenario
from vitd_edu.knowledge import tables
from vitd_edu.scenario import CaseCodeError, ScenarioError
from vitd_edu.units import LevelError


def test_the_default_is_a_healthy_person():
    assert Scenario() == Scenario(
        vitamin_d=75, calcium=2.4, magnesium=0.85, ph=7.4, onset="acute", findings=(), absent=()
    )
    assert Scenario() == Scenario.from_preset("healthy")
    for name in ("vitamin_d", "calcium", "magnesium", "ph"):
        assert getattr(Scenario(), name) == tables.analytes()[name].healthy


def test_a_scenario_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Scenario().calcium = 2.0


def test_levels_are_rounded_on_construction():
    scenario = Scenario(vitamin_d=25.04, calcium=1.75049, magnesium=0.5501, ph=7.404)
    assert (scenario.vitamin_d, scenario.calcium, scenario.magnesium, scenario.ph) == (25.0, 1.75, 0.55, 7.4)


def test_us_units():
    scenario = Scenario.conventional(vitamin_d=10, calcium=7.0, magnesium=1.3, findings={"tingling"}, onset="chronic")
    assert scenario == Scenario(vitamin_d=25.0, calcium=1.747, magnesium=0.535, findings={"tingling"}, onset="chronic")


def test_us_defaults_are_healthy():
    scenario = Scenario.conventional()
    assert scenario.vitamin_d == pytest.approx(75, abs=0.5)
    assert scenario.calcium == pytest.approx(2.4, abs=0.01)
    assert scenario.magnesium == pytest.approx(0.85, abs=0.02)


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        (Scenario(), "healthy"),
        (Scenario(vitamin_d=25, calcium=1.75, magnesium=0.55, findings={"tingling"}), "D25_C1.75_M0.55_+tingling"),
        (
            Scenario(ph=7.6, findings={"worry", "tingling"}, absent={"neck-surgery"}),
            "P7.6_+tingling_+worry_-neck-surgery",
        ),
        (Scenario(calcium=1.3, onset="chronic"), "C1.3_chronic"),
        (Scenario(vitamin_d=12.3, calcium=2.0), "D12.3_C2"),
    ],
)
def test_case_codes(scenario, code):
    assert scenario.code == code
    assert Scenario.from_code(code) == scenario
    assert Scenario.from_code(f"  {code}\n") == scenario


@pytest.mark.parametrize(
    "code", ["d25_c1.75_+tingling_chronic", " D25 _ C1.75 _ +Tingling _ CHRONIC", "D 25 c 1.75 + tingling Chronic\n"]
)
def test_capital_letters_and_stray_spaces_do_not_matter_in_a_code(code):
    wanted = Scenario(vitamin_d=25, calcium=1.75, findings={"tingling"}, onset="chronic")
    assert Scenario.from_code(code) == wanted
    assert Scenario.from_code(" Healthy ") == Scenario()


def test_a_case_code_may_be_written_in_any_order():
    assert Scenario.from_code("+tingling_M0.55_chronic_C1.75") == Scenario(
        calcium=1.75, magnesium=0.55, onset="chronic", findings={"tingling"}
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", ["empty", "D25_C1.75"]),
        ("   ", ["empty"]),
        ("D25_Q7", ["'Q7'", "D25_Q7", "D, C, M or P"]),
        ("D25__C2", ["''"]),
        ("C-2", ["'C-2'"]),
        ("Cnan", ["'cnan'"]),
        ("C1e9", ["'C1e9'"]),
        ("C1,75", ["'C1,75'", "decimal point: C1.75"]),
        ("C1.75mmol/L", ["'C1.75mmol/l'", "holds no units"]),
        ("D25ng/mL", ["holds no units", "25 ng/mL is D62.4"]),
        ("C9 mg/dL", ["'mg/dl'", "holds no units"]),
        ("acute_chronic", ["'chronic'", "onset", "second time", "acute or chronic"]),
        ("chronic_chronic", ["onset", "second time"]),
        ("+tingling_C2_+tingling", ["'+tingling'", "given twice"]),
        ("healthy_C2", ["'healthy'"]),
        ("C2_C2.1", ["'C2.1'", "calcium", "second time"]),
    ],
)
def test_a_code_that_cannot_be_read_names_the_part(code, said):
    with pytest.raises(CaseCodeError) as caught:
        Scenario.from_code(code)
    for part in said:
        assert part in str(caught.value)


@pytest.mark.parametrize("code", [None, 7, b"C2"])
def test_a_code_is_text(code):
    with pytest.raises(CaseCodeError):
        Scenario.from_code(code)


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("C9.4", LevelError, "looks like mg/dL"),
        ("D999", LevelError, "2 to 650 nmol/L"),
        ("C" + "9" * 400, LevelError, "is not a level"),
        ("+tinglin", ScenarioError, "Did you mean 'tingling'?"),
        ("+", ScenarioError, "no finding is called ''"),
        ("+tingling_-tingling", ScenarioError, "both present and absent: tingling"),
    ],
)
def test_a_code_of_an_impossible_case_says_why(code, kind, said):
    with pytest.raises(kind) as caught:
        Scenario.from_code(code)
    assert said in str(caught.value)


def test_an_unknown_finding_is_named_with_the_nearest_known_one():
    with pytest.raises(ScenarioError, match=r"findings: no finding is called 'cramp'\. Did you mean 'cramps'\?"):
        Scenario(findings={"cramp"})
    with pytest.raises(
        ScenarioError, match=r"absent: no finding is called 'zzzz'\. The table findings\.csv lists them all\."
    ):
        Scenario(absent={"zzzz"})


def test_a_finding_is_not_both_present_and_absent():
    with pytest.raises(ScenarioError, match="cramps, tingling"):
        Scenario(findings={"tingling", "cramps"}, absent={"tingling", "cramps"})


@pytest.mark.parametrize("findings", ["tingling", 3, None])
def test_findings_come_as_a_set(findings):
    with pytest.raises(ScenarioError, match="give a set of findings"):
        Scenario(findings=findings)


@pytest.mark.parametrize("onset", ["slow", None, True, ""])
def test_an_unknown_onset_is_refused(onset):
    with pytest.raises(ScenarioError, match="onset: .* 'acute' .* 'chronic'"):
        Scenario(onset=onset)


def test_an_unhashable_onset_is_refused():
    with pytest.raises(ScenarioError, match="onset"):
        Scenario(onset=["acute"])


def test_an_unknown_preset_names_the_known_ones():
    with pytest.raises(ScenarioError, match=r"'sick'\. Known: healthy, "):
        Scenario.from_preset("sick")


@pytest.mark.parametrize("preset", tables.presets())
def test_every_preset_makes_a_scenario_of_its_own(preset):
    scenario = Scenario.from_preset(preset)
    assert Scenario.from_code(scenario.code) == scenario
    same = [other for other in tables.presets() if Scenario.from_preset(other) == scenario]
    assert same == [preset]
