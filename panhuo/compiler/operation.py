"""A whole query: planned once for a document, operation, role and shape of variables, then run."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode
from graphql.execution.collect_fields import FragmentDetails, collect_fields
from graphql.execution.values import VariableValues
from graphql.utilities import type_from_ast

from panhuo.compiler.arguments import shape_of
from panhuo.compiler.cache import Recent
from panhuo.compiler.cost import Price, Walk, charge
from panhuo.compiler.plan import Database, OperationPlan, Run
from panhuo.compiler.planner import TYPENAME, Planner, fragments_of
from panhuo.compiler.refusals import refusals
from panhuo.compiler.roots import root_plan
from panhuo.compiler.statement import Env
from panhuo.compiler.variables import coerced
from panhuo.observing.observed import current
from panhuo.observing.tracing import span
from panhuo.settings import get_settings

Spend = Callable[[dict[str, Any]], Awaitable[None]]
"""Takes a bill out of the budget of whoever asks; it may complete the bill."""
Answered = tuple[Run, dict[str, Any]]
Read = Callable[[Callable[[], Awaitable[Answered]]], Awaitable[Answered]]
"""Runs what reads, on the server that shall be read; again on another where that one fails."""
PLANS: Recent[OperationPlan] = Recent(get_settings().plan_cache_size)


@dataclass(frozen=True)
class Query:
    """A validated query operation with what was sent along."""

    schema: GraphQLSchema
    text: str
    document: DocumentNode
    operation: OperationDefinitionNode
    variables: Mapping[str, Any] | None
    dialect: str


async def run_query(
    query: Query, env_of: Any, spend: Spend, read: Read, database: Database
) -> ExecutionResult:
    """Run a query that plans wholly.

    Bad input anywhere in it, too high a cost, or a budget that is spent fails the request before any
    statement: RequestErrors or PanhuoError.
    """
    values = coerced(query.schema, query.operation, query.variables)
    env: Env = env_of(values.coerced)
    plan, bill = plan_of(query, values, env)
    for root in plan.roots:
        root.check(env)
    await spend(bill)
    run, data = await read(lambda: answered(plan, Run(env, database)))
    errors = [*run.errors, *refusals(plan.denied, data, env.viewer, env.chinese)]
    return ExecutionResult(data, errors or None, {"cost": bill})


async def answered(plan: OperationPlan, run: Run) -> Answered:
    """A run with the data of its root fields."""
    return run, {root.key: await root.run(run) for root in plan.roots}


def plan_of(query: Query, values: VariableValues, env: Env) -> tuple[OperationPlan, dict[str, Any]]:
    """The plan, and what running it costs. Raises COST_TOO_HIGH, before a plan is made if there is none."""
    role, rights = env.viewer.role, env.viewer.rights
    name = query.operation.name.value if query.operation.name else None
    shape = shape_of_variables(query, values)
    key = (query.text, name, rights, query.dialect, shape)
    found = PLANS.get(key)
    current().plan_cached = found is not None
    if found is not None:
        return found, charge(found.price, env.variables, role, planned=False)
    with span("plan"):
        fragments = fragments_of(query.document)
        price = Walk(query.schema, query.operation, fragments, values).price()
        bill = charge(price, env.variables, role, planned=True)
        made = make_plan(query, values, env, fragments, price)
    PLANS.put(key, made, len(query.text) + len(repr(shape)))
    return made, bill


def shape_of_variables(query: Query, values: VariableValues) -> Any:
    shapes = []
    for definition in query.operation.variable_definitions or ():
        name = definition.variable.name.value
        if name in values.coerced:
            kind = type_from_ast(query.schema, definition.type)
            shapes.append((name, shape_of(values.coerced[name], kind)))
    return tuple(shapes)


def make_plan(
    query: Query, values: VariableValues, env: Env, fragments: dict[str, FragmentDetails], price: Price
) -> OperationPlan:
    planner = Planner(query.schema, query.operation, fragments, values, env.viewer.rights, query.dialect)
    root = query.schema.query_type
    assert root is not None
    grouped = collect_fields(query.schema, fragments, values, root, query.operation).grouped_field_set
    roots = [
        root_plan(planner, key, root.fields.get(nodes[0].node.name.value, TYPENAME), nodes)
        for key, nodes in grouped.items()
    ]
    return OperationPlan(roots, planner.denied, price)
