"""Root fields that count one list under several filters: one statement, one pass over the list's scope."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLField
from graphql.execution.collect_fields import FieldDetails

from panhuo.compiler.arguments import Leaf, Tree, constant
from panhuo.compiler.binding import Also, Counted
from panhuo.compiler.filters import FilterScope, compile_filter
from panhuo.compiler.listing import Listing
from panhuo.compiler.pages import driven
from panhuo.compiler.plain import plain_reader
from panhuo.compiler.plan import RootPlan, Run
from panhuo.compiler.planner import Planner
from panhuo.compiler.statement import Env, PlannedAnew, Statement


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
    others = [other_count(planner, statement, each, arguments) for each in binding.also.values()]
    sql = PlannedAnew(statement.finished(counting(rows, binding, others)))

    async def run(run: Run) -> Any:
        [found] = await run.database.fetch(sql, statement.arguments(run.env))
        names = (*binding.filters, *binding.beside, *binding.also)
        return read(binding.make(dict(zip(names, found, strict=True)), given(arguments, run.env)))

    return RootPlan(key, run, statement.check)


def other_count(planner: Planner, statement: Statement, also: Also, arguments: Mapping[str, Tree]) -> str:
    """How many rows of another list meet its filter; the same arguments restrict it."""
    target = planner.entity(also.of.target)
    assert target.ability is not None
    rows = driven(statement, also.of, target, planner.cell(target.ability))
    if also.of.arguments is not None:
        rows.conditions.extend(also.of.arguments(rows, arguments))
    rows.restrict(tree_of(also.where))
    return f"(select count(*) {rows.text()})"


def counting(rows: Listing, binding: Counted, others: Sequence[str]) -> str:
    """The text. What each comparison says is found row by row first, once however many filters ask it."""
    kept: dict[tuple[str, str, str], str] = {}
    scope = FilterScope(rows.statement, rows.entity.conditions, rows.column, lambda: rows.row_id, kept=kept)
    filters = [compile_filter(tree_of(where), scope) for where in binding.filters.values()]
    counts = [f"count(*) filter (where {each})" for each in filters]
    found = ", ".join(f"({sql}) as c{place}" for place, sql in enumerate(kept.values()))
    wanted = ", ".join([*counts, *binding.beside.values(), *others])
    return f"with k as materialized (select {found} {rows.text()}) select {wanted} from k"


def given(arguments: Mapping[str, Tree], env: Env) -> dict[str, Any]:
    """The plain arguments as this run has them."""
    return {name: leaf.read(env.variables) for name, leaf in arguments.items() if isinstance(leaf, Leaf)}


def tree_of(value: Any) -> Tree:
    """A filter written in Python as one that came with a request."""
    if isinstance(value, Mapping):
        return {name: tree_of(each) for name, each in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [tree_of(each) for each in value]
    return constant(value)
