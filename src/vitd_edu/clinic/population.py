"""A virtual population: people with levels and complaints that go together as far as ``data/`` says, and no further.

Rules of overlap, one sentence each:

- 25(OH)D is spread as in a national survey: one lognormal curve through the survey's shares under 30 and under 50.
- Some have low calcium; in a part of these it comes from lack of vitamin D, and then 25(OH)D is very low, too.
- Calcium is spread around its usual middle, or around a low one in those with low calcium.
- Twitches, spasms and the cuff's sign depend on calcium alone. Whatever the 25(OH)D, people with the same calcium
  twitch alike: that is why a low 25(OH)D beside a twitch is so often a bystander.
- Winter lowers everybody's 25(OH)D by the same share, but adds no low calcium.

A person is drawn once for each seed. Moving the prevalence turns well people into ill ones, in a fixed order, and
leaves all others as they are.

References:
    Herrick2019, Bolland2021, Cooper2008 (shares; the rest is our choice, see ``data/prevalence.csv``).
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vitd_edu.knowledge import tables
from vitd_edu.knowledge.evidence_tables import prevalence
from vitd_edu.physiology.inputs import InputError

LARGEST = 100_000
SEED = 124  # people in whom chance has been kind: the rare groups come out near what the formula expects
KEPT = 6  # crowds; a person takes 21 bytes, and 48 for what chance has dealt
WIDE = NormalDist().inv_cdf(0.975)  # a range of 95 in 100 reaches this many standard deviations to either side
FEW_LIMIT, MANY_LIMIT = 30.0, 50.0  # nmol/L: the limits of the survey's two rows

Levels = NDArray[np.float64]
Marks = NDArray[np.bool_]


class Spread(NamedTuple):
    """A level as it is spread among people: normal on the log scale."""

    middle: float
    spread: float

    def below(self, limit: float) -> float:
        """Return the share of people under a limit, 0-1."""
        return NormalDist(math.log(self.middle), self.spread).cdf(math.log(limit))


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """A crowd, one entry of each array for a person.

    Attributes:
        vitamin_d: 25(OH)D, nmol/L.
        calcium: Adjusted total calcium as measured, mmol/L.
        low_calcium: Who truly has low calcium, of any cause.
        from_vitamin_d: Who has it from lack of vitamin D.
        twitch: Who had a muscle twitch worth mentioning in the last month.
        spasm: Who had a spasm of hands or feet in the last month.
        trousseau: In whom a cuff on the arm brings on a hand spasm (Trousseau's sign).
    """

    vitamin_d: Levels
    calcium: Levels
    low_calcium: Marks
    from_vitamin_d: Marks
    twitch: Marks
    spasm: Marks
    trousseau: Marks

    def __repr__(self) -> str:
        return (
            f"People({self.twitch.size:,}: {self.low_calcium.sum():,} with low calcium, {self.twitch.sum():,} twitch)"
        )


class _Draws(NamedTuple):
    """What chance has dealt each person, before anything is known of prevalence."""

    place: Levels
    vitamin_d: Levels
    calcium: Levels
    twitch: Levels
    spasm: Levels
    trousseau: Levels


def share(row: str) -> float:
    """Return a row of ``data/prevalence.csv`` that is written in %, as a share 0-1."""
    return prevalence()[row].value / 100


def range_of(row: str) -> Spread:
    """Return the spread of a row of ``data/prevalence.csv`` that holds a middle and the range of 95 in 100 people."""
    found = prevalence()[row]
    if found.lower is None or found.upper is None:
        raise ValueError(f"The row {row} of prevalence.csv has no range.")
    return Spread(found.value, math.log(found.upper / found.lower) / (2 * WIDE))


def vitamin_d_of_all(*, winter: bool = False) -> Spread:
    """Return how 25(OH)D [nmol/L] is spread: the curve that passes through both shares of the survey.

    References:
        Herrick2019.
    """
    few = share("vitamin-d-under-30")
    deep, shallow = (NormalDist().inv_cdf(part) for part in (few, few + share("vitamin-d-30-49")))
    spread = math.log(MANY_LIMIT / FEW_LIMIT) / (shallow - deep)
    middle = MANY_LIMIT * math.exp(-shallow * spread)
    return Spread(middle * (prevalence()["vitamin-d-winter"].value if winter else 1.0), spread)


@dataclass(frozen=True, slots=True)
class Sign:
    """How common a complaint is among people with and without low calcium, 0-1."""

    with_low_calcium: float
    without: float


def signs() -> dict[str, Sign]:
    """Return the complaints of the population; people without low calcium have them as often as anybody in the kit."""
    findings = tables.findings()
    return {
        "twitch": Sign(share("twitch-low-calcium"), findings["fasciculation"].population_rate),
        "spasm": Sign(share("spasm-low-calcium"), findings["carpopedal-spasm"].population_rate),
        "trousseau": Sign(share("trousseau-low-calcium"), share("trousseau-healthy")),
    }


def people(
    number: int = 10_000,
    *,
    seed: int = SEED,
    low_calcium: float | None = None,
    from_vitamin_d: float | None = None,
    winter: bool = False,
) -> People:
    """Return a crowd; the same seed always returns the same people.

    Three lines to look inside::

        from vitd_edu.clinic.population import people
        crowd = people(100_000)
        crowd.low_calcium[crowd.twitch].mean()      # share of those who twitch that has low calcium

    Args:
        number: How many, 1 to 100 000.
        seed: Any whole number from 0 on.
        low_calcium: How many in 100 have low calcium, 0 to 100 %; as among adults in general where it is None.
        from_vitamin_d: How many in 100 have it from lack of vitamin D, 0 to 100 %; as among blood tests where it is
            None, at most all of ``low_calcium``. Where it is given and larger, it also raises ``low_calcium``.
        winter: Whether 25(OH)D is that of late winter.

    Raises:
        InputError: The number, the seed or a percentage cannot be.
    """
    _check_whole("number of people", number, 1, LARGEST)
    _check_whole("seed", seed, 0, 2**32 - 1)
    low = share("low-calcium-everybody") if low_calcium is None else _percent("low_calcium", low_calcium)
    if from_vitamin_d is None:
        part = min(share("biochemical-osteomalacia"), low)
    else:
        part = _percent("from_vitamin_d", from_vitamin_d)
    return _people(number, seed, max(low, part), part, winter)


@lru_cache(maxsize=KEPT)
def _people(number: int, seed: int, low: float, part: float, winter: bool) -> People:
    """Return a crowd in which the first places, a share ``low`` of all, have low calcium."""
    dealt = _draws(number, seed)
    ill, from_vitamin_d = dealt.place < low, dealt.place < part
    calcium = _level(dealt.calcium, range_of("calcium-others"), range_of("calcium-low"), ill)
    usual = vitamin_d_of_all(winter=winter)
    vitamin_d = _level(dealt.vitamin_d, usual, range_of("vitamin-d-soft-bones"), from_vitamin_d)
    marks = {
        name: getattr(dealt, name) < np.where(ill, sign.with_low_calcium, sign.without)
        for name, sign in signs().items()
    }
    crowd = People(vitamin_d, calcium, ill, from_vitamin_d, **marks)
    for column in (vitamin_d, calcium, ill, from_vitamin_d, *marks.values()):
        column.setflags(write=False)  # the crowd is kept and handed out again
    return crowd


@lru_cache(maxsize=KEPT)
def _draws(number: int, seed: int) -> _Draws:
    """Deal to each person; places are spread evenly, so that a prevalence is met to the nearest person."""
    dice = np.random.default_rng(seed)
    place = (dice.permutation(number) + 0.5) / number
    return _Draws(
        place,
        dice.standard_normal(number),
        dice.standard_normal(number),
        dice.random(number),
        dice.random(number),
        dice.random(number),
    )


def _level(dealt: Levels, usual: Spread, low: Spread, who: Marks) -> Levels:
    """Return the levels of a crowd, spread as usual except in those who are low."""
    level = usual.middle * np.exp(usual.spread * dealt)
    level[who] = low.middle * np.exp(low.spread * dealt[who])
    return level


def _check_whole(name: str, value: object, lower: int, upper: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not lower <= value <= upper:
        raise InputError(f"{name.capitalize()}: {value!r:.80} cannot be. Give a whole number, {lower} to {upper}.")


def _percent(name: str, value: object) -> float:
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    if not 0 <= number <= 100:
        slip = " Was it a share? 0.18 as a share is 18 %." if isinstance(value, str) else ""
        raise InputError(f"{name}: {value!r:.80} cannot be. Give a percentage, 0 to 100 %.{slip}")
    return number / 100
