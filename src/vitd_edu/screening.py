"""A round of testing: who is tested, what counts as positive, and how the results fall out in whole people."""

import re
from dataclasses import dataclass, replace
from numbers import Integral
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from vitd_edu.case_codes import Coded
from vitd_edu.clinic import population
from vitd_edu.clinic.population import Marks, People
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.evidence_tables import prevalence
from vitd_edu.scenario import CaseCodeError, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Container

SIGNS = ("twitch", "spasm", "trousseau")
TESTS = (*SIGNS, "calcium", "vitamin-d")
SEASONS = ("year", "winter")
CROWDS = (1_000, 10_000, 100_000)
LAST_SEED = 9_999
USUAL = {test: "biochemical-osteomalacia" if test == "vitamin-d" else "low-calcium-everybody" for test in TESTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening(Coded):
    """A round of testing.

    Attributes:
        test: What counts as positive: ``"twitch"`` or ``"spasm"`` in the last month, ``"trousseau"`` (a hand spasm
            under a cuff), ``"calcium"`` or ``"vitamin-d"`` under its cut-off. The condition looked for is low calcium;
            for ``"vitamin-d"`` it is low calcium from its lack.
        prevalence: How many in 100 of those tested have the condition, 0.01-90 %.
        vitamin_d: Cut-off of 25(OH)D, 2-650 nmol/L.
        calcium: Cut-off of adjusted total calcium, 1.0-4.2 mmol/L.
        season: ``"year"``, or ``"winter"`` for the 25(OH)D of late winter.
        crowd: How many people: 1 000, 10 000 or 100 000.
        seed: Which people, 0-9999.

    Raises:
        LevelError: The prevalence or a cut-off is out of range.
        ScenarioError: A choice is unknown.
    """

    PREFIX = "screening"
    EXAMPLE = "P18"
    LETTERS: ClassVar = {"P": "prevalence", "D": "vitamin_d", "C": "calcium"}
    CHOICES = ()

    test: str = "twitch"
    prevalence: float = 0.1
    vitamin_d: float = 50.0
    calcium: float = 2.15
    season: str = "year"
    crowd: int = 10_000
    seed: int = population.SEED

    def __post_init__(self) -> None:
        Coded.__post_init__(self)
        for name, known in (("test", TESTS), ("season", SEASONS)):
            if not isinstance(getattr(self, name), str) or getattr(self, name) not in known:
                raise ScenarioError(
                    f"{name}: {getattr(self, name)!r:.80} is unknown. Choose one of: {', '.join(known)}."
                )
        whole: tuple[tuple[str, Container[int], str], ...] = (
            ("crowd", CROWDS, f"one of: {', '.join(map(str, CROWDS))} people"),
            ("seed", range(LAST_SEED + 1), f"a whole number, 0 to {LAST_SEED}"),
        )
        for name, possible, said in whole:
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, Integral) or int(value) not in possible:
                point = isinstance(value, float) and value.is_integer()
                slip = " Write it without a decimal point." if point else ""
                raise ScenarioError(f"{name}: {value!r:.80} cannot be. Give {said}.{slip}")
            object.__setattr__(self, name, int(value))

    def code_parts(self) -> list[str]:
        """Return the parts of the code that follow its first word."""
        usual = Screening()
        said = {"test": self.test, "season": self.season, "crowd": f"{self.crowd}-people", "seed": f"seed-{self.seed}"}
        differing = [part for name, part in said.items() if getattr(self, name) != getattr(usual, name)]
        return Coded.code_parts(self) + differing

    @classmethod
    def _read_part(cls, part: str, code: str) -> tuple[str, Any]:
        """Return the field that a part of a code sets, and the value."""
        if part in TESTS:
            return "test", part
        if part in SEASONS:
            return "season", part
        if match := re.fullmatch(r"([0-9]{1,6})-people", part):
            return "crowd", int(match[1])
        if match := re.fullmatch(r"seed-([0-9]{1,4})", part):
            return "seed", int(match[1])
        if match := re.fullmatch(r"([PDC])([0-9]+(?:\.[0-9]+)?)", part):
            return cls.LETTERS[match[1]], float(match[2])
        raise CaseCodeError(
            f"Case code {code!r}: the part {part!r} cannot be read. Expected P (prevalence, %), D or C (cut-offs) with "
            f"a number, such as P18, or one of: {', '.join((*TESTS, *SEASONS))}, 1000-people, seed-2."
        )


class Counts(NamedTuple):
    """People by what is true of them and by their result."""

    found: int
    missed: int
    false_alarms: int
    cleared: int

    @property
    def ill(self) -> int:
        """How many have the condition."""
        return self.found + self.missed

    @property
    def well(self) -> int:
        """How many do not have it."""
        return self.false_alarms + self.cleared

    @property
    def positive(self) -> int:
        """How many have a positive result."""
        return self.found + self.false_alarms

    @property
    def negative(self) -> int:
        """How many have a negative result."""
        return self.missed + self.cleared

    @property
    def measures(self) -> "Measures":
        """Sensitivity and the like, counted."""
        return Measures(
            _part(self.found, self.ill),
            _part(self.cleared, self.well),
            _part(self.found, self.positive),
            _part(self.cleared, self.negative),
        )


class Measures(NamedTuple):
    """Four shares, 0-1; None where there is nobody to count."""

    sensitivity: float | None
    specificity: float | None
    positive_value: float | None
    negative_value: float | None


class Beside(NamedTuple):
    """How many of those who twitch, and of those who do not, have a 25(OH)D under the cut-off."""

    twitch_low: int
    twitch: int
    quiet_low: int
    quiet: int


class Screened(NamedTuple):
    """What a round of testing finds, counted among the people and by the formula of Bayes."""

    screening: Screening
    counts: Counts
    formula: Measures
    beside: Beside


def usual_prevalence(test: str) -> float:
    """Return how common, in %, the condition that a test looks for is among everybody."""
    return prevalence()[USUAL[test]].value


def screen(screening: Screening) -> Screened:
    """Return what a round of testing finds: thresholds over people who were drawn once."""
    crowd = crowd_of(screening)
    ill, positive = condition(screening, crowd), positives(screening, crowd)
    found, all_ill, all_positive = (int(marks.sum()) for marks in (ill & positive, ill, positive))
    alarms, number = all_positive - found, screening.crowd
    counts = Counts(found, all_ill - found, alarms, number - all_ill - alarms)
    low = crowd.vitamin_d < screening.vitamin_d
    twitch, twitch_low, all_low = int(crowd.twitch.sum()), int((low & crowd.twitch).sum()), int(low.sum())
    beside = Beside(twitch_low, twitch, all_low - twitch_low, number - twitch)
    return Screened(screening, counts, by_formula(screening), beside)


def next_round(screened: Screened) -> Screening | None:
    """Return the round in which only those with the sign have their calcium measured; None after a level was measured.

    Their prevalence is the positive predictive value of the sign. That holds because among people with the same
    calcium the sign and the level go together no further; a level measured twice would err the same way twice.
    """
    value = screened.formula.positive_value
    if screened.screening.test not in SIGNS or value is None:
        return None
    row = tables.analytes()["prevalence"]
    before = min(max(100 * value, row.accepted_lower), row.accepted_upper)
    return replace(screened.screening, test="calcium", prevalence=before)


def crowd_of(screening: Screening) -> People:
    """Return the people of a round of testing."""
    which = "from_vitamin_d" if screening.test == "vitamin-d" else "low_calcium"
    winter = screening.season == "winter"
    return population.people(screening.crowd, seed=screening.seed, winter=winter, **{which: screening.prevalence})


def condition(screening: Screening, crowd: People) -> Marks:
    """Return who has the condition that the test looks for."""
    return crowd.from_vitamin_d if screening.test == "vitamin-d" else crowd.low_calcium


def positives(screening: Screening, crowd: People) -> Marks:
    """Return who has a positive result."""
    if screening.test == "calcium":
        return crowd.calcium < screening.calcium
    if screening.test == "vitamin-d":
        return crowd.vitamin_d < screening.vitamin_d
    found: Marks = getattr(crowd, screening.test)
    return found


def by_formula(screening: Screening) -> Measures:
    """Return the four shares from the spreads themselves; the predictive values by the formula of Bayes."""
    sensitivity, alarm = _rates(screening)
    before = screening.prevalence / 100
    found, false = before * sensitivity, (1 - before) * alarm
    missed, cleared = before - found, (1 - before) - false
    return Measures(sensitivity, 1 - alarm, _part(found, found + false), _part(cleared, cleared + missed))


def _rates(screening: Screening) -> tuple[float, float]:
    """Return how often the result is positive in those with the condition, and in the others."""
    if screening.test == "calcium":
        limit = screening.calcium
        return population.range_of("calcium-low").below(limit), population.range_of("calcium-others").below(limit)
    if screening.test == "vitamin-d":
        usual = population.vitamin_d_of_all(winter=screening.season == "winter")
        limit = screening.vitamin_d
        return population.range_of("vitamin-d-soft-bones").below(limit), usual.below(limit)
    sign = population.signs()[screening.test]
    return sign.with_low_calcium, sign.without


def _part(some: float, all_of_them: float) -> float | None:
    return some / all_of_them if all_of_them else None
