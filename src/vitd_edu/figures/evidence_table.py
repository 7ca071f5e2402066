"""The claims as a table, small ladders of how sure they are, and where bodies disagree and why."""

from functools import cache
from typing import NamedTuple

from vitd_edu.claim_search import Found
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.evidence_tables import disagreements
from vitd_edu.knowledge.records import Claim, Provenance
from vitd_edu.knowledge.references import references
from vitd_edu.words import evidence as words


class Source(NamedTuple):
    """A source as a learner sees it: key, citation, how it was seen, and where to find it."""

    key: str
    citation: str
    note: str
    address: str


@cache
def table() -> str:
    """Return the table of all claims as HTML; what a simple telling leaves out and the sources are folded."""
    return fill("claims.html", claims=[_told(claim) for claim in tables.claims()], how=words.HOW_WORDS)


def shown(found: Found, key: str) -> str:
    """Return what picks the claims found from the table: a rule that hides the others, and words where none is left.

    The table is sent and laid out once; a search then costs a line.

    Args:
        found: What was found.
        key: A class of the panel's own root, so that another panel's table stays as it is.
    """
    wanted = {claim.id for claim in found.claims}
    hidden = [claim.id for claim in tables.claims() if claim.id not in wanted]
    return fill("claims_shown.html", hidden=hidden, nothing=not wanted, key=key, sentence=words.sentence(found))


def ladder(found: Found) -> str:
    """Return how many claims stand on each step, of evidence and of knowing, as HTML."""
    ladders = (
        ("grades", "How strong the evidence is", words.grade_ladder(found)),
        ("how", "How we know", words.how_ladder(found)),
    )
    return fill(
        "evidence_ladder.html", ladders=ladders, most=max(step.all for _, _, steps in ladders for step in steps)
    )


def disagreement_table() -> str:
    """Return the questions on which bodies differ, both sides and the reasons, as HTML."""
    rows = [(row, _sources(row.provenance)) for row in disagreements()]
    return fill("disagreements.html", rows=rows, how=words.HOW_WORDS)


def describe(found: Found) -> str:
    """Say the table and its ladder in words."""
    return f"{words.sentence(found)} {words.describe_ladder(words.grade_ladder(found))}"


def _told(claim: Claim) -> tuple[Claim, str, list[Source]]:
    """Return a claim with the parts of the subject it belongs to, and its sources."""
    return claim, words.parts_of(claim), _sources(claim.provenance)


def _sources(provenance: Provenance) -> list[Source]:
    return [
        Source(key, references()[key].citation, references()[key].fields.get("note", ""), _address(key))
        for key in provenance.references
    ]


def _address(key: str) -> str:
    """Return where a source is found by its recorded number; nothing is guessed."""
    fields = references()[key].fields
    if "doi" in fields:
        return f"https://doi.org/{fields['doi']}"
    if fields.get("eprinttype") == "pmc":
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{fields['eprint']}/"
    return ""
