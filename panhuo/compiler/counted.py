"""Root fields that count one list under several filters: one statement, one pass over the list's scope."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetails

from panhuo.compiler.arguments import Leaf, Tree, constant
from panhuo.compiler.binding import Also, Counted
from panhuo.compiler.filters import FilterScope, compile_filter
from panhuo.compiler.kept import Counts, Part
from panhuo.compiler.listing import Listing
from panhuo.compiler.pages import driven
from panhuo.compiler.plain import plain_reader
from panhuo.compiler.plan import RootPlan, Run
from panhuo.compiler.planner import TYPENAME, Planner
from panhuo.compiler.statement import Env, PlannedAnew, Statement
from panhuo.compiler.tables import LARGEST, Table, table_sql


def counted_plan(
    planner: Planner, key: str, binding: Counted, field_def: GraphQLField, nodes: list[FieldDetails]
) -> RootPlan:
    """The plan of the root field. Every filter is counted, whichever are selected: the pass is the same."""
    arguments = planner.arguments(field_def, nodes)
    read = plain_reader(planner, field_def, nodes)
    statement, target = planner.statement(), planner.entity(binding.of.target)
    assert target.ability is not None
    rows = driven(statement, binding.of, target, planner.cell(target.ability))
    if binding.of.arguments is not None:
        rows.conditions.extend(binding.of.arguments(rows, arguments))
    others = binding.also(arguments)
    filters = binding.filters(arguments)
    tables = selected(planner, field_def, nodes, binding.tables(arguments))

    def beside(statement: Statement) -> list[str]:
        counts = (other_count(planner, statement, each, arguments) for each in others.values())
        return [*(binding.state(statement) or ()), *binding.beside.values(), *counts]

    fresh = planner.statement()
    asked = beside(fresh)
    light = fresh.finished(f"select {', '.join(asked)}")
    whole = statement.finished(counting(rows, filters, tables, beside(statement)))
    counts = Counts(
        Part(statement, PlannedAnew(whole)),
        Part(fresh, PlannedAnew(light)),
        own=len(filters) + len(tables),
        states=len(asked) - len(binding.beside) - len(others),
    )
    names = (*filters, *tables, *binding.beside, *others)

    def check(env: Env) -> None:
        statement.check(env)
        binding.check(given(arguments, env), env)

    async def run(run: Run) -> Any:
        found = dict(zip(names, await counts.read(run), strict=True))
        return read(binding.make(found, given(arguments, run.env), run.env.chinese))

    return RootPlan(key, run, check)


def selected(
    planner: Planner, field_def: GraphQLField, nodes: list[FieldDetails], tables: Mapping[str, Table]
) -> Mapping[str, Table]:
    """The tables of the fields that are selected; each is a pass of its own. `x__y` belongs to field x."""
    kind = get_named_type(field_def.type)
    assert isinstance(kind, GraphQLObjectType)
    chosen = {
        found.extensions["strawberry-definition"].python_name
        for _, found, _ in planner.subfields(kind, nodes)
        if found is not TYPENAME
    }
    return {name: table for name, table in tables.items() if name.partition("__")[0] in chosen}


def other_count(planner: Planner, statement: Statement, also: Also, arguments: Mapping[str, Tree]) -> str:
    """How many rows of another list meet its filter; the same arguments restrict it."""
    target = planner.entity(also.of.target)
    assert target.ability is not None
    rows = driven(statement, also.of, target, planner.cell(target.ability))
    if also.of.arguments is not None:
        rows.conditions.extend(also.of.arguments(rows, arguments))
    rows.restrict(tree_of(also.where))
    return f"(select count(*) {rows.text()})"


def counting(
    rows: Listing, filters: Mapping[str, Any], tables: Mapping[str, Table], others: Sequence[str]
) -> str:
    """The text. What each comparison says is found row by row first, once however many filters ask it."""
    statement = rows.statement
    kept: dict[tuple[str, str, str], str] = {}
    scope = FilterScope(statement, rows.entity.conditions, rows.column, lambda: rows.row_id, kept=kept)
    counts = [
        f"count(*) filter (where {compile_filter(tree_of(where), scope)})" for where in filters.values()
    ]
    keys: list[str] = []
    told = []
    for table in tables.values():
        key = str(table.key(rows))
        if key not in keys:
            keys.append(key)
        where = compile_filter(tree_of(table.where), scope)
        told.append(table_sql(table, f"k.t{keys.index(key)}", where, statement, most(statement, table)))
    found = [f"({sql}) as c{place}" for place, sql in enumerate(kept.values())]
    found += [f"{sql} as t{place}" for place, sql in enumerate(keys)]
    wanted = ", ".join([*counts, *told, *others])
    return f"with k as materialized (select {', '.join(found)} {rows.text()}) select {wanted} from k"


def most(statement: Statement, table: Table) -> str:
    """How many keys a table tells."""
    top = table.top
    if top is None:
        return str(LARGEST)
    return statement.dialect.cast(statement.param(lambda env: top.read(env.variables), "top"), "bigint")


def given(arguments: Mapping[str, Tree], env: Env) -> dict[str, Any]:
    """The plain arguments as this run has them."""
    return {name: leaf.read(env.variables) for name, leaf in arguments.items() if isinstance(leaf, Leaf)}


def tree_of(value: Any) -> Tree:
    """A filter written in Python as one that came with a request; leaves within it stay as they are."""
    if isinstance(value, Leaf):
        return value
    if isinstance(value, Mapping):
        return {name: tree_of(each) for name, each in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [tree_of(each) for each in value]
    return constant(value)
