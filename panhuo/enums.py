"""Python enumerations as GraphQL enums whose values are described."""

from collections.abc import Mapping
from typing import Any

import strawberry
from graphql import GraphQLEnumType

from panhuo.language import labels


def described(enum: Any, description: str, values: Mapping[str, str] | Mapping[Any, str]) -> Any:
    """Make a GraphQL enum of a StrEnum, with a sentence for each value."""
    made = strawberry.enum(enum, description=description)
    texts: Mapping[str, str] = {str(name): text for name, text in values.items()}
    for value in made.__strawberry_definition__.values:
        value.description = texts[value.name]
    return made


def value_labels(enum: GraphQLEnumType) -> dict[str, tuple[str, str]]:
    """What each value is called in English and in Chinese, as its description says."""
    return {name: labels(value.description or name) for name, value in enum.values.items()}
