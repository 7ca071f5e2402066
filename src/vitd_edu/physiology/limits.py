"""Bounds, logarithms and saturation that take floats or arrays.

Plain floats go the quick way, because a year of body asks many thousand times.
"""

import math

import numpy as np

from vitd_edu.physiology.membrane import Numbers

SMALLEST = 1e-9


def at_least(value: Numbers, bound: float) -> Numbers:
    """Return the greater one."""
    if type(value) is float:
        return value if value > bound else bound
    return np.maximum(value, bound)


def at_most(value: Numbers, bound: float) -> Numbers:
    """Return the smaller one."""
    if type(value) is float:
        return value if value < bound else bound
    return np.minimum(value, bound)


def log2(value: Numbers) -> Numbers:
    """Return the logarithm to base 2 of a positive number."""
    return math.log2(value) if type(value) is float else np.log2(value)


def saturation(value: Numbers, midpoint: float, exponent: float) -> Numbers:
    """Return the Hill curve: 0 at nothing, one half at the midpoint, 1 in plenty."""
    power = value**exponent
    return power / (power + midpoint**exponent)


def above_zero(value: float) -> float:
    """Return a number, or a very small one in place of one that is not positive.

    Ways through time probe just below zero, where a power is undefined; only the rates of change see this floor.
    """
    return value if value > SMALLEST else SMALLEST
