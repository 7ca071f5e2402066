"""A person whose cause is looked for: what is known, what is not, and what to ask next."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar, NamedTuple, Self

import numpy as np

from vitd_edu.clinic import differential, next_test
from vitd_edu.clinic.next_test import NextTest
from vitd_edu.prediction import Prediction, predict
from vitd_edu.scenario import LETTERS, LEVELS, OTHER_CODES, CaseCodeError, Scenario, ScenarioError, tidied

NOTHING = "none"
BLOOD = frozenset({"vitamin_d", "calcium", "magnesium"})
KEPT = 64  # states: enough to go back and forth with a dial


@dataclass(frozen=True, slots=True, kw_only=True)
class Workup(Scenario):
    """A scenario of which only a part is known.

    Attributes:
        measured: Levels that were measured. The others have their values, too, but nobody has seen them: they are no
            evidence and raise no red flag.

    Raises:
        LevelError: A level is not a number or outside its range.
        ScenarioError: A finding, a level or the onset is unknown, or a finding is both present and absent.
    """

    PREFIX: ClassVar[str] = "workup"

    measured: frozenset[str] = field(default_factory=lambda: frozenset(LEVELS))

    def __post_init__(self) -> None:
        Scenario.__post_init__(self)
        given: object = self.measured
        if isinstance(given, str) or not isinstance(given, Collection):
            raise ScenarioError(f'measured: give a set of levels, such as {{"calcium"}}, not {given!r}.')
        unknown = sorted((name for name in given if name not in LEVELS), key=str)
        if unknown:
            raise ScenarioError(f"measured: no level is called {unknown[0]!r:.80}. Known: {', '.join(LEVELS)}.")
        object.__setattr__(self, "measured", frozenset(given))

    @classmethod
    def of(cls, scenario: Scenario, measured: Collection[str] = LEVELS) -> Self:
        """Return a scenario of which these levels were measured."""
        return cls(
            vitamin_d=scenario.vitamin_d,
            calcium=scenario.calcium,
            magnesium=scenario.magnesium,
            ph=scenario.ph,
            onset=scenario.onset,
            findings=scenario.findings,
            absent=scenario.absent,
            measured=frozenset(measured),
        )

    @property
    def scenario(self) -> Scenario:
        """The scenario behind it, with every level."""
        return Scenario(
            vitamin_d=self.vitamin_d,
            calcium=self.calcium,
            magnesium=self.magnesium,
            ph=self.ph,
            onset=self.onset,
            findings=self.findings,
            absent=self.absent,
        )

    @property
    def code(self) -> str:
        """Short text that restores it: the letters of what was measured, then the code of the scenario behind it."""
        letters = "".join(letter for letter, name in LETTERS.items() if name in self.measured)
        return f"{self.PREFIX}_{letters or NOTHING}_{self.scenario.code}"

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read a case code, or that of a scenario, all of which is then measured.

        Capital or small letters and stray spaces do not matter.

        Raises:
            CaseCodeError: The code belongs elsewhere, or a part of it cannot be read.
            LevelError: A level is outside its range.
            ScenarioError: A finding is unknown.
        """
        text = tidied(code)
        first, _, rest = text.partition("_")
        if first != cls.PREFIX:
            return cls.of(Scenario.from_code(text))
        part, _, behind = rest.partition("_")
        letters = part if part == NOTHING else part.upper()
        known = set() if letters == NOTHING else set(letters)
        if not letters or not known <= LETTERS.keys() or len(letters) != len(known or letters):
            raise CaseCodeError(
                f"Case code {text!r}: the part {letters!r} cannot be read. A code of {OTHER_CODES[cls.PREFIX]} begins "
                f"with {cls.PREFIX!r} and the letters of what was measured (D, C, M, P) or {NOTHING!r}, such as "
                "workup_CM_C1.75_+tingling."
            )
        return cls.of(Scenario.from_code(behind or "healthy"), {LETTERS[letter] for letter in known})


class WorkedUp(NamedTuple):
    """What follows from a workup: the ranking, and every test not yet done, the one that would change most first."""

    workup: Workup
    prediction: Prediction
    next_tests: tuple[NextTest, ...]


@lru_cache(maxsize=KEPT)
def work_up(workup: Workup) -> WorkedUp:
    """Return the ranking of the causes, by ``predict``, and what to ask next in the doubt that is left."""
    prediction = predict(workup)
    weight = {cause.id: cause.weight for cause in prediction.causes}
    now = np.array([weight[cause] for cause in differential.likelihoods().causes])
    asked = workup.findings | workup.absent
    return WorkedUp(workup, prediction, next_test.next_tests(now, asked, workup.measured))
