"""Units, conversions, and errors that name field, value, unit, range and the likely slip."""

import math

import numpy as np
import pytest

from vitd_edu import units
from vitd_edu.knowledge import tables
from vitd_edu.scenario import LEVELS
from vitd_edu.units import LevelError, check_level, unit_question


@pytest.mark.parametrize(
    ("analyte", "us", "si", "within"),
    [
        ("vitamin_d", 10, 24.96, 1e-9),  # 2.496 nmol/L per ng/mL everywhere
        ("vitamin_d", 30, 74.88, 1e-9),
        ("calcium", 10.02, 2.5, 1e-9),  # 40.08 g/mol
        ("calcium", 7.0, 1.7465, 1e-4),
        ("magnesium", 2.43, 1.0, 1e-9),  # 24.3 g/mol
        ("magnesium", 1.3, 0.535, 1e-4),
        ("pth", 9.43, 1.0, 1e-3),
        ("phosphate", 3.097, 1.0, 1e-3),
        ("ph", 7.4, 7.4, 0),
    ],
)
def test_conversion(analyte, us, si, within):
    assert units.to_si(analyte, us, "us") == pytest.approx(si, abs=within)
    assert units.from_si(analyte, si, "us") == pytest.approx(us, abs=max(within / units.to_si(analyte, 1, "us"), 1e-9))
    assert units.to_si(analyte, si, "si") == units.from_si(analyte, si, "si") == si


@pytest.mark.parametrize(
    ("analyte", "value", "si", "us"),
    [
        ("vitamin_d", 24.96, "25 nmol/L", "10.0 ng/mL"),
        ("calcium", 1.75, "1.75 mmol/L", "7.0 mg/dL"),
        ("magnesium", 0.55, "0.55 mmol/L", "1.3 mg/dL"),
        ("ph", 7.4, "pH 7.40", "pH 7.40"),
    ],
)
def test_levels_in_words(analyte, value, si, us):
    assert units.show(analyte, value) == si
    assert units.show(analyte, value, "us") == us


def test_unknown_analytes_have_no_unit():
    with pytest.raises(KeyError):
        units.unit("calcum")


@pytest.mark.parametrize(
    ("analyte", "value", "system", "said"),
    [
        (
            "calcium",
            9.4,
            "si",
            ["Calcium: 9.4 mmol/L", "1 to 4.2 mmol/L", "looks like mg/dL", "2.35 mmol/L"],
        ),
        ("calcium", 2.4, "us", ["2.4 mg/dL", "4.008 to 16.83 mg/dL", "looks like mmol/L", "9.62 mg/dL"]),
        ("calcium", -2.4, "si", ["-2.4 mmol/L", "1 to 4.2 mmol/L", "minus sign"]),
        ("calcium", 24, "si", ["24 mmol/L", "decimal point", "too far right", "2.4 mmol/L"]),
        ("calcium", 0.24, "si", ["0.24 mmol/L", "decimal point", "too far left", "2.4 mmol/L"]),
        (
            "vitamin_d",
            700,
            "si",
            ["Vitamin D: 700 nmol/L", "2 to 650 nmol/L", "too far right", "70 nmol/L"],
        ),
        ("vitamin_d", 1, "si", ["1 nmol/L", "2 to 650 nmol/L", "looks like ng/mL"]),
        ("vitamin_d", 300, "us", ["300 ng/mL", "0.8013 to 260.4 ng/mL", "looks like nmol/L", "120 ng/mL"]),
        ("magnesium", 8.5, "si", ["Magnesium", "8.5 mmol/L", "0.1 to 5 mmol/L", "looks like mg/dL"]),
        ("magnesium", 0.02, "si", ["0.02 mmol/L", "0.1 to 5 mmol/L"]),
        ("daily_dose", -5, "si", ["Daily dose", "-5 IU/d", "0 to 35 000 IU/d", "minus sign"]),
        ("ph", 74, "si", ["Blood pH", "74 pH", "7 to 7.8 pH", "too far right", "7.4 pH"]),
    ],
)
def test_a_level_out_of_range_is_refused_with_the_likely_slip(analyte, value, system, said):
    with pytest.raises(LevelError) as caught:
        check_level(analyte, value, system)
    for part in said:
        assert part in str(caught.value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400])
@pytest.mark.parametrize("analyte", LEVELS)
def test_what_is_not_finite_is_no_level(analyte, value):
    name = tables.analytes()[analyte].short_name
    with pytest.raises(LevelError, match=rf"^{name}: .*(nan|inf) is not a level.* to "):
        check_level(analyte, value)


@pytest.mark.parametrize("value", [None, "2.4", "", b"2", True, 1j, [2.4], {2.4}, np.array([2.4, 2.4])])
def test_what_is_no_number_is_no_level(value):
    with pytest.raises(LevelError, match=r"Calcium: .*is not a number\. Give it in mmol/L, 1 to 4\.2 mmol/L\."):
        check_level("calcium", value)


@pytest.mark.parametrize("value", [np.float64(2.4), np.float32(2.4), np.array(2.4), 2.4, 2.4004, 2.3996])
def test_numbers_of_every_kind_are_kept_to_the_resolution(value):
    kept = check_level("calcium", value)
    assert type(kept) is float
    assert kept == 2.4


@pytest.mark.parametrize("system", units.SYSTEMS)
@pytest.mark.parametrize("analyte", LEVELS)
def test_the_ends_of_the_range_as_said_are_accepted(analyte, system):
    with pytest.raises(LevelError) as caught:
        check_level(analyte, math.nan, system)
    low, high = str(caught.value).rsplit(", ", 1)[1].split(" ")[0:3:2]
    row = tables.analytes()[analyte]
    assert check_level(analyte, float(low), system) == pytest.approx(row.accepted_lower, rel=1e-3)
    assert check_level(analyte, float(high), system) == pytest.approx(row.accepted_upper, rel=1e-3)


def test_a_level_possible_in_both_units_is_taken_with_a_question():
    assert check_level("magnesium", 1.8) == 1.8
    question = unit_question("magnesium", 1.8)
    assert question is not None
    assert "1.8 mmol/L" in question
    assert "1.8 mg/dL" in question
    assert "0.74 mmol/L" in question


@pytest.mark.parametrize(
    ("analyte", "value"),
    [("magnesium", 0.85), ("calcium", 1.75), ("calcium", 3.5), ("vitamin_d", 20), ("ph", 7.2), ("magnesium", 4)],
)
def test_other_levels_raise_no_question(analyte, value):
    assert unit_question(analyte, value) is None


def test_a_question_in_us_units_asks_the_other_way_round():
    question = unit_question("magnesium", units.to_si("magnesium", 0.85, "us"), "us")
    assert question is not None
    assert "0.85 mg/dL" in question
    assert "0.85 mmol/L" in question


def test_rounding_gives_the_double_nearest_to_the_decimal():
    assert units.kept("calcium", np.array([2.1499, 2.1501, 1.0004])).tolist() == [2.15, 2.15, 1.0]
    assert float(units.kept("vitamin_d", 12.34)) == 12.3
    assert float(units.kept("ph", 7.404)) == 7.4
