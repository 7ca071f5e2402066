"""Read the tables of the data package with the standard library, and say exactly which cell is wrong.

The schemas in ``datapackage.json`` are the one place that says what a cell may hold; this reader obeys them at run
time, and the tests let ``frictionless`` check the same files against the same schemas.
"""

import csv
import json
import math
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from vitd_edu.knowledge.references import entries
from vitd_edu.locate import data_directory

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]
Schema = Mapping[str, Any]


class ContentError(ValueError):
    """A table, a row or a cell of the data package does not hold what its schema asks for."""


@cache
def schemas(directory: Path | None = None) -> Mapping[str, Schema]:
    """Return the Table Schema of every table, by table name.

    Args:
        directory: Folder that holds ``datapackage.json``; the kit's own where it is None.

    Raises:
        ContentError: The package cannot be read.
    """
    path = (directory or data_directory()) / "datapackage.json"
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContentError(f"{path.name} cannot be read: {error}") from error
    return {resource["name"]: resource["schema"] for resource in package["resources"]}


@cache
def read_rows(table: str, directory: Path | None = None) -> tuple[Row, ...]:
    """Return the rows of one table, each cell converted to the type that its schema names.

    Args:
        table: Name of the table, such as ``"symptoms"``.
        directory: Folder of the data package; the kit's own where it is None.

    Raises:
        ContentError: Names the table, the row (as a spreadsheet counts it), the column, the value and what was
            expected.
    """
    schema = schemas(directory)[table]
    fields = schema["fields"]
    names = [field["name"] for field in fields]
    path = (directory or data_directory()) / f"{table}.csv"
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            lines = list(csv.reader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"Table {table}: {path.name} cannot be read: {error}") from error
    if not lines or lines[0] != names:
        raise ContentError(f"Table {table}, row 1: expected the columns {', '.join(names)}.")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(names):
            raise ContentError(f"Table {table}, row {number}: expected {len(names)} cells, found {len(line)}.")
        rows.append(
            {field["name"]: _cell(table, number, field, text) for field, text in zip(fields, line, strict=True)}
        )
    _check_key(table, schema, rows)
    _check_provenance(table, rows)
    _check_pointers(table, schema, rows, directory)
    return tuple(rows)


def _wrong(table: str, number: int, column: str, value: object, expected: str) -> ContentError:
    return ContentError(f"Table {table}, row {number}, column {column}: found {value!r}, expected {expected}.")


def _integer(text: str) -> int:
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


CONVERTERS: Mapping[str, tuple[Callable[[str], Cell], str]] = {
    "string": (str, "text"),
    "integer": (_integer, "a whole number"),
    "number": (_number, "a number"),
    "boolean": (_boolean, "true or false"),
}


def _cell(table: str, number: int, field: Schema, text: str) -> Cell:
    """Convert one cell and check its constraints."""
    column, rules = field["name"], field.get("constraints", {})
    if text == "":
        if rules.get("required"):
            raise _wrong(table, number, column, text, "a value: this cell must not be empty")
        return None
    convert, expected = CONVERTERS[field["type"]]
    try:
        value = convert(text)
    except (ValueError, KeyError) as error:
        raise _wrong(table, number, column, text, expected) from error
    if "enum" in rules and value not in rules["enum"]:
        raise _wrong(table, number, column, text, "one of " + ", ".join(rules["enum"]))
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        raise _wrong(table, number, column, text, f"text of the form {rules['pattern']}")
    if isinstance(value, int | float):
        low, high = rules.get("minimum", -math.inf), rules.get("maximum", math.inf)
        if not low <= value <= high:
            raise _wrong(table, number, column, text, f"a number from {low} to {high}")
    return value


def _check_key(table: str, schema: Schema, rows: list[dict[str, Cell]]) -> None:
    """No two rows may share the primary key."""
    columns = schema["primaryKey"]
    columns = [columns] if isinstance(columns, str) else columns
    seen: set[tuple[Cell, ...]] = set()
    for number, row in enumerate(rows, start=2):
        key = tuple(row[column] for column in columns)
        if key in seen:
            shown = ", ".join(str(part) for part in key)
            raise _wrong(table, number, " and ".join(columns), shown, "a value that no other row has")
        seen.add(key)


def _check_provenance(table: str, rows: list[dict[str, Cell]]) -> None:
    """A choice of ours needs its reason; everything else needs a reference."""
    for number, row in enumerate(rows, start=2):
        if "source_status" not in row:
            return
        column = "reason" if row["source_status"] == "our-choice" else "references"
        if row[column] is None:
            expected = f"a value, because source_status is {row['source_status']}"
            raise _wrong(table, number, column, "", expected)


def _check_pointers(table: str, schema: Schema, rows: list[dict[str, Cell]], directory: Path | None) -> None:
    """Cells that point elsewhere, one by one or as a list, must point to something."""
    for key in schema.get("foreignKeys", ()):
        _check_foreign_key(table, key, rows, directory)
    for field in schema["fields"]:
        if "listOf" in field:
            _check_list(table, field, rows, directory)


def _check_foreign_key(table: str, key: Schema, rows: list[dict[str, Cell]], directory: Path | None) -> None:
    """Every value must stand in the table it points to."""
    column, target = key["fields"], key["reference"]
    known = {row[target["fields"]] for row in read_rows(target["resource"], directory)}
    for number, row in enumerate(rows, start=2):
        if row[column] is not None and row[column] not in known:
            expected = f"a value of {target['fields']} in table {target['resource']}"
            raise _wrong(table, number, column, row[column], expected)


def _check_list(table: str, field: Schema, rows: list[dict[str, Cell]], directory: Path | None) -> None:
    """Every member of a list cell must stand where ``listOf`` points."""
    column, target = field["name"], field["listOf"]
    known, place = _listed(table, target, rows, directory)
    for number, row in enumerate(rows, start=2):
        cell = row[column]
        for member in str(cell).split(target.get("separator")) if cell is not None else ():
            if member not in known:
                raise _wrong(table, number, column, member, f"a value of {target['field']} in {place}")


def _listed(
    table: str, target: Schema, rows: list[dict[str, Cell]], directory: Path | None
) -> tuple[Collection[Cell], str]:
    """Return what a list may hold and where that stands: the bibliography, the table itself, or another table."""
    if "file" in target:
        return _reference_keys((directory or data_directory()) / target["file"]), target["file"]
    # A table whose lists point into itself would be read for ever if it asked for itself.
    others = rows if target["resource"] == table else read_rows(target["resource"], directory)
    return {row[target["field"]] for row in others}, f"table {target['resource']}"


@cache
def _reference_keys(path: Path) -> Collection[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name} cannot be read: {error}") from error
    return frozenset(key for _, key, _ in entries(text))
