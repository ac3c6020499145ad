"""What a query answered → cells: values are taken from rows by their paths and written as text or numbers.

    yes and no as 是 and 否, options by their labels, moments to the second in China's time, lists joined by
    ` | ` (a list of lists by `；`), ticked options and codes in words; what is null is an empty cell

The rows of a file are made by one generated function, without a call a cell for most of them. Names that
reach its text are those of fields of the schema, always through `repr`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from panhuo.rules import dossier_options as options
from panhuo.sheets.export_columns import SELECTED, ExportColumn
from panhuo.sheets.streamed_workbook import Cell

BETWEEN, BETWEEN_LISTS = " | ", "；"
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
Rows = Sequence[Mapping[str, Any]]
Take = Callable[[Rows], list[list[Any]]]
"""Rows as a query answers them → a list for each, with what stands in its columns."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands at the end of a column's path."""

    kind: str
    """text, enum, bool, int, date, instant or object."""
    labels: Mapping[str, tuple[str, str]]
    """Of an enumeration: its values in English and Chinese."""
    many: bool = False
    """Whether a list of such stands there, or lists on the way make it one."""


class Nothing(dict[str, Any]):
    """Stands for an object that is null: so are its fields."""

    def __missing__(self, name: str) -> None:
        return None


NOTHING = Nothing()


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


def values_of(columns: Sequence[ExportColumn], leaves: Sequence[Leaf]) -> Take:
    """What takes the values of some columns, as a query answers them; lists on the way give lists."""
    return compiled([value_code(*each) for each in zip(columns, leaves, strict=True)], {})


def cells_of(columns: Sequence[ExportColumn], leaves: Sequence[Leaf], chinese: bool) -> Take:
    """What makes the cells of some columns."""
    names: dict[str, Any] = {}
    codes = []
    for number, (column, leaf) in enumerate(zip(columns, leaves, strict=True)):
        value = value_code(column, leaf)
        if leaf.kind in ("text", "int") and not leaf.many and not column.kind:
            codes.append(value)
        elif leaf.kind == "text" and leaf.many and column.paths == (column.key,) and "." not in column.key:
            codes.append(f"BETWEEN.join({value} or ())")
        elif column.kind.startswith("code:"):
            names["codes"] = codes_text
            codes.append(f"codes({path_code(column.paths[0].split('.'), leaf)}, {column.kind[5:]!r})")
        else:
            names[f"w{number}"] = writer(column, leaf, chinese)
            codes.append(f"w{number}({value})")
    return compiled(codes, names)


def compiled(codes: Sequence[str], names: Mapping[str, Any]) -> Take:
    namespace = {"NOTHING": NOTHING, "taken": taken, "kept": kept, "BETWEEN": BETWEEN, **names}
    exec(f"def take(rows):\n    return [[{', '.join(codes)}] for r in rows]", namespace)  # noqa: S102
    return namespace["take"]  # type: ignore[no-any-return]


def value_code(column: ExportColumn, leaf: Leaf) -> str:
    """The expression of a column's value in a row `r`; where an object is null the next path is taken."""
    *firsts, last = (path.split(".") for path in column.paths)
    code = path_code(last, leaf)
    for path in reversed(firsts):
        code = f"({code} if r[{path[0]!r}] is None else {path_code(path, leaf)})"
    _, _, table = column.kind.partition("code:")
    return f"kept({code}, {table!r})" if table else code


def path_code(path: Sequence[str], leaf: Leaf) -> str:
    if leaf.many and len(path) > 1:
        return f"taken(r, {path!r})"
    code = f"r[{path[0]!r}]"
    for step in path[1:]:
        code = f"({code} or NOTHING)[{step!r}]"
    return code


def taken(value: Any, path: Sequence[str]) -> Any:
    for at, step in enumerate(path):
        if value is None:
            return None
        if isinstance(value, list):
            return [taken(each, path[at:]) for each in value]
        value = value[step]
    return value


def kept(codes: Any, table: str) -> Any:
    """Of the codes of a patent those of one table."""
    return [code for code in codes if code["kind"] == table]


def codes_text(codes: Any, table: str) -> str:
    """Of the codes of a patent those of one table, with their titles."""
    return BETWEEN.join(
        [
            f"{code['code']} {code['title']}" if code["title"] else code["code"]
            for code in codes
            if code["kind"] == table
        ]
    )


def writer(column: ExportColumn, leaf: Leaf, chinese: bool) -> Callable[[Any], Cell]:
    """What makes a cell of a column's value."""
    one = single(column, leaf, chinese)
    if not leaf.many:
        return lambda value: None if value is None else one(value)

    def write(value: Any) -> str | None:
        if value is None:
            return None
        if not isinstance(value, list):
            return str(one(value))
        nested = any(isinstance(each, list) for each in value)
        between = BETWEEN_LISTS if nested else BETWEEN
        return between.join(["" if each is None else write(each) or "" for each in value])

    return write


def single(column: ExportColumn, leaf: Leaf, chinese: bool) -> Callable[[Any], Cell]:
    if column.kind in ("status", "willingness"):
        return entry_text
    if column.kind == "number":
        return number
    if leaf.kind == "enum":
        labels = {name: words[chinese] for name, words in leaf.labels.items()}
        return lambda value: labels.get(value, value)
    if leaf.kind == "bool":
        words = {False: "否", True: "是"} if chinese else {False: "no", True: "yes"}
        return lambda value: words[value]
    if leaf.kind == "instant":
        return lambda value: f"{value[:10]} {value[11:19]}"
    return str if leaf.kind == "date" else lambda value: value  # a date, or its text, by the database


def entry_text(entry: Mapping[str, Any]) -> str:
    """One ticked option as the form words it: `已许可/已签订普通许可合同（金额 12.5；备注 …）`."""
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
