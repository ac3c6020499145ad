"""Starting the two servers, each in one process of its own, and reading how much processor they use."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

START_SECONDS = 30
OURS, FLOOR = "panhuo.app:create_app", "bench.floor:create_app"
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
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        application,
        *FLAGS.split(),
        f"--port={port}",
    ]
    environment = {**os.environ, "PANHUO_DATABASE_URL": database_url}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        await await_port(process, port)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        try:
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


async def await_port(process: "subprocess.Popen[str]", port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        await asyncio.sleep(0.05)
    process.kill()
    raise ServerError(process.communicate()[1][-2000:] or "The server did not open its port.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def cpu_of(process: int) -> float | None:
    """Seconds of processor time of a process; None where it is not on this machine, or gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / TICKS


async def database_cpu(connection: asyncpg.Connection) -> dict[int, float] | None:
    """Processor seconds of each backend but this connection's; None where the database runs elsewhere."""
    rows = await connection.fetch(BACKENDS)
    found = {row["pid"]: cpu_of(row["pid"]) for row in rows}
    if any(seconds is None for seconds in found.values()):
        return None
    return {process: seconds or 0.0 for process, seconds in found.items()}


def spent(before: dict[int, float] | None, after: dict[int, float] | None) -> float | None:
    """Processor seconds of all backends between two readings."""
    if before is None or after is None:
        return None
    return sum(seconds - before.get(process, 0.0) for process, seconds in after.items())
