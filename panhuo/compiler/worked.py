"""Root fields whose plain objects a function works out, scoped by statements of its own."""

from typing import Any

from graphql import GraphQLField
from graphql.execution.collect_fields import FieldDetails

from panhuo.auth.statements import spelled
from panhuo.compiler.arguments import Leaf
from panhuo.compiler.binding import Asker, Worked
from panhuo.compiler.plain import plain_reader
from panhuo.compiler.plan import RootPlan, Run
from panhuo.compiler.planner import Planner
from panhuo.compiler.refusals import located
from panhuo.compiler.statement import Env
from panhuo.errors import PanhuoError


def worked_plan(
    planner: Planner, key: str, binding: Worked, field_def: GraphQLField, nodes: list[FieldDetails]
) -> RootPlan:
    """The plan of the root field: arguments that cannot be fail first; what is not to be had is null."""
    given = planner.arguments(field_def, nodes)
    read = plain_reader(planner, field_def, nodes)

    def parsed(env: Env) -> Any:
        return binding.parse(
            {name: leaf.read(env.variables) for name, leaf in given.items() if isinstance(leaf, Leaf)}
        )

    def check(env: Env) -> None:
        parsed(env)

    async def run(run: Run) -> Any:
        async def rows(statement: str, *values: Any) -> list[dict[str, Any]]:
            found = await run.database.fetch(spelled(statement, planner.dialect), values)
            return [dict(row) for row in found]  # type: ignore[call-overload]

        try:
            found = await binding.find(Asker(run.env.viewer, run.env.chinese, rows), parsed(run.env))
        except PanhuoError as error:
            run.errors.append(located(error, run.env.chinese, (key,)))
            found = None
        return None if found is None else read(found)

    return RootPlan(key, run, check)
