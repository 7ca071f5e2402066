"""Blood and other tests: what each reading asks, and results that are words; frozen records and their readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vitd_edu.knowledge.reading import table
from vitd_edu.knowledge.records import Provenance


@dataclass(frozen=True, slots=True)
class LabReading:
    """A reading of a test; ``analyte`` is None where the result is words."""

    id: str
    test: str
    name: str
    analyte: str | None
    asks: str
    cannot_tell: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class LabWord:
    """A result that is words; its identifier is the test and a key, joined by a point."""

    id: str
    test: str
    level: Literal["normal", "abnormal"]
    name: str
    words: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class LabPreset:
    """A result to look at: a value (SI) or words, and albumin [g/L] where it belongs to a total calcium."""

    id: str
    name: str
    reading: str
    value: float | None
    word: str | None
    albumin: float | None
    story: str
    provenance: Provenance


@cache
def readings() -> Mapping[str, LabReading]:
    """Readings by identifier."""
    return {row.id: row for row in table("lab_readings", LabReading)}


@cache
def words() -> Mapping[str, LabWord]:
    """Results in words, by identifier."""
    return {row.id: row for row in table("lab_words", LabWord)}


@cache
def presets() -> Mapping[str, LabPreset]:
    """Results to look at, by identifier."""
    return {row.id: row for row in table("lab_presets", LabPreset)}
