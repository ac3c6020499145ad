"""Documents that were parsed and validated, kept by their text so that both happen once."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    Visitor,
    parse,
    validate,
    visit,
)

from panhuo.compiler.cache import Recent
from panhuo.compiler.limits import check_limits, check_text
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.observing.tracing import span
from panhuo.settings import get_settings

LONG_NUMBER = re.compile(r"[0-9]{1000,}")
"""Python refuses to read numbers of more than 4,300 digits, and graphql-core does not expect that."""


class RequestErrors(Exception):
    """Why an operation is not executed at all (GraphQL October 2021, §7.1.2: request errors)."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors


@dataclass(frozen=True)
class Known:
    """A document that fits the schema."""

    text: str
    document: DocumentNode
    operations: Sequence[OperationDefinitionNode]
    introspects: bool
    """Whether it asks for `__schema` or `__type` anywhere."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text, its first 16 digits: the document's name in the log."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation that is meant. Raises BAD_REQUEST where that is unclear."""
        if name is None:
            return self.only_operation()
        for each in self.operations:
            if each.name is not None and each.name.value == name:
                return each
        raise PanhuoError(ErrorCode.OPERATION_UNKNOWN)

    def only_operation(self) -> OperationDefinitionNode:
        if len(self.operations) == 1:
            return self.operations[0]
        raise PanhuoError(ErrorCode.OPERATION_UNKNOWN)

    def plans(self, operation: OperationDefinitionNode) -> bool:
        """Whether an operation is answered by its plan alone, without graphql-core's executor."""
        return operation.operation is OperationType.QUERY and not self.introspects


KNOWN: Recent[Known] = Recent(get_settings().plan_cache_size)


def known_document(schema: GraphQLSchema, text: str) -> Known:
    """A document, parsed and validated at most once. Raises RequestErrors, PanhuoError."""
    found = KNOWN.get(text)
    if found is None:
        found = read_document(schema, text)
        KNOWN.put(text, found, len(text))
    return found


def read_document(schema: GraphQLSchema, text: str) -> Known:
    settings = get_settings()
    check_text(text)
    try:
        with span("parse"):
            document = parse(text, max_lexical_tokens=settings.max_tokens, max_comments=settings.max_tokens)
    except GraphQLSyntaxError as error:
        raise RequestErrors([error]) from None
    except RecursionError:
        raise PanhuoError(ErrorCode.OPERATION_TOO_LARGE) from None
    check_limits(document)
    check_numbers(text, document)
    with span("validate"):
        errors = validate(schema, document, max_errors=settings.max_errors, hide_suggestions=True)
    looks = Looks()
    visit(document, looks)
    if errors or looks.empty:
        raise RequestErrors(errors or looks.empty)
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    return Known(text, document, operations, looks.introspects)


def check_numbers(text: str, document: DocumentNode) -> None:
    """Raise INVALID_VALUE on an endless number."""
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


class Looks(Visitor):
    """Notes introspection fields, and selections of nothing, which graphql-core lets pass."""

    def __init__(self) -> None:
        super().__init__()
        self.introspects = False
        self.empty: list[GraphQLError] = []

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self.introspects = self.introspects or node.name.value in ("__schema", "__type")

    def enter_selection_set(self, node: SelectionSetNode, *_: object) -> None:
        if not node.selections:
            self.empty = [GraphQLError("Syntax Error: Expected Name, found '}'.", node)]
