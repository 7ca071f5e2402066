"""The accepted input space, for Hypothesis, and the scenarios that the kit itself offers."""

from hypothesis import strategies as st

from vitd_edu import Scenario
from vitd_edu.knowledge import tables
from vitd_edu.scenario import LEVELS

FINDINGS = tuple(tables.findings())
PRESETS = tuple(tables.presets())


def level(analyte: str, above: float | None = None, below: float | None = None) -> st.SearchStrategy[float]:
    """Levels that a scenario can hold: whole multiples of the resolution, over the accepted range or a part of it."""
    row = tables.analytes()[analyte]
    scale = round(1 / row.resolution)
    low, high = (row.accepted_lower if above is None else above), (row.accepted_upper if below is None else below)
    return st.integers(round(low * scale), round(high * scale)).map(lambda step: step / scale)


onsets = st.sampled_from(["acute", "chronic"])
levels = st.fixed_dictionaries({name: level(name) for name in LEVELS})
marks = st.dictionaries(st.sampled_from(FINDINGS), st.sampled_from([1, -1]), max_size=8)


def scenario_of(levels: dict[str, float], onset: str, marks: dict[str, int]) -> Scenario:
    """Make a scenario from levels, onset and marked findings (+1 present, -1 absent)."""
    return Scenario(
        **levels,
        onset=onset,
        findings=frozenset(finding for finding, mark in marks.items() if mark > 0),
        absent=frozenset(finding for finding, mark in marks.items() if mark < 0),
    )


scenarios = st.builds(scenario_of, levels, onsets, marks)
