"""The way in: parse and validate once a document, and finish queries before graphql-core's executor."""

from collections.abc import AsyncIterator, Iterator

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

PARSED: Recent[DocumentNode] = Recent(get_settings().plan_cache_size)
VALID: Recent[DocumentNode] = Recent(get_settings().plan_cache_size)


class PlanExtension(SchemaExtension):
    """Caches documents by their text; a query without introspection never meets the executor."""

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        text = context.query or ""
        context.graphql_document = context.graphql_document or PARSED.get(text)
        yield
        if context.graphql_document is not None:
            PARSED.put(text, context.graphql_document)

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        text = context.query or ""
        if VALID.get(text) is not None:
            context.pre_execution_errors = []
        yield
        if not context.pre_execution_errors and context.graphql_document is not None:
            VALID.put(text, context.graphql_document)

    async def on_execute(self) -> AsyncIterator[None]:
        operation = self.planned_operation()
        if operation is not None:
            self.execution_context.result = await self.run(operation)  # type: ignore[assignment]
        yield

    def planned_operation(self) -> OperationDefinitionNode | None:
        """The operation, where it is a query that does not introspect."""
        context = self.execution_context
        assert context.graphql_document is not None
        operation = get_operation_ast(context.graphql_document, context.operation_name)
        if operation is None or operation.operation is not OperationType.QUERY:
            return None
        return None if introspects(context.query or "", context.graphql_document) else operation

    async def run(self, operation: OperationDefinitionNode) -> ExecutionResult:
        context = self.execution_context
        assert context.graphql_document is not None
        schema = context.schema._schema  # type: ignore[attr-defined]
        query = Query(
            schema,
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


INTROSPECTS: Recent[tuple[bool]] = Recent(get_settings().plan_cache_size)


def introspects(text: str, document: DocumentNode) -> bool:
    """Whether a document asks for `__schema` or `__type` anywhere."""
    found = INTROSPECTS.get(text)
    if found is None:
        finder = IntrospectionFinder()
        visit(document, finder)
        found = (finder.found,)
        INTROSPECTS.put(text, found)
    return found[0]


class IntrospectionFinder(Visitor):
    """Notes introspection fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self.found = self.found or node.name.value in ("__schema", "__type")
