"""Which claims a learner asks for: words, topic, grade, part of the subject, and how the kit knows."""

import re
import unicodedata
from dataclasses import dataclass, fields
from functools import cache
from typing import ClassVar, NamedTuple, Self, get_args
from urllib.parse import quote, unquote

from vitd_edu.case_codes import elsewhere
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.evidence_tables import subject_parts
from vitd_edu.knowledge.records import Claim, Evidence, SourceStatus
from vitd_edu.knowledge.references import references
from vitd_edu.scenario import CaseCodeError, ScenarioError, tidied

GRADES: tuple[str, ...] = get_args(Evidence)
HOW: tuple[str, ...] = get_args(SourceStatus)
LONGEST = 120
# Hyphens and dashes part words, apostrophes do not: vitamin-d finds vitamin D, parkinsons finds Parkinson's.
JOINERS = str.maketrans(
    {**dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2212", " "), **dict.fromkeys("'\u2018\u2019\u02bc", "")}
)
# Done to the claims and to what is asked alike, so that no word is lost: anaemia finds anemia, fibre finds fiber.
SPELLINGS = (("ae", "e"), ("oe", "e"), ("fibre", "fiber"), ("colour", "color"), ("tumour", "tumor"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for; an empty field asks for everything.

    Attributes:
        text: Words that must all be in a claim or its sources; case and accents do not count.
        topic: A topic of ``data/claims.csv``.
        grade: A grade of evidence.
        part: A part of the subject, ``"L01"`` to ``"L25"``.
        how: How the kit knows: ``"read"``, ``"second-hand"``, ``"recalled"`` or ``"our-choice"``.

    Raises:
        ScenarioError: A field asks for something that does not exist, or the text is too long.
    """

    PREFIX: ClassVar[str] = "claims"

    text: str = ""
    topic: str = ""
    grade: str = ""
    part: str = ""
    how: str = ""

    def __post_init__(self) -> None:
        for name, values in _choices().items():
            if getattr(self, name) not in ("", *values):
                raise ScenarioError(f"{name}: {getattr(self, name)!r} is unknown. Choose one of: {', '.join(values)}.")
        if not isinstance(self.text, str) or len(self.text) > LONGEST:
            raise ScenarioError(f"text: give words to search for, at most {LONGEST} letters, not {self.text!r:.80}.")

    @property
    def code(self) -> str:
        """Code of the search, fit for a link: ``claims_grade-mixed_text-vitamin%20d``."""
        said = [(field.name, getattr(self, field.name)) for field in fields(self)]
        return "_".join([self.PREFIX, *(f"{name}-{_packed(value)}" for name, value in said if value)])

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read the code of a search; capital or small letters do not matter.

        Raises:
            CaseCodeError: The code belongs elsewhere, or a part of it cannot be read or is given twice.
            ScenarioError: It asks for something that does not exist.
        """
        text = tidied(code)
        if text.split("_")[0] != cls.PREFIX:
            raise CaseCodeError(elsewhere(text, cls.PREFIX, "grade-mixed"))
        names = [field.name for field in fields(cls)]
        given: dict[str, str] = {}
        for part in re.split(r"[\s_]+", code.strip())[1:]:  # as it was given: the words of a search keep their case
            name, dash, value = part.partition("-")
            name = name.lower()
            if name not in names or not dash or name in given:
                raise CaseCodeError(
                    f"Case code {text!r}: the part {part!r} cannot be read, or is there twice. Expected one each of: "
                    f"{', '.join(names)}, with a dash and a value, such as grade-mixed."
                )
            given[name] = _as_known(name, unquote(value))
        return cls(**given)


class Found(NamedTuple):
    """The claims that a query asks for, in the order of the table."""

    query: Query
    claims: tuple[Claim, ...]


def search(query: Query) -> Found:
    """Return the claims that a query asks for.

    Three lines to look inside::

        from vitd_edu.claim_search import Query, search
        for claim in search(Query(text="restless legs")).claims:
            print(claim.provenance.evidence, claim.statement)

    Args:
        query: What is asked for.
    """
    wanted = _plain(query.text).split()
    return Found(query, tuple(claim for claim in tables.claims() if _fits(claim, query, wanted)))


@cache
def topics() -> tuple[str, ...]:
    """Return the topics of all claims, by the alphabet."""
    return tuple(sorted({claim.topic for claim in tables.claims()}))


def _fits(claim: Claim, query: Query, wanted: list[str]) -> bool:
    provenance = claim.provenance
    return (
        query.topic in ("", claim.topic)
        and query.grade in ("", provenance.evidence)
        and query.how in ("", provenance.source_status)
        and (not query.part or query.part in claim.ledger)
        and all(word in _haystacks()[claim.id] for word in wanted)
    )


@cache
def _haystacks() -> dict[str, str]:
    """Return for each claim all that is said in it and about its sources, in plain letters."""
    return {claim.id: _plain(" ".join(_told(claim))) for claim in tables.claims()}


def _told(claim: Claim) -> list[str]:
    provenance = claim.provenance
    parts = [f"{part} {subject_parts()[part].name}" for part in claim.ledger]
    cited = [f"{key} {references()[key].citation}" for key in provenance.references]
    said = [claim.topic, claim.statement, claim.honest, claim.would_change_our_mind, provenance.reason or ""]
    return [*said, *parts, *cited]


def _plain(text: str) -> str:
    """Return a text without case, accents, hyphens and apostrophes, and in one spelling, the American one."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter)).translate(JOINERS)
    for british, american in SPELLINGS:
        plain = plain.replace(british, american)
    return plain


@cache
def _choices() -> dict[str, tuple[str, ...]]:
    """Return what each filter can be."""
    return {"topic": topics(), "grade": GRADES, "part": tuple(subject_parts()), "how": HOW}


def _as_known(name: str, value: str) -> str:
    """Return a value of a filter in the letters in which it is known; any other value as it is."""
    known = {choice.lower(): choice for choice in _choices().get(name, ())}
    return known.get(value.lower(), value)


def _packed(value: str) -> str:
    return quote(value, safe="").replace("_", "%5F")  # a bare _ would end the part
