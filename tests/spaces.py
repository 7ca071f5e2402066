"""The accepted input space, for Hypothesis, and the scenarios that the kit itself offers."""

from hypothesis import strategies as st

from vitd_edu import Scenario
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import foods
from vitd_edu.planning import DayPlan
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


def _built(daily_dose: float, **more) -> DayPlan:
    """Make a plan; a dose of one's own goes with that regimen only."""
    return DayPlan(**more, **({"daily_dose": daily_dose} if more["regimen"] == "own-dose" else {}))


PLAN_CHOICES = {
    name: st.sampled_from([row.id for row in tables.living_choices().values() if row.field == name])
    for name in DayPlan.CHOICES
}


def plans(vitamin_d: st.SearchStrategy[float], most_foods: int = 12) -> st.SearchStrategy[DayPlan]:
    """Plans that begin at such levels [nmol/L], with every choice, and with up to so many foods on the plate."""
    plates = st.dictionaries(st.sampled_from(sorted(foods())), st.integers(1, 12), max_size=most_foods)
    plate = plates.map(lambda held: tuple(held.items()))
    return st.builds(_built, vitamin_d=vitamin_d, daily_dose=st.floats(0, 35_000), plate=plate, **PLAN_CHOICES)
