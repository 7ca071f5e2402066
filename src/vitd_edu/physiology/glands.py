"""Parathyroid glands: what drives them, what they release and how they grow, and how well the body answers."""

from functools import cache

from vitd_edu.physiology.constants import mineral_constants
from vitd_edu.physiology.limits import at_least, at_most, saturation
from vitd_edu.physiology.membrane import Numbers


@cache
def _drive_in_health() -> float:
    return float(gland_drive(mineral_constants().ionized_reference))


@cache
def _capacity_in_health() -> float:
    return float(_unblocked(mineral_constants().magnesium_reference))


@cache
def _answer_in_health() -> float:
    return float(_answering(mineral_constants().magnesium_reference))


def gland_drive(ionized_calcium: Numbers) -> Numbers:
    """Return how hard the parathyroid glands are driven, 0-1, at an ionized calcium of 0.3-3 mmol/L.

    References:
        Brent1988, Schwarz1994 (inverse sigmoid, set point).
    """
    known = mineral_constants()
    return 1.0 / (1.0 + (ionized_calcium / known.pth_set_point) ** known.pth_steepness)


def _unblocked(magnesium: Numbers) -> Numbers:
    known = mineral_constants()
    return saturation(magnesium, known.magnesium_block_midpoint, known.magnesium_block_exponent)


def secretion_capacity(magnesium: Numbers) -> Numbers:
    """Return how much of its hormone a gland can release, beside normal, at a magnesium of 0-5 mmol/L.

    References:
        VetterLohse2002, Suh1973 (block when magnesium is very low; midpoint and steepness are tuned).
    """
    return _unblocked(magnesium) / _capacity_in_health()


def _answering(magnesium: Numbers) -> Numbers:
    known = mineral_constants()
    return saturation(magnesium, known.magnesium_resistance_midpoint, known.magnesium_resistance_exponent)


def hormone_answer(magnesium: Numbers) -> Numbers:
    """Return how well bone, kidney and gut answer the hormone, beside normal, at a magnesium of 0-5 mmol/L.

    References:
        Rude1978, VetterLohse2002 (resistance when magnesium is very low; the curve is tuned).
    """
    return _answering(magnesium) / _answer_in_health()


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


def hormone_action(pth: Numbers, answer: Numbers) -> Numbers:
    """Return the action of parathyroid hormone beside normal; at least 0.01, where logarithms still have a value.

    Args:
        pth: Parathyroid hormone [pg/mL], from 0 up.
        answer: How well the body answers it, from ``hormone_answer``.
    """
    known = mineral_constants()
    return at_least(pth * answer / known.pth_reference, known.pth_action_floor)


def gland_target(drive: Numbers, capacity: Numbers) -> Numbers:
    """Return the mass, beside normal, that the glands head for (tuned).

    Args:
        drive: From ``gland_drive``, 0-1.
        capacity: From ``secretion_capacity``, beside normal.
    """
    known, normal = mineral_constants(), _drive_in_health()
    wanted = 1.0 + known.gland_growth * (drive - normal) / (1.0 - normal) * at_most(capacity, 1.0)
    return at_most(at_least(wanted, known.gland_smallest), known.gland_largest)


def gland_rate(target: Numbers, gland_mass: Numbers) -> Numbers:
    """Return how fast the glands change their mass, beside normal [1/d] (tuned).

    Args:
        target: From ``gland_target``.
        gland_mass: The mass now, 0.6-6.
    """
    return (target - gland_mass) / mineral_constants().gland_time
