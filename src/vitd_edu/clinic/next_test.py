"""Which test would change the ranking of the causes most, computed from the tables that made the ranking.

The expected change of a test is the weight that would pass from some causes to others, averaged over the results it
may have: the total variation between the weights now and the weights then,
``sum over results and causes of weight * |P(result | cause) - P(result)| / 2``. It is zero where no result would
change anything, and never below. Price, time, pain and urgency are not weighed.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vitd_edu import units
from vitd_edu.clinic import differential
from vitd_edu.clinic.differential import Column
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.knowledge.workup_tables import test_reveals

Table = NDArray[np.float64]
GRID = 161  # levels over the accepted range: three or more within the narrowest spread
RESULTS = 4  # ways to come out that are told, at most: a level has up to four bands
ALONE = 2  # findings told by themselves, of a test of several
WORTH_TELLING = 0.01  # chance of a finding that is told by itself
BANDS = ("low", "borderline", "normal", "high")


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A way in which a test may come out.

    Attributes:
        name: ``"low"``, ``"borderline"``, ``"normal"`` or ``"high"`` for a level; ``"present"`` or ``"absent"`` for a
            finding; for a test of several findings the one that alone is there, ``"none"``, or for all that is left
            ``"together"`` where that is one way to come out, else ``"other"``.
        chance: Probability of this result, as things stand.
        points: The same in whole percent, so that all results of the test add up to 100.
        level: For a level the middle one of this band, as things stand, in SI.
        findings: Findings that are then there; for ``"other"`` those of the likeliest way.
        absent: Findings that are then known not to be there.
        weights: Weight of every cause then, in the order of the likelihood tables.
    """

    name: str
    chance: float
    points: int
    level: float | None
    findings: frozenset[str]
    absent: frozenset[str]
    weights: Column


@dataclass(frozen=True, slots=True, eq=False)
class NextTest:
    """A test that has not been done, or a question that was not asked.

    Attributes:
        id: Identifier of a test of ``data/tests.csv``, or of a finding where one question settles it.
        analyte: Level that it measures, if any.
        findings: Findings that it settles and that are not known yet.
        expected_change: Share of the weight, 0-1, that would pass from some causes to others, on average.
        now: Weight of every cause at present.
    """

    id: str
    analyte: str | None
    findings: tuple[str, ...]
    expected_change: float
    now: Column

    def results(self) -> tuple[Result, ...]:
        """Return every way in which it may come out, at most four; their chances add up to one."""
        return _level_results(self.analyte, self.now) if self.analyte else _finding_results(self.findings, self.now)


class LevelTable(NamedTuple):
    """A level in steps: values, the band of each, and P(value | cause) of shape (values, causes), columns sum to 1."""

    values: Column
    bands: tuple[str | None, ...]
    probability: Table


def distance(weights: Column, others: Column) -> float:
    """Return the share of weight that lies elsewhere: the total variation between two sets of weights, 0-1."""
    return 0.5 * float(np.abs(weights - others).sum())


def expected_change(now: Column, probability: Table) -> float:
    """Return the expected total variation between the weights now and after a result.

    Args:
        now: Weight of every cause, shape (causes,).
        probability: P(result | cause), shape (results, causes); every column sums to one.
    """
    return 0.5 * float((np.abs(probability - (probability @ now)[:, None]) @ now).sum())


def updated(now: Column, likelihood: Column) -> Column:
    """Return the weights after a result that each cause makes as likely as said."""
    odds: Column = now * likelihood
    return np.asarray(odds / odds.sum())


@cache
def level_table(analyte: str) -> LevelTable:
    """Return what level to expect in each cause, in steps over the accepted range.

    As evidence a level has open sides: one far beyond the typical counts as the typical does. To be expected it is
    less: here the levels of each cause lie on a bell, and their chances add up to one over the accepted range.
    """
    row = tables.analytes()[analyte]
    low, high = row.accepted_lower, row.accepted_upper
    scale = np.linspace(low, high, GRID) if analyte == "ph" else np.geomspace(low, high, GRID)
    values = units.kept(analyte, scale)
    density = np.exp(differential.level_evidence(analyte, scale, open_sides=False)).T
    found = [band_of(analyte, float(value)) for value in values]
    return LevelTable(values, tuple(band.level if band else None for band in found), density / density.sum(axis=0))


@cache
def _presence() -> tuple[tuple[str, ...], Table]:
    """Return the findings and P(present | cause), shape (findings, causes)."""
    table = differential.likelihoods().log_present
    return tuple(table), np.exp(np.stack(list(table.values())))


def outcomes(findings: Sequence[str]) -> tuple[tuple[tuple[bool, ...], ...], Table]:
    """Return every way in which findings may be there or not, and P(way | cause), shape (ways, causes)."""
    names, presence = _presence()
    ways = tuple(product((True, False), repeat=len(findings)))
    columns = [presence[names.index(finding)] for finding in findings]
    table = np.ones((len(ways), presence.shape[1]))
    for row, way in enumerate(ways):
        for there, column in zip(way, columns, strict=True):
            table[row] *= column if there else 1.0 - column
    return ways, table


def change_of(test: str, now: Column, asked: Collection[str] = (), measured: Collection[str] = ()) -> float:
    """Return the expected change of a test of ``data/test_reveals.csv``; zero where all of it is known already.

    Args:
        test: Identifier of the test.
        now: Weight of every cause.
        asked: Findings that are known to be there or not.
        measured: Levels that are known.
    """
    row = test_reveals()[test]
    if row.analyte:
        return 0.0 if row.analyte in measured else expected_change(now, level_table(row.analyte).probability)
    return expected_change(now, outcomes([finding for finding in row.findings if finding not in asked])[1])


def next_tests(now: Column, asked: Collection[str], measured: Collection[str]) -> tuple[NextTest, ...]:
    """Return every test and question whose answer is not known yet, the one that would change most first.

    Args:
        now: Weight of every cause, in the order of the likelihood tables.
        asked: Findings that are known to be there or not.
        measured: Levels that are known.
    """
    names, presence = _presence()
    # One finding has two results that move the same weight in opposite ways.
    changes = np.abs(presence - (presence @ now)[:, None]) @ now
    found = [
        NextTest(finding, None, (finding,), float(change), now)
        for finding, change in zip(names, changes, strict=True)
        if finding not in asked
    ]
    for test, row in test_reveals().items():
        open_findings = tuple(finding for finding in row.findings if finding not in asked)
        if open_findings or (row.analyte and row.analyte not in measured):
            found.append(NextTest(test, row.analyte, open_findings, change_of(test, now, asked, measured), now))
    return tuple(sorted(found, key=lambda test: -test.expected_change))


def best(tests: Sequence[NextTest], count: int) -> tuple[NextTest, ...]:
    """Return the first tests that do not share what they reveal: a question that a better one includes is left out."""
    chosen: list[NextTest] = []
    for test in tests:
        if len(chosen) < count and not any(set(test.findings) & set(other.findings) for other in chosen):
            chosen.append(test)
    return tuple(chosen)


def whole_percents(chances: Sequence[float]) -> list[int]:
    """Round chances that add up to one to whole percentages that add up to 100, each by less than one."""
    exact = [100.0 * chance for chance in chances]
    points = [math.floor(one) for one in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: points[place] - exact[place])
    for place in by_remainder[: 100 - sum(points)]:
        points[place] += 1
    return points


def _level_results(analyte: str, now: Column) -> tuple[Result, ...]:
    table = level_table(analyte)
    chance = table.probability @ now
    inside = {band: np.array([name == band for name in table.bands]) for band in BANDS}
    shares = {band: share for band in BANDS if (share := float(chance[inside[band]].sum())) > 0.0}
    found = []
    for (band, share), points in zip(shares.items(), whole_percents(list(shares.values())), strict=True):
        middle = int(np.searchsorted(np.cumsum(chance[inside[band]]), 0.5 * share))
        level = float(table.values[inside[band]][middle])
        evidence = differential.level_evidence(analyte, np.array([level]))[:, 0]
        weights = updated(now, np.exp(evidence - evidence.max()))
        found.append(Result(band, share, points, level, frozenset(), frozenset(), weights))
    return tuple(found)


def _finding_results(findings: Sequence[str], now: Column) -> tuple[Result, ...]:
    """Return the results of a test of findings: the most telling ones alone, all that is left, and nothing found."""
    ways, table = outcomes(findings)
    chances = [math.fsum((now * likelihood).tolist()) for likelihood in table]
    moves = [chance * distance(updated(now, row), now) for chance, row in zip(chances, table, strict=True)]
    told = _told_alone(ways, moves, chances)
    left = [place for place, way in enumerate(ways) if sum(way) and place not in told]
    groups = [[place] for place in told] + ([left] if left else []) + [[len(ways) - 1]]
    shares = [math.fsum(chances[place] for place in group) for group in groups]
    found = []
    for group, share, points in zip(groups, shares, whole_percents(shares), strict=True):
        likeliest = max(group, key=lambda place: chances[place])
        there = [finding for finding, yes in zip(findings, ways[likeliest], strict=True) if yes]
        present, absent = frozenset(there), frozenset(findings) - frozenset(there)
        name = _result_name(findings, there, len(group))
        found.append(Result(name, share, points, None, present, absent, updated(now, table[likeliest])))
    return tuple(found)


def _told_alone(ways: Sequence[tuple[bool, ...]], moves: Sequence[float], chances: Sequence[float]) -> list[int]:
    """Return the places of the ways in which one finding is there and no other: those worth telling by themselves."""
    alone = [place for place, way in enumerate(ways) if sum(way) == 1]
    likely = [place for place in alone if len(alone) == 1 or chances[place] >= WORTH_TELLING]
    return sorted(sorted(likely, key=lambda place: -moves[place])[:ALONE])


def _result_name(findings: Sequence[str], there: Sequence[str], ways: int) -> str:
    if len(findings) == 1:
        return "present" if there else "absent"
    if ways > 1:
        return "other"
    return "none" if not there else there[0] if len(there) == 1 else "together"
