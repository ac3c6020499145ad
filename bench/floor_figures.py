"""Figures by hand: the dashboard in one pass, and groups."""

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from bench import floor_figures_sql as sql
from bench.floor import answer, viewer_of

TOP = 100


async def dashboard(request: Request) -> Response:
    """The dashboard of my institution."""
    async with request.app.state.pool.acquire() as connection:
        viewer = await viewer_of(request, connection)
        row = dict(await connection.fetchrow(sql.DASHBOARD, viewer["institution_id"], viewer["id"]))
    filed, own_old, filed_old = (row.pop(name) for name in ("filed", "own_old", "filed_old"))
    made: dict[str, Any] = {name: {"count": count} for name, count in row.items()}
    made["filing"] = {"done": {"count": filed}, "all": {"count": row["ownValid"]}}
    made["filingOf2023"] = {"done": {"count": filed_old}, "all": {"count": own_old}}
    return answer("dashboard", made)


async def stats(request: Request) -> Response:
    """My institution's patents in groups: `{by}`."""
    by = orjson.loads(await request.body())["by"]
    async with request.app.state.pool.acquire() as connection:
        viewer = await viewer_of(request, connection)
        rows = await connection.fetch(sql.GROUPED[by], viewer["institution_id"])
    series = by == "by month"
    keys = 0 if series else 2 if " and " in by else 1
    groups = [
        {
            "keys": [{"key": key} for key in (row["k0"], row["k1"])[:keys]],
            "period": row["k0"] if series else None,
            "count": row["n"],
        }
        for row in rows[:TOP]
    ]
    return answer("stats", {"groups": groups, "total": {"count": sum(row["n"] for row in rows)}})
