"""Natural frequencies as signs: everybody by group, and then only those with a positive result.

Ten thousand signs are four paths: each group's ground is one path, filled with a pattern that repeats its sign.
"""

from typing import Any

from vitd_edu.figures.render import fill
from vitd_edu.figures.sources import fold, of_prevalence
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.evidence_tables import Prevalence, prevalence
from vitd_edu.screening import USUAL, Screened
from vitd_edu.units import UnitSystem
from vitd_edu.words import population as words
from vitd_edu.words.published_share import published

COLUMNS = {1_000: 40, 10_000: 125}  # both about 8 wide to 5 high, so that nothing below moves
COLUMNS_OF_POSITIVE = {100: 20, 1_000: 64, 10_000: 200}  # all about 4 to 1
MOST_SIGNS = 10_000
# One sign in a cell of 1 by 1, told apart by shape as well as by color.
SIGNS = {
    "found": "M .5 .08 A .42 .42 0 1 1 .499 .08 Z",
    "missed": "M .5 .02 L .98 .5 L .5 .98 L .02 .5 Z M .5 .3 L .3 .5 L .5 .7 L .7 .5 Z",
    "false_alarms": "M .5 .1 L .94 .88 H .06 Z",
    "cleared": "M .34 .34 H .66 V .66 H .34 Z",
}
LOW_CALCIUM = ("low-calcium-everybody", "hypocalcemia-hospital", "hypocalcemia-intensive-care")
SOURCES = {  # which rows of data/prevalence.csv stand behind each test
    "twitch": (*LOW_CALCIUM, "twitch-low-calcium"),
    "spasm": (*LOW_CALCIUM, "spasm-low-calcium"),
    "trousseau": (*LOW_CALCIUM, "trousseau-low-calcium", "trousseau-healthy"),
    "calcium": (*LOW_CALCIUM, "calcium-low", "calcium-others"),
    "vitamin-d": ("biochemical-osteomalacia", "biochemical-osteomalacia-under-25", "vitamin-d-soft-bones"),
}
BACKGROUND = {"twitch": "fasciculation", "spasm": "carpopedal-spasm"}  # findings that people without the condition have
OF_ALL = ("vitamin-d-under-30", "vitamin-d-30-49", "vitamin-d-winter")


def region(start: int, end: int, columns: int) -> str:
    """Return the path around cells ``start`` to ``end`` (not included), which are laid out in rows like words."""
    if start >= end:
        return ""
    (top, left), (bottom, right) = divmod(start, columns), divmod(end, columns)
    if top == bottom:
        return f"M{left} {top}H{right}V{top + 1}H{left}Z"
    path = ""
    if left:
        path += f"M{left} {top}H{columns}V{top + 1}H{left}Z"
        top += 1
    if bottom > top:
        path += f"M0 {top}H{columns}V{bottom}H0Z"
    return path + (f"M0 {bottom}H{right}V{bottom + 1}H0Z" if right else "")


def shared_out(counts: tuple[int, ...], signs: int) -> tuple[int, ...]:
    """Return how many of so many signs each group gets: by largest remainder, and one at least where anybody is."""
    everybody = sum(counts)
    exact = [count * signs / everybody for count in counts]
    given = [max(int(part), 1 if count else 0) for part, count in zip(exact, counts, strict=True)]
    order = sorted(range(len(counts)), key=lambda at: given[at] - exact[at])
    for at in order[: max(signs - sum(given), 0)]:
        given[at] += 1
    given[given.index(max(given))] -= sum(given) - signs  # signs lent to the smallest groups come from the largest
    return tuple(given)


def _array(counts: dict[str, int], columns: int) -> dict[str, Any]:
    """Return the paths of an array: for each group that has signs, the ground it covers."""
    paths, start = [], 0
    for name, number in counts.items():
        if number:
            paths.append((name, region(start, start + number, columns)))
            start += number
    return {"columns": columns, "rows": -(-start // columns), "paths": paths}


def everybody(screened: Screened) -> dict[str, Any]:
    """Return the array of all people."""
    signs = min(screened.screening.crowd, MOST_SIGNS)
    given = shared_out(tuple(screened.counts), signs)
    return _array(dict(zip(words.GROUPS, given, strict=True)), COLUMNS[signs])


def positive(screened: Screened) -> dict[str, Any] | None:
    """Return the array of those with a positive result; None where there are none."""
    if not screened.counts.positive:
        return None
    base, true = words.of_positive(screened.counts)
    return _array({"found": true, "false_alarms": base - true}, COLUMNS_OF_POSITIVE[base])


def draw(screened: Screened, system: UnitSystem = "si", key: str = "vd") -> str:
    """Return both arrays with their words as HTML.

    Args:
        screened: What a round of testing found.
        system: Unit system of the words.
        key: Begins the names of the patterns; of its own for each panel on a page.
    """
    return fill(
        "icon_array.html",
        key=key,
        signs=SIGNS,
        groups=words.groups(screened, system),
        count=words.count,
        crowd=screened.screening.crowd,
        each=max(screened.screening.crowd // MOST_SIGNS, 1),
        everybody=everybody(screened),
        positive=positive(screened),
        description=words.describe(screened, system),
        positive_sentence=words.positive_sentence(screened, system),
    )


def numbers(screened: Screened, system: UnitSystem = "si") -> str:
    """Return the four-field table, the four measures, and the bystanders as HTML."""
    screening = screened.screening
    behind = [of_prevalence(row) for row in sources(screening.test)]
    return fill(
        "screening_numbers.html",
        counts=screened.counts,
        count=words.count,
        condition=words.condition(screening),
        result=words.result(screening, system),
        measures=words.measures(screened, system),
        published=published(system) if screening.test == "vitamin-d" else "",
        **fold("sources", "Where these numbers come from", behind, "shares and spreads behind the people"),
    )


def beside(screened: Screened, system: UnitSystem = "si") -> str:
    """Return in words how alike 25(OH)D is with and without a twitch, as HTML."""
    return fill("bystanders.html", bystanders=words.bystanders(screened, system))


def sources(test: str) -> list[Prevalence]:
    """Return the rows of ``data/`` behind a test: shares, spreads, and how common a sign is without the condition."""
    own = [prevalence()[name] for name in dict.fromkeys((USUAL[test], *SOURCES[test]))]
    background = [_background(BACKGROUND[test])] if test in BACKGROUND else []
    return [*own, *background, *(prevalence()[name] for name in OF_ALL)]


def _background(finding: str) -> Prevalence:
    """Return how common a finding is among people without low calcium: a row of ``data/findings.csv``."""
    row = tables.findings()[finding]
    return Prevalence(
        id=f"background-{finding}",
        quantity=f"{row.name}, in the last month",
        population="people without low calcium, as anybody in this kit",
        value=round(100 * row.population_rate, 6),
        lower=None,
        upper=None,
        unit="%",
        provenance=row.provenance,
    )


def describe(screened: Screened, system: UnitSystem = "si") -> str:
    """Say both arrays in words."""
    return words.describe(screened, system)
