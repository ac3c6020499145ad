"""A fresh, migrated, empty database for each test, copied from one migrated once a session."""

import asyncio
import hashlib
import itertools
import os
import shutil
import socket
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import asyncpg

from panhuo.migrate import migrate

PREFIX = f"panhuo_test_{hashlib.sha256(socket.gethostname().encode()).hexdigest()[:6]}_"
"""Of all databases that tests on this host make; then the second they began, the process, a number."""
STALE_AFTER = 24 * 3600
"""Seconds after which a database of a run that crashed may go."""


class Databases(Protocol):
    """Where fresh databases come from."""

    def fresh(self) -> str:
        """The URL of a new database at the latest migration, without rows."""

    def empty(self) -> str:
        """The URL of a new database without tables."""

    def drop(self, url: str) -> None:
        """Remove one of them."""

    def leave(self, url: str) -> None:
        """Have one removed that nobody uses any more, some time."""


class SqliteDatabases:
    """Files in a folder of the session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)
        self.template = folder / "template.sqlite3"
        asyncio.run(migrate(f"sqlite://{self.template}"))
        if self.template.with_name(self.template.name + "-wal").exists():
            raise RuntimeError("the template's journal was not folded into it: copies would be incomplete")

    def fresh(self) -> str:
        url = self.empty()
        shutil.copyfile(self.template, url.removeprefix("sqlite://"))
        return url

    def empty(self) -> str:
        return f"sqlite://{self.folder / f'{next(self.numbers)}.sqlite3'}"

    def drop(self, url: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(url.removeprefix("sqlite://") + suffix).unlink(missing_ok=True)

    leave = drop


class PostgresDatabases:
    """Databases on one server, made from a template that is migrated once a session."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.run = f"{PREFIX}{int(time.time())}_{os.getpid()}"
        self.numbers = itertools.count(1)
        self.leaving = ThreadPoolExecutor(1)
        self.left: list[Future[None]] = []
        self.forget_crashed_runs()
        self.template = f"{self.run}_t"
        self.execute(f'create database "{self.template}" template template0 encoding utf8')
        asyncio.run(migrate(self.url(self.template)))

    def fresh(self) -> str:
        return self.create(f'template "{self.template}"')

    def empty(self) -> str:
        return self.create("template template0 encoding utf8")

    def create(self, source: str) -> str:
        name = f"{self.run}_{next(self.numbers)}"
        self.execute(f'create database "{name}" {source}')
        return self.url(name)

    def drop(self, url: str) -> None:
        self.execute(f'drop database if exists "{url.rpartition("/")[2]}" with (force)')

    def leave(self, url: str) -> None:
        """PostgreSQL writes a checkpoint before it drops: nobody waits for that."""
        self.left.append(self.leaving.submit(self.drop, url))

    def close(self) -> None:
        """Drop everything this session made."""
        for each in self.left:
            each.result()
        self.leaving.shutdown()
        for name in self.names(self.run):
            self.drop(name)

    def forget_crashed_runs(self) -> None:
        for name in self.names(PREFIX):
            began = name.removeprefix(PREFIX).partition("_")[0]
            if began.isdigit() and int(began) < time.time() - STALE_AFTER:
                self.drop(name)

    def url(self, name: str) -> str:
        return f"{self.server.partition('?')[0].rpartition('/')[0]}/{name}"

    def names(self, prefix: str) -> list[str]:
        rows = self.execute("select datname from pg_database where starts_with(datname::text, $1)", prefix)
        return [row["datname"] for row in rows]

    def execute(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        async def once() -> list[asyncpg.Record]:
            connection = await asyncpg.connect(self.server)
            try:
                return list(await connection.fetch(statement, *arguments))
            finally:
                await connection.close()

        return asyncio.run(once())
