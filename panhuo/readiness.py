"""Whether this process can serve: what `/readyz` answers."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from panhuo.db import connection
from panhuo.draining import Draining
from panhuo.jobs.broker import job_broker
from panhuo.migrate import applied_migrations, known_migrations

log = structlog.get_logger("panhuo")

Check = Callable[[], Awaitable[bool]]
KEPT_SECONDS = 1.0
"""How long an answer is good for, so that probes do not hammer the database."""
CHECK_SECONDS = 2.0


async def database_answers() -> bool:
    await connection().execute_query("select 1")
    return True


async def migrations_current() -> bool:
    """Whether the database has every migration of ours; it is ahead while a newer version rolls out."""
    return not known_migrations() - await applied_migrations()


async def broker_answers() -> bool:
    return await job_broker().answers()


def checks() -> Mapping[str, Check]:
    """What a process stands on; jobs that run inside it need no broker."""
    found: dict[str, Check] = {"database": database_answers, "migrations": migrations_current}
    return found if job_broker().inside else {**found, "broker": broker_answers}


@dataclass(frozen=True)
class State:
    """What stands and what does not, without saying why: the log says that."""

    ready: bool
    answer: dict[str, Any]


class Readiness:
    """The checks, made at most once a second however many ask; one that hangs counts as failed."""

    def __init__(self, draining: Draining, checks: Mapping[str, Check]) -> None:
        self.draining = draining
        self.checks = checks
        self.found: dict[str, bool] = {}
        self.found_at = -KEPT_SECONDS
        self.running: dict[str, asyncio.Task[bool]] = {}
        self.lock = asyncio.Lock()

    async def state(self) -> State:
        async with self.lock:
            if time.monotonic() - self.found_at >= KEPT_SECONDS:
                await self.check()
                self.found_at = time.monotonic()
        ready = all(self.found.values()) and not self.draining.begun
        status = "draining" if self.draining.begun else "ready" if ready else "unavailable"
        checks = {name: "ok" if good else "failed" for name, good in self.found.items()}
        return State(ready, {"status": status, "checks": checks})

    async def check(self) -> None:
        for name, check in self.checks.items():
            if name not in self.running:  # one that hangs is not begun a second time
                self.running[name] = asyncio.ensure_future(check())
        await asyncio.wait(self.running.values(), timeout=CHECK_SECONDS)
        for name, task in list(self.running.items()):
            why = "no answer"
            if task.done():
                del self.running[name]
                why = repr(task.exception() or "not current")
            self.note(name, task.done() and task.exception() is None and task.result(), why)

    def note(self, name: str, good: bool, why: str) -> None:
        """Remember a check's outcome; a change is logged."""
        if self.found.get(name, True) != good:
            if good:
                log.info("ready again", check=name)
            else:
                log.warning("not ready", check=name, error=why)
        self.found[name] = good
