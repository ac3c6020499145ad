"""The way in: parse and validate once a document, and finish queries before graphql-core's executor."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    OperationDefinitionNode,
    OperationType,
    Visitor,
    get_operation_ast,
    visit,
)
from graphql.execution import ExecutionResult
from strawberry.extensions import SchemaExtension

from panhuo.compiler.cache import Recent
from panhuo.compiler.faults import as_error
from panhuo.compiler.operation import Query, run_query
from panhuo.settings import get_settings


@dataclass(frozen=True)
class Known:
    """A document that fits the schema, and whether it asks for `__schema` or `__type` anywhere."""

    document: DocumentNode
    introspects: bool


KNOWN: Recent[Known] = Recent(get_settings().plan_cache_size)


class PlanExtension(SchemaExtension):
    """Keeps valid documents by their text; a query without introspection never meets the executor."""

    known: Known | None = None

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        self.known = KNOWN.get(context.query or "")
        if self.known is not None:
            context.graphql_document = self.known.document
        yield

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        if self.known is not None:
            context.pre_execution_errors = []
        yield
        if self.known is None and context.graphql_document is not None and not context.pre_execution_errors:
            self.known = Known(context.graphql_document, introspects(context.graphql_document))
            KNOWN.put(context.query or "", self.known, len(context.query or ""))

    async def on_execute(self) -> AsyncIterator[None]:
        operation = self.planned_operation()
        if operation is not None:
            self.execution_context.result = await self.run(operation)  # type: ignore[assignment]
        yield

    def planned_operation(self) -> OperationDefinitionNode | None:
        """The operation, where it is a query that does not introspect."""
        if self.known is None or self.known.introspects:
            return None
        operation = get_operation_ast(self.known.document, self.execution_context.operation_name)
        return operation if operation and operation.operation is OperationType.QUERY else None

    async def run(self, operation: OperationDefinitionNode) -> ExecutionResult:
        context = self.execution_context
        assert context.graphql_document is not None
        query = Query(
            context.schema._schema,  # type: ignore[attr-defined]
            context.query or "",
            context.graphql_document,
            operation,
            context.variables,
            context.context.dialect,
        )
        try:
            return await run_query(query, context.context.env, context.context.database)
        except Exception as error:
            return ExecutionResult(None, [as_error(error, context.context.chinese)])


def introspects(document: DocumentNode) -> bool:
    finder = IntrospectionFinder()
    visit(document, finder)
    return finder.found


class IntrospectionFinder(Visitor):
    """Notes introspection fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self.found = self.found or node.name.value in ("__schema", "__type")
