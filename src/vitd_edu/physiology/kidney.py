"""Kidney: the calcium that it lets go, and the hormone that holds it back."""

from functools import cache

from vitd_edu.physiology.constants import mineral_constants
from vitd_edu.physiology.limits import at_least, at_most, log2
from vitd_edu.physiology.membrane import Numbers


@cache
def _filtration_in_health() -> float:
    known = mineral_constants()
    return float(1.0 + (known.ionized_reference / known.renal_injury_calcium) ** known.renal_injury_exponent)


def renal_threshold(action: Numbers) -> Numbers:
    """Return the ionized calcium from which the kidney lets calcium go [mmol/L] (Raposo2002 for the direction; tuned).

    Args:
        action: Action of parathyroid hormone, from ``hormone_action``.
    """
    known = mineral_constants()
    threshold = known.renal_threshold + known.renal_threshold_per_doubling * log2(action)
    return at_most(at_least(threshold, known.renal_threshold_least), known.renal_threshold_most)


def urine_calcium(ionized_calcium: Numbers, action: Numbers) -> Numbers:
    """Return calcium in urine [mmol/d]; the hormone raises the level from which the kidney lets calcium go.

    Args:
        ionized_calcium: 0.3-3 mmol/L.
        action: Action of parathyroid hormone, from ``hormone_action``.

    References:
        Raposo2002 (direction); tuned to about 150 mg a day in health.
    """
    known = mineral_constants()
    spill = known.renal_slope * at_least(ionized_calcium - renal_threshold(action), 0.0)
    injury = (ionized_calcium / known.renal_injury_calcium) ** known.renal_injury_exponent
    filtered = at_least(_filtration_in_health() / (1.0 + injury), known.renal_injury_least)
    return known.renal_basal + spill / (1.0 + spill / known.renal_capacity) * filtered
