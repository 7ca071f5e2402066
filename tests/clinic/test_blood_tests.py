"""Blood tests: every body has its say, either unit system reads the same, and the albumin rule knows its place."""

import pytest

from vitd_edu import units
from vitd_edu.clinic import blood_tests
from vitd_edu.clinic.blood_tests import Sample, adjusted_calcium, read_result
from vitd_edu.figures import blood_test_table
from vitd_edu.knowledge import bands, lab_tables, tables
from vitd_edu.physiology.inputs import InputError
from vitd_edu.units import LevelError

MEASURED = [row for row in lab_tables.readings().values() if row.analyte is not None]
ASKED_FOR = {
    "vitamin_d", "total_calcium", "calcium", "ionized_calcium", "magnesium", "phosphate", "pth", "creatinine",
    "potassium", "tsh", "qtc", "emg",
}  # fmt: skip


def test_the_tests_of_the_subject_are_there():
    assert set(lab_tables.readings()) >= ASKED_FOR
    for row in lab_tables.readings().values():
        assert row.asks.endswith("?"), row.id
        assert row.cannot_tell, row.id


@pytest.mark.parametrize("row", MEASURED, ids=lambda row: row.id)
def test_every_measured_quantity_has_bands_and_a_healthy_value_is_normal(row):
    assert {band.level for band in bands.bands(row.analyte)} >= {"low", "normal", "high"}
    assert read_result(row.id, tables.analytes()[row.analyte].healthy).level == "normal"


@pytest.mark.parametrize("row", MEASURED, ids=lambda row: row.id)
def test_a_result_reads_the_same_in_either_unit_system(row):
    for share in (0.2, 0.5, 0.8):
        analyte = tables.analytes()[row.analyte]
        value = analyte.usual_lower + share * (analyte.usual_upper - analyte.usual_lower)
        kept = units.check_level(analyte.id, value)
        si = read_result(row.id, kept)
        us = read_result(row.id, units.from_si(analyte.id, kept, "us"), "us")
        assert us.bands == si.bands
        assert us.level == si.level
        for system in units.SYSTEMS:
            assert units.show(analyte.id, kept, system) in us.words


def test_the_bodies_disagree_and_each_is_named():
    result = read_result("vitamin_d", 45)
    labels = {body: band.label if band else None for body, band in result.bands.items()}
    assert labels["IOM 2011"] == "inadequate"
    assert labels["Endocrine Society 2011"] == "deficient"
    assert labels["Endocrine Society 2024"] is None
    assert "by IOM 2011" in result.words


def test_words_of_an_emg():
    result = read_result("emg", "several-regions")
    assert result.value is None
    assert result.level == "abnormal"
    assert result.words.startswith("EMG: damage in several regions.")
    with pytest.raises(InputError, match="Known: normal, one-root"):
        read_result("emg", "odd")


def test_the_albumin_rule():
    assert adjusted_calcium(2.4, 40) == pytest.approx(2.4)
    assert adjusted_calcium(1.95, 26) == pytest.approx(2.23)
    conventional = units.from_si("calcium", adjusted_calcium(units.to_si("calcium", 7.8, "us"), 26), "us")
    assert conventional == pytest.approx(7.8 + 0.8 * (4.0 - 2.6), abs=0.01)  # the rule as US pages print it
    assert "ionized calcium has to be measured" in adjusted_calcium.__doc__.replace("\n    ", " ")


@pytest.mark.parametrize(
    ("test", "value", "error", "said"),
    [
        ("calcum", 2.4, InputError, "Known: vitamin_d"),
        ("calcium", 9.6, LevelError, "looks like mg/dL"),
        ("potassium", "much", LevelError, "is not a number"),
        ("creatinine", -1, LevelError, "minus sign"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(test, value, error, said):
    with pytest.raises(error, match=said):
        read_result(test, value)


@pytest.mark.parametrize("preset", lab_tables.presets().values(), ids=lambda row: row.id)
@pytest.mark.parametrize("system", units.SYSTEMS)
def test_every_preset_can_be_read_and_coded(preset, system):
    value = preset.value if preset.value is not None else preset.word.partition(".")[2]
    sample = Sample(preset.reading, value, preset.albumin)
    assert Sample.from_code(sample.code) == sample
    said = blood_test_table.describe(sample, system)
    assert sample.result.reading.cannot_tell in said
    if preset.reading == "total_calcium":
        assert blood_tests.in_both_units("calcium", sample.adjusted, system) in said


@pytest.mark.parametrize(
    "code", ["", "test", "test_calcium", "test_calcium_1.7.5", "case_7", "test_calcium_2.4_A40", None, 5]
)
def test_a_bad_code_is_refused(code):
    with pytest.raises((InputError, LevelError)):
        Sample.from_code(code)


def test_a_code_of_another_lab_is_sent_there():
    with pytest.raises(InputError, match="is one of the case clinic: paste it there"):
        Sample.from_code("case_7")
    with pytest.raises(InputError, match="is one of the symptom explorer: paste it there"):
        Sample.from_code("C1.75_+tingling")


@pytest.mark.parametrize(
    ("code", "sample"),
    [
        ("TEST_CALCIUM_1.75", Sample("calcium", 1.75)),
        ("Test_Total_Calcium_1.95_a26", Sample("total_calcium", 1.95, 26.0)),
        (" test emg ONE-ROOT ", Sample("emg", "one-root")),
    ],
)
def test_letters_and_stray_spaces_of_a_code_do_not_matter(code, sample):
    assert Sample.from_code(code) == sample


def test_a_sample_of_nothing_is_a_usual_calcium():
    first = next(iter(lab_tables.presets().values()))
    assert Sample() == Sample(first.reading, first.value, first.albumin)
    with pytest.raises(InputError, match="No test is called"):
        Sample(["calcium"], 2.4)


def test_a_ph_is_named_once():
    assert read_result("ph", 7.4).words == "Blood pH 7.40: normal by the common laboratory range."
    assert "Blood pH: 7.40" in blood_test_table.draw(Sample("ph", 7.4))
    for system in units.SYSTEMS:
        assert "pH pH" not in blood_test_table.describe(Sample("ph", 7.4), system)


@pytest.mark.parametrize(
    ("total", "albumin", "system", "said"),
    [
        (0.8, 70, "si", "an adjusted calcium of 0.20 mmol/L (0.8 mg/dL). That cannot be: from 1.00 mmol/L to 4.20"),
        (0.8, 70, "us", "an adjusted calcium of 0.8 mg/dL (0.20 mmol/L). That cannot be: from 4.0 mg/dL to 16.8"),
        (5.0, 20, "si", "an adjusted calcium of 5.40 mmol/L (21.6 mg/dL). That cannot be"),
    ],
)
def test_an_adjusted_calcium_that_nobody_can_have_is_called_so(total, albumin, system, said):
    drawn = blood_test_table.describe(Sample("total_calcium", total, albumin), system)
    assert said in drawn
    assert "One of the two numbers is wrong, or the rule does not hold here." in drawn
    assert "Adjusted calcium" not in drawn
    assert "cannot be:" not in blood_test_table.describe(Sample("total_calcium", 1.95, 26), system)
