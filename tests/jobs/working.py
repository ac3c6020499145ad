"""Processes that run jobs: started, killed, started again."""

import asyncio
import itertools
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from panhuo.auth.statements import run
from tests.serving.process import ROOT

WORK = [sys.executable, "-c", "from panhuo.cli import app; app()", "worker", "--threads", "1"]
SERVE = [sys.executable, "-c", "from panhuo.cli import app; app()", "serve", "--port", "0"]
ENDS_SECONDS = 60.0
STOPS_SECONDS = 40
PAUSE_SECONDS = 0.02


@dataclass
class Broker:
    """Where jobs go, as the environment of the processes says it."""

    folder: Path
    database_url: str
    settings: dict[str, str]
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    @property
    def inside(self) -> bool:
        return not self.settings["PANHUO_BROKER_URL"]

    def environment(self) -> dict[str, str]:
        given = {"PANHUO_DATABASE_URL": self.database_url, "PANHUO_DRAIN_SECONDS": "0"}
        return {**os.environ, **given, **self.settings}

    @asynccontextmanager
    async def working(self) -> AsyncIterator["Working"]:
        """A process that runs jobs: a worker, or, where there is no broker, a server."""
        working = Working(self)
        await working.begin()
        try:
            yield working
        finally:
            await working.end()


@dataclass
class Working:
    """The process of the moment."""

    broker: Broker
    process: subprocess.Popen[bytes] | None = None

    async def begin(self) -> None:
        log = self.broker.folder / f"worker-{next(self.broker.numbers)}.log"
        command = SERVE if self.broker.inside else WORK
        with log.open("wb") as output:
            self.process = await asyncio.to_thread(
                subprocess.Popen,
                command,
                cwd=ROOT,
                env=self.broker.environment(),
                stdout=output,
                stderr=output,
            )

    async def kill(self) -> None:
        """SIGKILL: no word to anybody."""
        assert self.process is not None
        self.process.kill()
        await asyncio.to_thread(self.process.wait)

    async def end(self) -> None:
        """SIGTERM, and wait."""
        assert self.process is not None
        self.process.terminate()
        try:
            await asyncio.to_thread(self.process.wait, STOPS_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(self.logged()[-5000:]) from None

    def logged(self) -> str:
        return "".join(path.read_text() for path in sorted(self.broker.folder.glob("worker-*.log")))


async def row_of(number: int) -> dict[str, Any]:
    """A job as the database has it."""
    [row] = await run("select state, stage, lease, attempts from job where id = $1", number)
    return row


async def until_state(number: int, *states: str, other_than: str | None = None) -> dict[str, Any]:
    """A job once it is in one of some states, and held by another run. Fails where that takes too long."""
    until, row = time.monotonic() + ENDS_SECONDS, await row_of(number)
    while row["state"] not in states or (row["lease"] and row["lease"] == other_than):
        assert time.monotonic() < until, f"job {number} is {row}, not {states}"
        await asyncio.sleep(PAUSE_SECONDS)
        row = await row_of(number)
    return row
