"""The tables as tuples of frozen records, each read once and only when it is first asked for."""

from collections.abc import Mapping
from functools import cache

from vitd_edu.knowledge import clinic_records, records
from vitd_edu.knowledge.reading import table


@cache
def analytes() -> Mapping[str, records.Analyte]:
    """Analytes by identifier."""
    return {row.id: row for row in table("analytes", records.Analyte)}


@cache
def reference_bands() -> tuple[records.ReferenceBand, ...]:
    """Reference bands of every body that sets them."""
    return table("reference_bands", records.ReferenceBand)


@cache
def parameters() -> Mapping[str, records.Parameter]:
    """Constants of the models by identifier."""
    return {row.id: row for row in table("parameters", records.Parameter)}


@cache
def regions() -> tuple[clinic_records.Region, ...]:
    """Regions of the body map."""
    return table("regions", clinic_records.Region)


@cache
def movements() -> tuple[clinic_records.Movement, ...]:
    """Kinds of involuntary movement, mildest first."""
    return table("movements", clinic_records.Movement)


@cache
def drivers() -> Mapping[str, clinic_records.Driver]:
    """Drivers of symptoms by identifier."""
    return {row.id: row for row in table("drivers", clinic_records.Driver)}


@cache
def symptoms() -> Mapping[str, clinic_records.Symptom]:
    """Symptoms that the kit predicts, by identifier."""
    return {row.id: row for row in table("symptoms", clinic_records.Symptom)}


@cache
def symptom_drivers() -> tuple[clinic_records.SymptomDriver, ...]:
    """How each driver pushes each symptom."""
    return table("symptom_drivers", clinic_records.SymptomDriver)


@cache
def tests() -> Mapping[str, clinic_records.Test]:
    """Tests by identifier."""
    return {row.id: row for row in table("tests", clinic_records.Test)}


@cache
def finding_kinds() -> tuple[clinic_records.FindingKind, ...]:
    """Kinds of finding, in reading order."""
    return tuple(sorted(table("finding_kinds", clinic_records.FindingKind), key=lambda kind: kind.position))


@cache
def findings() -> Mapping[str, clinic_records.Finding]:
    """Findings by identifier."""
    return {row.id: row for row in table("findings", clinic_records.Finding)}


@cache
def causes() -> Mapping[str, clinic_records.Cause]:
    """Causes by identifier."""
    return {row.id: row for row in table("causes", clinic_records.Cause)}


@cache
def frequency_grades() -> Mapping[int, clinic_records.FrequencyGrade]:
    """Grades of frequency by number."""
    return {row.grade: row for row in table("frequency_grades", clinic_records.FrequencyGrade)}


@cache
def finding_frequencies() -> tuple[clinic_records.FindingFrequency, ...]:
    """How often each finding is there in each cause, for the cells that differ from the population."""
    return table("finding_frequency", clinic_records.FindingFrequency)


@cache
def level_distributions() -> tuple[clinic_records.LevelDistribution, ...]:
    """Levels to expect in each cause."""
    return table("level_distributions", clinic_records.LevelDistribution)


@cache
def red_flags() -> tuple[clinic_records.RedFlag, ...]:
    """Rules that say when to seek help."""
    return table("red_flags", clinic_records.RedFlag)


@cache
def comparison() -> tuple[clinic_records.Comparison, ...]:
    """Rows of differential table 2."""
    return table("comparison", clinic_records.Comparison)


@cache
def presets() -> Mapping[str, records.Preset]:
    """Ready-made scenarios by identifier."""
    return {row.id: row for row in table("presets", records.Preset)}


@cache
def living_choices() -> Mapping[str, records.LivingChoice]:
    """Choices of the body lab by identifier."""
    return {row.id: row for row in table("living_choices", records.LivingChoice)}


@cache
def living_presets() -> Mapping[str, records.LivingPreset]:
    """Ready-made ways to live by identifier."""
    return {row.id: row for row in table("living_presets", records.LivingPreset)}


@cache
def repletion_presets() -> Mapping[str, records.RepletionPreset]:
    """Ready-made ways to lose magnesium and get it back, by identifier."""
    return {row.id: row for row in table("repletion_presets", records.RepletionPreset)}


@cache
def mechanism_nodes() -> Mapping[str, records.MechanismNode]:
    """Nodes of the causal map by identifier."""
    return {row.id: row for row in table("mechanism_nodes", records.MechanismNode)}


@cache
def mechanisms() -> tuple[records.Mechanism, ...]:
    """Arrows of the causal map."""
    return table("mechanisms", records.Mechanism)


@cache
def glossary() -> tuple[records.Term, ...]:
    """Words of the glossary."""
    return table("glossary", records.Term)


@cache
def claims() -> tuple[records.Claim, ...]:
    """Claims the kit makes."""
    return table("claims", records.Claim)


@cache
def lessons() -> tuple[records.Lesson, ...]:
    """Lessons in reading order."""
    return table("lessons", records.Lesson)
