"""Reference bands: which band a level lies in, and bands that neither overlap nor leave gaps."""

from itertools import pairwise

import numpy as np
import pytest

from vitd_edu import units
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of, bands, bodies, side_of
from vitd_edu.scenario import LEVELS


@pytest.mark.parametrize(
    ("analyte", "value", "level"),
    [
        ("vitamin_d", 29.4, "low"),
        ("vitamin_d", 30, "borderline"),
        ("vitamin_d", 49.4, "borderline"),
        ("vitamin_d", 50, "normal"),
        ("vitamin_d", 125, "normal"),
        ("vitamin_d", 125.6, "high"),
        ("calcium", 2.144, "low"),
        ("calcium", 2.15, "normal"),
        ("calcium", 2.55, "normal"),
        ("calcium", 2.556, "high"),
        ("magnesium", 0.694, "low"),
        ("magnesium", 0.70, "normal"),
        ("magnesium", 1.00, "normal"),
        ("magnesium", 1.006, "high"),
        ("ph", 7.34, "low"),
        ("ph", 7.35, "normal"),
        ("ph", 7.45, "normal"),
        ("ph", 7.46, "high"),
    ],
)
def test_a_bound_belongs_to_the_side_of_health(analyte, value, level):
    assert band_of(analyte, value).level == level


@pytest.mark.parametrize("analyte", LEVELS)
def test_the_default_body_has_a_band_for_every_accepted_level(analyte):
    row = tables.analytes()[analyte]
    for value in units.kept(analyte, np.linspace(row.accepted_lower, row.accepted_upper, 500)):
        assert band_of(analyte, float(value)) is not None, value


@pytest.mark.parametrize("analyte", LEVELS)
def test_bands_of_one_body_do_not_overlap(analyte):
    for body in bodies(analyte):
        rows = [row for row in bands(analyte, body) if row.level != "none"]
        for lower, upper in pairwise(rows):
            assert lower.upper is not None, (body, lower.id)
            assert upper.lower is not None, (body, upper.id)
            assert lower.upper <= upper.lower, (body, lower.id, upper.id)


@pytest.mark.parametrize("analyte", LEVELS)
def test_the_default_body_comes_first_and_is_one_that_sets_bands(analyte):
    default = tables.analytes()[analyte].default_body
    assert bodies(analyte)[0] == default
    assert bands(analyte) == bands(analyte, default)
    assert len(set(bodies(analyte))) == len(bodies(analyte))


def test_bodies_disagree_about_vitamin_d_and_all_are_kept():
    said = {body: band.level for body in bodies("vitamin_d") if (band := band_of("vitamin_d", 60, body)) is not None}
    assert len(bodies("vitamin_d")) >= 3
    assert len(set(said.values())) > 1


def test_a_body_that_sets_no_band_there_gives_none():
    silent = [body for body in bodies("vitamin_d") if all(row.level == "none" for row in bands("vitamin_d", body))]
    assert silent
    for body in silent:
        assert band_of("vitamin_d", 20, body) is None


def test_bounds_stand_in_order():
    for row in tables.reference_bands():
        if row.lower is not None and row.upper is not None:
            assert row.lower < row.upper, row.id


@pytest.mark.parametrize(
    ("analyte", "us", "level"),
    [
        ("vitamin_d", 20.0, "normal"),
        ("vitamin_d", 12.0, "borderline"),
        ("calcium", 8.6, "normal"),
        ("magnesium", 1.7, "normal"),
    ],
)
def test_round_us_bounds_lie_where_their_si_bounds_lie(analyte, us, level):
    kept = units.check_level(analyte, us, "us")
    assert band_of(analyte, kept).level == level


@pytest.mark.parametrize("analyte", ["calcium", "magnesium", "vitamin_d"])
def test_the_side_of_many_levels_is_that_of_their_bands(analyte):
    row = tables.analytes()[analyte]
    levels = np.linspace(row.accepted_lower, row.accepted_upper, 400)
    sides = {None: 0, "low": -1, "borderline": -1, "normal": 0, "high": 1}
    found = [band_of(analyte, float(level)) for level in levels]
    assert side_of(analyte, levels).tolist() == [sides[band and band.level] for band in found]
