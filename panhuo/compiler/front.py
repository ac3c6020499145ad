"""The schema's own ways to run an operation: a query by its plan, the rest through graphql-core's executor.

Strawberry's preparation (its own context, extensions and hooks around parsing, validation and execution)
is not used: a document is parsed and validated once (`documents`), whoever sends it.
"""

from collections.abc import AsyncGenerator, Mapping
from inspect import isawaitable
from typing import Any

import strawberry
from graphql import ExecutionResult, OperationDefinitionNode, OperationType, execute, subscribe

from panhuo.compiler.cost import Walk, charge
from panhuo.compiler.deadline import to_the_end
from panhuo.compiler.documents import Known, RequestErrors, known_document
from panhuo.compiler.executor import PanhuoExecutor
from panhuo.compiler.faults import as_errors
from panhuo.compiler.first_sign_in import require_open_at_first
from panhuo.compiler.operation import Query, run_query
from panhuo.compiler.planner import fragments_of
from panhuo.compiler.variables import coerced

Variables = Mapping[str, Any] | None


class PlanningSchema(strawberry.Schema):
    """Strawberry's schema, run by the compiler."""

    def known(self, text: str) -> Known:
        """A document that fits. Raises RequestErrors or PanhuoError where it does not."""
        return known_document(self._schema, text)

    def require_open_at_first(self, known: Known, operation: OperationDefinitionNode) -> None:
        """Raise PROFILE_INCOMPLETE unless an operation answers before a first sign-in is through (S2)."""
        fragments = {name: each.definition for name, each in fragments_of(known.document).items()}
        root = self._schema.get_root_type(operation.operation)
        require_open_at_first(self._schema, fragments, root, operation.selection_set)

    async def run(
        self, known: Known, operation: OperationDefinitionNode, variables: Variables, context: Any
    ) -> ExecutionResult:
        """The result of a query or mutation. Raises RequestErrors or PanhuoError before anything runs."""
        if known.plans(operation):
            query = Query(self._schema, known.text, known.document, operation, variables, context.dialect)
            async with context.database.operation() as database:
                return await run_query(query, context.env, context.spend, context.read, database)
        answer = context.then_seen(self.interpret(known, operation, variables, context))
        return await (to_the_end(answer) if operation.operation is OperationType.MUTATION else answer)

    async def interpret(
        self, known: Known, operation: OperationDefinitionNode, variables: Variables, context: Any
    ) -> ExecutionResult:
        """A mutation, or a query with introspection, through graphql-core's executor."""
        bill = self.charge(known, operation, variables, context)
        await context.spend(bill)
        result: Any = execute(
            self._schema,
            known.document,
            context_value=context,
            variable_values=dict(variables or {}),
            operation_name=operation.name.value if operation.name else None,
            executor_class=PanhuoExecutor,
            hide_suggestions=True,
        )
        found: ExecutionResult = await result if isawaitable(result) else result
        found.extensions = {"cost": bill}
        return found

    async def events(
        self, known: Known, operation: OperationDefinitionNode, variables: Variables, context: Any
    ) -> AsyncGenerator[ExecutionResult, None]:
        """The results of a subscription, one an event. Raises RequestErrors where it does not begin."""
        await context.spend(self.charge(known, operation, variables, context))
        found: Any = subscribe(
            self._schema,
            known.document,
            context_value=context,
            variable_values=dict(variables or {}),
            operation_name=operation.name.value if operation.name else None,
            executor_class=PanhuoExecutor,
            hide_suggestions=True,
        )
        found = await found if isawaitable(found) else found
        if isinstance(found, ExecutionResult):
            raise RequestErrors(found.errors or [])
        return found  # type: ignore[no-any-return]

    def charge(
        self, known: Known, operation: OperationDefinitionNode, variables: Variables, context: Any
    ) -> dict[str, Any]:
        """What an operation costs that the executor runs.

        Raises COST_TOO_HIGH, and RequestErrors where variables do not fit: the executor would answer as
        with a null.
        """
        values = coerced(self._schema, operation, variables)
        price = Walk(self._schema, operation, fragments_of(known.document), values).price()
        return charge(price, values.coerced, context.viewer.role, planned=True)

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
            known = self.known(query or "")
            return await self.run(known, known.operation(operation_name), variable_values, context_value)
        except Exception as error:
            return ExecutionResult(None, as_errors(error, chinese))
