"""What tests reveal, and where the differential may start from: records and readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vitd_edu.knowledge.reading import table
from vitd_edu.knowledge.records import Provenance


@dataclass(frozen=True, slots=True)
class TestReveals:
    """What a test reveals: a level, or findings that are there or not."""

    test: str
    ask: str
    analyte: str | None
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkupPreset:
    """A start of the differential, with its story."""

    id: str
    name: str
    code: str
    story: str
    provenance: Provenance


@cache
def test_reveals() -> Mapping[str, TestReveals]:
    """What each test reveals, by the test's identifier."""
    return {row.test: row for row in table("test_reveals", TestReveals)}


@cache
def workup_presets() -> Mapping[str, WorkupPreset]:
    """Starts of the differential by identifier."""
    return {row.id: row for row in table("workup_presets", WorkupPreset)}


@dataclass(frozen=True, slots=True)
class CoursePreset:
    """A ready-made view of the two courses over time, with its story."""

    id: str
    name: str
    treatment_start: str
    shortage: str
    pace: str
    story: str
    provenance: Provenance


@cache
def course_presets() -> Mapping[str, CoursePreset]:
    """Views of the two courses by identifier."""
    return {row.id: row for row in table("course_presets", CoursePreset)}
