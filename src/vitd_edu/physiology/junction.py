"""The junction between nerve and muscle, where calcium helps and magnesium hinders: the other side of the puzzle.

Low calcium makes the nerve fire more easily and makes each spike release less transmitter. Both are true at once. The
junction releases several times more than the muscle needs, so it does not fail before calcium is very low or magnesium
very high, and the nerve wins.
"""

import numpy as np

from vitd_edu.physiology.membrane import Numbers, constant


def release(calcium_ionized: Numbers, magnesium_ionized: Numbers) -> Numbers:
    """Return how much transmitter a spike releases, beside what it releases at normal calcium and magnesium (1).

    Args:
        calcium_ionized: Ionized calcium [mmol/L], above 0; a number or an array.
        magnesium_ionized: Ionized magnesium [mmol/L], 0 or more; a number or an array.

    References:
        DR1967 (fourth power; the constants are recalled), Castillo1954 (magnesium hinders, calcium undoes it)
    """
    normal = _filled(constant("release_calcium_reference"), constant("release_magnesium_reference"))
    return (_filled(calcium_ionized, magnesium_ionized) / normal) ** constant("release_exponent")


def transmission_holds(released: Numbers) -> Numbers:
    """Say whether a spike in the nerve still sets off one in the muscle.

    Args:
        released: Relative release, as ``release`` gives it; a number or an array.

    Returns:
        True where release is at least the part that the safety factor leaves: a quarter.

    References:
        Castillo1954; the size of the safety factor is recalled.
    """
    return np.asarray(released) >= 1.0 / constant("junction_safety_factor")


def _filled(calcium_ionized: Numbers, magnesium_ionized: Numbers) -> Numbers:
    """Return the share of release sites that calcium fills while magnesium competes for them."""
    calcium = calcium_ionized / constant("release_calcium_constant")
    return calcium / (1.0 + calcium + magnesium_ionized / constant("release_magnesium_constant"))
