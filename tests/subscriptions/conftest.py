"""A real server over the test's database, in the test's own event loop, and clients of both transports."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.applications import Starlette

from panhuo.app import create_app
from tests.subscriptions.asking import Server
from tests.waiting import until


@pytest.fixture
async def server(db: str) -> AsyncIterator[Server]:
    async with serving(create_app()) as found:
        yield found


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[Server]:
    """The application on a free port; the database is the test's, which opened it."""
    config = uvicorn.Config(app, port=0, lifespan="off", log_config=None, timeout_graceful_shutdown=5)
    running = uvicorn.Server(config)
    task = asyncio.create_task(running.serve())
    await until(lambda: running.started)
    port = running.servers[0].sockets[0].getsockname()[1]
    try:
        yield Server(f"127.0.0.1:{port}", app.state.draining)
    finally:
        running.should_exit = True
        await task
