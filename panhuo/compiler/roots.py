"""The root fields of a query → root plans."""

from collections.abc import Sequence
from typing import Any

from graphql import GraphQLField, GraphQLObjectType
from graphql.execution.collect_fields import FieldDetails

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.binding import (
    ById,
    Computed,
    Connection,
    Counted,
    Entity,
    Explained,
    Grouped,
    Nodes,
    Worked,
    binding_of,
    target_of,
)
from panhuo.compiler.counted import counted_plan
from panhuo.compiler.encoding import clean_text
from panhuo.compiler.explaining import explained_plan
from panhuo.compiler.grouped import grouped_plan
from panhuo.compiler.ids import number_of
from panhuo.compiler.nodes import nodes_plan
from panhuo.compiler.objects import RowWriter
from panhuo.compiler.pages import root_page
from panhuo.compiler.plain import plain_reader
from panhuo.compiler.plan import PagePlan, RootPlan, Run
from panhuo.compiler.planner import TYPENAME, Planner, Refused, ability_of, require
from panhuo.compiler.refusals import not_found
from panhuo.compiler.rowcode import compile_rows
from panhuo.compiler.statement import Place, Slot, Statement
from panhuo.compiler.worked import worked_plan
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.policy import Cell
from panhuo.permissions.reach import reach
from panhuo.rules.application_number import normalise_application_number


def root_plan(planner: Planner, key: str, field_def: GraphQLField, nodes: list[FieldDetails]) -> RootPlan:
    """The plan of one root field under the verdict on it."""
    if field_def is TYPENAME:
        return constant(key, "Query")
    with planner.at(key):
        try:
            return permitted_plan(planner, key, field_def, nodes)
        except Refused as refused:
            planner.deny(refused.ability)
            return constant(key, None)


def permitted_plan(
    planner: Planner, key: str, field_def: GraphQLField, nodes: list[FieldDetails]
) -> RootPlan:
    """The plan of a root field; Refused where the role has nothing of what it or an argument asks."""
    require(ability_of(field_def), planner.rights)
    binding = binding_of(field_def)
    if isinstance(binding, Nodes):
        return nodes_plan(planner, key, binding, planner.arguments(field_def, nodes), nodes)
    if isinstance(binding, Explained):
        return explained_plan(planner, key, binding, field_def, nodes)
    if isinstance(binding, Worked):
        return worked_plan(planner, key, binding, field_def, nodes)
    if isinstance(binding, Counted):
        return counted_plan(planner, key, binding, field_def, nodes)
    if isinstance(binding, Grouped):
        return grouped_plan(planner, key, binding, field_def, nodes)
    if isinstance(binding, Computed):
        return computed_plan(planner, key, binding, field_def, nodes)
    assert isinstance(binding, ById | Connection)
    target = target_of(binding)
    assert target.ability is not None
    cell = planner.cell(target.ability)
    if isinstance(binding, ById):
        return by_id_plan(planner, key, binding, target, cell, field_def, nodes)
    require(target.ability, planner.rights)
    return page_root(key, root_page(planner, field_def, binding, target, nodes, cell))


def constant(key: str, value: Any) -> RootPlan:
    async def run(run: Run) -> Any:
        return value

    return RootPlan(key, run)


def computed_plan(
    planner: Planner, key: str, binding: Computed, field_def: GraphQLField, nodes: list[FieldDetails]
) -> RootPlan:
    """What follows from the viewer alone: no statement."""
    read = plain_reader(planner, field_def, nodes)

    async def run(run: Run) -> Any:
        values = [getattr(run.env.viewer, str(name)) for name in binding.values]
        return read(binding.make(run.env.chinese, *values))

    return RootPlan(key, run)


def page_root(key: str, plan: PagePlan) -> RootPlan:
    async def run(run: Run) -> Any:
        return await plan.root(run.env, run.database)

    return RootPlan(key, run, plan.check)


def by_id_plan(
    planner: Planner,
    key: str,
    binding: ById,
    target: Entity,
    cell: Cell,
    field_def: GraphQLField,
    nodes: list[FieldDetails],
) -> RootPlan:
    if not cell:
        return constant(key, None)
    statement = planner.statement()
    place = Place(statement, statement.alias("w"))
    conditions = key_conditions(binding, target, planner.arguments(field_def, nodes), place)
    plan = object_page(planner, target, cell, nodes, place, conditions)

    async def run(run: Run) -> Any:
        found = await plan.root(run.env, run.database)
        if found is None and binding.viewer_key is None:
            run.errors.append(not_found((key,), run.env.chinese))
        return found

    return RootPlan(key, run, plan.check)


def key_conditions(binding: ById, target: Entity, arguments: dict[str, Tree], place: Place) -> list[str]:
    if binding.viewer_key is not None:
        return [f"{place['id']} = {place.viewer(binding.viewer_key)}"]
    given = {name: leaf for name, leaf in arguments.items() if isinstance(leaf, Leaf)}
    if not given:
        raise PanhuoError(
            ErrorCode.INVALID_VALUE, f"Give one of: {', '.join(binding.keys)}. 请至少提供一个查询条件。"
        )
    return [
        f"{place[binding.keys[name]]} = {place.statement.param(key_slot(name, leaf, target))}"
        for name, leaf in given.items()
    ]


def key_slot(name: str, leaf: Leaf, target: Entity) -> Slot:
    if name == "id":
        return lambda env: number_of(leaf.read(env.variables), target.name)
    if name == "institution":
        return lambda env: number_of(leaf.read(env.variables), "OrgUnit")
    if name == "applicationNumber":
        return lambda env: normalise_application_number(clean_text(leaf.read(env.variables))) or ""
    return lambda env: clean_text(leaf.read(env.variables))


def object_page(
    planner: Planner,
    target: Entity,
    cell: Cell,
    nodes: list[FieldDetails],
    place: Place,
    conditions: Sequence[str],
) -> PagePlan:
    """At most one object: its row under the scope, and its child lists."""
    statement: Statement = place.statement
    plan = PagePlan(statement)
    writer = RowWriter(planner, plan.kids)
    kind: GraphQLObjectType = planner.object_type(target.name)
    build = compile_rows(writer.object(kind, nodes, place, target, cell), writer.names)
    plan.build = lambda view: next(iter(build(view.records, view.env, view.kids)), None)
    plan.id_index = statement.output(place["id"])
    scope = reach(target.table, cell, planner.role).sql(statement, place.alias)
    where = " and ".join(f"({part})" for part in (*conditions, scope))
    columns = ", ".join(statement.columns)
    joins = " ".join(place.joins)
    plan.sql = statement.finished(f"select {columns} from {target.table} {place.alias} {joins} where {where}")
    return plan
