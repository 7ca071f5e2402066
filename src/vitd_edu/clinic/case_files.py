"""A case: a fictional person, what is there to be found, and every result; written cases are rows of ``data/``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vitd_edu.clinic import red_flags
from vitd_edu.knowledge import case_tables, lab_tables, tables
from vitd_edu.knowledge.case_tables import CaseAsk, Sex, WrittenCase
from vitd_edu.knowledge.clinic_records import RedFlag
from vitd_edu.knowledge.records import Provenance
from vitd_edu.scenario import LEVELS

OF_INFANTS = frozenset({"infant"})
LAST_PREGNANCY = 50  # years; a choice of ours


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All there is to know about a case.

    Attributes:
        id: Identifier of a written case, or the number of a made-up one.
        cause: The answer.
        accepted: Causes that are right as well.
        told: Findings that the history tells.
        told_absent: Findings that the history says are not there.
        present: All findings that are there, told or not; all others are not there.
        values: Every measured quantity, SI.
        words: The result of every test in words, by test: an identifier of ``data/lab_words.csv``.
        trap: What makes it hard; empty where nobody planned a trap.
        provenance: The published pattern; None for a made-up case.
    """

    id: str
    title: str
    cause: str
    accepted: frozenset[str]
    age: int
    sex: Sex
    history: str
    told: frozenset[str]
    told_absent: frozenset[str]
    present: frozenset[str]
    onset: str
    values: Mapping[str, float]
    words: Mapping[str, str]
    trap: str
    teaching: str
    provenance: Provenance | None

    @property
    def answers(self) -> frozenset[str]:
        """The causes that are right in first place: the answer, and any that is right as well."""
        return self.accepted | {self.cause}

    @property
    def levels(self) -> Mapping[str, float]:
        """The four levels that the model of symptoms and causes takes, SI."""
        return {name: self.values[name] for name in LEVELS}

    @property
    def red_flags(self) -> tuple[RedFlag, ...]:
        """The red flags that everything together raises, the soonest first."""
        return red_flags.raised(self.present, self.values)


def fits_person(finding: str, case: CaseFile) -> bool:
    """Say whether a finding can be asked about at all: no adult is an infant, and not everybody can be pregnant."""
    if finding == "pregnancy":
        return case.sex == "woman" and case.age <= LAST_PREGNANCY
    return finding not in OF_INFANTS


def healthy_values() -> dict[str, float]:
    """Return every quantity that a test measures, as in a healthy adult (SI)."""
    return {name: tables.analytes()[name].healthy for name in lab_tables.readings() if name in tables.analytes()}


@cache
def normal_words() -> Mapping[str, str]:
    """Return the normal result of every test in words."""
    return {word.test: word.id for word in lab_tables.words().values() if word.level == "normal"}


@cache
def written(identifier: str) -> CaseFile:
    """Return a written case of ``data/cases.csv``; a result that is not written down is that of a healthy adult."""
    row = case_tables.written_cases()[identifier]
    results = [result for result in case_tables.case_results() if result.case == identifier]
    values = {result.reading: result.value for result in results if result.reading and result.value is not None}
    words = {result.test: result.word for result in results if result.test and result.word}
    return _case_file(row, healthy_values() | values, {**normal_words(), **words})


def _case_file(row: WrittenCase, values: Mapping[str, float], words: Mapping[str, str]) -> CaseFile:
    return CaseFile(
        id=row.id,
        title=row.title,
        cause=row.cause,
        accepted=frozenset(row.accepted),
        age=row.age,
        sex=row.sex,
        history=row.history,
        told=frozenset(row.told),
        told_absent=frozenset(row.told_absent),
        present=frozenset((*row.told, *row.present)),
        onset=row.onset,
        values=values,
        words=words,
        trap=row.trap,
        teaching=row.teaching,
        provenance=row.provenance,
    )


def word_of(case: CaseFile, asked: CaseAsk) -> str | None:
    """Return the result in words that an ask brings, an identifier of ``data/lab_words.csv``, or None."""
    return case.words.get(asked.test) if asked.test is not None else None
