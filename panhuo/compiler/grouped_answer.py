"""What a list told in groups is answered with, and the filter that lists the rows of each group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLEnumType, GraphQLInputObjectType, get_named_type

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.binding import Dimension
from panhuo.compiler.grouping import GroupedList
from panhuo.compiler.metrics import Metric
from panhuo.compiler.plan import Record
from panhuo.compiler.statement import Env
from panhuo.compiler.uncoerced import uncoerced
from panhuo.enums import value_labels

Where = dict[str, Any]
Labels = Mapping[str, tuple[str, str]]
"""Key → its name in English and Chinese."""
YES_NO: Labels = {"true": ("yes", "是"), "false": ("no", "否")}


@dataclass(frozen=True)
class Group:
    """The dimensions of groups, and how keys of enumerations are called."""

    dimensions: Mapping[str, Dimension]
    labels: Sequence[Labels]


@dataclass(frozen=True)
class Series:
    """The condition a series runs over."""

    condition: str
    kind: str
    by: str


@dataclass(frozen=True)
class Answer:
    """What records are read with."""

    name: str
    """Of the root field that lists the rows."""
    of: GroupedList
    group: Group
    series: Series | None
    metrics: Sequence[Metric]
    folds: Sequence[str]
    where: Tree
    where_type: Any


@dataclass(frozen=True, slots=True)
class KeyShown:
    dimension: str
    key: str | None
    label: str | None


@dataclass(frozen=True, slots=True)
class Value:
    metric: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Total:
    groups: int
    count: int
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class GroupShown:
    keys: Sequence[KeyShown]
    period: str | None
    count: int
    values: Sequence[Value]
    answer: Answer
    asked: Where

    @property
    def list(self) -> str:
        return self.answer.name

    @property
    def list_arguments(self) -> str:
        """The arguments of the list: what was asked, and what makes a row one of the group."""
        asked, series = self.asked, self.answer.series
        dimensions = self.answer.group.dimensions.values()
        more = [listed(each, shown.key) for each, shown in zip(dimensions, self.keys, strict=True)]
        more += [in_period(series, self.period)] if series else []
        where = {**asked, "and": [*(asked.get("and") or ()), *more]} if more else asked
        return orjson.dumps({**self.answer.of.shown, "where": where}).decode()


@dataclass(frozen=True, slots=True)
class Stats:
    groups: Sequence[GroupShown]
    total: Total
    rest: Total


def stats(answer: Answer, found: Sequence[Record], env: Env) -> Stats:
    """The records as they are told. Each carries what all groups, and those beyond, come to."""
    half = len(answer.folds) + 1
    first, asked = found[0], plain(answer.where, answer.where_type, env) or {}
    groups = [
        group(answer, record[2 * half + 1 :], asked, env.chinese)
        for record in found
        if record[2 * half] is not None
    ]
    return Stats(groups, total(answer, first[:half]), total(answer, first[half : 2 * half]))


def total(answer: Answer, record: Record) -> Total:
    groups, *folds = record
    return Total(groups, folds[0] or 0, values(answer, folds))


def group(answer: Answer, record: Record, asked: Where, chinese: bool) -> GroupShown:
    names, called = list(answer.group.dimensions), answer.group.labels
    keys, rest = record[: len(names)], record[len(names) :]
    period, rest = (rest[0], rest[1:]) if answer.series else (None, rest)
    titles, folds = rest[: len(names)], rest[len(names) :]
    shown = [
        KeyShown(name, key, words[key][chinese] if key in words else title)
        for name, key, title, words in zip(names, keys, titles, called, strict=True)
    ]
    return GroupShown(shown, period, folds[0], values(answer, folds), answer, asked)


def values(answer: Answer, folds: Sequence[Any]) -> list[Value]:
    found = dict(zip(answer.folds, folds, strict=True))
    found["n"] = found["n"] or 0
    return [Value(each.name, each.value(found)) for each in answer.metrics]


def listed(dimension: Dimension, key: str | None) -> Where:
    """The condition that lists the rows of a key."""
    if key is None:
        return {dimension.condition: {"isNull": True}}
    return {dimension.condition: dict(dimension.listed(key)) if dimension.listed else {"eq": key}}


MONTHS = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}


def in_period(series: Series, period: str | None) -> Where:
    """The condition that lists the rows of a period: `2024-03`, `2024-Q1` or `2024`."""
    if period is None:
        return {series.condition: {"isNull": True}}
    year, _, part = period.partition("-")
    months = MONTHS[series.by]
    first = int(year) * 12 + (int(part.lstrip("Q") or 1) - 1) * (months if series.by == "QUARTER" else 1)
    start, end = (day(series, each) for each in (first, first + months))
    return {series.condition: {"gte": start, "lt": end}}


def day(series: Series, month: int) -> str:
    """The first day of a month, counted from the year 0; of instants its first moment in China."""
    text = f"{month // 12:04}-{month % 12 + 1:02}-01"
    return f"{text}T00:00:00+08:00" if series.kind == "instant" else text


def plain(tree: Tree, kind: Any, env: Env) -> Any:
    """An input of this run as JSON; what is null is left out."""
    if isinstance(tree, Leaf):
        return uncoerced(tree.read(env.variables), kind)
    if isinstance(tree, list):
        item = kind.of_type if hasattr(kind, "of_type") else kind
        return [plain(each, item, env) for each in tree]
    if tree is None:
        return None
    fields = get_named_type(kind).fields
    found = {name: plain(each, fields[name].type, env) for name, each in tree.items()}
    return {name: each for name, each in found.items() if each is not None}


def key_labels(asked: GraphQLInputObjectType, dimensions: Iterable[Dimension]) -> list[Labels]:
    """How the keys of each dimension are called, where its column is an enumeration."""
    conditions = get_named_type(asked.fields["where"].type).fields  # type: ignore[attr-defined]
    return [words(get_named_type(conditions[each.condition].type)) for each in dimensions]


def words(operators: Any) -> Labels:
    kind = get_named_type(operators.fields["eq"].type) if "eq" in operators.fields else None
    if isinstance(kind, GraphQLEnumType):
        return value_labels(kind)
    return YES_NO if kind is not None and kind.name == "Boolean" else {}
