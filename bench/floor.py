"""The floor: the same pages by hand on starlette, asyncpg and orjson, for an institution's administrator.

No GraphQL, no policy, no planner: one scope, spelled out in each statement. It answers with the JSON our
server answers with, so that the two can be compared row by row and millisecond by millisecond.
"""

import base64
import hashlib
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import asyncpg
import orjson
from starlette.requests import Request
from starlette.responses import Response

from bench import floor_sql
from panhuo.clock import today
from panhuo.rules.terms import maintenance
from panhuo.rules.vocabulary import LegalStatus

ORDER = "GRANT_DATE:DESC,ID:DESC"
Node = Callable[[asyncpg.Record], dict[str, Any]]


class Refused(Exception):
    """The token is not one of an institution's administrator."""


async def list_page(request: Request) -> Response:
    """A page of my institution's patents, newest grant first: `{first, after, where}`."""
    asked = orjson.loads(await request.body())
    async with request.app.state.pool.acquire() as connection:
        viewer = await viewer_of(request, connection)
        sql, values = list_statement([viewer["institution_id"]], asked)
        rows = await connection.fetch(sql, *values)
    return answer("patents", page_of(rows, asked["first"]))


async def detail(request: Request) -> Response:
    """One patent of my institution: `{id}`."""
    asked = orjson.loads(await request.body())
    number = int(asked["id"].removeprefix("Patent:"))

    async with request.app.state.pool.acquire() as connection:
        viewer = await viewer_of(request, connection)
        row = await connection.fetchrow(floor_sql.DETAIL, number, viewer["institution_id"])
        if row is None:
            return answer("patent", None)
        owners = await connection.fetch(floor_sql.OWNERS, number)
        inventors = await connection.fetch(floor_sql.INVENTORS, number)
        codes = await connection.fetch(floor_sql.CODES, number)
    return answer("patent", detail_of(row, owners, inventors, codes))


async def viewer_of(request: Request, connection: asyncpg.Connection) -> asyncpg.Record:
    """Whose session the bearer token is: account, institution, unit."""
    token = request.headers["authorization"].removeprefix("Bearer ")
    digest = hashlib.sha256(token.encode()).hexdigest()
    found: asyncpg.Record | None = await connection.fetchrow(
        floor_sql.SESSION, digest, time.time_ns() // 1_000_000
    )
    if found is None:
        raise Refused
    return found


def list_statement(
    values: list[Any],
    asked: Mapping[str, Any],
    columns: str = "",
    joins: str = "",
    known: Mapping[str, str] = floor_sql.CONDITIONS,
) -> tuple[str, list[Any]]:
    """The statement of a page; `values` begin with the institution, which every list needs."""
    conditions = ""
    for name, value in (asked.get("where") or {}).items():
        values.append(date.fromisoformat(value) if name == "grantedFrom" else value)
        conditions += known[name].format(f"${len(values)}")
    keyset = ""
    if after := asked.get("after"):
        _, granted, number = orjson.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        values += (date.fromisoformat(granted), number)
        keyset = floor_sql.KEYSET.format(f"${len(values) - 1}", f"${len(values)}")
    values.append(asked["first"] + 1)
    limit = f"${len(values)}"
    parts = {"conditions": conditions, "keyset": keyset, "limit": limit, "columns": columns, "joins": joins}
    return floor_sql.LIST.format(**parts), values


def page_of(
    rows: list[asyncpg.Record],
    first: int,
    node: Node | None = None,
    order: str = ORDER,
    sort: str = "grant_sort",
) -> dict[str, Any]:
    """A page of rows, each of which begins with the total."""
    total, node = rows[0]["total"], node or node_of
    found = [row for row in rows[:first] if row["id"] is not None]
    end = cursor_of(order, found[-1][sort], found[-1]["id"]) if found else None
    return {
        "totalCount": total,
        "pageInfo": {"hasNextPage": len(rows) > first, "endCursor": end},
        "nodes": [node(row) for row in found],
    }


def cursor_of(order: str, *values: Any) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([order, *values])).rstrip(b"=").decode()


def node_of(row: asyncpg.Record) -> dict[str, Any]:
    return {
        "id": f"Patent:{row['id']}",
        "applicationNumber": row["application_number"],
        "publicationNumber": row["publication_number"],
        "title": row["title"],
        "type": row["type"],
        "legalStatus": row["legal_status"],
        "applicationDate": row["application_date"],
        "publicationDate": row["publication_date"],
        "grantDate": row["grant_date"],
        "expiryDate": row["expiry_date"],
        "firstInventor": row["first_inventor"],
        "inventorNames": orjson.Fragment(row["inventor_names"]),
        "mainIpc": row["main_ipc"],
        "validAtEndOf2023": row["valid_at_2023_end"],
        "coOwned": row["co_owned"],
        "filingState": row["filing_state"],
        "unit": unit_of(row["unit_id"], row["unit_name"]),
    }


def detail_of(
    row: asyncpg.Record,
    owners: list[asyncpg.Record],
    inventors: list[asyncpg.Record],
    codes: list[asyncpg.Record],
) -> dict[str, Any]:
    return {
        **node_of(row),
        "abstract": row["abstract"],
        "independentClaim": row["independent_claim"],
        "legalText": row["legal_text"],
        "agency": row["agency"],
        "asOf": row["as_of"],
        "ownerNames": orjson.Fragment(row["owner_names"]),
        "affiliation": row["affiliation"] if row["first_owner"] else "--",
        "firstOwner": row["first_owner"],
        "mainIndustry": row["main_industry"],
        "mainStrategicIndustry": row["main_strategic_industry"],
        "maintenanceYears": maintenance_years(row),
        "institution": unit_of(row["institution_id"], row["institution_name"]),
        "owners": [dict(owner) for owner in owners],
        "inventors": [dict(inventor) for inventor in inventors],
        "codes": [dict(code) for code in codes],
    }


def maintenance_years(row: asyncpg.Record) -> int | None:
    status = LegalStatus(row["legal_status"])
    kept = maintenance(status, row["application_date"], row["grant_date"], row["lapse_date"], today())
    return kept.years if kept else None


def unit_of(number: int | None, name: str | None) -> dict[str, Any] | None:
    return None if number is None else {"id": f"OrgUnit:{number}", "name": name}


def answer(field: str, value: object) -> Response:
    return Response(orjson.dumps({"data": {field: value}}), media_type="application/json")
