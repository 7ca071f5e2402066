"""Numbers as people type them."""

import pytest

from vitd_edu.panels.typed import read_number
from vitd_edu.physiology.inputs import InputError
from vitd_edu.units import LevelError


@pytest.mark.parametrize(
    ("analyte", "text", "level"),
    [
        ("calcium_intake", "1,000", 1000),
        ("calcium_intake", "1 200", 1200),
        ("calcium_intake", "1000 mg", 1000),
        ("calcium_intake", "1,200 mg a day", 1200),
        ("calcium", "2.4 mmol", 2.4),
        ("calcium", "2,4", 2.4),
        ("calcium", "2.000", 2.0),
        ("calcium", "9.4 mg/dl", 2.345),
        ("magnesium", "0.72 mmol/l", 0.72),
        ("vitamin_d", "20.125", 20.1),
        ("ph", " 7.4 ", 7.4),
        ("prevalence", "5 %", 5),
    ],
)
def test_a_number_is_read_as_it_was_meant(analyte, text, level):
    assert read_number(analyte, text, "si") == pytest.approx(level, rel=1e-3)


def test_a_point_that_may_mean_thousands_is_asked_about():
    with pytest.raises(InputError, match=r"Calcium intake: is '1\.200' meant with thousands .*Write 1200 or 1\.2\."):
        read_number("calcium_intake", "1.200 mg", "si")


@pytest.mark.parametrize("text", ["", "mg", "1 g", "1,2,3", "1,00,000", "2.4 mmolx"])
def test_what_is_no_number_is_said_to_be_none(text):
    with pytest.raises(LevelError, match="is not a number"):
        read_number("calcium_intake", text, "si")
