"""One result beside the bands of every body, and all tests: what each asks and what it cannot tell."""

import math
from collections.abc import Callable

from vitd_edu import units
from vitd_edu.clinic import blood_tests
from vitd_edu.clinic.blood_tests import Sample
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import bands, lab_tables, tables
from vitd_edu.knowledge.records import ReferenceBand
from vitd_edu.knowledge.references import citations
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import band_word

WIDTH = 240.0  # px of a strip
MARGIN = 0.15  # of the span of bounds and value, left on either side
WIDE = 8.0  # from the least to the greatest bound: beyond this the strips are logarithmic


def draw(sample: Sample, system: UnitSystem = "si") -> str:
    """Return where a result falls by each body that sets limits, as HTML."""
    result = sample.result
    row = result.reading
    rows = [_row(sample, row.analyte, body, band, system) for body, band in result.bands.items()] if row.analyte else []
    keys = {key for band in result.bands.values() if band is not None for key in band.provenance.references}
    shown = ""
    if row.analyte is not None and isinstance(sample.value, float):
        shown = blood_tests.in_both_units(row.analyte, sample.value, system)
    return fill(
        "blood_test_result.html",
        reading=row,
        shown=shown,
        rows=rows,
        words=result.words,
        adjusted=_adjusted(sample, system),
        sources=citations(tuple(sorted(keys | set(row.provenance.references)))),
    )


def draw_all(test: str, system: UnitSystem = "si") -> str:
    """Return the table of all readings: what each asks, its common range, what it cannot tell; one is marked."""
    rows = [
        {"reading": row, "range": _usual(row.analyte, system) if row.analyte else "words", "here": row.id == test}
        for row in lab_tables.readings().values()
    ]
    return fill("blood_test_table.html", rows=rows)


def describe(sample: Sample, system: UnitSystem = "si") -> str:
    """Say a result, how each body names it, and what it cannot tell."""
    result = sample.result
    by = [f"{body}: {band_word(band) if band is not None else 'names none'}" for body, band in result.bands.items()]
    said = [result.words, *([f"By body: {'; '.join(by)}."] if by else []), _adjusted(sample, system)]
    return " ".join([*(text for text in said if text), f"It cannot tell: {result.reading.cannot_tell}"])


def _adjusted(sample: Sample, system: UnitSystem) -> str:
    """Say what the albumin rule makes of a total calcium; empty where it has nothing to say."""
    if sample.adjusted is None or sample.albumin is None:
        return ""
    return blood_tests.adjusted_words(float(sample.value), sample.albumin, system)


def _row(sample: Sample, analyte: str, body: str, here: ReferenceBand | None, system: UnitSystem) -> dict[str, object]:
    found = bands.bands(analyte, body)
    place = _scale(analyte, sample)
    listed = [
        {
            "name": band.label,
            "span": _span(analyte, band, system),
            "level": band.level,
            "here": band == here,
            "left": place(band.lower) if band.lower is not None else 0.0,
            "right": place(band.upper) if band.upper is not None else WIDTH,
        }
        for band in found
        if band.level != "none"
    ]
    note = here.note if here is not None else next((band.note for band in found if band.level == "none"), "")
    mark = place(sample.value) if isinstance(sample.value, float) else 0.0
    superseded = any(band.superseded for band in found)
    return {"body": body, "bands": listed, "here": here, "note": note, "superseded": superseded, "mark": mark}


def _scale(analyte: str, sample: Sample) -> Callable[[float], float]:
    """Return the place of a level on the strips [px], the same for every body; the value always lies on them."""
    row = tables.analytes()[analyte]
    bounds = [
        bound for band in tables.reference_bands() if band.analyte == analyte for bound in (band.lower, band.upper)
    ]
    shown = [bound for bound in (*bounds, row.usual_lower, row.usual_upper) if bound is not None]
    shown += [sample.value] if isinstance(sample.value, float) else []
    logarithmic = row.slider_scale == "log" or max(shown) > WIDE * min(shown)
    turn: Callable[[float], float] = math.log if logarithmic else float
    low, high = turn(min(shown)), turn(max(shown))
    margin = MARGIN * (high - low)
    return lambda level: round(WIDTH * (turn(level) - low + margin) / (high - low + 2 * margin), 1)


def _span(analyte: str, band: ReferenceBand, system: UnitSystem) -> str:
    """Say the bounds of a band in one unit system."""

    def number(bound: float) -> str:
        return f"{units.from_si(analyte, bound, system):.{units.decimals(analyte, system)}f}"

    if band.lower is None:
        return f"under {number(band.upper)}" if band.upper is not None else ""
    return f"over {number(band.lower)}" if band.upper is None else f"{number(band.lower)}–{number(band.upper)}"


def _usual(analyte: str, system: UnitSystem) -> str:
    row = tables.analytes()[analyte]
    low, high = (
        f"{units.from_si(analyte, bound, system):.{units.decimals(analyte, system)}f}"
        for bound in (row.usual_lower, row.usual_upper)
    )
    return f"{low}–{high} {units.unit(analyte, system)}" if analyte != "ph" else f"pH {low}–{high}"
