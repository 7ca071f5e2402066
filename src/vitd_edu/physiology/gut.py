"""Gut: how active vitamin D opens it, and the share of calcium from food that it takes up."""

from functools import cache
from typing import NamedTuple

from vitd_edu.physiology.constants import mineral_constants
from vitd_edu.physiology.limits import at_least, at_most, saturation
from vitd_edu.physiology.membrane import Numbers


class _Health(NamedTuple):
    """Values in health, by which the active hormone is divided so that health is 1."""

    material: float
    enzyme: float


@cache
def _health() -> _Health:
    known = mineral_constants()
    return _Health(
        material=saturation(known.bone_access_reference, known.absorption_vitamin_d_midpoint, 1.0),
        enzyme=saturation(known.magnesium_reference, known.absorption_magnesium_midpoint, 1.0),
    )


def toxic_effect(vitamin_d: Numbers) -> Numbers:
    """Return how far 25(OH)D [nmol/L], 2-650, stands in for the active hormone by itself (VDT2018; tuned)."""
    known = mineral_constants()
    return (vitamin_d / known.toxic_vitamin_d) ** known.toxic_exponent


def raw_material(vitamin_d: Numbers, magnesium: Numbers) -> Numbers:
    """Return what the kidney can make the active hormone of, beside health: 25(OH)D, and magnesium for the enzyme.

    Args:
        vitamin_d: 25(OH)D [nmol/L], 2-650.
        magnesium: Serum magnesium [mmol/L], 0-5.

    References:
        Need2008, Devine2002, Sai2011 (they disagree about the threshold), Uwitonze2018; the curve is tuned.
    """
    known, health = mineral_constants(), _health()
    material = vitamin_d / (vitamin_d + known.absorption_vitamin_d_midpoint) / health.material
    return material * (magnesium / (magnesium + known.absorption_magnesium_midpoint) / health.enzyme)


def active_vitamin_d(material: Numbers, action: Numbers) -> Numbers:
    """Return the active hormone in the gut, 1 in health: raw material times the spur of parathyroid hormone (tuned).

    Args:
        material: From ``raw_material``.
        action: Action of parathyroid hormone, from ``hormone_action``.
    """
    known = mineral_constants()
    return material * at_most(
        at_least(action**known.calcitriol_exponent, known.calcitriol_least), known.calcitriol_most
    )


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
