"""`panhuo serve` as a process of its own, on a free port."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import orjson

from tests.services import free_port

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from panhuo.cli import app; app()", "serve"]
START_SECONDS, STOP_SECONDS = 60, 30


@dataclass(frozen=True)
class Served:
    """A server that answers, and the file its standard error goes to."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def logged(self, event: str | None = None) -> list[dict[str, Any]]:
        """The lines it logged so far, or those of one event. Fails where a line is not JSON."""
        lines = [orjson.loads(line) for line in self.log.read_bytes().splitlines()]
        return [line for line in lines if event is None or line["event"] == event]


@contextmanager
def served(folder: Path, database_url: str, *options: str, **environment: str) -> Iterator[Served]:
    """Serve a database until the block ends; `environment` holds further settings by their names."""
    port, log = free_port(), folder / "server.log"
    settings = {"PANHUO_DATABASE_URL": database_url, "PANHUO_DRAIN_SECONDS": "0", **environment}
    with log.open("wb") as standard_error:
        process = subprocess.Popen(
            [*COMMAND, "--port", str(port), *options],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=standard_error,
            stderr=standard_error,
        )
    try:
        server = Served(process, f"http://127.0.0.1:{port}", log)
        await_answer(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


@asynccontextmanager
async def serving(
    folder: Path, database_url: str, *options: str, **environment: str
) -> AsyncIterator[Served]:
    """The same for a test whose event loop must go on while the server starts and stops."""
    stack = ExitStack()
    server = served(folder, database_url, *options, **environment)
    try:
        yield await asyncio.to_thread(stack.enter_context, server)
    finally:
        await asyncio.to_thread(stack.close)


def await_answer(server: Served) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            httpx.get(f"{server.url}/healthz", timeout=5)
            return
        except httpx.TransportError:
            ended = server.process.poll() is not None
            assert not ended and time.monotonic() < until, server.log.read_text()
            time.sleep(0.1)
