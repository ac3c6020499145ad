"""The way in: parse and validate once a document, and finish queries before graphql-core's executor."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    IntValueNode,
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
from panhuo.errors import ErrorCode, PanhuoError
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
        if context.graphql_document is not None:
            check_document(context.query or "", context.graphql_document, context._provided_operation_name)

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        if self.known is not None:
            context.pre_execution_errors = []
        yield
        if self.known is None and context.graphql_document is not None and not context.pre_execution_errors:
            self.known = Known(context.graphql_document, introspects(context.graphql_document))
            KNOWN.put(context.query or "", self.known, len(context.query or ""))

    async def on_execute(self) -> AsyncIterator[None]:
        context = self.execution_context
        operation = planned_operation(self.known, context.operation_name)
        if self.known is not None and operation is not None:
            context.result = await answer(  # type: ignore[assignment]
                context.schema._schema,  # type: ignore[attr-defined]
                context.query or "",
                self.known.document,
                operation,
                context.variables,
                context.context,
            )
        yield


def planned_operation(known: Known | None, name: str | None) -> OperationDefinitionNode | None:
    """The operation of a known document, where it is a query that does not introspect."""
    if known is None or known.introspects:
        return None
    operation = get_operation_ast(known.document, name)
    return operation if operation and operation.operation is OperationType.QUERY else None


async def answer(
    schema: GraphQLSchema,
    text: str,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: dict[str, Any] | None,
    context: Any,
) -> ExecutionResult:
    """The result of a query that plans wholly."""
    query = Query(schema, text, document, operation, variables, context.dialect)
    try:
        async with context.database.operation() as database:
            return await run_query(query, context.env, database)
    except Exception as error:
        return ExecutionResult(None, [as_error(error, context.chinese)])


LONG_NUMBER = re.compile(r"[0-9]{1000,}")
"""Python refuses to read numbers of more than 4,300 digits, and graphql-core does not expect that."""


def check_document(text: str, document: DocumentNode, operation_name: str | None) -> None:
    """Raise BAD_REQUEST where it is unclear which operation is meant, INVALID_VALUE on an endless number."""
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if operation_name is None and len(operations) > 1:
        raise PanhuoError(
            ErrorCode.BAD_REQUEST,
            "Several operations: name one as operationName. 请用 operationName 指定操作。",
        )
    if LONG_NUMBER.search(text):
        finder = LongNumberFinder()
        visit(document, finder)
        if finder.found:
            raise PanhuoError(ErrorCode.INVALID_VALUE, "A number has too many digits. 数字位数过多。")


class LongNumberFinder(Visitor):
    """Notes whole numbers too long to be read."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def enter_int_value(self, node: IntValueNode, *_: object) -> None:
        self.found = self.found or len(node.value) >= 1000


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
