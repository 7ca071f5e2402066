"""Where the numbers of a picture come from: what the template of their fold needs."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from vitd_edu.knowledge.evidence_tables import Prevalence
from vitd_edu.knowledge.records import Parameter, Provenance
from vitd_edu.knowledge.references import citations


class Source(NamedTuple):
    """A number behind a picture.

    Attributes:
        id: Identifier.
        meaning: What it is.
        value: Its value with its unit.
        provenance: Where it comes from.
        among: Among whom; empty where it is true of everybody.
        spread: Between which values it lies; empty where that is not told.
    """

    id: str
    meaning: str
    value: str
    provenance: Provenance
    among: str = ""
    spread: str = ""


class Sourced(Protocol):
    """Anything that says where it comes from."""

    @property
    def provenance(self) -> Provenance:
        """Evidence, status and references."""


def of_constant(row: Parameter) -> Source:
    """Return a row of ``data/parameters.csv`` as a source; a pure number goes without a unit."""
    value = f"{row.value:g}" if row.unit == "1" else f"{row.value:g} {row.unit}"
    return Source(row.id, row.meaning.rstrip("."), value, row.provenance)


def of_prevalence(row: Prevalence) -> Source:
    """Return a row of ``data/prevalence.csv`` as a source."""
    spread = "" if row.lower is None or row.upper is None else f"{row.lower:g} to {row.upper:g}"
    return Source(row.id, row.quantity, f"{row.value:g} {row.unit}", row.provenance, row.population, spread)


def cited(rows: Iterable[Sourced]) -> list[str]:
    """Return the citations of all that some rows refer to, each once, by key."""
    return citations(tuple(sorted({key for row in rows for key in row.provenance.references})))


def fold(key: str, title: str, sources: Sequence[Source], note: str = "") -> dict[str, object]:
    """Return what ``sources_fold.html`` needs.

    Args:
        key: Names the fold, so that a redraw leaves it as it was.
        title: Heading of the fold and of its table.
        sources: Its rows.
        note: What else the caption says.
    """
    among = any(source.among for source in sources)
    return {"key": key, "title": title, "note": note, "sources": sources, "among": among, "cited": cited(sources)}
