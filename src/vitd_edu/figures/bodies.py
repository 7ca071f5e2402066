"""Where bodies put the limits of 25(OH)D: all of them on one axis, none of them preferred."""

import math
from typing import Any

from vitd_edu import units
from vitd_edu.figures.render import fill
from vitd_edu.knowledge.bands import bands, bodies
from vitd_edu.knowledge.records import ReferenceBand
from vitd_edu.units import UnitSystem
from vitd_edu.words import evidence as words

WIDTH, LEFT, RIGHT = 820.0, 190.0, 12.0
LOWEST, HIGHEST = 10.0, 650.0  # nmol/L at the ends of the axis; the scale is logarithmic
TOP, BAR, LINE, GAP = 34.0, 16.0, 15.0, 14.0
LETTER, SIGN = 6.1, 16.0  # widths, to keep words from running into one another
TICK_ROOM = 26.0
SIGNS = {"low": "▼", "borderline": "▽", "normal": "●", "high": "▲"}


def place(level: float) -> float:
    """Return where a level [nmol/L] lies on the axis."""
    along = math.log(min(max(level, LOWEST), HIGHEST) / LOWEST) / math.log(HIGHEST / LOWEST)
    return LEFT + along * (WIDTH - LEFT - RIGHT)


def draw(system: UnitSystem = "si") -> str:
    """Return all bodies' bands on one axis as HTML: a picture, and the same as a table in a fold."""
    rows, height = [], TOP
    for body in bodies("vitamin_d"):
        row = _row(body, height)
        rows.append(row)
        height += row["height"] + GAP
    return fill(
        "bodies.html",
        rows=rows,
        ticks=_ticks(system),
        width=WIDTH,
        left=LEFT,
        height=height,
        unit=units.unit("vitamin_d", system),
        signs=SIGNS,
        description=words.describe_bodies(system),
        table=[(body, bands("vitamin_d", body)) for body in bodies("vitamin_d")],
        span=lambda band: words.span(band, system),
    )


def describe(system: UnitSystem = "si") -> str:
    """Say the picture in words."""
    return words.describe_bodies(system)


def _row(body: str, top: float) -> dict[str, Any]:
    """Return a body's name, its bars, and its words, spread over as many lines as they need."""
    rows = bands("vitamin_d", body)
    ends: list[float] = []
    bars = []
    for band in (band for band in rows if band.level != "none"):
        start, end = place(band.lower or LOWEST), place(band.upper or HIGHEST)
        width = SIGN + LETTER * len(band.label)
        left = min(max((start + end - width) / 2, LEFT), WIDTH - width)
        line = next((at for at, taken in enumerate(ends) if left >= taken), len(ends))
        ends[line : line + 1] = [left + width]
        bars.append({"band": band, "start": start, "width": end - start, "text": left, "line": line})
    lines = max(len(ends), 1)
    return {
        "body": body,
        "top": top,
        "bars": bars,
        "superseded": rows[0].superseded,
        "none": next((band.label for band in rows if band.level == "none"), ""),
        "height": BAR + LINE * lines,
    }


def _ticks(system: UnitSystem) -> list[tuple[float, str]]:
    """Return the limits that most bodies share, as many as have room on the axis."""
    limits = [limit for body in bodies("vitamin_d") for band in bands("vitamin_d", body) for limit in _limits(band)]
    chosen: list[float] = []
    for limit in sorted(set(limits), key=lambda one: (-limits.count(one), one)):
        if all(abs(place(limit) - place(other)) >= TICK_ROOM for other in chosen):
            chosen.append(limit)
    return [(place(limit), words.bound(limit, system)) for limit in sorted(chosen)]


def _limits(band: ReferenceBand) -> list[float]:
    return [limit for limit in (band.lower, band.upper) if limit is not None]
