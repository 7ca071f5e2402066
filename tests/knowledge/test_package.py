"""The reader of the data package: what it converts, and exactly which cell it names when one is wrong."""

import csv
import json
import shutil

import frictionless
import pytest

from vitd_edu.knowledge.package import ContentError, read_rows, schemas
from vitd_edu.locate import data_directory


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(data_directory(), tmp_path / "data")


def rewrite(data, table, change):
    """Read a table's lines, change them in place, and write them back."""
    path = data / f"{table}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        lines = list(csv.reader(file))
    change(lines)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)


def set_cell(data, table, row, column, value):
    """Set one cell; rows are counted as a spreadsheet does, the header being row 1."""

    def change(lines):
        lines[row - 1][lines[0].index(column)] = value

    rewrite(data, table, change)


def test_frictionless_accepts_the_package():
    report = frictionless.validate(str(data_directory() / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert len(report.tasks) == len(schemas())


def test_our_reader_accepts_every_table():
    for table in schemas():
        assert read_rows(table), table


def test_the_package_lists_every_table_that_lies_in_the_folder():
    assert {path.stem for path in data_directory().glob("*.csv")} == set(schemas())


def test_every_column_is_described():
    for table, schema in schemas().items():
        assert schema["primaryKey"], table
        for field in schema["fields"]:
            assert field["description"].endswith((".", "?")), (table, field["name"])


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "expected"),
    [
        ("parameters", 2, "value", "much", "a number"),
        ("parameters", 3, "value", "nan", "a number"),
        ("parameters", 4, "value", "inf", "a number"),
        ("parameters", 5, "value", "1,5", "a number"),
        ("analytes", 3, "si_decimals", "2.5", "a whole number"),
        ("analytes", 2, "si_per_us", "-1", "a number from 0 to inf"),
        ("causes", 2, "mineral", "maybe", "true or false"),
        ("causes", 3, "prior", "1.5", "a number from"),
        ("causes", 4, "id", "Low Calcium", "text of the form"),
        ("symptoms", 2, "name", "", "a value: this cell must not be empty"),
        ("symptoms", 3, "evidence", "overwhelming", "one of strong, moderate, weak, mixed, none"),
        ("presets", 3, "onset", "sudden", "one of acute, chronic"),
        ("findings", 2, "kind", "gossip", "a value of id in table finding_kinds"),
        ("finding_frequency", 5, "finding", "hiccups", "a value of id in table findings"),
        ("symptom_drivers", 3, "driver", "moon", "a value of id in table drivers"),
        ("causes", 5, "next_test", "crystal-ball", "a value of id in table tests"),
        ("red_flags", 2, "all_of", "seizures", "a value of id in table findings"),
        ("red_flags", 9, "any_of", "tinglin", "a value of id in table findings"),
        ("presets", 4, "findings", "bone-pains", "a value of id in table findings"),
        ("presets", 4, "absent", "tinglings", "a value of id in table findings"),
        ("comparison", 2, "findings_low", "jerks", "a value of id in table findings"),
        ("comparison", 2, "findings_neurological", "wastin", "a value of id in table findings"),
        ("comparison", 2, "levels_low", "zinc", "a value of id in table analytes"),
        ("symptoms", 2, "sites", "elbows", "a value of id in table regions"),
        ("glossary", 2, "see_also", "thresholds", "a value of term in table glossary"),
        ("claims", 2, "references", "Holick2008", "a value of key in references.bib"),
        ("movements", 2, "reason", "", "a value, because source_status is our-choice"),
    ],
)
def test_a_wrong_cell_is_named(data, table, row, column, value, expected):
    set_cell(data, table, row, column, value)
    with pytest.raises(ContentError) as caught:
        read_rows(table, data)
    for part in (f"Table {table}", f"row {row}", f"column {column}", f"found {value!r}", f"expected {expected}"):
        assert part in str(caught.value)


def test_one_wrong_member_of_a_list_is_named_without_its_neighbors(data):
    set_cell(data, "presets", 4, "findings", "bone-pain gait-chang low-sun")
    with pytest.raises(
        ContentError,
        match="Table presets, row 4, column findings: found 'gait-chang', expected a value of id in table findings",
    ):
        read_rows("presets", data)


NO_IDENTIFIERS = {  # lists of something else; the levels are read in tests/clinic/test_case_rules.py
    ("claims", "ledger"),
    ("case_rules", "when_level"),
    ("case_rules", "needs_level"),
}


def test_every_column_of_identifiers_says_where_they_stand():
    """A column whose pattern allows a space holds a list, and somebody must look whether its members exist."""
    for table, schema in schemas().items():
        for field in schema["fields"]:
            if "( " in field.get("constraints", {}).get("pattern", ""):
                assert "listOf" in field or (table, field["name"]) in NO_IDENTIFIERS, (table, field["name"])


def test_a_missing_bibliography_is_named(data):
    (data / "references.bib").unlink()
    with pytest.raises(ContentError, match=r"references\.bib cannot be read"):
        read_rows("claims", data)


def test_the_same_cells_are_wrong_to_frictionless(data):
    set_cell(data, "parameters", 2, "value", "much")
    set_cell(data, "findings", 2, "kind", "gossip")
    report = frictionless.validate(str(data / "datapackage.json"))
    wrong = {(row[0], row[1]) for row in report.flatten(["title", "rowNumber"])}
    assert not report.valid
    assert {row for _, row in wrong} == {2}
    assert {task.name for task in report.tasks if not task.valid} == {"parameters", "findings"}


def test_a_claim_without_a_source_is_named(data):
    rows = read_rows("claims")
    number = next(place for place, row in enumerate(rows, start=2) if row["source_status"] == "read")
    set_cell(data, "claims", number, "references", "")
    with pytest.raises(
        ContentError, match=rf"Table claims, row {number}, column references.*because source_status is read"
    ):
        read_rows("claims", data)


def test_two_rows_with_one_key_are_named(data):
    set_cell(data, "regions", 4, "id", "face")
    with pytest.raises(
        ContentError, match="Table regions, row 4, column id: found 'face', expected a value that no other row has"
    ):
        read_rows("regions", data)


def test_two_rows_with_one_compound_key_are_named(data):
    rewrite(data, "symptom_drivers", lambda lines: lines.append(lines[1]))
    with pytest.raises(ContentError, match="column symptom and driver: found 'fasciculation, excitability'"):
        read_rows("symptom_drivers", data)


def test_a_row_with_a_cell_too_few_is_named(data):
    rewrite(data, "regions", lambda lines: lines[2].pop())
    with pytest.raises(ContentError, match="Table regions, row 3: expected 2 cells, found 1"):
        read_rows("regions", data)


def test_a_header_that_differs_is_named(data):
    rewrite(data, "regions", lambda lines: lines[0].reverse())
    with pytest.raises(ContentError, match="Table regions, row 1: expected the columns id, name"):
        read_rows("regions", data)


def test_an_empty_file_is_named(data):
    (data / "regions.csv").write_text("", encoding="utf-8")
    with pytest.raises(ContentError, match="Table regions, row 1: expected the columns"):
        read_rows("regions", data)


def test_a_missing_table_is_named(data):
    (data / "regions.csv").unlink()
    with pytest.raises(ContentError, match=r"Table regions: regions\.csv cannot be read"):
        read_rows("regions", data)


def test_a_table_in_another_encoding_is_named(data):
    (data / "regions.csv").write_bytes(b"id,name\nface,Gesicht \xe4\n")
    with pytest.raises(ContentError, match=r"Table regions: regions\.csv cannot be read"):
        read_rows("regions", data)


def test_a_table_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(data):
    path = data / "regions.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_rows("regions", data) == read_rows("regions")


def test_a_broken_package_is_named(data):
    (data / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(ContentError, match=r"datapackage\.json cannot be read"):
        schemas(data)


def test_a_missing_package_is_named(tmp_path):
    with pytest.raises(ContentError, match=r"datapackage\.json cannot be read"):
        schemas(tmp_path)


def test_the_package_is_a_tabular_data_package():
    package = json.loads((data_directory() / "datapackage.json").read_text(encoding="utf-8"))
    assert package["profile"] == "tabular-data-package"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
