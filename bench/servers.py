"""Starting the two servers, each in one process of its own, and reading how much processor they use."""

import asyncio
import os
import socket
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import asyncpg

ROOT = Path(__file__).parent.parent
START_SECONDS, STOP_SECONDS = 30, 10
OURS, FLOOR = "panhuo.app:create_app", "bench.floor_app:create_app"
FLAGS = (
    "--factory --workers=1 --host=127.0.0.1 --loop=uvloop --http=httptools --no-access-log --no-server-header"
    " --no-proxy-headers --log-level=warning"
)
TICKS = os.sysconf("SC_CLK_TCK")
BACKENDS = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"


class ServerError(Exception):
    """A server did not start; the text holds what it wrote."""


@dataclass(frozen=True)
class Server:
    """A running server on 127.0.0.1."""

    process: int
    port: int

    def cpu(self) -> float:
        """Seconds of processor time it has used so far, in user and system mode."""
        return cpu_of(self.process) or 0.0


@asynccontextmanager
async def serving(application: str, database_url: str) -> AsyncIterator[Server]:
    """Serve an application with uvicorn as `panhuo serve` does, in one process, and stop it at the end."""
    command = (sys.executable, "-m", "uvicorn", application, *FLAGS.split())
    async with started(command, database_url) as server:
        yield server


@asynccontextmanager
async def started(command: Sequence[str], database_url: str, **settings: str) -> AsyncIterator[Server]:
    """Run a command that serves a database on a port of its own until the block ends."""
    port = free_port()
    unlimited = {"PANHUO_BUDGET_FACTOR": "0"}  # one account asks as often as it can
    environment = {**os.environ, **unlimited, **settings, "PANHUO_DATABASE_URL": database_url}
    with tempfile.TemporaryFile() as log:
        process = await asyncio.create_subprocess_exec(
            *command, f"--port={port}", cwd=ROOT, env=environment, stdout=DEVNULL, stderr=log
        )
        try:
            await await_port(process, port, log)
            yield Server(process.pid, port)
        finally:
            await stop(process)


async def await_port(process: Process, port: int, log: IO[bytes]) -> None:
    """Return once the server listens. Raises ServerError where it ends, or takes too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.returncode is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        await asyncio.sleep(0.05)
    log.seek(0)
    raise ServerError(log.read()[-2000:].decode(errors="replace") or "The server did not open its port.")


async def stop(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def cpu_of(process: int, name: str = "") -> float | None:
    """Seconds of processor time of a process; None where none of that id and name runs on this machine."""
    try:
        identity, _, fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")
    except OSError:
        return None
    used = fields.split()[11:13]
    return sum(map(int, used)) / TICKS if name in identity else None


async def database_cpu(connection: asyncpg.Connection) -> dict[int, float] | None:
    """Processor seconds of each backend but this connection's; None where the database runs elsewhere."""
    rows = await connection.fetch(BACKENDS)
    found = {row["pid"]: cpu_of(row["pid"], "postgres") for row in rows}
    if any(seconds is None for seconds in found.values()):
        return None
    return {process: seconds or 0.0 for process, seconds in found.items()}


def spent(before: dict[int, float] | None, after: dict[int, float] | None) -> float | None:
    """Processor seconds of all backends between two readings; those of one that ended meanwhile are lost."""
    if before is None or after is None:
        return None
    return sum(seconds - before.get(process, 0.0) for process, seconds in after.items())
