"""Analytes in SI and US units: conversion, wording, and checks that name the likely slip."""

import math
from typing import Any, Literal

import numpy as np

from vitd_edu.knowledge import tables
from vitd_edu.knowledge.records import Analyte

UnitSystem = Literal["si", "us"]
SYSTEMS: tuple[UnitSystem, ...] = ("si", "us")


class LevelError(ValueError):
    """A level that the kit cannot accept; the message names field, value, unit, range and the likely slip."""


def unit(analyte: str, system: UnitSystem = "si") -> str:
    """Return the unit of an analyte in a unit system, such as ``"mmol/L"``."""
    row = tables.analytes()[analyte]
    return row.si_unit if system == "si" else row.us_unit


def to_si(analyte: str, value: float, system: UnitSystem) -> float:
    """Convert a value given in a unit system to SI.

    Args:
        analyte: Identifier, such as ``"calcium"``.
        value: Value in the unit system's unit.
        system: ``"si"`` or ``"us"``.

    Returns:
        The value in SI (nmol/L for 25(OH)D, mmol/L for calcium and magnesium). Factors: ``data/analytes.csv``.
    """
    return value if system == "si" else value * tables.analytes()[analyte].si_per_us


def from_si(analyte: str, value: float, system: UnitSystem) -> float:
    """Convert a value in SI to a unit system; the inverse of ``to_si``."""
    return value if system == "si" else value / tables.analytes()[analyte].si_per_us


def decimals(analyte: str, system: UnitSystem) -> int:
    """Return how many decimals a value of the analyte is shown with."""
    row = tables.analytes()[analyte]
    return row.si_decimals if system == "si" else row.us_decimals


def show(analyte: str, value: float, system: UnitSystem = "si") -> str:
    """Return a level in words, such as ``"1.75 mmol/L"``; ``value`` is in SI."""
    number = f"{from_si(analyte, value, system):.{decimals(analyte, system)}f}"
    return f"{number} {unit(analyte, system)}" if analyte != "ph" else f"pH {number}"


def whole(number: float) -> str:
    """Write a whole number as sentences and tables do: from 10 000 on with spaces between the thousands."""
    written = f"{number:.0f}"
    return written if len(written.lstrip("-")) < 5 else f"{number:,.0f}".replace(",", " ")


def kept(analyte: str, value: Any) -> Any:
    """Round levels in SI as a scenario keeps them: 0.1 nmol/L, 0.001 mmol/L, pH 0.01; floats or arrays."""
    scale = round(1.0 / tables.analytes()[analyte].resolution)
    return np.rint(value * scale) / scale  # a ratio of whole numbers is the double nearest to the decimal written down


def check_level(analyte: str, value: object, system: UnitSystem = "si") -> float:
    """Return a level in SI, rounded as a scenario keeps it, or say what is wrong with it.

    Args:
        analyte: Identifier of the analyte, such as ``"calcium"``.
        value: What was given, in the unit system's unit.
        system: Unit system of ``value``.

    Raises:
        LevelError: Not a number, not finite, negative, or outside the accepted range of ``data/analytes.csv``.
    """
    row = tables.analytes()[analyte]
    said_already = row.id.replace("_", " ") in row.short_name.lower()  # never "Calcium (calcium)"
    name = row.short_name if said_already else f"{row.short_name} ({row.id})"
    number = _as_float(value)
    if number is None:
        asked = f"Give it in {unit(analyte, system)}, {_range(row, system)}."
        raise LevelError(f"{name}: {value!r} is not a number. {asked}")
    if not math.isfinite(number):
        raise LevelError(
            f"{name}: {number} is not a level. Give a number in {unit(analyte, system)}, {_range(row, system)}."
        )
    rounded = float(kept(analyte, to_si(analyte, number, system)))
    if not row.accepted_lower <= rounded <= row.accepted_upper:
        raise LevelError(
            f"{name}: {number:g} {unit(analyte, system)} is outside the accepted range, {_range(row, system)}."
            + _likely_slip(row, number, system)
        )
    return rounded


def _as_float(value: Any) -> float | None:
    """Return a number as a float, infinite where it is too large for one; None for what is no number."""
    if isinstance(value, bool | str | bytes):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
    except OverflowError:  # a whole number of hundreds of digits
        return math.inf


def _range(row: Analyte, system: UnitSystem) -> str:
    low, high = (from_si(row.id, bound, system) for bound in (row.accepted_lower, row.accepted_upper))
    return f"{_four_digits(low)} to {_four_digits(high)} {unit(row.id, system)}"


def _four_digits(number: float) -> str:
    """Write a bound with four digits, all of which are accepted when typed, and never with an exponent."""
    return whole(number) if number >= 10_000 else f"{number:.4g}"


def _likely_slip(row: Analyte, number: float, system: UnitSystem) -> str:
    """Guess what went wrong: the other unit, a sign, or a slipped decimal point."""
    if number < 0:
        return " It cannot be negative: was a minus sign typed by mistake?"
    other: UnitSystem = "us" if system == "si" else "si"
    if row.si_unit != row.us_unit:
        as_other = to_si(row.id, number, other)
        if row.accepted_lower <= as_other <= row.accepted_upper:
            here = f"{from_si(row.id, as_other, system):.3g} {unit(row.id, system)}"
            return f" {number:g} looks like {unit(row.id, other)}; that would be {here}."
    for factor, said in ((10.0, "one place too far right"), (0.1, "one place too far left")):
        if row.usual_lower <= to_si(row.id, number / factor, system) <= row.usual_upper:
            return f" Is the decimal point {said}? {number / factor:g} {unit(row.id, system)} would be usual."
    return ""


def unit_question(analyte: str, value: float, system: UnitSystem = "si") -> str | None:
    """Ask whether an accepted level was meant in the other unit, or return None.

    A level is questioned where it is unusual in the unit it was given in and usual in the other one. Vitamin D is never
    questioned: its usual ranges in nmol/L and ng/mL overlap so widely that the question would always be asked.

    Args:
        analyte: Identifier of the analyte.
        value: Accepted level, SI.
        system: Unit system in which it was given.
    """
    row = tables.analytes()[analyte]
    if analyte == "vitamin_d" or row.si_unit == row.us_unit or row.usual_lower <= value <= row.usual_upper:
        return None
    other: UnitSystem = "us" if system == "si" else "si"
    number = from_si(analyte, value, system)
    as_other = to_si(analyte, number, other)
    if not row.usual_lower <= as_other <= row.usual_upper:
        return None
    return (
        f"{row.short_name} {number:.3g} {unit(analyte, system)} is far from usual. "
        f"Was it {number:.3g} {unit(analyte, other)} ({show(analyte, as_other, system)})?"
    )
