"""A whole query: planned once for a document, operation, role and shape of variables, then run."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from graphql import ExecutionResult
from graphql.execution.collect_fields import FragmentDetails, collect_fields
from graphql.execution.values import VariableValues

from panhuo.compiler.cache import Recent
from panhuo.compiler.cost import Price, Walk, charge
from panhuo.compiler.database import HeldDatabase
from panhuo.compiler.plan import OperationPlan, Run
from panhuo.compiler.planner import TYPENAME, Planner, fragments_of
from panhuo.compiler.prepared import Prepared
from panhuo.compiler.refusals import refusals
from panhuo.compiler.roots import root_plan
from panhuo.compiler.statement import Env
from panhuo.observing.observed import current
from panhuo.observing.tracing import span
from panhuo.settings import get_settings

Spend = Callable[[dict[str, Any]], Awaitable[None]]
"""Takes a bill out of the budget of whoever asks; it may complete the bill."""
EnvOf = Callable[[Mapping[str, Any]], Env]
"""The coerced variables → what a run knows."""
Answered = tuple[Run, dict[str, Any]]
Read = Callable[[Callable[[], Awaitable[Answered]]], Awaitable[Answered]]
"""Runs what reads, on the server that shall be read; again on another where that one fails."""
PLANS: Recent[OperationPlan] = Recent(get_settings().plan_cache_size)


async def run_query(
    operation: Prepared,
    given: Mapping[str, Any],
    env_of: EnvOf,
    spend: Spend,
    read: Read,
    database: HeldDatabase,
) -> ExecutionResult:
    """Run a query that plans wholly.

    Bad input anywhere in it, too high a cost, or a budget that is spent fails the request before any
    statement: RequestErrors or PanhuoError.
    """
    coerced, shape = operation.variables.read(given)
    env = env_of(coerced)
    plan, bill = plan_of(operation, given, shape, env, database.dialect)
    for root in plan.roots:
        root.check(env)
    await spend(bill)
    run, data = await read(lambda: answered(plan, Run(env, database)))
    errors = run.errors
    if plan.denied:
        errors = [*errors, *refusals(plan.denied, data, env.viewer, env.chinese)]
    return ExecutionResult(data, errors or None, {"cost": bill})


async def answered(plan: OperationPlan, run: Run) -> Answered:
    """A run with the data of its root fields."""
    data = {}
    for root in plan.roots:
        data[root.key] = await root.run(run)
    return run, data


def plan_of(
    operation: Prepared, given: Mapping[str, Any], shape: Any, env: Env, dialect: str
) -> tuple[OperationPlan, dict[str, Any]]:
    """The plan, and what running it costs. Raises COST_TOO_HIGH, before a plan is made if there is none."""
    key = (operation.text, operation.name, env.viewer.rights, dialect, shape)
    found = PLANS.get(key)
    current().plan_cached = found is not None
    if found is not None:
        return found, charge(found.price, env.variables, env.viewer.role, planned=False)
    values = operation.variables.values(given, dict(env.variables))
    with span("plan"):
        fragments = fragments_of(operation.document)
        price = Walk(operation.schema, operation.node, fragments, values).price()
        bill = charge(price, env.variables, env.viewer.role, planned=True)
        made = make_plan(operation, values, env, fragments, price, dialect)
    PLANS.put(key, made, len(operation.text) + len(repr(shape)))
    return made, bill


def make_plan(
    operation: Prepared,
    values: VariableValues,
    env: Env,
    fragments: dict[str, FragmentDetails],
    price: Price,
    dialect: str,
) -> OperationPlan:
    schema, node = operation.schema, operation.node
    planner = Planner(schema, node, fragments, values, env.viewer.rights, dialect)
    root = schema.query_type
    assert root is not None
    grouped = collect_fields(schema, fragments, values, root, node).grouped_field_set
    roots = [
        root_plan(planner, key, root.fields.get(nodes[0].node.name.value, TYPENAME), nodes)
        for key, nodes in grouped.items()
    ]
    return OperationPlan(roots, planner.denied, price)
