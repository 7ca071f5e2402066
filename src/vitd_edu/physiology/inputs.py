"""Checks of what a learner hands to the body model: the accepted ranges are rows of ``data/parameters.csv``.

Nothing is clipped. A value that cannot be is refused, with the field, the value, the unit, the range, the reason for
the range where there is a story to it, and the likely slip.
"""

import math
from numbers import Real

from vitd_edu.knowledge import tables


class InputError(ValueError):
    """An intake, a dose, a time or another input of a model that cannot be; the message says why."""


def checked(name: str, value: object) -> float:
    """Return an input as a float, or say what is wrong with it.

    Args:
        name: Row of ``data/parameters.csv`` that holds the accepted range, such as ``"calcium_intake"`` [mg/d].
        value: What was given, in that row's unit.

    Raises:
        InputError: Not a number, not finite, or outside the accepted range.
    """
    row = tables.parameters()[name]
    label = f"{name.replace('_', ' ').capitalize()} ({name})"
    unit = f" {row.unit}" if row.unit != "1" else ""
    accepted = f"{row.lower:g} to {row.upper:.10g}{unit}"
    if isinstance(value, bool) or not isinstance(value, Real):
        raise InputError(f"{label}: {value!r:.80} is not a number. Give a number, {accepted}.")
    number = as_float(value)
    if not math.isfinite(number):
        raise InputError(f"{label}: {number} is not a number to reckon with. Give a number, {accepted}.")
    if row.lower <= number <= row.upper:
        return number
    text = f"{label}: {number:.10g}{unit} is outside the accepted range, {accepted}."
    if number < 0:
        raise InputError(f"{text} It cannot be negative: was a minus sign typed by mistake?")
    raise InputError(f"{text} {_story(name, number)}")


def as_float(number: Real) -> float:
    """Return a number as a float; infinity for a whole number of hundreds of digits."""
    try:
        return float(number)
    except OverflowError:
        return math.inf


def default(name: str) -> float:
    """Return the value that an input has where nothing is given."""
    return tables.parameters()[name].value


def _story(name: str, number: float) -> str:
    """Say why the range ends where it does, and guess whether the decimal point slipped."""
    row = tables.parameters()[name]
    reason = row.provenance.reason or row.meaning
    for factor, said in ((10.0, "right"), (0.1, "left")):
        if row.lower < number / factor <= row.upper:
            return f"{reason} Is the decimal point one place too far {said}?"
    return reason
