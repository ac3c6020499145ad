"""The schema's own ways to run an operation: a query by its plan, the rest through graphql-core's executor.

Strawberry's preparation (its own context, extensions and hooks around parsing, validation and execution)
is not used: a document is parsed and validated once (`documents`), whoever sends it.
"""

from collections.abc import AsyncGenerator, Mapping
from inspect import isawaitable
from typing import Any

import strawberry
from graphql import ExecutionResult, OperationType, execute, subscribe

from panhuo.compiler.cost import Walk, charge
from panhuo.compiler.deadline import to_the_end
from panhuo.compiler.documents import known_document
from panhuo.compiler.executor import PanhuoExecutor
from panhuo.compiler.faults import as_errors
from panhuo.compiler.first_sign_in import require_open_at_first
from panhuo.compiler.operation import run_query
from panhuo.compiler.planner import fragments_of
from panhuo.compiler.prepared import Known, Prepared
from panhuo.compiler.request_errors import RequestErrors

Variables = Mapping[str, Any] | None


class PlanningSchema(strawberry.Schema):
    """Strawberry's schema, run by the compiler."""

    def known(self, text: str) -> Known:
        """A document that fits. Raises RequestErrors or PanhuoError where it does not."""
        return known_document(self._schema, text)

    def require_open_at_first(self, operation: Prepared) -> None:
        """Raise PROFILE_INCOMPLETE unless an operation answers before a first sign-in is through (S2)."""
        fragments = {name: each.definition for name, each in fragments_of(operation.document).items()}
        root = self._schema.get_root_type(operation.kind)
        require_open_at_first(self._schema, fragments, root, operation.node.selection_set)

    async def run(self, operation: Prepared, variables: Variables, context: Any) -> ExecutionResult:
        """The result of a query or mutation. Raises RequestErrors or PanhuoError before anything runs."""
        if operation.plans:
            async with context.database.operation() as database:
                return await run_query(
                    operation, variables or {}, context.env, context.spend, context.read, database
                )
        answer = context.then_seen(self.interpret(operation, variables, context))
        return await (to_the_end(answer) if operation.kind is OperationType.MUTATION else answer)

    async def interpret(self, operation: Prepared, variables: Variables, context: Any) -> ExecutionResult:
        """A mutation, or a query with introspection, through graphql-core's executor."""
        bill = self.charge(operation, variables, context)
        await context.spend(bill)
        result: Any = execute(
            self._schema,
            operation.document,
            context_value=context,
            variable_values=dict(variables or {}),
            operation_name=operation.name,
            executor_class=PanhuoExecutor,
            hide_suggestions=True,
        )
        found: ExecutionResult = await result if isawaitable(result) else result
        found.extensions = {"cost": bill}
        return found

    async def events(
        self, operation: Prepared, variables: Variables, context: Any
    ) -> AsyncGenerator[ExecutionResult, None]:
        """The results of a subscription, one an event. Raises RequestErrors where it does not begin."""
        await context.spend(self.charge(operation, variables, context))
        found: Any = subscribe(
            self._schema,
            operation.document,
            context_value=context,
            variable_values=dict(variables or {}),
            operation_name=operation.name,
            executor_class=PanhuoExecutor,
            hide_suggestions=True,
        )
        found = await found if isawaitable(found) else found
        if isinstance(found, ExecutionResult):
            raise RequestErrors(found.errors or [])
        return found  # type: ignore[no-any-return]

    def charge(self, operation: Prepared, variables: Variables, context: Any) -> dict[str, Any]:
        """What an operation costs that the executor runs.

        Raises COST_TOO_HIGH, and RequestErrors where variables do not fit: the executor would answer as
        with a null.
        """
        given = variables or {}
        coerced, _ = operation.variables.read(given)
        values = operation.variables.values(given, coerced)
        price = Walk(self._schema, operation.node, fragments_of(operation.document), values).price()
        return charge(price, coerced, context.viewer.role, planned=True)

    async def execute(  # type: ignore[override]
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        **unused: Any,
    ) -> ExecutionResult:
        """A document in one go, from inside the process; HTTP comes through `panhuo.http.performing`."""
        chinese = context_value.chinese if context_value is not None else False
        try:
            operation = self.known(query or "").operation(operation_name)
            return await self.run(operation, variable_values, context_value)
        except Exception as error:
            return ExecutionResult(None, as_errors(error, chinese))
