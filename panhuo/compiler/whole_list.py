"""A list read whole, past the API's page size: which rows in which order, and what is selected of them.

It is the query a client would send, planned by the same planner: the same root field, arguments, scopes,
order and selection, so that what is read here is what a query would answer, null for null. The ids come
first, in their order; the rows follow by their ids, a page at a time.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import orjson
from graphql import (
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
    parse,
)
from graphql.execution.collect_fields import FieldDetails, collect_fields

from panhuo.compiler.binding import Connection, Entity, binding_of, target_of
from panhuo.compiler.nodes import TypePlan, type_plan
from panhuo.compiler.pages import driven, ordered, restrict
from panhuo.compiler.plan import Database, Denied
from panhuo.compiler.planner import Planner, Refused, ability_of, narrower, require
from panhuo.compiler.statement import Env, Statement
from panhuo.compiler.variables import coerced
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach


@dataclass(frozen=True)
class ListAsked:
    """A list of the schema, and what is asked of it."""

    field: str
    """Its root field, such as `patents`."""
    selection: str
    """What is read of each row: `{ title unit { name } }`."""
    arguments: Mapping[str, Any]
    """Of the root field, as JSON variables have them; what is left out takes its default."""
    ids: Sequence[int] | None = None
    """Of the list these rows alone."""
    within: Ability | None = None
    """Of the list what lies within this ability's scopes, too."""


AS_LISTS: Mapping[str, Any] = {"json_text": orjson.loads}
"""Lists that columns hold as JSON are looked into."""


class Numbers(Protocol):
    """Where ids are read from without holding a record each."""

    async def numbers(self, sql: str, arguments: Sequence[Any]) -> "array[int]": ...


@dataclass(frozen=True)
class WholeList:
    """The plan of a list for one viewer."""

    env: Env
    ids: Statement
    ids_sql: str
    rows: TypePlan

    @property
    def denied(self) -> list[Denied]:
        """Places of the selection that the role may not read."""
        return self.rows.denied

    async def numbers(self, source: Numbers) -> "array[int]":
        """The ids of all rows, in the order of the list."""
        return await source.numbers(self.ids_sql, self.ids.arguments(self.env))

    async def page(self, keys: Sequence[int], database: Database) -> list[dict[str, Any]]:
        """What is selected of the rows of some ids, in the order of the ids; rows that are gone are not."""
        plan = self.rows.page
        arguments = plan.statement.arguments(self.env)
        assert plan.key_slot is not None and plan.key_index is not None
        arguments[plan.key_slot] = plan.statement.dialect.encode_list(list(keys))
        records = await database.fetch(plan.sql, arguments)
        kids = await plan.run_kids(list(records), self.env, database)
        built = self.rows.build(records, self.env, kids)
        found = {record[plan.key_index]: row for record, row in zip(records, built, strict=True)}
        return [found[key] for key in keys if key in found]


def whole_list(schema: GraphQLSchema, asked: ListAsked, env: Env, dialect: str, most: int) -> WholeList:
    """The plan of at most so many rows of a list.

    Every parameter is encoded, so that a bad id or text fails here. Raises FORBIDDEN where the role has
    nothing of what the list or one of its arguments asks, RequestErrors where arguments do not fit.
    """
    assert schema.query_type is not None
    document = parse(text_of(schema, asked))
    [operation] = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    values = coerced(schema, operation, asked.arguments)
    planner = Planner(schema, operation, {}, values, env.viewer.rights, dialect, names=AS_LISTS)
    env = replace(env, variables=values.coerced)
    [nodes] = collect_fields(schema, {}, values, schema.query_type, operation).grouped_field_set.values()
    try:
        return planned(planner, schema.query_type, nodes, asked, env, most)
    except Refused as refused:
        raise PanhuoError(ErrorCode.FORBIDDEN, ability=refused.ability.value) from None


def text_of(schema: GraphQLSchema, asked: ListAsked) -> str:
    """The query that a client would send."""
    assert schema.query_type is not None
    kinds = schema.query_type.fields[asked.field].args
    declared = ", ".join(f"${name}: {kinds[name].type}" for name in asked.arguments)
    given = ", ".join(f"{name}: ${name}" for name in asked.arguments)
    heads = (f"({declared})", f"({given})") if given else ("", "")
    return f"query {heads[0]} {{ {asked.field}{heads[1]} {{ nodes {asked.selection} }} }}"


def planned(
    planner: Planner,
    root: GraphQLObjectType,
    nodes: list[FieldDetails],
    asked: ListAsked,
    env: Env,
    most: int,
) -> WholeList:
    field_def = root.fields[asked.field]
    require(ability_of(field_def), planner.rights)
    binding = binding_of(field_def)
    assert isinstance(binding, Connection)
    target = target_of(binding)
    assert target.ability is not None
    require(target.ability, planner.rights)
    arguments = planner.arguments(field_def, nodes)
    statement = planner.statement()
    rows = driven(statement, binding, target, planner.cell(target.ability))
    restrict(rows, binding, arguments)
    if asked.ids is not None:
        keys = statement.param(lambda env: statement.dialect.encode_list(list(asked.ids or ())))
        rows.conditions.append(statement.dialect.within(rows.row_id, keys, "bigint"))
    rows.conditions.extend(also_within(planner, asked.within, target, rows.own))
    order = ordered(planner, binding, target, arguments).clause(rows.column, backward=False)
    limit = statement.param(lambda env: most)
    sql = statement.finished(f"select {rows.row_id} {rows.text()} order by {order} limit {limit}")
    kind = get_named_type(field_def.type)
    assert isinstance(kind, GraphQLObjectType)
    [(_, _, details)] = planner.subfields(kind, nodes)
    plan = WholeList(env, statement, sql, type_plan(planner, target, details))
    statement.check(env)
    plan.rows.page.check(env)
    return plan


def also_within(planner: Planner, ability: Ability | None, target: Entity, own: Any) -> list[str]:
    """The condition of a further ability, where it may refuse rows that the list holds."""
    if ability is None:
        return []
    require(ability, planner.rights)
    cell = scopes_of(ability, planner.rights)
    assert target.ability is not None
    if not narrower(cell, planner.cell(target.ability)):
        return []
    place = own()
    return [reach(target.table, cell, planner.role).sql(place.statement, place.alias)]
