"""The ASGI application."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from panhuo.auth.token_uses import PAUSE_SECONDS, write_uses
from panhuo.clock import now_ms
from panhuo.compiler.database import use_plain_connections
from panhuo.db import close_database, open_database, pool_counts
from panhuo.draining import Draining
from panhuo.http.downloads import download
from panhuo.http.endpoint import Endpoint
from panhuo.http.middleware import Straight, middleware
from panhuo.http.observe import Observe
from panhuo.http.probes import misdirected, probe_routes
from panhuo.http.templates import account_template, dossier_template
from panhuo.http.uploads import Uploads
from panhuo.jobs.broker import working_inside
from panhuo.jobs.relay import relay
from panhuo.jobs.tidy import forget_old_jobs
from panhuo.logs import configure_logs
from panhuo.observing import metrics
from panhuo.observing.tracing import start_tracing
from panhuo.readiness import Readiness, checks
from panhuo.replica import replicated
from panhuo.services.enterprises.applying import forget_old_applications
from panhuo.services.notices import forget_old_notices
from panhuo.services.sign_in import forget_old
from panhuo.services.uploads import forget_expired_uploads
from panhuo.settings import get_settings
from panhuo.web.pages import page_routes

log = structlog.get_logger("panhuo")


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    await open_database()
    use_plain_connections()
    chores = [asyncio.create_task(chore()) for chore in (forget_hourly, sample_metrics, relay, note_uses)]
    try:
        async with working_inside(), replicated():
            with app.state.draining.on_sigterm(get_settings().drain_seconds):
                yield
    finally:
        for chore in chores:
            chore.cancel()
        with suppress(Exception):
            await write_uses()
        await close_database()


async def forget_hourly() -> None:
    """Every hour: forget what is long over, from sessions and sign-in counters to applications."""
    while True:
        try:
            await forget_old(now_ms())
            await forget_expired_uploads(now_ms())
            await forget_old_jobs(now_ms())
            await forget_old_notices(now_ms())
            await forget_old_applications(now_ms())
        except Exception as error:  # the database may be away; the next hour comes
            log.warning("chores not done", error=repr(error))
        await asyncio.sleep(3600)


async def note_uses() -> None:
    """Every minute: write which API tokens were used."""
    while True:
        await asyncio.sleep(PAUSE_SECONDS)
        with suppress(Exception):  # the database may be away; the next minute comes
            await write_uses()


async def sample_metrics() -> None:
    """Every second, where metrics are wanted: note the connections in use and free."""
    while metrics.enabled():
        metrics.sample(pool_counts)
        await asyncio.sleep(1)


def create_app() -> Starlette:
    """The application; it opens the database of `PANHUO_DATABASE_URL` when it starts."""
    configure_logs()
    start_tracing()
    draining = Draining()
    endpoint = Endpoint(draining)
    app = Starlette(
        routes=[
            Route("/graphql", endpoint),
            WebSocketRoute("/graphql", endpoint),
            Route("/uploads", Uploads()),
            Route("/downloads/{token}", download, methods=["GET"]),
            Route("/templates/accounts", account_template, methods=["GET"]),
            Route("/templates/dossiers", dossier_template, methods=["GET"]),
            *probe_routes(Readiness(draining, checks())),
            *page_routes(),
        ],
        middleware=[
            Middleware(Observe, draining=draining),
            *middleware(),
            Middleware(Straight, path="/graphql", endpoint=endpoint),
        ],
        exception_handlers={HTTPException: misdirected},
        lifespan=lifespan,
    )
    app.state.draining = draining
    return app
