"""The limits of the nerve and muscle models: a number is accepted as it is, or refused in words; never clipped."""

import math


class SimulationError(ValueError):
    """A setting that the nerve or muscle model cannot accept; the message names it, its value, unit and range."""


def checked(name: str, value: object, unit: str, lower: float, upper: float) -> float:
    """Return a setting as a float, or say what is wrong with it.

    Args:
        name: What the setting is called, such as ``"duration"``.
        value: What was given.
        unit: Unit of the value and of the range.
        lower: Lowest accepted value.
        upper: Highest accepted value.

    Raises:
        SimulationError: Not a number, not finite, or outside the range.
    """
    accepted = f"{lower:g} to {upper:g} {unit}"
    if isinstance(value, bool) or not isinstance(value, int | float) and not hasattr(value, "__float__"):
        raise SimulationError(f"{name}: {value!r} is not a number. Give it in {unit}, {accepted}.")
    number = float(value)  # type: ignore[arg-type]  # numpy scalars convert themselves
    if not math.isfinite(number):
        raise SimulationError(f"{name}: {number} cannot be computed with. Give a number, {accepted}.")
    if not lower <= number <= upper:
        raise SimulationError(f"{name}: {number:g} {unit} is outside the accepted range, {accepted}.")
    return number
