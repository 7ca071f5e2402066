"""A case from its history to the last word: what the learner does is a frozen list of steps, and all follows from it.

First a ranking on the history alone; then what is asked for and how the ranking moves; then the last ranking, which
closes the case. A step that was taken stays taken.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from vitd_edu.clinic import case_evidence, case_files, generated_cases
from vitd_edu.clinic.case_evidence import Known
from vitd_edu.clinic.case_files import CaseFile
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.knowledge.case_tables import CaseAsk
from vitd_edu.physiology.inputs import InputError
from vitd_edu.scenario import OTHER_CODES, tidied

Pace = Literal["routine", "urgent", "today", "emergency"]
PACES: tuple[Pace, ...] = get_args(Pace)  # from no hurry to now
PLACES = ("first", "second", "third")
CODE = re.compile(r"case_([a-z0-9-]+)|([0-9]+)")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Three causes, the likeliest first, and how soon the person must be seen; the last ranking closes the case."""

    causes: tuple[str, str, str]
    pace: Pace
    last: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that was asked for: a row of ``data/case_asks.csv``."""

    ask: str

    def __post_init__(self) -> None:
        if not isinstance(self.ask, str) or self.ask not in case_tables.asks():
            hint = _meant(self.ask, case_tables.asks())
            raise InputError(f"{self.ask!r:.40} cannot be asked for.{hint} Known: {', '.join(case_tables.asks())}.")


Step = Ranking | Asked


@dataclass(frozen=True, slots=True)
class Visit:
    """A case and the steps that a learner has taken in it."""

    case: str
    steps: tuple[Step, ...] = ()

    @property
    def code(self) -> str:
        """Short text that opens the same case from its beginning."""
        return f"case_{self.case}"

    @property
    def file(self) -> CaseFile:
        """All there is to know about the case."""
        return case_file(self.case)

    @property
    def rankings(self) -> tuple[Ranking, ...]:
        """The learner's rankings so far."""
        return tuple(step for step in self.steps if isinstance(step, Ranking))

    @property
    def asked(self) -> tuple[str, ...]:
        """What was asked for so far."""
        return tuple(step.ask for step in self.steps if isinstance(step, Asked))

    @property
    def closed(self) -> bool:
        """Whether the last ranking was given."""
        return any(ranking.last for ranking in self.rankings)

    @property
    def minutes(self) -> int:
        """Minutes spent on questions and tests."""
        return sum(case_tables.asks()[ask].minutes for ask in self.asked)

    @property
    def days(self) -> int:
        """Days of waiting: what is asked for between two rankings is sent off together, and the slowest counts."""
        total, round_ = 0, 0
        for step in self.steps:
            if isinstance(step, Asked):
                round_ = max(round_, case_tables.asks()[step.ask].days)
            else:
                total, round_ = total + round_, 0
        return total + round_


def case_file(identifier: str) -> CaseFile:
    """Return a case by the identifier of a written one or by a number.

    Raises:
        InputError: There is no such case.
    """
    if identifier in case_tables.written_cases():
        return case_files.written(identifier)
    if identifier.isdecimal():
        return generated_cases.made_up(generated_cases.check_number(identifier))
    known, hint = ", ".join(case_tables.written_cases()), _meant(identifier, case_tables.written_cases())
    raise InputError(f"No case is called {identifier!r:.40}.{hint} Give a number, such as 7, or one of: {known}.")


def open_case(code: object) -> Visit:
    """Open a case from its beginning.

    Args:
        code: A case number, the identifier of a written case, or a code such as ``"case_7"``.

    Raises:
        InputError: There is no such case.
    """
    text = tidied(str(code))
    found = CODE.fullmatch(text)
    identifier = (found[1] or found[2]) if found else text
    first, *parts = text.split("_")
    other = OTHER_CODES.get(first)
    if first == "case" and len(parts) > 1:
        raise InputError(
            f"Case code {text!r:.60}: nothing may follow {parts[0]!r:.40}. A code of a case is like case_7."
        )
    if other is not None and first != "case":
        raise InputError(f"Case code {text!r:.60} is one of {other}: paste it there. A code of a case is like case_7.")
    if identifier.lstrip("-").isdecimal() or not identifier:
        identifier = str(generated_cases.check_number(identifier))
    case_file(identifier)
    return Visit(identifier)


def rank(visit: Visit, causes: Sequence[str], pace: str, *, last: bool = False) -> Visit:
    """Return the visit with one more ranking; a last one closes the case.

    Args:
        visit: Where the learner stands.
        causes: Three different causes, the likeliest first.
        pace: How soon the person must be seen, one of ``PACES``.
        last: Whether this is the last word.

    Raises:
        InputError: The case is closed, a cause is missing, unknown or given twice, or no pace was chosen.
    """
    _still_open(visit)
    first, second, third = _three(causes)
    chosen = next((known for known in PACES if known == pace), None)
    if chosen is None and pace:
        raise InputError(f"How soon: {pace!r:.40} is not one of {', '.join(PACES)}.{_meant(pace, PACES)}")
    if chosen is None:
        raise InputError("How soon: choose how soon this person must be seen, from no hurry to now.")
    if last and not visit.rankings:
        raise InputError("Commit to a first ranking on the history alone before you close the case.")
    return replace(visit, steps=(*visit.steps, Ranking((first, second, third), chosen, last)))


def ask(visit: Visit, name: str) -> Visit:
    """Return the visit with one more thing asked for.

    Raises:
        InputError: The case is closed, no ranking was given yet, or it is unknown or was asked for before.
    """
    _still_open(visit)
    asked = Asked(name)
    row = case_tables.asks()[name]
    if not visit.rankings:
        raise InputError("Commit to a ranking on the history alone first; then you may ask and test.")
    if name in visit.asked:
        raise InputError(f"{row.name}: you have asked for this already; the answer stands in the record.")
    return replace(visit, steps=(*visit.steps, asked))


def known_after(visit: Visit, steps: int | None = None) -> Known:
    """Return what is known after the first so many steps; after all of them where it is None."""
    case = visit.file
    known = case_evidence.from_history(case)
    for step in visit.steps[:steps]:
        if isinstance(step, Asked):
            known = case_evidence.after(known, case, case_tables.asks()[step.ask])
    return known


def weights_after(visit: Visit, steps: int | None = None) -> Mapping[str, float]:
    """Return the model's weights on what was known after the first so many steps, heaviest first."""
    return case_evidence.weights(known_after(visit, steps))


def left_to_ask(visit: Visit) -> tuple[CaseAsk, ...]:
    """Return what has not been asked for."""
    return tuple(row for name, row in case_tables.asks().items() if name not in visit.asked)


def _still_open(visit: Visit) -> None:
    if visit.closed:
        raise InputError("This case is closed. Read the feedback, start it again, or open another case.")


def _three(causes: Sequence[str]) -> tuple[str, str, str]:
    """Return three different causes, or say what is wrong."""
    if isinstance(causes, str) or not isinstance(causes, Sequence) or len(causes) > len(PLACES):
        raise InputError(f"Ranking: {causes!r:.60} is not three causes. Choose three, the likeliest first.")
    given = [*causes, "", "", ""][: len(PLACES)]
    for word, cause in zip(PLACES, given, strict=True):
        if not cause or not isinstance(cause, str):
            raise InputError(f"Ranking: no cause stands in {word} place yet. Choose three, the likeliest first.")
        if cause not in tables.causes():
            hint = _meant(cause, tables.causes())
            raise InputError(f"Ranking: no cause is called {cause!r:.40}.{hint} Known: {', '.join(tables.causes())}.")
    for place, cause in enumerate(given):
        if cause in given[:place]:
            name, earlier = tables.causes()[cause].name, PLACES[given.index(cause)]
            raise InputError(f"Ranking: {name} stands in {earlier} and in {PLACES[place]} place. Choose three causes.")
    return given[0], given[1], given[2]


def _meant(given: object, known: Iterable[str]) -> str:
    """Guess which known word a slip was meant to be; empty where none is near."""
    close = difflib.get_close_matches(str(given).strip().lower(), list(known), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""
