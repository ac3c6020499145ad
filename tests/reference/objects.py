"""Rows as objects of the schema: by their ids, by what refers to them, in pages. Topics build on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from graphql import GraphQLError

from tests.reference.lists import Listing, order_of
from tests.reference.scopes import Ask
from tests.reference.world import ENTITIES, Row

CHINA = timezone(timedelta(hours=8))
NEWEST = [("CREATED_AT", "DESC")]


@dataclass
class Object:
    """A row as an object of a type."""

    type_name: str
    row: Any
    shown: bool = False
    """Read under SHOWCASE_READ."""


def to_one(ask: Ask, type_name: str, id: int | None) -> Object | None:
    """An object by its number, where the viewer may read it."""
    row = ask.visible(type_name, ask.world.get(ENTITIES[type_name], id))
    return Object(type_name, row) if row else None


def by_id(ask: Ask, id: str) -> Object | None:
    type_name, _, number = id.partition(":")
    return to_one(ask, type_name, int(number)) if type_name in ENTITIES else None


def found(object: Object | None) -> Object:
    if object is None:
        raise refusal("NOT_FOUND")
    return object


def refusal(code: str, *detail: str) -> GraphQLError:
    """An error of a field; `detail` are the English and the Chinese that follow its words."""
    return GraphQLError(code, extensions={"code": code, "detail": detail})


def reference(type_name: str, column: str) -> Callable[[Ask, Object], Object | None]:
    return lambda ask, source: to_one(ask, type_name, source.row[column])


def children(ask: Ask, type_name: str, source: Object) -> list[Row]:
    return [row for row in ask.all(type_name) if row["parent_id"] == source.row["id"]]


def instant(at: int | None) -> str | None:
    """ISO 8601 with milliseconds, as clocks in China show it."""
    if at is None:
        return None
    return datetime.fromtimestamp(at / 1000, CHINA).isoformat(timespec="milliseconds")


def instants(type_name: str, *names: str) -> dict[str, Callable[[Ask, Object], str | None]]:
    """Resolvers of columns that are instants, by their names in the schema."""
    return {f"{type_name}.{name}": instant_of(name) for name in names}


def instant_of(name: str) -> Callable[[Ask, Object], str | None]:
    column = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return lambda ask, source: instant(source.row[column])


def listed(
    ask: Ask, type_name: str, rows: list[Row], default: list[tuple[str, str]], given: dict[str, Any]
) -> Object:
    """A page of rows whose sort keys are columns."""
    order = order_of(given.get("orderBy"), default)
    return connection(Listing(ask, type_name, rows, order, lambda _, row, key: row[key.lower()], given))


def connection(listing: Listing) -> Object:
    rows, more_after, more_before = listing.page()
    nodes = [Object(listing.type_name, row, listing.shown) for row in rows]
    cursors = [listing.cursor(row) for row in rows]
    page = {
        "has_next_page": more_after,
        "has_previous_page": more_before,
        "start_cursor": cursors[0] if cursors else None,
        "end_cursor": cursors[-1] if cursors else None,
    }
    return Object(
        f"{listing.type_name}Connection",
        {
            "nodes": nodes,
            "edges": [
                Object("Edge", {"node": node, "cursor": text})
                for node, text in zip(nodes, cursors, strict=True)
            ],
            "page_info": Object("PageInfo", page),
            "total_count": len(listing.rows),
            "listing": listing,
        },
    )
