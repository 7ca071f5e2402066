"""The evidence table, said in plain sentences: what was asked for, what was found, and how sure the kit is."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from vitd_edu import units
from vitd_edu.claim_search import GRADES, HOW, Found, Query
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import bands, bodies
from vitd_edu.knowledge.evidence_tables import subject_parts
from vitd_edu.knowledge.records import Claim, ReferenceBand
from vitd_edu.units import UnitSystem
from vitd_edu.words import states

GRADE_WORDS: Mapping[str, str] = {
    "strong": "many good studies that agree, a large fair trial, or physiology that nobody doubts",
    "moderate": "good reasons, with gaps",
    "weak": "few or small studies, cases, or a guess with reasons",
    "mixed": "good studies disagree",
    "none": "looked for, and nothing found",
}
HOW_WORDS: Mapping[str, str] = {
    "read": "we read the source",
    "second-hand": "we saw it quoted elsewhere",
    "recalled": "known from memory, the source not opened",
    "our-choice": "our own choice, with a reason",
}


class Step(NamedTuple):
    """A step of a ladder: how many claims stand on it, of those found and of all."""

    id: str
    name: str
    meaning: str
    found: int
    all: int


class Stored(NamedTuple):
    """A ready-made search with its story."""

    name: str
    query: Query
    story: str


def stored_queries() -> Mapping[str, Stored]:
    """Return ready-made searches by identifier; the first shows everything."""
    return {
        "all": Stored("All claims", Query(), "Everything that this kit claims, graded."),
        "mixed": Stored("Good studies disagree", Query(grade="mixed"), "Here an honest answer is: not known yet."),
        "restless": Stored("Restless legs", Query(part="L14"), "A link in surveys, hardly any trial."),
        "mood": Stored("Tiredness and mood", Query(part="L15"), "Common complaints beside a common low level."),
        "fibers": Stored("Fast muscle fibers", Query(part="L13"), "Small samples in severe deficiency, and trials."),
        "brain": Stored("The brain", Query(part="L23"), "From dishes and animals to people is a long way."),
        "twitch": Stored("Twitching, in trials", Query(text="twitch trial"), "What trials say, and do not say."),
        "ours": Stored("Our own choices", Query(how="our-choice"), "What rests on our judgment, each with its reason."),
    }  # fmt: skip


def sentence(found: Found) -> str:
    """Say how many claims there are for what was asked, and how sure they are; or that there are none."""
    number, everything = len(found.claims), len(tables.claims())
    asked = _asked(found.query)
    if not number:
        return f"No claim fits {asked}. Try a shorter word or fewer filters, or press Reset to see all {everything}."
    said = f"All {everything} claims" if number == everything else f"{number} of {everything} claims"
    if asked:
        said = f"{said} {'fits' if number == 1 else 'fit'} {asked}"
    counted = Counter(str(claim.provenance.evidence) for claim in found.claims)
    grades = [f"{counted[grade]} {_graded(grade)}" for grade in GRADES if counted[grade]]
    return f"{said}: {states.listed(grades)}."


def _graded(grade: str) -> str:
    return {"mixed": "with mixed evidence", "none": "with none"}.get(grade, f"with {grade} evidence")


def _asked(query: Query) -> str:
    """Say what is asked for."""
    said = []
    if query.text.strip():
        said.append(f"“{query.text.strip()}”")
    if query.topic:
        said.append(f"topic {query.topic}")
    if query.part:
        said.append(f"part {subject_parts()[query.part].name}")
    if query.grade:
        said.append(f"evidence {query.grade}")
    if query.how:
        said.append(HOW_WORDS[query.how])
    return ", ".join(said)


def grade_ladder(found: Found) -> tuple[Step, ...]:
    """Return the steps from strong to none with their claims."""
    return _ladder(GRADES, GRADE_WORDS, [claim.provenance.evidence for claim in found.claims], "evidence")


def how_ladder(found: Found) -> tuple[Step, ...]:
    """Return the ways of knowing with their claims."""
    return _ladder(HOW, HOW_WORDS, [claim.provenance.source_status for claim in found.claims], "source_status")


def _ladder(ids: tuple[str, ...], meanings: Mapping[str, str], of_found: list[str], field: str) -> tuple[Step, ...]:
    some, everything = Counter(of_found), Counter(getattr(claim.provenance, field) for claim in tables.claims())
    return tuple(Step(one, one.replace("-", " "), meanings[one], some[one], everything[one]) for one in ids)


def describe_ladder(steps: tuple[Step, ...]) -> str:
    """Say a ladder in words."""
    return "; ".join(f"{step.name}: {step.found} of {step.all}" for step in steps) + "."


def parts_of(claim: Claim) -> str:
    """Name the parts of the subject that a claim belongs to."""
    return states.listed([subject_parts()[part].name for part in claim.ledger])


def bound(value: float, system: UnitSystem) -> str:
    """Write a bound of 25(OH)D without a unit: ``30``, ``52.5``, ``12``."""
    return f"{units.from_si('vitamin_d', value, system):.3g}"


def span(band: ReferenceBand, system: UnitSystem = "si") -> str:
    """Say what a band covers: ``under 30``, ``30 to 50``, ``over 125``."""
    if band.lower is None:
        return f"under {bound(band.upper, system)}" if band.upper is not None else "no level named"
    if band.upper is None:
        return f"over {bound(band.lower, system)}"
    return f"{bound(band.lower, system)} to {bound(band.upper, system)}"


def describe_bodies(system: UnitSystem = "si") -> str:
    """Say the cut-offs of all bodies in words, none of them preferred."""
    said = []
    for body in bodies("vitamin_d"):
        rows = bands("vitamin_d", body)
        old = ", superseded" if rows[0].superseded else ""
        named = [band.label if band.level == "none" else f"{band.label} {span(band, system)}" for band in rows]
        said.append(f"{body}{old}: {', '.join(named)}")
    return f"25(OH)D in {units.unit('vitamin_d', system)}. {'; '.join(said)}."
