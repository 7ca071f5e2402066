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
    """What follows at one moment from the levels; flows [mmol/d], those of bone and ``net`` positive into the blood."""

    pth: Numbers
    absorbed_fraction: Numbers
    urine_calcium: Numbers
    bone_flux: Numbers
    net: Numbers
    gland_target: Numbers
    bone_access_target: Numbers


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
    """Return total calcium, adjusted for albumin, from ionized calcium [mmol/L], at pH 7.40 (a fixed share)."""
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


def secretion(drive: Numbers, capacity: Numbers, gland_mass: Numbers, gland: Numbers) -> Numbers:
    """Return parathyroid hormone [pg/mL] from what the glands are driven to and can do.

    Args:
        drive: From ``gland_drive``, 0-1.
        capacity: From ``secretion_capacity``, beside normal.
        gland_mass: Mass of the glands beside normal, 0.6-6, grown or shrunk over months.
        gland: Secretion of the glands beside normal, 0 (none) to 3.

    References:
        Brent1988 (least and greatest secretion beside rest; the values are tuned).
    """
    known = mineral_constants()
    least = known.pth_minimum * gland_mass**known.gland_minimum_exponent
    return gland * capacity * (least + (known.pth_maximum * gland_mass - known.pth_minimum) * drive)


def parathyroid_hormone(
    ionized_calcium: Numbers, magnesium: Numbers, gland_mass: Numbers = 1.0, gland: Numbers = 1.0
) -> Numbers:
    """Return parathyroid hormone [pg/mL].

    Args:
        ionized_calcium: 0.3-3 mmol/L.
        magnesium: Serum magnesium, 0-5 mmol/L.
        gland_mass: Mass of the glands beside normal, 0.6-6.
        gland: Secretion of the glands beside normal, 0 (none) to 3.

    References:
        Brent1988, Schwarz1994 (curve), Suh1973 (block by lack of magnesium).
    """
    return secretion(gland_drive(ionized_calcium), secretion_capacity(magnesium), gland_mass, gland)


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


def gland_target(drive: Numbers, capacity: Numbers) -> Numbers:
    """Return the mass, beside normal, that the glands head for (tuned).

    Args:
        drive: From ``gland_drive``, 0-1.
        capacity: From ``secretion_capacity``, beside normal.
    """
    known, normal = mineral_constants(), _health().gland_drive
    wanted = 1.0 + known.gland_growth * (drive - normal) / (1.0 - normal) * _at_most(capacity, 1.0)
    return _at_most(_at_least(wanted, known.gland_smallest), known.gland_largest)


def toxic_effect(vitamin_d: Numbers) -> Numbers:
    """Return how far 25(OH)D [nmol/L], 2-650, stands in for the active hormone by itself (VDT2018; tuned)."""
    known = mineral_constants()
    return (vitamin_d / known.toxic_vitamin_d) ** known.toxic_exponent


def active_vitamin_d(vitamin_d: Numbers, action: Numbers, magnesium: Numbers) -> Numbers:
    """Return the active hormone in the gut, 1 in health: raw material times what the kidney makes of it.

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
    return material * spur * enzyme


def absorbed_fraction(active: Numbers, toxic: Numbers = 0.0) -> Numbers:
    """Return the share of calcium from food that is absorbed: 0.10 without vitamin D, 0.30 in health, 0.60 at most.

    Args:
        active: Active hormone, from ``active_vitamin_d``.
        toxic: What 25(OH)D itself adds, from ``toxic_effect``.

    References:
        Holick2007 (10-15 % without, 30-40 % with); the curve is tuned.
    """
    known, drive = mineral_constants(), active + toxic
    squared = drive * drive
    return known.absorbed_least + known.absorbed_active * squared / (squared + known.absorbed_midpoint)


def renal_threshold(action: Numbers) -> Numbers:
    """Return the ionized calcium from which the kidney lets calcium go [mmol/L] (Raposo2002 for the direction; tuned).

    Args:
        action: Action of parathyroid hormone, from ``hormone_action``.
    """
    known = mineral_constants()
    threshold = known.renal_threshold + known.renal_threshold_per_doubling * _log2(action)
    return _at_most(_at_least(threshold, known.renal_threshold_least), known.renal_threshold_most)


def urine_calcium(ionized_calcium: Numbers, action: Numbers) -> Numbers:
    """Return calcium in urine [mmol/d]; the hormone raises the level from which the kidney lets calcium go.

    Args:
        ionized_calcium: 0.3-3 mmol/L.
        action: Action of parathyroid hormone, from ``hormone_action``.

    References:
        Raposo2002 (direction); tuned to about 150 mg a day in health.
    """
    known = mineral_constants()
    spill = known.renal_slope * _at_least(ionized_calcium - renal_threshold(action), 0.0)
    injury = (ionized_calcium / known.renal_injury_calcium) ** known.renal_injury_exponent
    filtered = _at_least(_health().filtration / (1.0 + injury), known.renal_injury_least)
    return known.renal_basal + spill / (1.0 + spill / known.renal_capacity) * filtered


def bone_access_target(vitamin_d: Numbers) -> Numbers:
    """Return the share of new bone that is mineralized after months at a 25(OH)D of 2-650 nmol/L, 0-1 (tuned)."""
    known = mineral_constants()
    share = saturation(vitamin_d, known.bone_access_midpoint, known.bone_access_exponent)
    return _at_most(share / _health().bone_access, 1.0)


def bone_turnover(action: Numbers, bone_access: Numbers) -> Numbers:
    """Return the calcium that bone gives at the hormone's call [mmol/d]; negative where bone takes it up.

    Args:
        action: Action of parathyroid hormone, from ``hormone_action``; about 1 holds the balance.
        bone_access: Share of bone that can exchange mineral now, 0-1; soft bone has little to give.

    References:
        Stadt2023 (direction); tuned.
    """
    known = mineral_constants()
    excess = known.bone_drive_most * action / (known.bone_drive_midpoint + action) - 1.0
    return known.bone_release * _at_least(excess, 0.0) * bone_access + known.bone_uptake * _at_most(excess, 0.0)


def bone_surface_exchange(ionized_calcium: Numbers, bone_access: Numbers) -> Numbers:
    """Return the calcium that very low levels draw from the bone surface, hormone or not [mmol/d] (tuned).

    Args:
        ionized_calcium: 0.3-3 mmol/L.
        bone_access: Share of bone that can exchange mineral now, 0-1.
    """
    known = mineral_constants()
    always = known.bone_exchange_unmineralized
    lack = _at_least(known.bone_exchange_threshold - ionized_calcium, 0.0)
    return known.bone_exchange * lack * (always + (1.0 - always) * bone_access)


def toxic_bone_release(toxic: Numbers) -> Numbers:
    """Return the calcium that toxic 25(OH)D draws from bone [mmol/d] (VDT2018 for high calcium; tuned).

    Args:
        toxic: From ``toxic_effect``.
    """
    return mineral_constants().toxic_bone_release * toxic / (1.0 + toxic)


def bone_hunger(target: Numbers, bone_access: Numbers) -> Numbers:
    """Return the calcium that bone takes while it is being mineralized again [mmol/d]; 0 in every steady state.

    Args:
        target: From ``bone_access_target``.
        bone_access: Share of bone that can exchange mineral now, 0-1.

    References:
        Harrison (healing bone needs calcium along with vitamin D); tuned.
    """
    return mineral_constants().hungry_bone * _at_least(target - bone_access, 0.0)


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
        calcium_supply: Calcium in food and tablets [mmol/d], 0-75.
        demand: Calcium drawn away by growth, pregnancy or healing [mmol/d], 0-8.
        gland: Secretion of the glands beside normal, 0-3.

    References:
        Raposo2002, PR2010, Stadt2023 (models of this family; equations and numbers here are our own).
    """
    drive, capacity = gland_drive(ionized_calcium), secretion_capacity(magnesium)
    toxic, access_target = toxic_effect(vitamin_d), bone_access_target(vitamin_d)
    pth = secretion(drive, capacity, gland_mass, gland)
    action = hormone_action(pth, magnesium)
    fraction = absorbed_fraction(active_vitamin_d(vitamin_d, action, magnesium), toxic)
    urine = urine_calcium(ionized_calcium, action)
    bone = (
        bone_turnover(action, bone_access)
        + bone_surface_exchange(ionized_calcium, bone_access)
        + toxic_bone_release(toxic)
        - bone_hunger(access_target, bone_access)
    )
    net = fraction * calcium_supply - mineral_constants().fecal_calcium - demand - urine + bone
    return Readings(pth, fraction, urine, bone, net, gland_target(drive, capacity), access_target)


def magnesium_balance(magnesium: Numbers, absorbed: Numbers) -> Numbers:
    """Return the balance of magnesium [mmol/d] at a level [mmol/L], 0-5, and an absorbed amount [mmol/d] (tuned)."""
    known = mineral_constants()
    spilled = known.magnesium_renal_slope * _at_least(magnesium - known.magnesium_renal_threshold, 0.0)
    return absorbed - spilled - known.magnesium_other_loss * magnesium


def steady_magnesium(absorbed: Numbers) -> Numbers:
    """Return the magnesium [mmol/L] at which an absorbed amount [mmol/d], 0-70, is just lost again."""
    known = mineral_constants()
    slope, other = known.magnesium_renal_slope, known.magnesium_other_loss
    sparing = absorbed / other
    spilling = (absorbed + slope * known.magnesium_renal_threshold) / (slope + other)
    return np.where(sparing < known.magnesium_renal_threshold, sparing, spilling)
