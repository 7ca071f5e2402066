"""Where the numbers of a picture come from: what the template of their fold needs."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from vitd_edu.knowledge.records import Parameter, Provenance
from vitd_edu.knowledge.references import citations


class Source(NamedTuple):
    """A number behind a picture: what it is, its value with its unit, and where it comes from."""

    id: str
    meaning: str
    value: str
    provenance: Provenance


class Sourced(Protocol):
    """Anything that says where it comes from."""

    @property
    def provenance(self) -> Provenance:
        """Evidence, status and references."""


def of_constant(row: Parameter) -> Source:
    """Return a row of ``data/parameters.csv`` as a source; a pure number goes without a unit."""
    value = f"{row.value:g}" if row.unit == "1" else f"{row.value:g} {row.unit}"
    return Source(row.id, row.meaning.rstrip("."), value, row.provenance)


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
    return {"key": key, "title": title, "note": note, "sources": sources, "cited": cited(sources)}
