"""What a cell must be, worked out from a query's answer without the program's own words for it."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type

from panhuo.schema import schema
from panhuo.sheets.export_columns import ROOTS, ExportColumn, ExportLibrary

Answered = Mapping[str, Any]


def value_at(row: Answered, column: ExportColumn) -> Any:
    """What an answer says at a column's path."""
    where = list(column.paths)
    while len(where) > 1 and row[where[0].split(".")[0]] is None:
        where.pop(0)
    found = at(row, where[0].split("."))
    if column.kind.startswith("code:"):
        found = [code for code in found if f"code:{code['kind']}" == column.kind]
    return found


def at(value: Any, steps: Sequence[str]) -> Any:
    if not steps or value is None:
        return value
    if isinstance(value, list):
        return [at(each, steps) for each in value]
    return at(value[steps[0]], steps[1:])


def leaf_type(library: ExportLibrary, column: ExportColumn) -> Any:
    kind: Any = schema._schema.type_map[ROOTS[library][1]]
    for step in column.paths[0].split("."):
        assert isinstance(kind, GraphQLObjectType)
        kind = get_named_type(kind.fields[step].type)
    return kind


def said(value: Any, kind: Any, column: ExportColumn) -> Any:
    """A value as a Chinese workbook has it."""
    if value is None:
        return None
    if isinstance(value, list):
        between = "；" if any(isinstance(each, list) for each in value) else " | "
        parts = [said(each, kind, column) for each in value]
        return between.join("" if part is None else str(part) for part in parts) or None
    if column.kind.startswith("code:"):
        return " ".join(filter(None, (value["code"], value["title"])))
    if column.kind in ("status", "willingness"):
        return value
    if column.kind == "number":
        return float(value)
    if isinstance(kind, GraphQLEnumType):
        description = kind.values[value].description or ""
        return description.rpartition(" (")[2].rstrip(".").rstrip(")").partition(", S")[0]
    if kind.name == "Boolean":
        return "是" if value else "否"
    if kind.name == "Instant":
        return value[:19].replace("T", " ")
    return None if value == "" else value


def same(cell: Any, wanted: Any, column: ExportColumn, value: Any) -> bool:
    """Whether a cell of a workbook or .csv says what it must."""
    if column.kind in ("status", "willingness"):
        return all(part in (cell or "") for part in entry_parts(value))
    if cell is None or wanted is None:
        return cell is wanted
    if isinstance(wanted, int | float):
        return float(cell) == float(wanted)
    return str(cell) == str(wanted).replace("\r\n", "\n").replace("\r", "\n")


def entry_parts(entries: Any) -> list[str]:
    """What the cell of ticked options must at least hold."""
    return [
        str(entry[name])
        for entry in entries or ()
        for name in ("custom", "amount", "result", "conclusion", "product", "remark")
        if entry.get(name)
    ]
