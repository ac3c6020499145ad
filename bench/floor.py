"""The floor: the same pages by hand on starlette, asyncpg and orjson, for an institution's administrator.

No GraphQL, no policy, no planner: one scope, spelled out in each statement. It answers with the JSON our
server answers with, so that the two can be compared row by row and millisecond by millisecond.
"""

import base64
import hashlib
import os
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench import floor_sql
from panhuo.clock import today
from panhuo.rules.terms import maintenance
from panhuo.rules.vocabulary import LegalStatus

ORDER = "GRANT_DATE:DESC,ID:DESC"


class Connection(asyncpg.Connection):
    """Keeps no session state, so there is nothing to reset between two requests."""

    def get_reset_query(self) -> str:
        return ""


class Refused(Exception):
    """The token is not one of an institution's administrator."""


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    url = os.environ["PANHUO_DATABASE_URL"]
    async with asyncpg.create_pool(url, min_size=1, max_size=10, connection_class=Connection) as pool:
        app.state.pool = pool
        yield


async def list_page(request: Request) -> Response:
    """A page of my institution's patents, newest grant first: `{first, after, where}`."""
    asked = orjson.loads(await request.body())
    async with request.app.state.pool.acquire() as connection:
        institution = await institution_of(request, connection)
        sql, values = list_statement(institution, asked)
        rows = await connection.fetch(sql, *values)
    return answer("patents", page_of(rows, asked["first"]))


async def detail(request: Request) -> Response:
    """One patent of my institution: `{id}`."""
    asked = orjson.loads(await request.body())
    number = int(asked["id"].removeprefix("Patent:"))

    async with request.app.state.pool.acquire() as connection:
        institution = await institution_of(request, connection)
        row = await connection.fetchrow(floor_sql.DETAIL, number, institution)
        if row is None:
            return answer("patent", None)
        owners = await connection.fetch(floor_sql.OWNERS, number)
        inventors = await connection.fetch(floor_sql.INVENTORS, number)
        codes = await connection.fetch(floor_sql.CODES, number)
    return answer("patent", detail_of(row, owners, inventors, codes))


async def institution_of(request: Request, connection: asyncpg.Connection) -> int:
    """Whose session the bearer token is."""
    token = request.headers["authorization"].removeprefix("Bearer ")
    digest = hashlib.sha256(token.encode()).hexdigest()
    found: int | None = await connection.fetchval(floor_sql.SESSION, digest, time.time_ns() // 1_000_000)
    if found is None:
        raise Refused
    return found


def list_statement(institution: int, asked: Mapping[str, Any]) -> tuple[str, list[Any]]:
    values: list[Any] = [institution]
    conditions = ""
    for name, value in (asked.get("where") or {}).items():
        values.append(date.fromisoformat(value) if name == "grantedFrom" else value)
        conditions += floor_sql.CONDITIONS[name].format(f"${len(values)}")
    keyset = ""
    if after := asked.get("after"):
        _, granted, number = orjson.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        values += (date.fromisoformat(granted), number)
        keyset = floor_sql.KEYSET.format(f"${len(values) - 1}", f"${len(values)}")
    values.append(asked["first"] + 1)
    return floor_sql.LIST.format(conditions=conditions, keyset=keyset, limit=f"${len(values)}"), values


def page_of(rows: list[asyncpg.Record], first: int) -> dict[str, Any]:
    total = rows[0]["total"]
    found = [row for row in rows[:first] if row["id"] is not None]
    return {
        "totalCount": total,
        "pageInfo": {"hasNextPage": len(rows) > first, "endCursor": cursor_of(found[-1]) if found else None},
        "nodes": [node_of(row) for row in found],
    }


def cursor_of(row: asyncpg.Record) -> str:
    text = orjson.dumps([ORDER, row["grant_sort"], row["id"]])
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


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


async def refused(request: Request, error: Exception) -> Response:
    return Response(b'{"errors":[{"message":"Sign in first."}]}', 401, media_type="application/json")


def create_app() -> Starlette:
    """The application; it opens the database of `PANHUO_DATABASE_URL` when it starts."""
    return Starlette(
        routes=[
            Route("/list", list_page, methods=["POST"]),
            Route("/detail", detail, methods=["POST"]),
        ],
        exception_handlers={Refused: refused},
        lifespan=lifespan,
    )
