"""The tables become records, and none of them lies unread."""

import dataclasses
import importlib
import inspect
import pkgutil

import pytest

from vitd_edu import knowledge
from vitd_edu.knowledge import reading, records, references, tables
from vitd_edu.knowledge.package import read_rows, schemas

LATER: set[str] = set()
PROVENANCE = {"evidence", "source_status", "references", "reason"}
# Names and order, or parts of a row of another table that holds the claim.
WITHOUT_CLAIMS = {
    "regions", "drivers", "finding_kinds", "mechanism_nodes", "lessons", "answers", "hints", "objectives",
    "life_stages",
    "case_phrases", "case_results", "test_reveals", "subject_parts",
}  # fmt: skip


def modules():
    names = [module.name for module in pkgutil.iter_modules(knowledge.__path__, f"{knowledge.__name__}.")]
    return [importlib.import_module(name) for name in names]


def reading_modules():
    """Return the modules of the room that read tables: each holds readers, and no other cached function."""
    return [module for module in modules() if hasattr(module, "table") and module is not reading]


def readers():
    found = [
        member
        for module in reading_modules()
        for _, member in inspect.getmembers(module, lambda member: hasattr(member, "__wrapped__"))
        if member.__module__ == module.__name__
    ]
    assert found
    return found


@pytest.fixture
def read(monkeypatch):
    """Run every reader anew and return the record that each table becomes."""
    found = {}

    def table(name, kind):
        found[name] = kind
        return ()

    for module in reading_modules():
        monkeypatch.setattr(module, "table", table)
    for reader in readers():
        reader.__wrapped__()
    return found


def test_every_table_is_read_or_content_for_later(read):
    assert set(read) | LATER == set(schemas())
    assert not set(read) & LATER


def test_every_column_has_its_field(read):
    for table, kind in read.items():
        columns = [field["name"] for field in schemas()[table]["fields"] if field["name"] not in PROVENANCE]
        fields = [field.name for field in dataclasses.fields(kind) if field.name != "provenance"]
        assert columns == fields, table


def test_every_table_that_claims_something_has_provenance():
    for table, schema in schemas().items():
        columns = {field["name"] for field in schema["fields"]}
        assert (columns >= PROVENANCE) == (table not in WITHOUT_CLAIMS), table


def test_every_row_has_evidence_and_a_source_or_a_reason():
    for table in set(schemas()) - WITHOUT_CLAIMS:
        for number, row in enumerate(read_rows(table), start=2):
            assert row["evidence"] in ("strong", "moderate", "weak", "mixed", "none"), (table, number)
            assert row["source_status"] in ("read", "second-hand", "recalled", "our-choice"), (table, number)
            assert row["reason" if row["source_status"] == "our-choice" else "references"], (table, number)


def test_lists_are_split_and_empty_cells_are_none():
    assert tables.symptoms()["tingling"].sites == ("face", "hands", "feet")
    assert tables.presets()["healthy"].findings == ()
    assert tables.causes()["thyroid"].seed_row is None
    assert tables.causes()["thyroid"].provenance.references == tuple(tables.causes()["thyroid"].provenance.references)


def test_records_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        tables.parameters()["ionized_fraction"].value = 0.6


def test_each_table_is_read_once():
    assert tables.symptoms() is tables.symptoms()


def test_every_record_class_belongs_to_a_table(read):
    kinds = {
        kind
        for module in modules()
        for _, kind in inspect.getmembers(module, dataclasses.is_dataclass)
        if kind.__module__.startswith(knowledge.__name__)
    }
    assert kinds - {references.Reference} == {*read.values(), records.Provenance}
