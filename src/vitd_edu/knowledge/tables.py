"""The tables as tuples of frozen records, each read once and only when it is first asked for."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from vitd_edu.knowledge import records
from vitd_edu.knowledge.package import Row, read_rows

Record = TypeVar("Record")


def _build(kind: type[Record], row: Row) -> Record:
    """Make one record from one row: lists are split at spaces, the four provenance columns become one field."""
    values: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]  # kind is always one of our dataclasses
        if field.name == "provenance":
            values["provenance"] = _build(records.Provenance, row)
        elif get_origin(field.type) is tuple and get_args(field.type)[0] is str:
            values[field.name] = tuple(str(row[field.name] or "").split())
        else:
            values[field.name] = row[field.name]
    return kind(**values)


def _table(name: str, kind: type[Record]) -> tuple[Record, ...]:
    return tuple(_build(kind, row) for row in read_rows(name))


@cache
def analytes() -> Mapping[str, records.Analyte]:
    """Analytes by identifier."""
    return {row.id: row for row in _table("analytes", records.Analyte)}


@cache
def reference_bands() -> tuple[records.ReferenceBand, ...]:
    """Reference bands of every body that sets them."""
    return _table("reference_bands", records.ReferenceBand)


@cache
def parameters() -> Mapping[str, records.Parameter]:
    """Constants of the models by identifier."""
    return {row.id: row for row in _table("parameters", records.Parameter)}


@cache
def regions() -> tuple[records.Region, ...]:
    """Regions of the body map."""
    return _table("regions", records.Region)


@cache
def movements() -> tuple[records.Movement, ...]:
    """Kinds of involuntary movement, mildest first."""
    return _table("movements", records.Movement)


@cache
def drivers() -> Mapping[str, records.Driver]:
    """Drivers of symptoms by identifier."""
    return {row.id: row for row in _table("drivers", records.Driver)}


@cache
def symptoms() -> Mapping[str, records.Symptom]:
    """Symptoms that the kit predicts, by identifier."""
    return {row.id: row for row in _table("symptoms", records.Symptom)}


@cache
def symptom_drivers() -> tuple[records.SymptomDriver, ...]:
    """How each driver pushes each symptom."""
    return _table("symptom_drivers", records.SymptomDriver)


@cache
def tests() -> Mapping[str, records.Test]:
    """Tests by identifier."""
    return {row.id: row for row in _table("tests", records.Test)}


@cache
def finding_kinds() -> tuple[records.FindingKind, ...]:
    """Kinds of finding, in reading order."""
    return tuple(sorted(_table("finding_kinds", records.FindingKind), key=lambda kind: kind.position))


@cache
def findings() -> Mapping[str, records.Finding]:
    """Findings by identifier."""
    return {row.id: row for row in _table("findings", records.Finding)}


@cache
def causes() -> Mapping[str, records.Cause]:
    """Causes by identifier."""
    return {row.id: row for row in _table("causes", records.Cause)}


@cache
def frequency_grades() -> Mapping[int, records.FrequencyGrade]:
    """Grades of frequency by number."""
    return {row.grade: row for row in _table("frequency_grades", records.FrequencyGrade)}


@cache
def finding_frequencies() -> tuple[records.FindingFrequency, ...]:
    """How often each finding is there in each cause, for the cells that differ from the population."""
    return _table("finding_frequency", records.FindingFrequency)


@cache
def level_distributions() -> tuple[records.LevelDistribution, ...]:
    """Levels to expect in each cause."""
    return _table("level_distributions", records.LevelDistribution)


@cache
def red_flags() -> tuple[records.RedFlag, ...]:
    """Rules that say when to seek help."""
    return _table("red_flags", records.RedFlag)


@cache
def comparison() -> tuple[records.Comparison, ...]:
    """Rows of differential table 2."""
    return _table("comparison", records.Comparison)


@cache
def presets() -> Mapping[str, records.Preset]:
    """Ready-made scenarios by identifier."""
    return {row.id: row for row in _table("presets", records.Preset)}


@cache
def living_choices() -> Mapping[str, records.LivingChoice]:
    """Choices of the body lab by identifier."""
    return {row.id: row for row in _table("living_choices", records.LivingChoice)}


@cache
def living_presets() -> Mapping[str, records.LivingPreset]:
    """Ready-made ways to live by identifier."""
    return {row.id: row for row in _table("living_presets", records.LivingPreset)}


@cache
def repletion_presets() -> Mapping[str, records.RepletionPreset]:
    """Ready-made ways to lose magnesium and get it back, by identifier."""
    return {row.id: row for row in _table("repletion_presets", records.RepletionPreset)}


@cache
def mechanism_nodes() -> Mapping[str, records.MechanismNode]:
    """Nodes of the causal map by identifier."""
    return {row.id: row for row in _table("mechanism_nodes", records.MechanismNode)}


@cache
def mechanisms() -> tuple[records.Mechanism, ...]:
    """Arrows of the causal map."""
    return _table("mechanisms", records.Mechanism)


@cache
def glossary() -> tuple[records.Term, ...]:
    """Words of the glossary."""
    return _table("glossary", records.Term)


@cache
def claims() -> tuple[records.Claim, ...]:
    """Claims the kit makes."""
    return _table("claims", records.Claim)


@cache
def lessons() -> tuple[records.Lesson, ...]:
    """Lessons in reading order."""
    return _table("lessons", records.Lesson)
