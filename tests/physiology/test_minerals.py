"""Calcium, parathyroid hormone, gut, kidney, bone and magnesium: single equations, and the way each arrow points."""

import numpy as np
import pytest

from vitd_edu.knowledge import tables
from vitd_edu.physiology import bone, glands, gut, kidney, minerals
from vitd_edu.physiology.course import Leg
from vitd_edu.physiology.homeostasis import Habits, body_rates, steady_state

CALCIUM = np.linspace(0.7, 1.6, 91)
ACTION = np.geomspace(0.05, 20.0, 91)
LEVELS = np.geomspace(4.0, 300.0, 91)
MAGNESIUM = np.linspace(0.12, 0.6, 91)

# Arrows of the causal map: identifier, sign, and the effect over rising values of the cause, all else held.
ARROWS = {
    "vitamin-d-to-absorption": lambda: gut.absorbed_fraction(
        gut.active_vitamin_d(gut.raw_material(LEVELS, 0.85), 1.0), gut.toxic_effect(LEVELS)
    ),
    "vitamin-d-to-bone": lambda: bone.bone_access_target(LEVELS[LEVELS < 70]),
    "absorption-to-calcium": lambda: np.array(
        [steady_state(75.0, Habits(calcium_intake=intake)).ionized_calcium for intake in range(100, 2000, 100)]
    ),
    "calcium-to-pth": lambda: minerals.parathyroid_hormone(CALCIUM, 0.85),
    "pth-to-bone": lambda: -bone.bone_turnover(ACTION, 1.0),
    "pth-to-calcium": lambda: bone.bone_turnover(ACTION, 1.0) - kidney.urine_calcium(1.25, ACTION),
    "pth-to-urine-calcium": lambda: kidney.urine_calcium(1.3, ACTION[(ACTION > 0.1) & (ACTION < 1.9)]),
    "pth-to-absorption": lambda: gut.absorbed_fraction(
        gut.active_vitamin_d(gut.raw_material(75.0, 0.85), ACTION[(ACTION > 0.07) & (ACTION < 4.8)])
    ),
    "magnesium-to-pth": lambda: minerals.parathyroid_hormone(1.0, MAGNESIUM),
}


@pytest.mark.parametrize("arrow", ARROWS)
def test_every_arrow_points_as_the_causal_map_says(arrow):
    sign = {row.id: row.sign for row in tables.mechanisms()}[arrow]
    steps = np.diff(ARROWS[arrow]())
    assert (steps > 0).all() if sign == "+" else (steps < 0).all()


@pytest.mark.parametrize(
    ("calcium", "expected"),
    [(1.25, 0.1895), (1.13, 0.5), (3.0, 0.0), (0.3, 1.0)],
)
def test_drive_of_the_glands(calcium, expected):
    assert glands.gland_drive(calcium) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("calcium", "magnesium", "mass", "gland", "expected"),
    [
        (1.25, 0.85, 1.0, 1.0, 35.0),
        (0.3, 0.85, 1.0, 1.0, 146.0),
        (3.0, 0.85, 1.0, 1.0, 9.0),
        (0.8, 0.85, 1.0, 0.0, 0.0),
    ],
)
def test_parathyroid_hormone(calcium, magnesium, mass, gland, expected):
    assert minerals.parathyroid_hormone(calcium, magnesium, mass, gland) == pytest.approx(expected, abs=0.3)


def test_magnesium_blocks_release_and_answer():
    assert glands.secretion_capacity(0.85) == glands.hormone_answer(0.85) == 1.0
    assert glands.secretion_capacity(0.2) < 0.1
    assert glands.hormone_answer(0.2) < 0.1
    assert glands.secretion_capacity(1.5) > 1.0
    assert glands.gland_target(0.8, 1.5) == glands.gland_target(0.8, 1.0)  # capacity counts up to 1 in growth


@pytest.mark.parametrize(("active", "expected"), [(0.0, 0.10), (1.0, 0.30), (1e6, 0.60)])
def test_absorbed_fraction(active, expected):
    assert gut.absorbed_fraction(active) == pytest.approx(expected, abs=1e-6)


def test_without_hormone_kidney_and_gut_sit_at_their_limits():
    action = glands.hormone_action(0.0, glands.hormone_answer(0.85))
    assert action == 0.01
    assert kidney.renal_threshold(action) == 0.70
    assert gut.active_vitamin_d(gut.raw_material(75.0, 0.85), action) == pytest.approx(0.25)


def test_the_kidney_is_pressed_to_its_upper_limit_by_much_hormone():
    assert kidney.renal_threshold(1.0) == pytest.approx(1.115)
    assert kidney.renal_threshold(0.5) == pytest.approx(1.005)
    assert kidney.renal_threshold(20.0) == 1.22


def test_lack_of_magnesium_slows_the_making_of_active_vitamin_d():
    assert gut.active_vitamin_d(gut.raw_material(75.0, 0.85), 1.0) == pytest.approx(1.0)
    assert gut.active_vitamin_d(gut.raw_material(75.0, 0.1), 1.0) == pytest.approx(0.5 / (0.85 / 0.95))


@pytest.mark.parametrize(
    ("drive", "capacity", "mass"), [(0.0, 1.0, 0.6), (1.0, 1.0, 6.0), (1.0, 0.5, 3.5), (1.0, 0.0, 1.0)]
)
def test_glands_grow_and_shrink_within_limits(drive, capacity, mass):
    assert glands.gland_target(drive, capacity) == pytest.approx(mass)


def test_large_glands_cannot_be_silenced_fully():
    assert glands.secretion(0.0, 1.0, 4.0, 1.0) == pytest.approx(9.0 * 4.0**0.3)
    assert glands.secretion(1.0, 1.0, 4.0, 1.0) == pytest.approx(9.0 * 4.0**0.3 + 146.0 * 4.0 - 9.0)


def test_glands_take_two_months_and_bone_four():
    body = steady_state(75.0, Habits())
    moved = (0.0, 0.0, 75.0, body.ionized_calcium, body.magnesium, body.gland_mass + 0.6, body.bone_access - 0.6)
    rates = body_rates(Habits(), 2754.6, magnesium_cofactor=False)(moved, Leg(0.0, 1.0, 0.0, 0.0, 1.0))
    assert rates[5:] == pytest.approx((-0.01, 0.005))


@pytest.mark.parametrize(
    ("absorbed", "expected"), [(13 * 0.35, 0.852), (13 * 0.04, 0.433), (13 * 0.02, 0.217), (0.0, 0.0), (0.84, 0.70)]
)
def test_steady_magnesium(absorbed, expected):
    level = minerals.steady_magnesium(absorbed)
    assert level == pytest.approx(expected, abs=5e-4)
    assert minerals.magnesium_balance(level, absorbed) == pytest.approx(0.0, abs=1e-12)


def test_the_default_magnesium_intake_is_thirteen_millimoles():
    assert Habits().magnesium_absorbed / Habits().magnesium_absorption == pytest.approx(13.0, rel=2e-4)
    assert Habits().calcium_supply == 25.0


def test_total_calcium():
    assert minerals.total_calcium(1.25) == pytest.approx(2.404, abs=1e-3)


def test_healing_bone_takes_calcium_and_settled_bone_takes_none():
    assert bone.bone_hunger(0.9, 0.5) == pytest.approx(3.2)
    assert bone.bone_hunger(0.5, 0.9) == 0.0


def test_floats_and_arrays_agree():
    rng = np.random.default_rng(4)
    columns = rng.uniform([5, 0.6, 0.15, 0.6, 0.1], [500, 2.2, 1.2, 6, 1], (50, 5)).T
    together = minerals.readings(*columns, calcium_supply=25.0, demand=1.0, gland=0.8)
    for person in range(50):
        alone = minerals.readings(*columns[:, person].tolist(), calcium_supply=25.0, demand=1.0, gland=0.8)
        assert [field[person] for field in together] == pytest.approx(list(alone), rel=1e-12)


def test_each_constant_lies_in_its_own_range():
    for row in tables.parameters().values():
        assert row.lower <= row.value <= row.upper, row.id


@pytest.mark.parametrize(("access", "expected"), [(0.0, 1.2), (0.5, 2.6), (1.0, 4.0)])
def test_the_bone_surface_gives_calcium_when_it_is_very_low(access, expected):
    assert bone.bone_surface_exchange(0.75, access) == pytest.approx(expected)
    assert bone.bone_surface_exchange(0.95, access) == 0.0


@pytest.mark.parametrize(("calcium", "share"), [(1.25, 1.0), (1.45, 0.790), (2.0, 0.75)])
def test_high_calcium_hurts_the_kidney(calcium, share):
    spill = 25.0 * (calcium - 1.115)
    assert kidney.urine_calcium(calcium, 1.0) == pytest.approx(0.4 + spill / (1.0 + spill / 60.0) * share, abs=0.01)
