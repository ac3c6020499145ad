"""The hand-written server: the routes of `bench.floor` and `bench.floor_dossiers` over one pool."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench import floor, floor_dossiers, floor_figures
from panhuo.db import WITHOUT_JIT


class Connection(asyncpg.Connection):
    """Keeps no session state, so there is nothing to reset between two requests."""

    def get_reset_query(self) -> str:
        return ""


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    url = os.environ["PANHUO_DATABASE_URL"]
    async with asyncpg.create_pool(
        url, min_size=1, max_size=10, connection_class=Connection, server_settings=WITHOUT_JIT
    ) as pool:
        app.state.pool = pool
        yield


async def refused(request: Request, error: Exception) -> Response:
    return Response(b'{"errors":[{"message":"Sign in first."}]}', 401, media_type="application/json")


def create_app() -> Starlette:
    """The application; it opens the database of `PANHUO_DATABASE_URL` when it starts."""
    pages = {
        "/list": floor.list_page,
        "/detail": floor.detail,
        "/filed": floor_dossiers.filed_page,
        "/filed-detail": floor_dossiers.filed_detail,
        "/dossiers": floor_dossiers.dossier_page,
        "/figures": floor_dossiers.figures,
        "/dashboard": floor_figures.dashboard,
        "/stats": floor_figures.stats,
    }
    return Starlette(
        routes=[Route(path, page, methods=["POST"]) for path, page in pages.items()],
        exception_handlers={floor.Refused: refused},
        lifespan=lifespan,
    )
