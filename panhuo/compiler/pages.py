"""Lists → page plans: connections at the root or under a parent, and short child lists."""

from collections.abc import Mapping
from functools import partial

from graphql import GraphQLField, GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetails

from panhuo.compiler.arguments import Tree
from panhuo.compiler.assemble import PageSql
from panhuo.compiler.binding import Connection, Entity, ToMany
from panhuo.compiler.connections import ConnectionWriter
from panhuo.compiler.listing import Listing, listing, own_table
from panhuo.compiler.objects import RowWriter
from panhuo.compiler.ordering import Ordering, SortKey, ordering_of
from panhuo.compiler.paging import paging_of
from panhuo.compiler.plan import PagePlan
from panhuo.compiler.planner import Planner, narrower, require
from panhuo.compiler.rowcode import compile_rows
from panhuo.compiler.statement import Place, PlannedAnew, Statement
from panhuo.permissions.policy import Cell, scopes_of
from panhuo.permissions.predicates import ALWAYS
from panhuo.permissions.reach import reach


def root_page(
    planner: Planner,
    field_def: GraphQLField,
    binding: Connection,
    target: Entity,
    nodes: list[FieldDetails],
    cell: Cell,
) -> PagePlan:
    """A connection at the root: one statement."""
    return connection_page(planner, planner.statement(), None, field_def, binding, target, nodes, cell)


def child_page(
    planner: Planner,
    field_def: GraphQLField,
    binding: ToMany | Connection,
    target: Entity,
    nodes: list[FieldDetails],
    cell: Cell,
) -> PagePlan:
    """A list under a parent: one statement for all the parents of a page."""
    statement = planner.statement()
    keys = statement.param(lambda env: statement.dialect.encode_list([]))
    if isinstance(binding, ToMany):
        return to_many_page(planner, statement, keys, binding, target, nodes, cell)
    return connection_page(planner, statement, keys, field_def, binding, target, nodes, cell)


def connection_page(
    planner: Planner,
    statement: Statement,
    keys: str | None,
    field_def: GraphQLField,
    binding: Connection,
    target: Entity,
    nodes: list[FieldDetails],
    cell: Cell,
) -> PagePlan:
    arguments = planner.arguments(field_def, nodes)
    rows = driven(statement, binding, target, cell)
    if binding.link is not None:
        rows.conditions.append(binding.link(rows.row_id, "k.id"))
    elif binding.parent is not None:
        rows.conditions.append(f"{rows.column(binding.parent)} = k.id")
    restrict(rows, binding, arguments)
    paging = paging_of(arguments)
    ordering = ordered(planner, binding, target, arguments)
    page = new_page(statement, rows, ordering, keys, paging.backward)
    if paging.cursor is not None:
        values = ordering.values(statement, paging.cursor)
        page.beyond = partial(ordering.beyond, values, backward=paging.backward)
    page.limit = statement.param(paging.limit)
    plan = PagePlan(statement, size=paging.rows, backward=paging.backward)
    writer = ConnectionWriter(planner, page, paging, target, cell, RowWriter(planner, plan.kids))
    kind = get_named_type(field_def.type)
    assert isinstance(kind, GraphQLObjectType)
    parts = writer.parts(kind, nodes)
    plan.build = lambda view: {key: part(view) for key, part in parts}
    return finish(plan, page)


def driven(statement: Statement, binding: Connection, target: Entity, cell: Cell) -> Listing:
    """The list's rows: those of the type's scope, and of the one that the list itself stays within."""
    if binding.within is None:
        return listing(statement, target, cell)
    inner = scopes_of(binding.within, statement.rights)
    rows = listing(statement, target, inner)
    if narrower(cell, inner):
        rows.conditions.append(reach(target.table, cell, statement.role).sql(statement, rows.own().alias))
    return rows


def ordered(planner: Planner, binding: Connection, target: Entity, arguments: Mapping[str, Tree]) -> Ordering:
    """The order of a list; Refused where a key of it asks for an ability the role lacks."""
    default = binding.default_order or target.default_order
    ordering = ordering_of(arguments.get("orderBy"), target.orders, default)
    for key in ordering.keys:
        condition = target.conditions.get(key.column)
        require(condition.ability if condition else None, planner.rights)
    return ordering


def restrict(rows: Listing, binding: Connection, arguments: Mapping[str, Tree]) -> None:
    rows.restrict(arguments.get("where"))
    if binding.arguments is not None:
        rows.conditions.extend(binding.arguments(rows, arguments))


def to_many_page(
    planner: Planner,
    statement: Statement,
    keys: str,
    binding: ToMany,
    target: Entity,
    nodes: list[FieldDetails],
    cell: Cell,
) -> PagePlan:
    scope = ALWAYS if target.ability is None else reach(target.table, cell, planner.role)
    rows = Listing(statement, target, own_table(target), scope, Place(statement, statement.alias("s")))
    rows.conditions.append(f"{rows.driver[binding.parent]} = k.id")
    if binding.where is not None:
        rows.conditions.append(binding.where(rows.driver))
    ordering = Ordering(
        (SortKey(binding.order, binding.order, "int", False), SortKey("ID", "id", "id", False))
    )
    page = new_page(statement, rows, ordering, keys, backward=False)
    page.limit, page.whole = str(binding.limit), True
    plan = PagePlan(statement)
    writer = RowWriter(planner, plan.kids)
    with planner.at("*"):
        code = writer.object(planner.object_type(target.name), nodes, page.wide, target, cell)
    build = compile_rows(code, writer.names)
    plan.rows = build
    return finish(plan, page)


def new_page(
    statement: Statement, rows: Listing, ordering: Ordering, keys: str | None, backward: bool
) -> PageSql:
    return PageSql(
        statement, rows, Place(statement, statement.alias("w")), ordering, keys=keys, backward=backward
    )


def finish(plan: PagePlan, page: PageSql) -> PagePlan:
    """Every column is known: note the ones the plan itself reads, and write the text."""
    if page.rows:
        plan.id_index = plan.statement.output(page.wide["id"])
    if page.keys is not None:
        plan.key_index = plan.statement.output("k.id")
        plan.key_slot = 0
    if not plan.statement.columns:
        plan.statement.output("1")
    sql = plan.statement.finished(page.text())
    plan.sql = PlannedAnew(sql) if page.keys is None and page.listing.asks_elsewhere else sql
    return plan
