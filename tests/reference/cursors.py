"""Cursors for generated operations: taken from the program, their rows noted for the reference."""

from typing import Any

from tests.reference.compiled import cursor_row, read, response
from tests.reference.lists import order_of
from tests.reference.query_values import Cursor
from tests.reference.requests import DEFAULT_ORDERS, list_name
from tests.reference.scopes import Ask

WHOLE_LISTS = {
    "Patent": "patents(filed: ALL, campus: ALL, first: 100{order})",
    "OrgUnit": "orgUnits(first: 100{order})",
    "Code": "codes(kind: IPC, rootsOnly: false, first: 100{order})",
}


async def with_cursors(ask: Ask, variables: dict[str, Any]) -> dict[str, Any]:
    """The variables of an operation, each cursor fetched as a client would fetch it."""
    fetched = {}
    for name, value in variables.items():
        fetched[name] = await fetch(ask, value) if isinstance(value, Cursor) else value
    return fetched


async def fetch(ask: Ask, wanted: Cursor) -> str | None:
    """A cursor of one row of the whole list; none where the list is empty."""
    keys = ", ".join(f"{{field: {field}, direction: {direction}}}" for field, direction in wanted.order)
    order = f", orderBy: [{keys}]" if keys else ""
    query = f"{{ list: {WHOLE_LISTS[wanted.type_name].format(order=order)} {{ edges {{ cursor }} }} }}"
    edges = read(await response(ask.account, query, {})).data["list"]["edges"]
    if not edges:
        return None
    cursor = str(edges[wanted.row % len(edges)]["cursor"])
    given = [{"field": field, "direction": direction} for field, direction in wanted.order]
    order = order_of(given, DEFAULT_ORDERS[wanted.type_name])
    ask.cursors[cursor] = (list_name(wanted.type_name, order), cursor_row(cursor))
    return cursor
