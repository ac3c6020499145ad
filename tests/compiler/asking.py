"""Asking the papers' schema on every way a query can take."""

from typing import Any

from panhuo.context import Context
from tests.compiler.conftest import PaperWorld
from tests.compiler.papers import schema

Told = list[tuple[str, str, int, list[str | int]]]
Answer = tuple[Any, Told, int]
BESIDE = "__schema { queryType { name } }"


async def execute(
    text: str, world: PaperWorld, viewer: str, variables: dict[str, Any]
) -> tuple[Any, Told, int]:
    """The data, the refusals as (code, ability, count, path), and how many statements ran."""
    context = Context(None, viewer=world.viewers[viewer])  # type: ignore[arg-type]
    result = await schema.execute(text, variables, context)
    told = [
        (error.extensions["code"], error.extensions["ability"], error.extensions["count"], error.path)
        for error in result.errors or ()
    ]
    return result.data, told, context.database.statements  # type: ignore[return-value]


async def ask(text: str, world: PaperWorld, viewer: str = "admin", **variables: Any) -> Answer:
    """The same on every way a query can take."""
    found = await execute(text, world, viewer, variables)
    assert await execute(text, world, viewer, variables) == found
    head, _, rest = text.partition("{")
    data, told, statements = await execute(f"{head}{{ {BESIDE} {rest}", world, viewer, variables)
    data.pop("__schema")
    assert (data, told, statements) == found
    return found


def forbidden(*path: str | int, count: int = 1, code: str = "FORBIDDEN") -> tuple[Any, ...]:
    return (code, "CODES_LOAD", count, list(path))
