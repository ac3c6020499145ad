"""The reference: the printed schema run plainly by graphql-core over a world of dicts.

It shares nothing with the compiler, its predicates or its types; what it does is written from the documents.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLResolveInfo,
    execute,
    parse,
)

from tests.reference.evaluations import SUMMARY, asks_for_summary
from tests.reference.fields import RESOLVERS, demands
from tests.reference.patents import snake
from tests.reference.printed import said, schema
from tests.reference.requests import faults_of
from tests.reference.scopes import Ask

Error = tuple[Any, ...]
"""Code, message, path, ability, count."""


@dataclass
class Answer:
    """What a request answers."""

    data: Any
    errors: list[Error]


def answer(ask: Ask, query: str, variables: dict[str, Any]) -> Answer:
    """The answer of the reference. A fault in any argument is the answer of the whole request."""
    document = parse(query)
    faults = faults_of(ask, schema(), document, variables)
    if faults:
        return Answer(None, [(code, said("ErrorCode", code, ask.chinese), *NOWHERE) for code in faults])
    result = execute(
        schema(),
        document,
        context_value=ask,
        variable_values=variables,
        field_resolver=resolve,
        type_resolver=lambda value, *_: value.type_name,
    )
    assert isinstance(result, ExecutionResult)
    return Answer(result.data, merged(ask, result.errors or []))


def resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    """One field of one object: refused, computed, or a column."""
    place = f"{info.parent_type.name}.{info.field_name}"
    asked = [*demands(place, info.return_type), *([SUMMARY] if asks_for_summary(arguments) else [])]
    lacking = [each for each in asked if not info.context.may(each)]
    if lacking:
        code = "FORBIDDEN" if info.context.account else "UNAUTHENTICATED"
        raise GraphQLError("denied", extensions={"code": code, "ability": lacking[0]})
    if place in RESOLVERS:
        return RESOLVERS[place](info.context, source, **arguments)
    if info.field_name == "id":
        return f"{source.type_name}:{source.row['id']}"
    return plain(source.row[snake(info.field_name)])


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


NOWHERE = (None, None, None)
"""Of an error of the whole request: no path, ability or count."""


def merged(ask: Ask, errors: list[GraphQLError]) -> list[Error]:
    """One error for all occurrences of a denied place: the first path, and how many."""
    places: dict[tuple[Any, ...], list[GraphQLError]] = {}
    for error in errors:
        assert error.extensions and error.path, error
        pattern = tuple(None if isinstance(key, int) else key for key in error.path)
        places.setdefault((error.extensions["code"], pattern), []).append(error)
    return [described(ask, occurrences) for occurrences in places.values()]


def described(ask: Ask, occurrences: list[GraphQLError]) -> Error:
    first = occurrences[0]
    assert first.path and first.extensions
    code, ability = first.extensions["code"], first.extensions.get("ability")
    count = len(occurrences) if ability else None
    detail = first.extensions.get("detail") or ("", "")
    message = f"{said('ErrorCode', code, ask.chinese)} {detail[ask.chinese]}".strip()
    return code, message, tuple(first.path), ability, count
