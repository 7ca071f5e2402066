"""How somebody lives: what is refused, what the code says, and the course that comes of it."""

from dataclasses import replace

import numpy as np
import pytest

from vitd_edu import Scenario, settle
from vitd_edu.body import BeyondScenarioError
from vitd_edu.courses import Courses
from vitd_edu.knowledge import tables
from vitd_edu.living import Living, Responding, bone_calcium_given, choice_value, live, respond, settled
from vitd_edu.panels.living_parts import living_cases
from vitd_edu.physiology.homeostasis import UnsettledError
from vitd_edu.planning import DayPlan
from vitd_edu.repletion import GIFTS, Repletion, deplete, replete
from vitd_edu.scenario import CaseCodeError, ScenarioError
from vitd_edu.units import LevelError

# What a step of a day may be off, as a share of the most.
STEP_ERRORS = {
    "vitamin_d": 1e-4, "calcium": 2e-3, "magnesium": 3e-4, "pth": 6e-3, "bone_flux": 0.03, "urine_calcium": 0.03,
}  # fmt: skip


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (Living(), "living"),
        (Living(vitamin_d=12, calcium_intake=300, demand="growth"), "living_D12_I300_growth"),
        (Living(magnesium_intake=100, span="2-years", glands="no-glands"), "living_G100_no-glands_2-years"),
        (Responding(vitamin_d=12, findings={"tingling"}, ph=7.5), "living_D12_P7.5_+tingling"),
        (Responding(absent={"tremor"}, season="winter"), "living_winter_-tremor"),
        (Repletion(), "magnesium"),
        (Repletion(magnesium_intake=40, magnesium_loss="kept", given="compare"), "magnesium_G40_kept_compare"),
    ],
)
def test_a_code_is_short_and_restores_its_state(state, code):
    assert state.code == code
    assert type(state).from_code(f" {code} ") == state


@pytest.mark.parametrize(
    ("kind", "code", "said"),
    [
        (Living, "", ["empty", "living_I300"]),
        (Living, "   ", ["empty"]),
        (Living, "D25_C1.75", ["symptom explorer", "paste it there", "'living'"]),
        (Living, "healthy", ["symptom explorer"]),
        (Living, "magnesium_G40", ["the magnesium view", "paste it there"]),
        (Living, "nonsense", ["'nonsense' cannot be read", "living_I300"]),
        (Living, "living_Q3", ["'Q3'", "D or I or G", "no-glands"]),
        (Living, "living_I-3", ["'I-3'"]),
        (Living, "living_", ["''"]),
        (Living, "living_compare", ["'compare'"]),
        (Living, "living_+tingling", ["'+tingling'"]),
        (Living, "living_growth_adult", ["'adult'", "demand a second time"]),
        (Living, "living_I300_I300", ["calcium_intake a second time"]),
        (Repletion, "living_D12", ["the body lab", "'magnesium'"]),
        (Repletion, "magnesium_D12", ["'D12'", "G100"]),
        (Responding, "D25", ["symptom explorer"]),
        (Scenario, "living_D12", ["the body lab", "paste it there"]),
        (Scenario, "magnesium", ["the magnesium view"]),
    ],
)
def test_a_code_that_cannot_be_read_says_why(kind, code, said):
    with pytest.raises(CaseCodeError) as error:
        kind.from_code(code)
    for part in said:
        assert part in str(error.value)


@pytest.mark.parametrize("code", [None, 3, b"living"])
def test_a_code_that_is_no_text_is_refused(code):
    for kind in (Living, Responding, Repletion):
        with pytest.raises(CaseCodeError, match="empty"):
            kind.from_code(code)


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"vitamin_d": 1000}, LevelError, "2 to 650 nmol/L"),
        ({"calcium_intake": -1}, LevelError, "minus sign"),
        ({"calcium_intake": 10000}, LevelError, "one place too far right"),
        ({"calcium_intake": float("nan")}, LevelError, "mg/d"),
        ({"magnesium_intake": 5}, LevelError, "20 to 2000 mg/d"),
        ({"magnesium_intake": "much"}, LevelError, "'much' is not a number"),
        ({"demand": "severe-loss"}, ScenarioError, "adult, some-need, growth"),
        ({"span": None}, ScenarioError, "12-weeks"),
    ],
)
def test_what_cannot_be_is_refused(changes, error, said):
    with pytest.raises(error, match=said):
        Living(**changes)


def test_findings_are_checked_as_in_a_scenario():
    with pytest.raises(ScenarioError, match="Did you mean 'cramps'"):
        Responding(findings={"cramp"})
    with pytest.raises(ScenarioError, match="both present and absent"):
        Responding(findings={"cramps"}, absent={"cramps"})


def test_every_choice_has_a_usual_row_first_and_is_unlike_every_other():
    usual = {name: getattr(Living(), name) for name in Living.CHOICES} | {"given": Repletion().given}
    usual |= {name: getattr(Courses(), name) for name in Courses.CHOICES}
    of_the_planner = set(DayPlan.CHOICES) - set(Living.CHOICES)  # places, months and people have no usual one
    rows = [row for row in tables.living_choices().values() if row.field not in of_the_planner]
    first = {}
    for row in rows:
        first.setdefault(row.field, row.id)
    assert first == usual | {"span": "12-weeks"}
    assert len({(row.field, row.value) for row in rows}) == len(rows)


# The course


def test_health_stays_health():
    course = live(Living(span="2-years")).course
    assert course.weeks[-1] == 104
    assert np.ptp(course.calcium) < 1e-6
    assert abs(bone_calcium_given(course)[-1]) < 1


@pytest.mark.parametrize("status", [2, 12, 40, 75, 160, 200, 600])
def test_25ohd_goes_to_the_status_with_its_own_speed(status):
    course = live(Living(vitamin_d=status, span="2-years")).course
    assert course.vitamin_d[0] == 75
    assert course.vitamin_d[-1] == pytest.approx(status, rel=0.01)
    tenth_day = course.vitamin_d[5]
    assert min(75, status) <= tenth_day <= max(75, status)
    assert abs(tenth_day - 75) < abs(status - 75) or status == 75


def test_a_winter_takes_a_third():
    winter = Living(vitamin_d=60, season="winter", span="1-year")
    assert winter.settled_vitamin_d == pytest.approx(41, abs=1)
    assert live(winter).course.vitamin_d[-1] == pytest.approx(winter.settled_vitamin_d, rel=0.01)
    assert Living(season="summer").settled_vitamin_d > 75


def test_the_course_ends_where_the_body_settles():
    living = Living(vitamin_d=12, calcium_intake=300, demand="growth", span="2-years")
    course, body = live(living).course, settled(living)
    assert course.calcium[-1] == pytest.approx(body.calcium, abs=0.01)
    assert course.pth[-1] == pytest.approx(body.pth, rel=0.03)


def test_calcium_holds_while_the_hormone_climbs_and_bone_pays_until_it_does_not():
    enough, little, growing = (
        live(Living.from_code(code)).course for code in ("living_D12", "living_D12_I300", "living_D12_I300_growth")
    )
    assert enough.calcium.min() > 2.3
    assert little.calcium.min() > 2.15
    assert growing.calcium[-1] < 1.8
    assert enough.pth[-1] < little.pth[-1] < growing.pth[-1]
    assert 5 < bone_calcium_given(enough)[-1] < bone_calcium_given(little)[-1] < bone_calcium_given(growing)[-1]


def test_bone_given_is_the_flux_summed_up():
    course = live(Living(vitamin_d=12)).course
    assert bone_calcium_given(course)[-1] == pytest.approx(np.trapezoid(course.bone_flux, course.day) * 0.040)


def assert_near(usual, fine):
    for name, within in STEP_ERRORS.items():
        most = np.abs(getattr(fine, name)).max()
        assert getattr(usual, name) == pytest.approx(getattr(fine, name), abs=within * most), name


@pytest.mark.parametrize("name", tuple(living_cases()))
@pytest.mark.parametrize("glands", ["usual-glands", "no-glands"])
def test_a_step_of_a_day_is_as_good_as_a_tenth_of_it(name, glands, monkeypatch):
    life = replace(living_cases()[name].state, span="12-weeks", glands=glands)
    usual = live(life).course
    monkeypatch.setattr("vitd_edu.living.DAY_STEP", 0.1)
    fine = live.__wrapped__(life).course
    assert np.array_equal(fine.calcium, usual.calcium) == (np.ptp(fine.calcium) < 1e-9)  # only what moves can differ
    assert_near(usual, fine)


@pytest.mark.parametrize("span", ["12-weeks", "2-years"])
@pytest.mark.parametrize(("intake", "loss"), [(316.0, "severe-loss"), (40.0, "severe-loss"), (20.0, "kept")])
def test_so_it_is_where_magnesium_is_lost(intake, loss, span, monkeypatch):
    usual, _ = deplete(intake, loss, span)
    monkeypatch.setattr("vitd_edu.repletion.DAY_STEP", 0.1)
    fine, _ = deplete.__wrapped__(intake, loss, span)
    assert not np.array_equal(fine.magnesium, usual.magnesium)
    assert_near(usual, fine)


def test_the_same_life_is_computed_once():
    assert live(Living(vitamin_d=33)) is live(Living(vitamin_d=33))


def test_habits_reach_the_model():
    living = Living(calcium_intake=700, magnesium_intake=200, magnesium_loss="acid-blocker", glands="weak-glands")
    same = settle(75, calcium_intake=700, magnesium_intake=200, magnesium_absorption=0.04, gland=0.1)
    assert settled(living) == same


# The explorer's levels


def test_a_body_sets_the_levels_and_nothing_else():
    before = Scenario(calcium=1.5, findings={"tingling"}, absent={"tremor"}, ph=7.5)
    after = respond(Living(vitamin_d=12, calcium_intake=300), before)
    body = settle(12, calcium_intake=300)
    assert (after.vitamin_d, after.calcium) == (12, pytest.approx(body.calcium, abs=0.0005))
    assert (after.findings, after.absent, after.ph, after.onset) == (before.findings, before.absent, 7.5, "chronic")


def test_levels_that_no_scenario_accepts_are_named():
    with pytest.raises(BeyondScenarioError, match="Magnesium"):
        respond(Living(magnesium_intake=20, magnesium_loss="severe-loss"), Scenario())
    with pytest.raises(UnsettledError, match="nobody lives there"):
        respond(Living(vitamin_d=2, calcium_intake=0, demand="growth"), Scenario())


# Magnesium


def test_calcium_does_not_correct_until_magnesium_does():
    after = replete(Repletion()).after
    assert set(after) == set(GIFTS)
    assert after["nothing"].calcium[-1] == pytest.approx(1.40, abs=0.05)
    assert after["calcium-tablets"].calcium.max() < 1.6
    for gift in ("magnesium-back", "both"):
        assert after[gift].calcium[-1] > 2.15
        assert after[gift].pth.max() > 4 * after[gift].pth[0]


def test_after_begins_where_the_loss_ends():
    repleted = replete(Repletion(span="12-weeks"))
    for course in repleted.after.values():
        assert course.calcium[0] == repleted.loss.calcium[-1]
        assert course.magnesium[0] == repleted.loss.magnesium[-1]


def test_what_is_shown_beside_what_is_given():
    assert Repletion().shown == ("nothing",)
    assert Repletion(given="both").shown == ("nothing", "both")
    assert Repletion(given="compare").shown == ("calcium-tablets", "magnesium-back")
    assert choice_value("calcium-tablets") > 0


def test_too_much_calcium_is_not_blamed_on_a_need_of_it():
    with pytest.raises(UnsettledError, match="rise over 3.00 mmol/L") as refused:
        live(Living(vitamin_d=630, calcium_intake=3000, demand="growth"))
    assert "need of calcium" not in str(refused.value)
    assert str(refused.value).endswith("Choose less vitamin D or less calcium.")
