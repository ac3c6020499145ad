"""Documents that fit the schema, and their operations with all that is known of them whoever asks."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, OperationType

from panhuo.compiler.variables import Declarations, declarations_of
from panhuo.errors import ErrorCode, PanhuoError


@dataclass(frozen=True, eq=False, slots=True)
class Prepared:
    """An operation of a document: what is the same in all its requests."""

    schema: GraphQLSchema
    text: str
    document: DocumentNode
    node: OperationDefinitionNode
    kind: OperationType
    name: str | None
    digest: str
    """SHA-256 of the document's text, its first 16 digits: the document's name in the log."""
    introspects: bool
    """Whether its document asks for `__schema` or `__type` anywhere."""
    plans: bool
    """Whether it is answered by its plan alone, without graphql-core's executor."""
    variables: Declarations


@dataclass(frozen=True, slots=True)
class Known:
    """A document that fits the schema."""

    operations: Sequence[Prepared]

    def operation(self, name: str | None) -> Prepared:
        """The operation that is meant. Raises OPERATION_UNKNOWN where that is unclear."""
        if name is None and len(self.operations) == 1:
            return self.operations[0]
        for each in self.operations:
            if name is not None and each.name == name:
                return each
        raise PanhuoError(ErrorCode.OPERATION_UNKNOWN)


def prepare(schema: GraphQLSchema, text: str, document: DocumentNode, introspects: bool) -> Known:
    """A document that was found to fit, made ready to be run again and again."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Known(
        [
            prepared(schema, text, document, node, digest, introspects)
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
        ]
    )


def prepared(
    schema: GraphQLSchema,
    text: str,
    document: DocumentNode,
    node: OperationDefinitionNode,
    digest: str,
    introspects: bool,
) -> Prepared:
    kind, name = node.operation, node.name.value if node.name else None
    plans = kind is OperationType.QUERY and not introspects
    declarations = declarations_of(schema, node)
    return Prepared(schema, text, document, node, kind, name, digest, introspects, plans, declarations)
