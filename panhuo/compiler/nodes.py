"""`node(id)` and `nodes(ids)`: one statement for each type among the ids."""

from dataclasses import dataclass, replace
from typing import Any

from graphql.execution.collect_fields import FieldDetails

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.binding import Entity, Nodes
from panhuo.compiler.ids import parse_id
from panhuo.compiler.objects import RowWriter
from panhuo.compiler.paging import LARGEST_PAGE
from panhuo.compiler.plan import Denied, PagePlan, RootPlan, Run
from panhuo.compiler.planner import Planner
from panhuo.compiler.refusals import not_found, refusals
from panhuo.compiler.rowcode import Rows, compile_rows
from panhuo.compiler.statement import Env, Place
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.reach import reach


@dataclass
class TypePlan:
    """How objects of one type are read by id, and what of them is denied."""

    page: PagePlan
    denied: list[Denied]
    build: Rows
    """The objects of several records at once."""


def nodes_plan(
    planner: Planner, key: str, binding: Nodes, arguments: dict[str, Tree], nodes: list[FieldDetails]
) -> RootPlan:
    leaf = arguments["ids" if binding.many else "id"]
    assert isinstance(leaf, Leaf)
    plans = {target.name: type_plan(planner, target, nodes) for target in readable(planner)}

    def ids(env: Env) -> list[tuple[str, int]]:
        values = leaf.read(env.variables) if binding.many else [leaf.read(env.variables)]
        if len(values) > LARGEST_PAGE:
            raise PanhuoError(ErrorCode.PAGE_TOO_LARGE)
        return [parse_id(value) for value in values]

    def check(env: Env) -> None:
        ids(env)
        for plan in plans.values():
            plan.page.check(env)

    async def run(run: Run) -> Any:
        wanted = ids(run.env)
        found = [await read(plans[name], name, wanted, run) for name in dict(wanted) if name in plans]
        objects = {identity: value for group in found for identity, value in group.items()}
        values = [objects.get(identity) for identity in wanted]
        report(plans, wanted, values, key, binding.many, run)
        return values if binding.many else values[0]

    return RootPlan(key, run, check)


def readable(planner: Planner) -> list[Entity]:
    """The types behind `Node` of which the role may read anything."""
    node = planner.schema.get_type("Node")
    kinds = planner.schema.get_possible_types(node)  # type: ignore[arg-type]
    targets = (planner.entity(kind.name) for kind in kinds)
    return [target for target in targets if target.ability is not None and planner.cell(target.ability)]


def type_plan(planner: Planner, target: Entity, nodes: list[FieldDetails]) -> TypePlan:
    """How objects of a type are read by their ids."""
    assert target.ability is not None
    cell = planner.cell(target.ability)
    statement = planner.statement()
    keys = statement.param(lambda env: statement.dialect.encode_list([]))
    place = Place(statement, statement.alias("w"))
    outer, planner.denied = planner.denied, []
    path, planner._path = planner._path, []
    plan = PagePlan(statement)
    writer = RowWriter(planner, plan.kids)
    code = writer.object(planner.object_type(target.name), nodes, place, target, cell)
    build = compile_rows(code, writer.names)
    denied, planner.denied, planner._path = planner.denied, outer, path
    plan.build = lambda view: next(iter(build(view.records, view.env, view.kids)), None)
    plan.key_slot, plan.key_index = 0, statement.output(place["id"])
    plan.id_index = plan.key_index
    scope = reach(target.table, cell, planner.role).sql(statement, place.alias)
    chosen = statement.dialect.within(place["id"], keys, "bigint")
    plan.sql = statement.finished(
        f"select {', '.join(statement.columns)} from {target.table} {place.alias} {' '.join(place.joins)}"
        f" where {chosen} and ({scope})"
    )
    return TypePlan(plan, denied, build)


async def read(
    plan: TypePlan, name: str, wanted: list[tuple[str, int]], run: Run
) -> dict[tuple[str, int], Any]:
    numbers = [number for kind, number in dict.fromkeys(wanted) if kind == name]
    found = await plan.page.children(numbers, run.env, run.database)
    return {(name, number): value for number, value in found.items()}


def report(
    plans: dict[str, TypePlan],
    wanted: list[tuple[str, int]],
    values: list[Any],
    key: str,
    many: bool,
    run: Run,
) -> None:
    """Errors of the objects found; NOT_FOUND for a single id that gave none."""
    viewer, chinese = run.env.viewer, run.env.chinese
    for name, plan in plans.items():
        shown = [value if kind == name else None for (kind, _), value in zip(wanted, values, strict=True)]
        outer = (key, "*") if many else (key,)
        denied = [replace(place, path=(*outer, *place.path)) for place in plan.denied]
        run.errors.extend(refusals(denied, {key: shown if many else shown[0]}, viewer, chinese))
    if not many and values[0] is None:
        run.errors.append(not_found((key,), chinese))
