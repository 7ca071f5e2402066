"""Calcium, parathyroid hormone, gut, kidney, bone and magnesium: one function for each equation.

Every equation takes floats or arrays that speak NumPy's protocols. Amounts are mmol, flows mmol a day, levels mmol/L,
parathyroid hormone pg/mL. Most constants are tuned, so that a small model shows the directions that were observed; each
stands with its source or reason in ``data/parameters.csv``. There is no phosphate, and the slight *rise* of the hormone
in mild magnesium deficiency is told in the lessons, not modeled.
"""

import math
from functools import cache
from typing import NamedTuple

import numpy as np

from vitd_edu.physiology.constants import mineral_constants
from vitd_edu.physiology.membrane import Numbers


class Readings(NamedTuple):
    """What follows at one moment from the levels; flows [mmol/d], ``bone_flux`` and ``net`` positive into the blood."""

    pth: Numbers
    action: Numbers
    absorbed_fraction: Numbers
    absorbed_calcium: Numbers
    urine_calcium: Numbers
    bone_flux: Numbers
    net: Numbers


def _at_least(value: Numbers, bound: float) -> Numbers:
    """Return the greater one; plain floats take the quick way, because a year of body asks many thousand times."""
    if type(value) is float:
        return value if value > bound else bound
    return np.maximum(value, bound)


def _at_most(value: Numbers, bound: float) -> Numbers:
    if type(value) is float:
        return value if value < bound else bound
    return np.minimum(value, bound)


def _log2(value: Numbers) -> Numbers:
    return math.log2(value) if type(value) is float else np.log2(value)


def saturation(value: Numbers, midpoint: float, exponent: float) -> Numbers:
    """Return the Hill curve: 0 at nothing, one half at the midpoint, 1 in plenty."""
    power = value**exponent
    return power / (power + midpoint**exponent)


class _Health(NamedTuple):
    """Values in health, by which the equations divide so that health is 1."""

    gland_drive: float
    secretion_capacity: float
    hormone_answer: float
    material: float
    enzyme: float
    filtration: float
    bone_access: float


@cache
def _health() -> _Health:
    """Return the values in health, computed once: they are asked for many thousand times."""
    known = mineral_constants()
    magnesium, level = known.magnesium_reference, known.bone_access_reference
    return _Health(
        gland_drive=gland_drive(known.ionized_reference),
        secretion_capacity=saturation(magnesium, known.magnesium_block_midpoint, known.magnesium_block_exponent),
        hormone_answer=saturation(magnesium, known.magnesium_resistance_midpoint, known.magnesium_resistance_exponent),
        material=saturation(level, known.absorption_vitamin_d_midpoint, 1.0),
        enzyme=saturation(magnesium, known.absorption_magnesium_midpoint, 1.0),
        filtration=1.0 + (known.ionized_reference / known.renal_injury_calcium) ** known.renal_injury_exponent,
        bone_access=saturation(level, known.bone_access_midpoint, known.bone_access_exponent),
    )


def total_calcium(ionized_calcium: Numbers) -> Numbers:
    """Return albumin-adjusted total calcium [mmol/L] from ionized calcium [mmol/L], at pH 7.40 (a fixed share, our choice)."""
    return ionized_calcium / mineral_constants().ionized_fraction


def gland_drive(ionized_calcium: Numbers) -> Numbers:
    """Return how hard the parathyroid glands are driven, 0-1, at an ionized calcium of 0.3-3 mmol/L.

    References:
        Brent1988, Schwarz1994 (inverse sigmoid, set point).
    """
    known = mineral_constants()
    return 1.0 / (1.0 + (ionized_calcium / known.pth_set_point) ** known.pth_steepness)


def secretion_capacity(magnesium: Numbers) -> Numbers:
    """Return how much of its hormone a gland can release, beside normal, at a magnesium of 0-5 mmol/L.

    References:
        VetterLohse2002, Suh1973 (block when magnesium is very low; midpoint and steepness are tuned).
    """
    known = mineral_constants()
    blocked = saturation(magnesium, known.magnesium_block_midpoint, known.magnesium_block_exponent)
    return blocked / _health().secretion_capacity


def hormone_answer(magnesium: Numbers) -> Numbers:
    """Return how well bone, kidney and gut answer the hormone, beside normal, at a magnesium of 0-5 mmol/L.

    References:
        Rude1978, VetterLohse2002 (resistance when magnesium is very low; the curve is tuned).
    """
    known = mineral_constants()
    answer = saturation(magnesium, known.magnesium_resistance_midpoint, known.magnesium_resistance_exponent)
    return answer / _health().hormone_answer


def parathyroid_hormone(
    ionized_calcium: Numbers, magnesium: Numbers, gland_mass: Numbers = 1.0, gland: Numbers = 1.0
) -> Numbers:
    """Return parathyroid hormone [pg/mL].

    Args:
        ionized_calcium: 0.3-3 mmol/L.
        magnesium: Serum magnesium, 0-5 mmol/L.
        gland_mass: Mass of the glands beside normal, 0.6-6, grown or shrunk over months.
        gland: Secretion of the glands beside normal, 0 (none) to 3.

    References:
        Brent1988, Schwarz1994 (curve), Suh1973 (block); least and greatest secretion are tuned.
    """
    known = mineral_constants()
    least = known.pth_minimum * gland_mass**known.gland_minimum_exponent
    range_ = known.pth_maximum * gland_mass - known.pth_minimum
    return gland * secretion_capacity(magnesium) * (least + range_ * gland_drive(ionized_calcium))


def hormone_action(pth: Numbers, magnesium: Numbers) -> Numbers:
    """Return the action of parathyroid hormone beside normal; at least 0.01, where logarithms still have a value.

    Args:
        pth: Parathyroid hormone [pg/mL], from 0 up.
        magnesium: Serum magnesium [mmol/L], 0-5.

    References:
        Rude1978 (the answer needs magnesium).
    """
    known = mineral_constants()
    return _at_least(pth * hormone_answer(magnesium) / known.pth_reference, known.pth_action_floor)


def gland_target(ionized_calcium: Numbers, magnesium: Numbers) -> Numbers:
    """Return the mass, beside normal, that the glands head for at an ionized calcium and a magnesium [mmol/L] (tuned)."""
    known = mineral_constants()
    normal = _health().gland_drive
    drive = (gland_drive(ionized_calcium) - normal) / (1.0 - normal)
    wanted = 1.0 + known.gland_growth * drive * _at_most(secretion_capacity(magnesium), 1.0)
    return _at_most(_at_least(wanted, known.gland_smallest), known.gland_largest)


def toxic_effect(vitamin_d: Numbers) -> Numbers:
    """Return how far 25(OH)D [nmol/L], 2-650, stands in for the active hormone by itself (VDT2018; tuned)."""
    known = mineral_constants()
    return (vitamin_d / known.toxic_vitamin_d) ** known.toxic_exponent


def absorption_drive(vitamin_d: Numbers, action: Numbers, magnesium: Numbers) -> Numbers:
    """Return the drive of active absorption in the gut, 1 in health: raw material times what the kidney makes of it.

    Args:
        vitamin_d: 25(OH)D [nmol/L], 2-650.
        action: Action of parathyroid hormone, from ``hormone_action``.
        magnesium: Serum magnesium [mmol/L], 0-5.

    References:
        Need2008, Devine2002, Sai2011 (they disagree about the threshold), Uwitonze2018; the curve is tuned.
    """
    known, health = mineral_constants(), _health()
    material = vitamin_d / (vitamin_d + known.absorption_vitamin_d_midpoint) / health.material
    enzyme = magnesium / (magnesium + known.absorption_magnesium_midpoint) / health.enzyme
    spur = _at_most(_at_least(action**known.calcitriol_exponent, known.calcitriol_least), known.calcitriol_most)
    return material * spur * enzyme + toxic_effect(vitamin_d)


def absorbed_fraction(vitamin_d: Numbers, action: Numbers, magnesium: Numbers) -> Numbers:
    """Return the share of calcium from food that is absorbed: 0.10 without vitamin D, 0.30 in health, 0.60 at most.

    Args:
        vitamin_d: 25(OH)D [nmol/L], 2-650.
        action: Action of parathyroid hormone, from ``hormone_action``.
        magnesium: Serum magnesium [mmol/L], 0-5.

    References:
        Holick2007 (10-15 % without, 30-40 % with); the curve is tuned.
    """
    known = mineral_constants()
    squared = absorption_drive(vitamin_d, action, magnesium) ** 2
    return known.absorbed_least + known.absorbed_active * squared / (squared + known.absorbed_midpoint)


def urine_calcium(ionized_calcium: Numbers, action: Numbers) -> Numbers:
    """Return calcium in urine [mmol/d]; the hormone raises the level from which the kidney lets calcium go.

    Args:
        ionized_calcium: 0.3-3 mmol/L.
        action: Action of parathyroid hormone, from ``hormone_action``.

    References:
        Raposo2002 (direction); tuned to about 150 mg a day in health.
    """
    known = mineral_constants()
    threshold = known.renal_threshold + known.renal_threshold_per_doubling * _log2(action)
    threshold = _at_most(_at_least(threshold, known.renal_threshold_least), known.renal_threshold_most)
    spill = known.renal_slope * _at_least(ionized_calcium - threshold, 0.0)
    injury = (ionized_calcium / known.renal_injury_calcium) ** known.renal_injury_exponent
    filtered = _health().filtration / (1.0 + injury)
    return known.renal_basal + spill / (1.0 + spill / known.renal_capacity) * _at_least(
        filtered, known.renal_injury_least
    )


def bone_access_target(vitamin_d: Numbers) -> Numbers:
    """Return the share of new bone that is mineralized after months at a 25(OH)D of 2-650 nmol/L, 0-1 (tuned)."""
    known = mineral_constants()
    share = saturation(vitamin_d, known.bone_access_midpoint, known.bone_access_exponent)
    return _at_most(share / _health().bone_access, 1.0)


def bone_flux(ionized_calcium: Numbers, action: Numbers, bone_access: Numbers, vitamin_d: Numbers) -> Numbers:
    """Return calcium that bone gives to the blood [mmol/d]; negative where bone takes it up.

    Four parts: hormone-driven turnover, exchange at the surface when calcium is very low, release by toxic 25(OH)D,
    and the hunger of bone that is being mineralized again.

    Args:
        ionized_calcium: 0.3-3 mmol/L.
        action: Action of parathyroid hormone, from ``hormone_action``.
        bone_access: Share of bone that can exchange mineral now, 0-1.
        vitamin_d: 25(OH)D [nmol/L], 2-650.

    References:
        Stadt2023 (hormone and vitamin D both move bone), Harrison (healing bone needs calcium); tuned.
    """
    known = mineral_constants()
    excess = known.bone_drive_most * action / (known.bone_drive_midpoint + action) - 1.0
    turnover = known.bone_release * _at_least(excess, 0.0) * bone_access + known.bone_uptake * _at_most(excess, 0.0)
    open_share = known.bone_exchange_unmineralized + (1.0 - known.bone_exchange_unmineralized) * bone_access
    surface = known.bone_exchange * _at_least(known.bone_exchange_threshold - ionized_calcium, 0.0) * open_share
    toxic = toxic_effect(vitamin_d)
    hunger = known.hungry_bone * _at_least(bone_access_target(vitamin_d) - bone_access, 0.0)
    return turnover + surface + known.toxic_bone_release * toxic / (1.0 + toxic) - hunger


def readings(
    vitamin_d: Numbers,
    ionized_calcium: Numbers,
    magnesium: Numbers,
    gland_mass: Numbers,
    bone_access: Numbers,
    *,
    calcium_supply: Numbers,
    demand: Numbers = 0.0,
    gland: Numbers = 1.0,
) -> Readings:
    """Return hormone, flows and the balance of calcium at one moment.

    Args:
        vitamin_d: 25(OH)D [nmol/L], 2-650.
        ionized_calcium: 0.3-3 mmol/L.
        magnesium: Serum magnesium, 0-5 mmol/L.
        gland_mass: Mass of the glands beside normal, 0.6-6.
        bone_access: Share of bone that can exchange mineral, 0-1.
        calcium_supply: Calcium in food and tablets [mmol/d], 0-125.
        demand: Calcium drawn away by growth, pregnancy or healing [mmol/d], 0-8.
        gland: Secretion of the glands beside normal, 0-3.

    References:
        Raposo2002, PR2010, Stadt2023 (models of this family; equations and numbers here are our own).
    """
    known = mineral_constants()
    pth = parathyroid_hormone(ionized_calcium, magnesium, gland_mass, gland)
    action = hormone_action(pth, magnesium)
    fraction = absorbed_fraction(vitamin_d, action, magnesium)
    absorbed = fraction * calcium_supply
    urine = urine_calcium(ionized_calcium, action)
    bone = bone_flux(ionized_calcium, action, bone_access, vitamin_d)
    net = absorbed - known.fecal_calcium - demand - urine + bone
    return Readings(pth, action, fraction, absorbed, urine, bone, net)


def magnesium_balance(magnesium: Numbers, absorbed: Numbers) -> Numbers:
    """Return the balance of magnesium [mmol/d] at a level [mmol/L], 0-5, and an absorbed amount [mmol/d] (tuned)."""
    known = mineral_constants()
    spilled = known.magnesium_renal_slope * _at_least(magnesium - known.magnesium_renal_threshold, 0.0)
    return absorbed - spilled - known.magnesium_other_loss * magnesium


def steady_magnesium(absorbed: Numbers) -> Numbers:
    """Return the magnesium [mmol/L] at which an absorbed amount [mmol/d], 0-70, is lost again: ``magnesium_balance`` solved."""
    known = mineral_constants()
    slope, other = known.magnesium_renal_slope, known.magnesium_other_loss
    sparing = absorbed / other
    spilling = (absorbed + slope * known.magnesium_renal_threshold) / (slope + other)
    return np.where(sparing < known.magnesium_renal_threshold, sparing, spilling)
