"""Processes that run jobs: started, killed, started again."""

import asyncio
import itertools
import multiprocessing
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from panhuo.auth.statements import run

WORK = ("worker", "--threads", "1")
SERVE = ("serve", "--port", "0")
PRELOADED = ["panhuo.app", "panhuo.cli", "panhuo.commands.worker", "panhuo.jobs.worker", "tests.jobs.working"]
"""What every process begins with, so that it costs no seconds to start one after the other."""
ENDS_SECONDS = 60.0
STOPS_SECONDS = 40
PAUSE_SECONDS = 0.02
T = TypeVar("T")

forking = multiprocessing.get_context("forkserver")
forking.set_forkserver_preload(PRELOADED)


def panhuo(arguments: tuple[str, ...], log: str, environment: Mapping[str, str]) -> None:
    """The command line, in a process forked off one that imported everything but read no setting."""
    from panhuo.cli import app
    from panhuo.settings import get_settings

    output = os.open(log, os.O_WRONLY | os.O_CREAT)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.clear()
    os.environ.update(environment)
    get_settings.cache_clear()
    app(list(arguments))


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
    process: BaseProcess | None = None

    async def begin(self) -> None:
        log = self.broker.folder / f"worker-{next(self.broker.numbers)}.log"
        given = (SERVE if self.broker.inside else WORK, str(log), self.broker.environment())
        self.process = forking.Process(target=panhuo, args=given)
        await asyncio.to_thread(self.process.start)

    async def kill(self) -> None:
        """SIGKILL: no word to anybody."""
        assert self.process is not None
        self.process.kill()
        await asyncio.to_thread(self.process.join)

    async def end(self) -> None:
        """SIGTERM, and wait."""
        assert self.process is not None
        self.process.terminate()
        await asyncio.to_thread(self.process.join, STOPS_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            raise AssertionError(self.logged()[-5000:])

    def logged(self) -> str:
        return "".join(path.read_text() for path in sorted(self.broker.folder.glob("worker-*.log")))


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """What something gives once the database answers again."""
    until = time.monotonic() + ENDS_SECONDS
    while True:
        try:
            return await ask()
        except Exception:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(PAUSE_SECONDS)


async def row_of(number: int) -> dict[str, Any]:
    """A job as the database has it."""
    [row] = await patiently(
        lambda: run("select state, stage, lease, attempts from job where id = $1", number)
    )
    return row


async def until_state(number: int, *states: str, other_than: str | None = None) -> dict[str, Any]:
    """A job once it is in one of some states, and held by another run. Fails where that takes too long."""
    until, row = time.monotonic() + ENDS_SECONDS, await row_of(number)
    while row["state"] not in states or (row["lease"] and row["lease"] == other_than):
        assert time.monotonic() < until, f"job {number} is {row}, not {states}"
        await asyncio.sleep(PAUSE_SECONDS)
        row = await row_of(number)
    return row
