"""A whole query: planned once for a document, operation, role and shape of variables, then run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema, OperationDefinitionNode
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import VariableValues, get_variable_values
from graphql.utilities import type_from_ast

from panhuo.compiler.arguments import shape_of
from panhuo.compiler.cache import Recent
from panhuo.compiler.faults import as_error
from panhuo.compiler.plan import Database, OperationPlan, Run
from panhuo.compiler.planner import TYPENAME, Planner, fragments_of
from panhuo.compiler.refusals import refusals
from panhuo.compiler.roots import root_plan
from panhuo.compiler.statement import Env
from panhuo.settings import get_settings

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


async def run_query(query: Query, env_of: Any, database: Database) -> ExecutionResult:
    """Run a query that plans wholly. Bad input anywhere in it fails the request before any statement."""
    values = get_variable_values(
        query.schema,
        query.operation.variable_definitions or (),
        dict(query.variables or {}),
        hide_suggestions=True,
    )
    if isinstance(values, list):
        return ExecutionResult(None, values)
    env: Env = env_of(values.coerced)
    try:
        plan = plan_of(query, values, env)
        for root in plan.roots:
            root.check(env)
    except GraphQLError as error:  # ours, or graphql-core's of an argument
        return ExecutionResult(None, [as_error(error, env.chinese)])
    run = Run(env, database)
    data = {root.key: await root.run(run) for root in plan.roots}
    errors = [*run.errors, *refusals(plan.denied, data, env.viewer, env.chinese)]
    return ExecutionResult(data, errors or None)


def plan_of(query: Query, values: VariableValues, env: Env) -> OperationPlan:
    role = env.viewer.role
    name = query.operation.name.value if query.operation.name else None
    shape = shape_of_variables(query, values)
    key = (query.text, name, role, query.dialect, shape)
    found = PLANS.get(key)
    if found is None:
        found = make_plan(query, values, env)
        PLANS.put(key, found, len(query.text) + len(repr(shape)))
    return found


def shape_of_variables(query: Query, values: VariableValues) -> Any:
    shapes = []
    for definition in query.operation.variable_definitions or ():
        name = definition.variable.name.value
        if name in values.coerced:
            kind = type_from_ast(query.schema, definition.type)
            shapes.append((name, shape_of(values.coerced[name], kind)))
    return tuple(shapes)


def make_plan(query: Query, values: VariableValues, env: Env) -> OperationPlan:
    fragments = fragments_of(query.document)
    planner = Planner(query.schema, query.operation, fragments, values, env.viewer.role, query.dialect)
    root = query.schema.query_type
    assert root is not None
    grouped = collect_fields(query.schema, fragments, values, root, query.operation).grouped_field_set
    roots = [
        root_plan(planner, key, root.fields.get(nodes[0].node.name.value, TYPENAME), nodes)
        for key, nodes in grouped.items()
    ]
    return OperationPlan(roots, planner.denied)
