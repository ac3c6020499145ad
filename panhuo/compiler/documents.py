"""Documents that were parsed and validated, kept by their text so that both happen once."""

import re

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    IntValueNode,
    SelectionSetNode,
    Visitor,
    parse,
    validate,
    visit,
)

from panhuo.compiler.cache import Recent
from panhuo.compiler.limits import check_limits, check_text
from panhuo.compiler.prepared import Known, prepare
from panhuo.compiler.request_errors import RequestErrors
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.observing.tracing import span
from panhuo.settings import get_settings

LONG_NUMBER = re.compile(r"[0-9]{1000,}")
"""Python refuses to read numbers of more than 4,300 digits, and graphql-core does not expect that."""


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
    return prepare(schema, text, document, looks.introspects)


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
