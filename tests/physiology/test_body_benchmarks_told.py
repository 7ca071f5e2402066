"""What the benchmark scenarios of the body say beside their table: peaks, orders, what heals and what only masks.

Units: 25(OH)D nmol/L, calcium mmol/L, PTH pg/mL, shifts mV.
"""

import math
from dataclasses import replace

import pytest

import vitd_edu as vd
from tests.physiology.body_scenarios import LOAD, MAINTENANCE, NOTHING, course, steady
from vitd_edu.body import settle
from vitd_edu.body_course import recovery
from vitd_edu.physiology.intake import DailyIntake, Dose, Plan
from vitd_edu.physiology.membrane import constant, gate_shift, ionized_calcium


def test_s2_pth_is_a_tenth_higher_and_nothing_is_felt():
    mild = steady("S2 mild deficiency")
    assert mild.pth / steady("S1 healthy").pth == pytest.approx(1.10, abs=0.02)
    felt = vd.predict(mild.scenario)
    assert [symptom.id for symptom in felt.symptoms if symptom.strength] == []


@pytest.mark.parametrize(("name", "expected"), [("S1 healthy", 0.00), ("S3 severe, isolated", 0.63)])
def test_steady_weakness(name, expected):
    assert max(vd.predict(steady(name).scenario).weakness.values()) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(("day", "expected"), [(28, 0.60), (84, 1.0)])
def test_s6_weakness_of_high_calcium(day, expected):
    toxic = course("S6 50 000 IU a day")
    assert toxic.weakness["high-calcium"][day] == pytest.approx(expected, abs=0.02)
    assert toxic.weakness["low-vitamin-d"][day] == 0.0


def test_s6_pth_stays_suppressed_and_the_nerves_are_calm():
    toxic = course("S6 50 000 IU a day")
    assert (toxic.pth[28:] < 10.0).all()
    assert vd.predict(toxic.at(84).as_scenario("acute")).movement == "quiet"


def test_s5_pth_is_low_in_spite_of_low_calcium():
    lost, whole = course("S5 magnesium lost").at(180), settle(75, gland=0.1)
    assert lost.ionized_calcium < whole.ionized_calcium
    assert lost.pth < 0.1 * course("S4 from S3").at(900).pth


def test_s5_magnesium_as_a_cofactor_lowers_vitamin_d_only_a_little():
    with_cofactor = recovery(
        NOTHING, start=settle(75), magnesium_absorption=0.02, magnesium_cofactor=True, days=730
    ).at(730)
    assert with_cofactor.vitamin_d == pytest.approx(62, abs=1)
    assert with_cofactor.ionized_calcium == pytest.approx(0.729, abs=0.04)
    assert with_cofactor.pth == pytest.approx(30, abs=15)


def test_s5c_pth_peaks_after_two_days_and_a_half():
    back = course("S5c magnesium back")
    highest = int(back.pth.argmax())
    assert back.pth[highest] == pytest.approx(200, rel=0.25)
    assert back.day[highest] == pytest.approx(2.4, abs=0.2)


def test_s5c_starts_from_the_plateau_not_from_day_180():
    early = recovery(NOTHING, start=course("S5 magnesium lost").at(180), magnesium_absorption=0.35, days=5)
    assert early.ionized_calcium[0] == pytest.approx(0.78, abs=0.01)
    assert early.pth[1] == pytest.approx(153, rel=0.05)


def test_s8b_hungry_bone_lowers_calcium_before_it_helps():
    hungry = course("S8b load, calcium low").ionized_calcium
    assert hungry[14] < hungry[7] < hungry[0] < hungry[56] < hungry[182]


def test_s8c_calcium_alone_masks_and_does_not_heal():
    masked, healed = course("S8c calcium alone"), course("S8 load and calcium")
    assert masked.weakness["low-vitamin-d"][-1] == pytest.approx(masked.weakness["low-vitamin-d"][0])
    assert healed.weakness["low-vitamin-d"][-1] < 0.1


def test_s8_demand_persists_unless_it_is_taken_away():
    without = recovery(LOAD + MAINTENANCE, start=steady("S4 severe, low intake"), calcium_intake=1000, demand=0)
    assert without.ionized_calcium[3] == pytest.approx(1.18, abs=0.01)
    assert without.pth[3] == pytest.approx(317, rel=0.03)


def test_s7_maintenance_from_the_first_day_is_another_course():
    early = recovery(LOAD + Plan.daily(1500), start=settle(20), days=28)
    assert early.vitamin_d[28] == pytest.approx(130, rel=0.02)


def test_s9_over_breathing_within_minutes():
    blood = replace(steady("S1 healthy").as_scenario("acute"), ph=7.60)
    assert ionized_calcium(blood.calcium, 7.60) == pytest.approx(1.15, abs=0.01)
    shift = gate_shift(blood.calcium, blood.magnesium, 7.60)
    assert shift == pytest.approx(1.6, abs=0.1)
    assert gate_shift(blood.calcium, blood.magnesium, 7.40) == pytest.approx(shift - 0.6 - 1.0, abs=0.1)
    adaptation = steady("S1 healthy").adapted_shift_mv * constant("chronic_adaptation")
    for midpoint, expected in ((1.0, 0.88), (1.3, 0.73), (1.7, 0.42), (2.2, 0.12)):
        assert 1.0 / (1.0 + math.exp((midpoint - shift + adaptation) / 0.3)) == pytest.approx(expected, abs=0.08)


@pytest.mark.parametrize(
    ("symptom", "expected"),
    [("tingling", 0.88), ("cramps", 0.65), ("trousseau-sign", 0.42), ("carpopedal-spasm", 0.12)],
)
def test_s9_symptoms_with_the_thresholds_of_the_kit(symptom, expected):
    """Tingling and cramps begin later and more steeply here than in the benchmark, so that healthy people are quiet."""
    blood = replace(steady("S1 healthy").as_scenario("acute"), ph=7.60)
    felt = {each.id: each.probability for each in vd.predict(blood).symptoms}
    assert felt[symptom] == pytest.approx(expected, abs=0.08)


def test_a_dose_between_two_steps_is_not_stepped_over():
    """A default adaptive solver misses such a pulse and ends at 36.0."""
    moment = recovery(Plan(doses=(Dose(50_000, day=5.0),)), start=settle(36), days=75)
    pulse = recovery(Plan(intakes=(DailyIntake(50_000, 5.0, 6.0),)), start=settle(36), days=75)
    assert moment.vitamin_d[75] == pytest.approx(39.3, abs=0.1)
    assert pulse.vitamin_d[75] == pytest.approx(39.3, abs=0.1)


@pytest.mark.parametrize("name", ["S5c magnesium back", "S7 load, then 1500", "S8 load and calcium"])
def test_half_a_day_is_a_fine_enough_step(name):
    usual = course(name)
    plans = {"S5c magnesium back": NOTHING}
    start = {"S7 load, then 1500": settle(20), "S8 load and calcium": steady("S4 severe, low intake")}
    fine = recovery(
        plans.get(name, LOAD + MAINTENANCE),
        start=start.get(name, steady("S5 low magnesium, final")),
        calcium_intake=1000,
        magnesium_absorption=0.35,
        days=min(float(usual.day[-1]), 60.0),
        record_every=1.0,
        time_step=0.02,
    )
    coarse = {round(day, 6): index for index, day in enumerate(usual.day)}
    same = [coarse[round(day, 6)] for day in fine.day]
    assert usual.ionized_calcium[same] == pytest.approx(fine.ionized_calcium, abs=2e-4)
    assert usual.vitamin_d[same] == pytest.approx(fine.vitamin_d, rel=2e-4)
    assert usual.pth[same] == pytest.approx(fine.pth, rel=2e-3)
