"""Which symptoms the levels make likely, and what drives each.

25(OH)D acts on nerves only through calcium and magnesium. Weakness is a separate output with arms of its own. Constants
with their sources are rows of ``data/parameters.csv`` and ``data/symptom_drivers.csv``.
"""

from collections.abc import Mapping

import numpy as np

from vitd_edu.knowledge import tables
from vitd_edu.physiology import bone
from vitd_edu.physiology.membrane import Numbers, constant

STRENGTH_STEPS = (0.2, 0.5, 0.8)
STRENGTH_WORDS = ("none", "possible", "likely", "expected")


def _ramp(excess: Numbers, span: float) -> Numbers:
    """Rise from 0 to 1 over a span, flat before and after."""
    return np.minimum(np.maximum(excess / span, 0.0), 1.0)


def low_vitamin_d_weakness(vitamin_d: Numbers, bone_access: Numbers = None) -> Numbers:
    """Return the weakness that low vitamin D brings, 0-1, apart from any effect on nerves.

    Args:
        vitamin_d: 25(OH)D [nmol/L], 2-650, held for months.
        bone_access: Share of new bone that is mineralized, 0-1, where it lags behind; where the level leads if None.

    References:
        Girgis2013, EMJ2022 (levels at which weakness is seen); the curve is tuned.
    """
    direct = _ramp(constant("weakness_vitamin_d_start") - vitamin_d, constant("weakness_vitamin_d_span"))
    share = constant("weakness_direct_share")
    access = bone.bone_access_target(vitamin_d) if bone_access is None else bone_access
    return share * direct + (1.0 - share) * (1.0 - access)


def high_calcium_weakness(calcium: Numbers) -> Numbers:
    """Return the weakness that high total calcium [mmol/L] brings, 0-1 (tuned; direction from CMDT and MSD)."""
    return _ramp(calcium - constant("weakness_high_calcium_start"), constant("weakness_high_calcium_span"))


def high_magnesium_weakness(magnesium: Numbers) -> Numbers:
    """Return the weakness that very high magnesium [mmol/L] brings, 0-1 (tuned)."""
    return _ramp(magnesium - constant("weakness_high_magnesium_start"), constant("weakness_high_magnesium_span"))


def driver_values(
    vitamin_d: Numbers, calcium: Numbers, magnesium: Numbers, effective: Numbers
) -> Mapping[str, Numbers]:
    """Return the quantity behind each driver of ``data/drivers.csv``.

    Args:
        vitamin_d: 25(OH)D [nmol/L].
        calcium: Albumin-adjusted total calcium [mmol/L].
        magnesium: Serum magnesium [mmol/L].
        effective: Effective gate shift [mV].
    """
    return {
        "excitability": effective,
        "low-vitamin-d": low_vitamin_d_weakness(vitamin_d),
        "high-calcium": high_calcium_weakness(calcium),
        "high-magnesium": high_magnesium_weakness(magnesium),
        "low-magnesium": magnesium,
        "low-calcium": calcium,
        "vitamin-d-status": vitamin_d,
    }


def driven_probabilities(values: Mapping[str, Numbers]) -> Mapping[str, list[tuple[str, Numbers]]]:
    """Return for each symptom its drivers, each with the probability that it alone would give.

    Args:
        values: Quantity of each driver, from ``driver_values``.
    """
    found: dict[str, list[tuple[str, Numbers]]] = {symptom: [] for symptom in tables.symptoms()}
    for row in tables.symptom_drivers():
        sign = 1.0 if row.direction == "above" else -1.0
        rise = np.tanh((values[row.driver] - row.midpoint) * (sign / (2.0 * row.slope)))
        found[row.symptom].append((row.driver, row.ceiling * 0.5 * (1.0 + rise)))
    return found


def strongest(driven: list[tuple[str, Numbers]]) -> Numbers:
    """Return the probability of a symptom: that of its strongest driver."""
    probability = driven[0][1]
    for _, other in driven[1:]:
        probability = np.maximum(probability, other)
    return probability


def strength(probability: Numbers) -> Numbers:
    """Return the strength 0-3 of a symptom: none, possible, likely, expected at P below 0.2, 0.5, 0.8, above."""
    steps = [np.where(probability >= step, 1, 0) for step in STRENGTH_STEPS]
    return steps[0] + steps[1] + steps[2]
