"""Say what was measured, each number beside its target."""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measured number, with its target where it has one.

    Attributes:
        what: What was measured.
        value: The number in words, with its unit.
        target: The target in words; empty where there is none.
        met: Whether the target was met; None where there is none.
    """

    what: str
    value: str
    target: str = ""
    met: bool | None = None


def at_most(what: str, number: float, limit: float, unit: str, decimals: int = 1) -> Line:
    """Return a line whose target is an upper limit."""
    return Line(what, f"{number:.{decimals}f} {unit}".strip(), f"at most {limit:g} {unit}".strip(), number <= limit)


def at_least(what: str, number: float, limit: float, unit: str, decimals: int = 1) -> Line:
    """Return a line whose target is a lower limit."""
    return Line(what, f"{number:.{decimals}f} {unit}".strip(), f"at least {limit:g} {unit}".strip(), number >= limit)


def percentile(numbers: Sequence[float], share: float) -> float:
    """Return the number under which a share (0-1) of the numbers lies."""
    ordered = sorted(numbers)
    return ordered[round(share * (len(ordered) - 1))]


def median_and_95th(numbers: Sequence[float], unit: str = "ms", decimals: int = 1) -> str:
    """Say the median and the 95th percentile."""
    return f"{statistics.median(numbers):.{decimals}f} / {percentile(numbers, 0.95):.{decimals}f} {unit}"


def machine() -> str:
    """Say what the numbers were measured on, and how busy it was: on a busy machine only the ratios mean something."""
    load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"Python {platform.python_version()}"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, {python}{load}"


def table(title: str, lines: Sequence[Line]) -> str:
    """Return the lines under each other, with targets and whether they were met."""
    rows = [("", "measured", "target", "")]
    rows += [(line.what, line.value, line.target, {True: "met", False: "MISSED", None: ""}[line.met]) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    said = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([title, "-" * len(title), *said, ""])
