"""Published answers to one question: which 25(OH)D does a daily dose of vitamin D lead to? They disagree.

Each is a line through a few points of its source, and each was found in other people under another sun. Setting them
side by side is the lesson: none of them is the truth, and the kit's own model (``vitamin_d.plateau``) is one more
attempt.
"""

from collections.abc import Mapping

import numpy as np

from vitd_edu.physiology.constants import vitamin_d_constants
from vitd_edu.physiology.membrane import Numbers, constant

BARGER_LUX: Mapping[float, str] = {  # IU/d, and the rise that was measured
    1000.0: "barger_lux_rise_1000",
    10_000.0: "barger_lux_rise_10000",
    50_000.0: "barger_lux_rise_50000",
}


def heaney_level(start: Numbers, intake: Numbers) -> Numbers:
    """Return 25(OH)D [nmol/L] by the linear rule of thumb, to set beside ``vitamin_d.plateau``.

    Args:
        start: 25(OH)D before [nmol/L], 2-650.
        intake: Extra D3 [IU/d], 0-10 000.

    References:
        Heaney2003a (recalled).
    """
    known = vitamin_d_constants()
    return start + known.heaney_slope * intake / known.units_per_microgram


def iom_level(total: Numbers) -> Numbers:
    """Return 25(OH)D [nmol/L] in winter by the logarithmic curve, from the total intake [IU/d], 100-4000.

    References:
        IOM2011. The curve knows no usual food and sun.
    """
    return vitamin_d_constants().iom_curve * np.log(total)


def ekwaru_level(start: Numbers, intake: Numbers) -> Numbers:
    """Return 25(OH)D [nmol/L] by a curve that bends: people who take much gain little from more.

    The source gives two slopes: 12.0 nmol/L for the first 1000 IU/d, and 1.1 for each 1000 between 15 000 and 20 000.
    A logarithm with these two slopes is our choice.

    Args:
        start: 25(OH)D without the dose [nmol/L], 2-650.
        intake: What is taken [IU/d], 0-20 000.

    References:
        Ekwaru2014.
    """
    return start + constant("ekwaru_scale") * np.log1p(intake / constant("ekwaru_bend"))


def barger_lux_level(start: Numbers, intake: Numbers) -> Numbers:
    """Return 25(OH)D [nmol/L] after eight weeks, by the rises in three arms of men who began at 67 nmol/L.

    Straight lines between no dose and the arms of 1000, 10 000 and 50 000 IU/d are our choice.

    Args:
        start: 25(OH)D before [nmol/L], 2-650.
        intake: D3 that is taken [IU/d], 0-50 000.

    References:
        BargerLux1998.
    """
    rises = [0.0, *(constant(name) for name in BARGER_LUX.values())]
    return start + np.interp(intake, (0.0, *BARGER_LUX), rises)


def dose_for_nearly_all(body_mass_index: float) -> float:
    """Return the daily dose [IU] with which 97.5 of 100 people reach 50 nmol/L, as re-reckoned against the allowance.

    Args:
        body_mass_index: 10-90 kg/m2.

    References:
        Veugelers2015 (which disputes the 600 IU/d of IOM2011).
    """
    known = vitamin_d_constants()
    if body_mass_index >= known.obese_from:
        return constant("veugelers_obese")
    return constant("veugelers_overweight" if body_mass_index >= known.overweight_from else "veugelers_usual")
