"""Tables of figures that can be exported: what is asked of the schema, and the rows of its answer.

A table is a root field that answers with plain objects. It is planned like a query, and refused like one.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    parse,
)

from panhuo.compiler.operation import make_plan
from panhuo.compiler.plan import Database, Denied, OperationPlan, Run
from panhuo.compiler.prepared import prepare
from panhuo.compiler.statement import Env
from panhuo.enums import value_labels
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.language import labels
from panhuo.sheets.export_columns import ExportColumn, ExportGroup, ExportTable

Arguments = Mapping[str, Any]
Row = dict[str, Any]
REST = ("(others)", "（其余）")


@dataclass(frozen=True)
class Table:
    """A root field of the schema as a table."""

    field: str
    columns: Callable[[GraphQLSchema, Arguments], Sequence[ExportColumn]]
    selection: Callable[[GraphQLSchema], str]
    rows: Callable[[GraphQLSchema, Any, bool], Iterator[Row]]
    """(schema, answer, whether in Chinese) → rows by column."""


@dataclass
class TablePlan:
    """The plan of a table for one viewer, read as lists are (`compiler.whole_list`)."""

    env: Env
    table: Table
    schema: GraphQLSchema
    plan: OperationPlan
    found: list[Row]

    @property
    def denied(self) -> list[Denied]:
        return self.plan.denied

    async def numbers(self, source: Database) -> "array[int]":
        """The places of the rows, which are read at once: they are few."""
        [root] = self.plan.roots
        answer = await root.run(Run(self.env, source))
        self.found = list(self.table.rows(self.schema, answer, self.env.chinese))
        return array("q", range(len(self.found)))

    async def page(self, keys: Sequence[int], database: Database) -> list[Row]:
        return [self.found[key] for key in keys]


def table_plan(
    schema: GraphQLSchema, kind: ExportTable, given: Arguments, env: Env, dialect: str
) -> TablePlan:
    """The plan. Raises FORBIDDEN where the role has nothing of it, and what bad input raises."""
    table = TABLES[kind]
    text = text_of(schema, table, given)
    [operation] = prepare(schema, text, parse(text), introspects=False).operations
    coerced, _ = operation.variables.read(given)
    env = replace(env, variables=coerced)
    plan = make_plan(operation, operation.variables.values(given, coerced), env, {}, 0, dialect)
    for denied in plan.denied:
        raise PanhuoError(ErrorCode.FORBIDDEN, ability=denied.ability)
    for root in plan.roots:
        root.check(env)
    return TablePlan(env, table, schema, plan, [])


def text_of(schema: GraphQLSchema, table: Table, given: Arguments) -> str:
    """The query that a client would send."""
    assert schema.query_type is not None
    kinds = schema.query_type.fields[table.field].args
    declared = ", ".join(f"${name}: {kinds[name].type}" for name in given)
    passed = ", ".join(f"{name}: ${name}" for name in given)
    heads = (f"({declared})", f"({passed})") if given else ("", "")
    return f"query {heads[0]} {{ {table.field}{heads[1]} {table.selection(schema)} }}"


def column(key: str, english: str, chinese: str) -> ExportColumn:
    return ExportColumn(key, english, chinese, ExportGroup.BASIC, (key,), True)


VALUES = "count values { metric value }"


def stats_selection(schema: GraphQLSchema) -> str:
    return f"{{ groups {{ keys {{ dimension key label }} period {VALUES} }} rest {{ groups {VALUES} }} }}"


def stats_columns(schema: GraphQLSchema, given: Arguments) -> list[ExportColumn]:
    """Each dimension and its name, the period, the count, each metric: as they were asked for."""
    [(name, asked)] = given["of"].items()
    assert schema.query_type is not None
    of: Any = get_named_type(schema.query_type.fields["stats"].args["of"].type)
    fields: Any = get_named_type(of.fields[name].type)
    found = []
    for dimension in asked.get("groupBy") or ():
        english, chinese = called(fields.fields["groupBy"], dimension)
        found += [
            column(dimension, english, chinese),
            column(f"{dimension}_NAME", f"{english}: name", f"{chinese}（名称）"),
        ]
    found += [column("period", "Period", "时间")] if asked.get("over") else []
    found.append(column("count", "How many", "数量"))
    for metric in dict.fromkeys(asked.get("metrics") or ()):
        found += [] if metric == "COUNT" else [column(metric, *called(fields.fields["metrics"], metric))]
    return found


def called(field: Any, value: str) -> tuple[str, str]:
    kind = get_named_type(field.type)
    assert isinstance(kind, GraphQLEnumType)
    return value_labels(kind)[value]


def stats_rows(schema: GraphQLSchema, answer: Any, chinese: bool) -> Iterator[Row]:
    """A row a group, and one of what lies beyond them."""
    for group in answer["groups"]:
        keys = {each["dimension"]: each["key"] for each in group["keys"]}
        names = {f"{each['dimension']}_NAME": each["label"] for each in group["keys"]}
        yield {**keys, **names, "period": group["period"], **numbers(group)}
    if answer["rest"]["groups"]:
        shown = answer["groups"][0]["keys"] if answer["groups"] else []
        empty = {name: None for each in shown for name in (each["dimension"], f"{each['dimension']}_NAME")}
        first = {f"{each['dimension']}_NAME": REST[chinese] for each in shown[:1]}
        yield {**empty, **first, "period": None, **numbers(answer["rest"])}


def numbers(group: Any) -> Row:
    return {"count": group["count"], **{each["metric"]: whole(each["value"]) for each in group["values"]}}


def whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


FIGURE = (
    ("figure", "Figure", "指标"),
    ("item", "Item", "标注项"),
    ("code", "Code", "编码"),
    ("label", "Name", "名称"),
    ("count", "How many", "数量"),
    ("ratio", "Ratio", "占比"),
    ("definition", "Definition", "指标说明"),
)


def figure_columns(schema: GraphQLSchema, given: Arguments) -> list[ExportColumn]:
    return [column(*each) for each in FIGURE]


def figure_selection(schema: GraphQLSchema) -> str:
    """Everything that asks for no arguments, at any depth."""
    assert schema.query_type is not None
    return selected(get_named_type(schema.query_type.fields["dashboard"].type))


def selected(kind: Any) -> str:
    parts = []
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        parts.append(name if is_leaf_type(inner) else f"{name} {selected(inner)}")
    return f"{{ {' '.join(parts)} }}"


def figure_rows(schema: GraphQLSchema, answer: Any, chinese: bool) -> Iterator[Row]:
    """A row for everything that is counted, called as the fields that lead to it are."""
    assert schema.query_type is not None
    yield from counted(get_named_type(schema.query_type.fields["dashboard"].type), answer, (), {}, chinese)


def counted(kind: Any, found: Any, way: tuple[str, ...], above: Row, chinese: bool) -> Iterator[Row]:
    if isinstance(found, list):
        for each in found:
            yield from counted(kind, each, way, above, chinese)
    if not isinstance(found, dict):
        return
    assert isinstance(kind, GraphQLObjectType)
    if "count" in found:
        kept = {name: found.get(name, above.get(name)) for name, *_ in FIGURE}
        yield kept | {"figure": " · ".join(way)}
    for name, inner in found.items():
        words = labels(kind.fields[name].description or name)[chinese]
        below = {"definition": found.get("definition")}
        below |= {"ratio": found["ratio"]} if name == "done" and "ratio" in found else {}
        yield from counted(get_named_type(kind.fields[name].type), inner, (*way, words), below, chinese)


TABLES: Mapping[ExportTable, Table] = {
    ExportTable.STATS: Table("stats", stats_columns, stats_selection, stats_rows),
    ExportTable.DASHBOARD: Table("dashboard", figure_columns, figure_selection, figure_rows),
}
