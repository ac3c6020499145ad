"""The ASGI application."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from panhuo.clock import now_ms
from panhuo.compiler.database import PooledDatabase, use_plain_connections
from panhuo.db import close_database, open_database
from panhuo.endpoint import Endpoint
from panhuo.services.sign_in import forget_old
from panhuo.web.pages import page_routes

log = structlog.get_logger("panhuo")


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    await open_database()
    use_plain_connections()
    chores = asyncio.create_task(do_chores())
    try:
        yield
    finally:
        chores.cancel()
        await close_database()


async def do_chores() -> None:
    """Every hour: forget sessions and sign-in counters that are long over."""
    while True:
        try:
            await forget_old(now_ms())
        except Exception as error:  # the database may be away; the next hour comes
            log.warning("chores not done", error=repr(error))
        await asyncio.sleep(3600)


async def healthy(request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


async def ready(request: Request) -> Response:
    """The database answers, and its schema is there."""
    try:
        await PooledDatabase().fetch("select count(*) from push", [])
    except Exception:
        return JSONResponse({"status": "unavailable"}, status_code=503)
    return JSONResponse({"status": "ready"})


def create_app() -> Starlette:
    """The application; it opens the database of `PANHUO_DATABASE_URL` when it starts."""
    endpoint = Endpoint()
    return Starlette(
        routes=[
            Route("/graphql", endpoint),
            Route("/healthz", healthy),
            Route("/readyz", ready),
            *page_routes(),
        ],
        lifespan=lifespan,
    )
