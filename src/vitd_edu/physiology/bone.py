"""Bone: how much of it hardens, and the calcium that it gives or takes."""

from functools import cache

from vitd_edu.physiology.constants import mineral_constants
from vitd_edu.physiology.limits import at_least, at_most, saturation
from vitd_edu.physiology.membrane import Numbers


@cache
def _access_in_health() -> float:
    known = mineral_constants()
    return float(saturation(known.bone_access_reference, known.bone_access_midpoint, known.bone_access_exponent))


def bone_access_target(vitamin_d: Numbers) -> Numbers:
    """Return the share of new bone that is mineralized after months at a 25(OH)D of 2-650 nmol/L, 0-1 (tuned)."""
    known = mineral_constants()
    share = saturation(vitamin_d, known.bone_access_midpoint, known.bone_access_exponent)
    return at_most(share / _access_in_health(), 1.0)


def bone_access_rate(target: Numbers, bone_access: Numbers) -> Numbers:
    """Return how fast the share of bone that can exchange mineral moves toward its target [1/d] (tuned).

    Args:
        target: From ``bone_access_target``.
        bone_access: The share now, 0-1.
    """
    return (target - bone_access) / mineral_constants().bone_access_time


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
    return known.bone_release * at_least(excess, 0.0) * bone_access + known.bone_uptake * at_most(excess, 0.0)


def bone_surface_exchange(ionized_calcium: Numbers, bone_access: Numbers) -> Numbers:
    """Return the calcium that very low levels draw from the bone surface, hormone or not [mmol/d] (tuned).

    Args:
        ionized_calcium: 0.3-3 mmol/L.
        bone_access: Share of bone that can exchange mineral now, 0-1.
    """
    known = mineral_constants()
    always = known.bone_exchange_unmineralized
    lack = at_least(known.bone_exchange_threshold - ionized_calcium, 0.0)
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
    return mineral_constants().hungry_bone * at_least(target - bone_access, 0.0)
