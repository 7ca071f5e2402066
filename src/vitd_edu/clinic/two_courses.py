"""What goes on whatever the blood level: a disease that progresses, and a harmless twitch that comes and goes.

Both are illustrations for one picture, not predictions for anybody.
"""

import math

import numpy as np
from numpy.typing import NDArray

from vitd_edu.physiology.membrane import constant

Series = NDArray[np.float64]
WEEKS_PER_MONTH = 365.25 / 12.0 / 7.0


def disease_burden(weeks: Series, points_per_month: float) -> Series:
    """Return the share of function that motor neuron disease has taken, 0-1: a straight line.

    Args:
        weeks: Weeks from the beginning of the picture, 0-104, shape (n,).
        points_per_month: Points of the function scale ALSFRS-R lost in a month, 0-4.

    References:
        VanEijk2025, Trajectories2018 (the pace; real courses bend, and differ widely).
    """
    points = constant("function_lost_at_start") + points_per_month * weeks / WEEKS_PER_MONTH
    return np.minimum(points / constant("function_scale_points"), 1.0)


def twitch_burden(weeks: Series) -> Series:
    """Return how much a harmless twitch bothers, 0-1: it comes and goes by itself, and no tablet touches it.

    Args:
        weeks: Weeks from the beginning of the picture, 0-104, shape (n,).
    """
    since = weeks - constant("twitch_first_peak")
    swing = constant("twitch_swing") * np.cos(2.0 * math.pi * since / constant("twitch_period"))
    ripple = constant("twitch_ripple") * np.cos(2.0 * math.pi * since / constant("twitch_ripple_period"))
    return np.clip(constant("twitch_usual") + swing + ripple, 0.0, 1.0)
