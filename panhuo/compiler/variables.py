"""The variables of an operation, as its definitions take them."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLSchema, OperationDefinitionNode
from graphql.execution.values import VariableValues, get_variable_values

from panhuo.compiler.documents import RequestErrors
from panhuo.settings import get_settings


def coerced(
    schema: GraphQLSchema, operation: OperationDefinitionNode, given: Mapping[str, Any] | None
) -> VariableValues:
    """The values of the variables. Raises RequestErrors where some do not fit."""
    values = get_variable_values(
        schema,
        operation.variable_definitions or (),
        dict(given or {}),
        max_errors=get_settings().max_errors,
        hide_suggestions=True,
    )
    if isinstance(values, list):
        raise RequestErrors(values)
    return values
