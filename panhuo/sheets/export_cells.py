"""What a query answered → cells: values are taken from rows by their paths and written as text or numbers.

yes and no as 是 and 否, options by their labels, moments to the second in China's time, lists joined by
` | ` (a list of lists by `；`), ticked options and codes in words; what is null is an empty cell
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from panhuo.rules import dossier_options as options
from panhuo.sheets.export_columns import SELECTED, ExportColumn
from panhuo.sheets.streamed_workbook import Cell

BETWEEN, BETWEEN_LISTS = " | ", "；"
YES_NO = {False: ("no", "否"), True: ("yes", "是")}
DIGITS = 15
"""A decimal of so many digits is the same as a number."""
STATUS_WORDS = {
    "amount": "金额",
    "result": "评价结果",
    "conclusion": "主要结论",
    "product": "产品名称",
    "remark": "备注",
}
FIRST = {
    **{str(each): label for each, label in options.STATUS_LABELS.items()},
    **{str(each): label for each, label in options.WILLINGNESS_LABELS.items()},
}
SECOND = {
    **{str(each): label for each, label in options.DETAIL_LABELS.items()},
    **{str(each): label for each, label in options.WILLINGNESS_DETAIL_LABELS.items()},
}
CUSTOM = "CUSTOM"
Row = Mapping[str, Any]
Reader = Callable[[Row], Any]
Writer = Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands at the end of a column's path."""

    kind: str
    """text, enum, bool, int, date, instant or object."""
    labels: Mapping[str, tuple[str, str]]
    """Of an enumeration: its values in English and Chinese."""


def selection_of(columns: Sequence[ExportColumn]) -> str:
    """The selection that reads some columns: `{ title unit { name } }`."""
    tree: dict[str, Any] = {"id": {}}
    for column in columns:
        for path in column.paths:
            here = tree
            for step in path.split("."):
                here = here.setdefault(step, {})
            here.update({name: {} for name in SELECTED.get(column.kind, "").split()})
    return printed(tree)


def printed(tree: Mapping[str, Any]) -> str:
    parts = (f"{name} {printed(inner)}" if inner else name for name, inner in tree.items())
    return f"{{ {' '.join(parts)} }}"


def reader(column: ExportColumn) -> Reader:
    """What takes a column's value from a row, as a query answered it; lists on the way give lists."""
    paths = [path.split(".") for path in column.paths]
    kind = column.kind.removeprefix("code:") if column.kind.startswith("code:") else None
    if len(paths) == 1 and len(paths[0]) == 1 and kind is None:
        [[name]] = paths
        return lambda row: row[name]

    def read(row: Row) -> Any:
        for path in paths[:-1]:
            if row[path[0]] is not None:
                return taken(row, path)
        return taken(row, paths[-1])

    if kind is None:
        return read
    return lambda row: [code for code in read(row) or () if code["kind"] == kind]


def taken(value: Any, path: Sequence[str]) -> Any:
    for at, step in enumerate(path):
        if value is None:
            return None
        if isinstance(value, list):
            return [taken(each, path[at:]) for each in value]
        value = value[step]
    return value


def writer(column: ExportColumn, leaf: Leaf, chinese: bool) -> Writer:
    """What makes a cell of a column's value."""
    one = single(column, leaf, chinese)

    def write(value: Any) -> Cell:
        if value is None:
            return None
        if isinstance(value, orjson.Fragment):  # a list that a column holds as JSON
            value = orjson.loads(orjson.dumps(value))
        if isinstance(value, list):
            nested = any(isinstance(each, list | orjson.Fragment) for each in value)
            return (BETWEEN_LISTS if nested else BETWEEN).join(
                "" if (cell := write(each)) is None else str(cell) for each in value
            )
        return one(value)

    return write


def single(column: ExportColumn, leaf: Leaf, chinese: bool) -> Writer:
    if column.kind.startswith("code:"):
        return lambda code: f"{code['code']} {code['title']}" if code["title"] else code["code"]
    if column.kind in ("status", "willingness"):
        return entry_text
    if column.kind == "number":
        return number
    if leaf.kind == "enum":
        labels = {name: words[chinese] for name, words in leaf.labels.items()}
        return lambda value: labels.get(value, value)
    if leaf.kind == "bool":
        return lambda value: YES_NO[value][chinese]
    if leaf.kind == "instant":
        return lambda value: f"{value[:10]} {value[11:19]}"
    return str if leaf.kind == "date" else lambda value: value  # a date, or its text, by the database


def entry_text(entry: Mapping[str, Any]) -> str:
    """One ticked option as the form words it: `已许可/已签订普通许可合同（金额 12.5万元；备注 …）`."""
    levels = [FIRST[entry["first"]], SECOND[entry["second"]] if entry["second"] else ""]
    if entry["custom"]:
        levels[0 if entry["first"] == CUSTOM else 1] = entry["custom"]
    said = [f"{word} {entry[name]}" for name, word in STATUS_WORDS.items() if entry.get(name)]
    return "/".join(filter(None, levels)) + (f"（{'；'.join(said)}）" if said else "")


def number(value: str) -> Cell:
    """A decimal as a number, where a number can say it."""
    if len(value) > DIGITS:
        return value
    found = float(value)
    return int(found) if found.is_integer() else found
