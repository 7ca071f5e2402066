"""Calcium and magnesium in blood: what glands, gut, kidney and bone do to them together.

The equations of each organ stand in ``glands.py``, ``gut.py``, ``kidney.py`` and ``bone.py``, one function for each.
Every equation takes floats or arrays that speak NumPy's protocols. Amounts are mmol, flows mmol a day, levels mmol/L,
parathyroid hormone pg/mL. Most constants are tuned, so that a small model shows the directions that were observed; each
stands with its source or reason in ``data/parameters.csv``. There is no phosphate, and the slight *rise* of the hormone
in mild magnesium deficiency is told in the lessons, not modeled.
"""

from typing import NamedTuple

import numpy as np

from vitd_edu.physiology import bone, glands, gut, kidney
from vitd_edu.physiology.constants import mineral_constants
from vitd_edu.physiology.limits import above_zero, at_least
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


class Setting(NamedTuple):
    """What vitamin D and magnesium decide at one moment, whatever calcium does; floats, or arrays over moments.

    Attributes:
        material: What the active hormone is made of, beside health, from ``gut.raw_material``.
        toxic: From ``gut.toxic_effect``, from 0 up.
        toxic_release: Calcium that toxic 25(OH)D draws from bone [mmol/d].
        bone_access_target: From ``bone.bone_access_target``, 0-1.
        capacity: From ``glands.secretion_capacity``, beside normal.
        answer: From ``glands.hormone_answer``, beside normal.
    """

    material: Numbers
    toxic: Numbers
    toxic_release: Numbers
    bone_access_target: Numbers
    capacity: Numbers
    answer: Numbers


def total_calcium(ionized_calcium: Numbers) -> Numbers:
    """Return total calcium, adjusted for albumin, from ionized calcium [mmol/L], at pH 7.40 (a fixed share)."""
    return ionized_calcium / mineral_constants().ionized_fraction


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
    return glands.secretion(
        glands.gland_drive(ionized_calcium), glands.secretion_capacity(magnesium), gland_mass, gland
    )


def setting(vitamin_d: Numbers, magnesium: Numbers) -> Setting:
    """Return what a 25(OH)D [nmol/L], 2-650, and a serum magnesium [mmol/L], 0-5, decide."""
    toxic = gut.toxic_effect(vitamin_d)
    return Setting(
        material=gut.raw_material(vitamin_d, magnesium),
        toxic=toxic,
        toxic_release=bone.toxic_bone_release(toxic),
        bone_access_target=bone.bone_access_target(vitamin_d),
        capacity=glands.secretion_capacity(magnesium),
        answer=glands.hormone_answer(magnesium),
    )


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
        magnesium: Serum magnesium [mmol/L], 0-5.
        gland_mass: Mass of the glands beside normal, 0.6-6.
        bone_access: Share of bone that can exchange mineral, 0-1.
        calcium_supply: Calcium in food and tablets [mmol/d], 0-75.
        demand: Calcium drawn away by growth, pregnancy or healing [mmol/d], 0-8.
        gland: Secretion of the glands beside normal, 0-3.
    """
    now = setting(vitamin_d, magnesium)
    return readings_in(now, ionized_calcium, gland_mass, bone_access, calcium_supply, demand, gland)


def readings_in(
    now: Setting,
    ionized_calcium: Numbers,
    gland_mass: Numbers,
    bone_access: Numbers,
    calcium_supply: Numbers,
    demand: Numbers,
    gland: Numbers,
) -> Readings:
    """Return hormone, flows and the balance of calcium in a setting; arguments are those of ``readings``.

    References:
        Raposo2002, PR2010, Stadt2023 (models of this family; equations and numbers here are our own).
    """
    drive = glands.gland_drive(ionized_calcium)
    pth = glands.secretion(drive, now.capacity, gland_mass, gland)
    action = glands.hormone_action(pth, now.answer)
    fraction = gut.absorbed_fraction(gut.active_vitamin_d(now.material, action), now.toxic)
    urine = kidney.urine_calcium(ionized_calcium, action)
    flux = (
        bone.bone_turnover(action, bone_access)
        + bone.bone_surface_exchange(ionized_calcium, bone_access)
        + now.toxic_release
        - bone.bone_hunger(now.bone_access_target, bone_access)
    )
    net = fraction * calcium_supply - mineral_constants().fecal_calcium - demand - urine + flux
    target = glands.gland_target(drive, now.capacity)
    return Readings(pth, fraction, urine, flux, net, target, now.bone_access_target)


def calcium_rate(net: Numbers) -> Numbers:
    """Return the rate of change of ionized calcium [mmol/L per d] from the calcium that the blood gains [mmol/d]."""
    return net / mineral_constants().calcium_pool


def magnesium_balance(magnesium: Numbers, absorbed: Numbers) -> Numbers:
    """Return the balance of magnesium [mmol/d] at a level [mmol/L], 0-5, and an absorbed amount [mmol/d] (tuned)."""
    known = mineral_constants()
    spilled = known.magnesium_renal_slope * at_least(magnesium - known.magnesium_renal_threshold, 0.0)
    return absorbed - spilled - known.magnesium_other_loss * magnesium


def magnesium_rate(absorbed: float, magnesium: float) -> float:
    """Return the rate of change of magnesium [mmol/L per d]; arguments are those of ``magnesium_balance``."""
    return float(magnesium_balance(above_zero(magnesium), absorbed)) / mineral_constants().magnesium_pool


def steady_magnesium(absorbed: Numbers) -> Numbers:
    """Return the magnesium [mmol/L] at which an absorbed amount [mmol/d], 0-70, is just lost again."""
    known = mineral_constants()
    slope, other = known.magnesium_renal_slope, known.magnesium_other_loss
    sparing = absorbed / other
    spilling = (absorbed + slope * known.magnesium_renal_threshold) / (slope + other)
    return np.where(sparing < known.magnesium_renal_threshold, sparing, spilling)
