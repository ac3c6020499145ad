"""The pages of dossiers by hand: patents with theirs, one with its history, lists, head figures."""

from typing import Any

import asyncpg
import orjson
from starlette.requests import Request
from starlette.responses import Response

from bench import floor_dossiers_sql as sql
from bench import floor_sql
from bench.floor import answer, list_statement, node_of, page_of, unit_of, viewer_of
from panhuo.compiler.rowcode import instant

CONDITIONS = floor_sql.CONDITIONS | sql.FILED_CONDITIONS
LISTS = {
    "reviewQueue": (sql.QUEUE, "WAITING_SINCE:ASC,ID:ASC", "waiting_since"),
    "myDossiers": (sql.MINE, "UPDATED_AT:DESC,ID:DESC", "updated_at"),
    "resources": (sql.RESOURCES, "REGISTERED_AT:DESC,ID:DESC", "registered_at"),
}
"""Statement, order of the cursor, and column it holds, by the list's name."""


async def filed_page(request: Request) -> Response:
    """A page of my institution's patents with their dossiers: `{first, after, where}`."""
    asked = orjson.loads(await request.body())
    async with request.app.state.pool.acquire() as connection:
        viewer = await viewer_of(request, connection)
        start = [viewer["institution_id"], viewer["id"]]
        text, values = list_statement(start, asked, sql.FILED_COLUMNS, sql.FILED_JOIN, CONDITIONS)
        rows = await connection.fetch(text, *values)
    return answer("patents", page_of(rows, asked["first"], filed_node))


async def filed_detail(request: Request) -> Response:
    """One patent of my institution, what was filed of it, and what became of that: `{id}`."""
    asked = orjson.loads(await request.body())
    number = int(asked["id"].removeprefix("Patent:"))
    async with request.app.state.pool.acquire() as connection:
        viewer = await viewer_of(request, connection)
        row = await connection.fetchrow(sql.DETAIL, number, viewer["institution_id"], viewer["id"])
        if row is None:
            return answer("patent", None)
        dossier = None if row["dossier_id"] is None else await dossier_of(connection, row)
    return answer("patent", {**node_of(row), "dossier": dossier})


async def dossier_page(request: Request) -> Response:
    """A page of dossiers: `{list, first}`."""
    asked = orjson.loads(await request.body())
    text, order, sort = LISTS[asked["list"]]
    async with request.app.state.pool.acquire() as connection:
        viewer = await viewer_of(request, connection)
        place = (viewer["institution_id"], viewer["id"], viewer["unit_id"])
        rows = await connection.fetch(text, *place, asked["first"] + 1)
    return answer(asked["list"], page_of(rows, asked["first"], dossier_node, order, sort))


async def figures(request: Request) -> Response:
    """The head figures of my institution."""
    async with request.app.state.pool.acquire() as connection:
        viewer = await viewer_of(request, connection)
        row = await connection.fetchrow(sql.FIGURES, viewer["institution_id"], viewer["id"])
    made: dict[str, Any] = {name: {"count": count} for name, count in row.items()}
    fileable = row["fileable"]
    made["progress"] = row["fileable_registered"] / fileable if fileable else None
    return answer("libraryFigures", made)


def filed_node(row: asyncpg.Record) -> dict[str, Any]:
    filed = None
    if row["dossier_id"] is not None:
        filed = {
            "id": f"Dossier:{row['dossier_id']}",
            "state": row["state"],
            "rating": row["rating"],
            "maturity": row["maturity"],
            "price": row["price"],
            "updatedAt": instant(row["updated_at"]),
        }
    return {**node_of(row), "dossier": filed}


async def dossier_of(connection: asyncpg.Connection, row: asyncpg.Record) -> dict[str, Any]:
    """A dossier with its content, where anything was submitted, and its history."""
    content = None
    if (said := row["content_id"]) is not None:
        statuses = await connection.fetch(sql.STATUSES, said)
        willingness = await connection.fetch(sql.WILLINGNESS, said)
        content = {
            "advantages": row["advantages"],
            "prospects": row["prospects"],
            "cities": orjson.Fragment(row["cities"]),
            "companies": orjson.Fragment(row["companies"]),
            "statuses": [dict(entry) for entry in statuses],
            "willingness": [dict(entry) for entry in willingness],
        }
    reviews = await connection.fetch(sql.REVIEWS, row["dossier_id"])
    return {
        "id": f"Dossier:{row['dossier_id']}",
        "kind": row["kind"],
        "state": row["state"],
        "version": row["version"],
        "rating": row["rating"],
        "maturity": row["maturity"],
        "price": row["price"],
        "fiscalFunding": row["fiscal_funding"],
        "contact": row["contact"],
        "phone": row["phone"],
        "filerName": row["filer_name"],
        "createdAt": instant(row["created_at"]),
        "updatedAt": instant(row["updated_at"]),
        "submittedAt": instant(row["submitted_at"]),
        "registeredAt": instant(row["registered_at"]),
        "reason": row["reason"],
        "content": content,
        "reviews": [{**entry, "at": instant(entry["at"])} for entry in reviews],
    }


def dossier_node(row: asyncpg.Record) -> dict[str, Any]:
    return {
        "id": f"Dossier:{row['id']}",
        "kind": row["kind"],
        "state": row["state"],
        "title": row["title"],
        "memberCount": row["members"],
        "rating": row["rating"],
        "maturity": row["maturity"],
        "price": row["price"],
        "flagged": row["flagged"],
        "updatedAt": instant(row["updated_at"]),
        "submittedAt": instant(row["submitted_at"]),
        "registeredAt": instant(row["registered_at"]),
        "waitingSince": instant(row["waiting_since"]),
        "dueAt": instant(row["due_at"]),
        "filerName": row["filer_name"],
        "reason": row["reason"],
        "unit": unit_of(row["unit_id"], row["unit_name"]),
        "patent": None if row["patent_id"] is None else patent_of(row),
    }


def patent_of(row: asyncpg.Record) -> dict[str, Any]:
    return {
        "id": f"Patent:{row['patent_id']}",
        "applicationNumber": row["application_number"],
        "title": row["patent_title"],
        "type": row["type"],
        "legalStatus": row["legal_status"],
        "grantDate": row["grant_date"],
        "firstInventor": row["first_inventor"],
        "inventorNames": orjson.Fragment(row["inventor_names"]),
        "mainIpc": row["main_ipc"],
        "coOwned": row["co_owned"],
    }
