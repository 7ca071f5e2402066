"""Rows of ``data/`` into frozen records; every module of this room that reads tables does it by ``table``."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from vitd_edu.knowledge.package import Row, read_rows
from vitd_edu.knowledge.records import Provenance

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")


def _build(kind: type[Record], row: Row) -> Record:
    """Make one record from one row: lists are split at spaces, the four provenance columns become one field."""
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name == "provenance":
            values["provenance"] = _build(Provenance, row)
        elif get_origin(field.type) is tuple and get_args(field.type)[0] is str:
            values[field.name] = tuple(str(row[field.name] or "").split())
        else:
            values[field.name] = row[field.name]
    return kind(**values)


def table(name: str, kind: type[Record]) -> tuple[Record, ...]:
    """Return the rows of a table of ``data/`` as frozen records of one kind, in the order of the file."""
    return tuple(_build(kind, row) for row in read_rows(name))
