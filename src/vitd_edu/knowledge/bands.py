"""Which reference band a level lies in, for the body that one chooses."""

from functools import cache
from typing import Any

import numpy as np

from vitd_edu.knowledge import tables
from vitd_edu.knowledge.records import ReferenceBand


@cache
def bodies(analyte: str) -> tuple[str, ...]:
    """Return the bodies that set bands for an analyte, the default one first."""
    default = tables.analytes()[analyte].default_body
    names = dict.fromkeys(row.body for row in tables.reference_bands() if row.analyte == analyte)
    return tuple(sorted(names, key=lambda body: body != default))


@cache
def bands(analyte: str, body: str | None = None) -> tuple[ReferenceBand, ...]:
    """Return the bands of one body (the default one where it is None), lowest first; bands without bounds come last."""
    chosen = body or tables.analytes()[analyte].default_body
    rows = [row for row in tables.reference_bands() if row.analyte == analyte and row.body == chosen]
    low = float("-inf")
    return tuple(sorted(rows, key=lambda row: (row.level == "none", low if row.lower is None else row.lower)))


def band_of(analyte: str, value: float, body: str | None = None) -> ReferenceBand | None:
    """Return the band that a level lies in, or None where the body sets none there.

    The level counts as it is shown in SI: 20.0 ng/mL is kept as 49.9 nmol/L, shown as 50, and lies where 50 lies. A
    bound belongs to the band on the side of health: 30 nmol/L is no longer "under 30", 125 nmol/L is not yet
    "over 125".

    Args:
        analyte: Identifier of the analyte.
        value: Level, SI.
        body: Who sets the bands; the analyte's default body where it is None.
    """
    shown = round(value, tables.analytes()[analyte].si_decimals)
    for row in bands(analyte, body):
        if row.level == "none":
            continue
        above = row.lower is None or (shown > row.lower if row.level == "high" else shown >= row.lower)
        below = row.upper is None or (shown <= row.upper if row.level in ("normal", "high") else shown < row.upper)
        if above and below:
            return row
    return None


def side_of(analyte: str, values: Any) -> Any:
    """Return for each level -1 below its usual range, +1 above it, and 0 inside, each counted as ``band_of`` does.

    Args:
        analyte: Identifier of an analyte whose default body names a normal band with two ends.
        values: Levels, SI; one or an array.
    """
    usual = next(row for row in bands(analyte) if row.level == "normal")
    shown = np.round(values, tables.analytes()[analyte].si_decimals)
    return np.where(shown > usual.upper, 1, 0) - np.where(shown < usual.lower, 1, 0)
