"""The short way: a query whose document is known goes straight to its plan.

Strawberry's preparation (execution context, extensions, hooks around parsing, validation and execution)
costs as much as a small page. A document comes to be known by going that way once, so nothing is skipped
that has not been done for the same text before.
"""

from collections.abc import Iterable
from typing import Any

import strawberry
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from panhuo.compiler.extension import KNOWN, answer, planned_operation


class PlanningSchema(strawberry.Schema):
    """Strawberry's schema, with the short way in front of `execute`."""

    def plans(self, query: str, operation_name: str | None) -> bool:
        """Whether a request would take the short way."""
        return planned_operation(KNOWN.get(query), operation_name) is not None

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        known = KNOWN.get(query or "")
        operation = planned_operation(known, operation_name)
        if known is None or operation is None:
            return await super().execute(
                query,
                variable_values,
                context_value,
                root_value,
                operation_name,
                allowed_operation_types,
                operation_extensions,
            )
        result = await answer(
            self._schema, query or "", known.document, operation, variable_values, context_value
        )
        return ExecutionResult(data=result.data, errors=result.errors)
