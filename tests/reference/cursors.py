"""Cursors for generated operations: taken from the program, their rows noted for the reference."""

from typing import Any

from tests.reference.compiled import cursor_row, read, response
from tests.reference.lists import Order, order_of
from tests.reference.query_values import Cursor
from tests.reference.requests import default_order, list_name
from tests.reference.scopes import Ask

WHOLE_LISTS = {
    "Patent": "patents(filed: ALL, campus: ALL, first: 100{order})",
    "OrgUnit": "orgUnits(first: 100{order})",
    "User": "users(first: 100{order})",
    "Code": "codes(kind: IPC, rootsOnly: false, first: 100{order})",
    "CodeEdition": "codeTables(all: true, first: 100{order})",
    "ApiToken": "apiTokens(first: 100{order})",
    "FileUpload": "uploads(first: 100{order})",
    "Job": "jobs(first: 100{order})",
    "JobRow": "jobs(first: 100)",
    "InventorClaim": "inventorClaims(first: 100{order})",
    "InventorMatch": "inventorMatches(first: 100{order})",
    "Notice": "notices(first: 100{order})",
    "AuditEntry": "auditLog(first: 100{order})",
    "Demand": "demands(first: 100{order})",
    "Push": "pushes(first: 100{order})",
    "Performance": "performances(first: 100{order})",
    "Dossier": "{field}(first: 100{order})",
    "ContactAccess": "contactAccesses(first: 100{order})",
    "Evaluation": "evaluations(first: 100{order})",
    "EnterpriseApplication": "enterpriseApplications(first: 100{order})",
}

EDGES = "edges { cursor }"


async def with_cursors(ask: Ask, variables: dict[str, Any]) -> dict[str, Any]:
    """The variables of an operation, each cursor fetched as a client would fetch it."""
    fetched = {}
    for name, value in variables.items():
        fetched[name] = await fetch(ask, value) if isinstance(value, Cursor) else value
    return fetched


async def fetch(ask: Ask, wanted: Cursor) -> str | None:
    """A cursor of one row of the whole list; none where the list is empty, or refused."""
    keys = ", ".join(f"{{field: {field}, direction: {direction}}}" for field, direction in keys_of(wanted))
    order = {"order": f", orderBy: [{keys}]" if keys else "", "field": whole_list(wanted.field)}
    inner = "nodes { rows(first: 100) { edges { cursor } } }" if wanted.type_name == "JobRow" else EDGES
    query = f"{{ list: {WHOLE_LISTS[wanted.type_name].format(**order)} {{ {inner} }} }}"
    page = read(await response(ask, query, {})).data["list"]
    edges = edges_of(page) if page else ()
    if not edges:
        return None
    cursor = str(edges[wanted.row % len(edges)]["cursor"])
    return noted(ask, wanted, cursor, cursor_row(cursor))


def edges_of(page: dict[str, Any]) -> list[Any]:
    """The edges of a list, or of one below each of its objects."""
    if "edges" in page:
        return list(page["edges"])
    return [edge for node in page["nodes"] for edge in node["rows"]["edges"]]


def keys_of(wanted: Cursor) -> Order:
    """The order asked for; of dossiers also the default, which is another in each list."""
    if wanted.order or wanted.type_name != "Dossier":
        return wanted.order
    return default_order("Dossier", wanted.field)


def whole_list(field: str) -> str:
    """The list of dossiers that a cursor is taken from."""
    return "resources" if field == "portfolios" else field


def made_up_cursors(ask: Ask, variables: dict[str, Any]) -> dict[str, Any]:
    """The same without a program to take them from, for the reference alone."""
    return {
        name: made_up(ask, value) if isinstance(value, Cursor) else value for name, value in variables.items()
    }


def made_up(ask: Ask, wanted: Cursor) -> str | None:
    rows = ask.all(wanted.type_name)
    return noted(ask, wanted, f"cursor {wanted}", rows[wanted.row % len(rows)]["id"]) if rows else None


def asked(wanted: Cursor) -> list[dict[str, str]]:
    """The order of a cursor as an argument."""
    return [{"field": field, "direction": direction} for field, direction in wanted.order]


def noted(ask: Ask, wanted: Cursor, cursor: str, row: int) -> str:
    """A cursor, its list and its row noted for the reference."""
    order = order_of(asked(wanted), default_order(wanted.type_name, wanted.field))
    ask.cursors[cursor] = (list_name(wanted.type_name, order), row)
    return cursor
