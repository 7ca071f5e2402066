"""The excitability gauge: score, band, and how far the nerve's gates have moved."""

import math

from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.physiology import membrane
from vitd_edu.prediction import Prediction

CENTER, RADIUS = (120.0, 116.0), 92.0


def _point(score: float, radius: float = RADIUS) -> tuple[float, float]:
    """Return where a score lies on the half circle, 0 at the left end and 100 at the right."""
    angle = math.pi * (1 - score / 100)
    return CENTER[0] + radius * math.cos(angle), CENTER[1] - radius * math.sin(angle)


def _bands() -> list[dict[str, object]]:
    """Return the score's bands with their ends, from the thresholds of the movements."""
    rows = [row for row in tables.movements() if row.band is not None]
    starts = [0.0 if row.threshold_mv is None else float(membrane.excitability_score(row.threshold_mv)) for row in rows]
    ends = [*starts[1:], 100.0]
    return [
        {"name": row.band, "start": start, "end": end, "from": _point(start), "to": _point(end)}
        for row, start, end in zip(rows, starts, ends, strict=True)
    ]


def draw(prediction: Prediction) -> str:
    """Return the gauge as an SVG picture with title and description."""
    return fill(
        "gauge.svg",
        bands=_bands(),
        radius=RADIUS,
        needle=_point(prediction.excitability, RADIUS - 16),
        center=CENTER,
        prediction=prediction,
        description=describe(prediction),
    )


def describe(prediction: Prediction) -> str:
    """Say the gauge in words."""
    names = ", ".join(f"{band['name']} {band['start']:.0f} to {band['end']:.0f}" for band in _bands())
    felt = f"{prediction.effective_shift_mv:+.1f} mV"
    return (
        f"Excitability {prediction.excitability:.0f} of 100, {prediction.band}. The gates have moved by "
        f"{prediction.shift_mv:+.1f} mV, of which the nerve feels {felt}. Bands: {names}."
    )
