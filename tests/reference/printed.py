"""The printed schema, and what its descriptions say in each language."""

import re
from functools import cache
from pathlib import Path

from graphql import GraphQLEnumType, GraphQLSchema, build_schema

SDL = Path(__file__).parents[2] / "schema.graphql"
HALVES = re.compile("(.+?[.]) ([\u4e00-\u9fff].+)", re.DOTALL)
"""A description of an error or a reason: English, then Chinese."""


@cache
def schema() -> GraphQLSchema:
    return build_schema(SDL.read_text(encoding="utf-8"))


def said(enum: str, name: str, chinese: bool) -> str:
    """The words of an error code or a reason, as the schema documents them."""
    kind = schema().type_map[enum]
    assert isinstance(kind, GraphQLEnumType)
    halves = HALVES.fullmatch(kind.values[name].description or "")
    assert halves, f"{enum}.{name} is not described in both languages"
    return halves[2 if chinese else 1]
