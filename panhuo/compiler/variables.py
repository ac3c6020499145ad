"""The variables of an operation, as its definitions take them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, GraphQLSchema, OperationDefinitionNode, Undefined, is_non_null_type
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values
from graphql.utilities.coerce_input_value import coerce_default_value

from panhuo.compiler.arguments import shape_of
from panhuo.compiler.readers import Reader, Unfit, reader_of
from panhuo.compiler.request_errors import RequestErrors
from panhuo.settings import get_settings

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A variable that an operation declares: what does not change between its requests."""

    signature: GraphQLVariableSignature
    read: Reader
    required: bool
    default: tuple[Any, Any] | None
    """Its value and shape."""


@dataclass(frozen=True, slots=True)
class Declarations:
    """The variables of one operation."""

    schema: GraphQLSchema
    node: OperationDefinitionNode
    each: Mapping[str, Declaration] | None
    """None where one of them could not be made out: then graphql-core says why."""

    def read(self, given: Given) -> tuple[dict[str, Any], Any]:
        """The coerced values, and their shape. Raises RequestErrors where some do not fit."""
        try:
            return self.fitting(given)
        except (Unfit, RecursionError):
            raise RequestErrors(self.errors(given)) from None

    def fitting(self, given: Given) -> tuple[dict[str, Any], Any]:
        coerced: dict[str, Any] = {}
        shapes = []
        if self.each is None:
            raise Unfit
        for name, declaration in self.each.items():
            if name in given:
                part = declaration.read(given[name], 0)
            elif declaration.default is not None:
                part = declaration.default
            elif declaration.required:
                raise Unfit
            else:
                continue
            coerced[name] = part[0]
            shapes.append((name, part[1]))
        return coerced, tuple(shapes)

    def errors(self, given: Given) -> Sequence[GraphQLError]:
        """What graphql-core has against values that do not fit."""
        found = get_variable_values(
            self.schema,
            self.node.variable_definitions or (),
            dict(given),
            max_errors=get_settings().max_errors,
            hide_suggestions=True,
        )
        assert isinstance(found, list), "a reader refused what graphql-core takes"
        return found

    def values(self, given: Given, coerced: dict[str, Any]) -> VariableValues:
        """The same for graphql-core, with where each value came from."""
        sources = {
            name: VariableValueSource(declaration.signature, given.get(name, Undefined))
            for name, declaration in (self.each or {}).items()
        }
        return VariableValues(sources, coerced)


def declarations_of(schema: GraphQLSchema, node: OperationDefinitionNode) -> Declarations:
    """The variables that an operation declares, made out once."""
    found: dict[str, Declaration] = {}
    for definition in node.variable_definitions or ():
        declaration = declaration_of(get_variable_signature(schema, definition))
        if declaration is None:
            return Declarations(schema, node, None)
        found[declaration.signature.name] = declaration
    return Declarations(schema, node, found)


def declaration_of(signature: GraphQLVariableSignature | GraphQLError) -> Declaration | None:
    """What a variable takes; None where its type is none for input, or does not take its default."""
    if isinstance(signature, GraphQLError):
        return None
    try:
        value = coerce_default_value(signature)
    except (TypeError, RecursionError):
        return None
    default = None if value is Undefined else (value, shape_of(value, signature.type))
    return Declaration(signature, reader_of(signature.type), is_non_null_type(signature.type), default)


def coerced(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Given | None) -> VariableValues:
    """The values of the variables of an operation that runs once.

    Raises RequestErrors where some do not fit.
    """
    declarations = declarations_of(schema, operation)
    return declarations.values(given or {}, declarations.read(given or {})[0])
