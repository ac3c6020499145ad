"""Every row of every table: which ones differ after something was tried, and all of them put back."""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import asyncpg

from panhuo.compiler.kept import forget_counts
from tests.shared import TABLES

State = dict[str, dict[Any, Any]]
"""Table → key → what the row holds."""
Differences = dict[str, dict[str, set[Any]]]
"""Table → `+`, `-` or `~` → the keys of rows that came, went or changed."""
STATED = re.compile(r"(\w+) (\*|[+~-]\d+(?:/[+~-]\d+)*)")


class Rows(Protocol):
    """The rows of one database, beside the program's own connection."""

    async def keep(self) -> None:
        """Take everything as it is for what `restore` goes back to."""

    async def read(self) -> State:
        """Everything as it is."""

    async def since(self, state: State | None = None) -> Differences:
        """What differs from a state, or from what was kept."""

    async def restore(self) -> None:
        """Put everything back that differs from what was kept, if anything was."""

    async def close(self) -> None:
        """Let go of the connection."""


async def rows_of(url: str) -> Rows:
    """The rows of a database of tests."""
    if url.startswith("sqlite"):
        return SqliteRows(sqlite3.connect(url.removeprefix("sqlite://"), isolation_level=None, timeout=60))
    connection = await asyncpg.connect(url)
    await connection.execute("set session_replication_role = replica")  # no triggers, no foreign keys
    return PostgresRows(connection)


def compared(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> dict[str, set[Any]]:
    found = {
        "+": new.keys() - old.keys(),
        "-": old.keys() - new.keys(),
        "~": {key for key in old.keys() & new.keys() if old[key] != new[key]},
    }
    return {sign: set(keys) for sign, keys in found.items() if keys}


def differences(old: State, new: State) -> Differences:
    found = {table: compared(old[table], new[table]) for table in new}
    return {table: each for table, each in found.items() if each}


def said(found: Differences, stated: str) -> str:
    """Differences in the words in which they are stated; a table stated as `*` may differ or not."""
    free = {table for table, change in STATED.findall(stated) if change == "*"}
    return ", ".join(
        sorted(
            f"{table} {'/'.join(f'{sign}{len(keys)}' for sign, keys in sorted(each.items()))}"
            for table, each in found.items()
            if table not in free
        )
    )


def stated_rows(stated: str) -> str:
    """The same in order, without what may differ or not."""
    return ", ".join(sorted(f"{table} {change}" for table, change in STATED.findall(stated) if change != "*"))


@dataclass
class SqliteRows:
    """By rowid, through a connection of its own."""

    connection: sqlite3.Connection
    kept: State = field(default_factory=dict)
    version: int = -1

    async def keep(self) -> None:
        self.kept = await self.read()
        self.version = self.now()

    def now(self) -> int:
        """Differs once another connection committed anything."""
        return int(self.connection.execute("pragma data_version").fetchone()[0])

    async def read(self) -> State:
        return {
            table: {row[0]: row[1:] for row in self.connection.execute(f"select rowid, * from {table}")}
            for table in TABLES
        }

    async def since(self, state: State | None = None) -> Differences:
        if state is None and self.now() == self.version:
            return {}
        return differences(self.kept if state is None else state, await self.read())

    async def restore(self) -> None:
        forget_counts()
        found = await self.since() if self.kept else {}
        triggers = self.connection.execute(
            "select name, sql from sqlite_master where type = 'trigger'"
        ).fetchall()
        run = self.connection.execute
        run("begin immediate")
        for name, _ in triggers if "audit_entry" in found else ():
            run(f"drop trigger {name}")
        for table, each in found.items():
            for key in each.get("+", set()) | each.get("~", set()):
                run(f"delete from {table} where rowid = ?", (key,))
            for key in each.get("-", set()) | each.get("~", set()):
                names = [row[1] for row in run(f"pragma table_info({table})")]
                marks = ", ".join("?" for _ in range(len(names) + 1))
                values = (key, *self.kept[table][key])
                run(f"insert into {table} (rowid, {', '.join(names)}) values ({marks})", values)
        for _, sql in triggers if "audit_entry" in found else ():
            run(sql)
        run("commit")
        self.version = self.now()

    async def close(self) -> None:
        self.connection.close()


KEYS = {"patent_text": "patent_id", "sign_in_throttle": "key"}


def key_of(table: str) -> str:
    return KEYS.get(table, "id")


DIGESTS = " union all ".join(
    f"select '{table}' as name, md5(string_agg(t::text, '|' order by {key_of(table)})) as digest"
    f" from {table} t"
    for table in TABLES
)


@dataclass
class PostgresRows:
    """By primary key; what is kept lies in a schema of its own."""

    connection: asyncpg.Connection
    kept: State = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    async def keep(self) -> None:
        if not self.kept:
            await self.connection.execute("create schema kept")
            for table in TABLES:
                await self.connection.execute(f"create table kept.{table} as table public.{table}")
        for table in await self.since() if self.kept else ():
            await self.connection.execute(
                f"delete from kept.{table}; insert into kept.{table} select * from public.{table}"
            )
        self.kept, self.digests = await self.read(), await self.digested()

    async def digested(self) -> dict[str, str]:
        return {row["name"]: row["digest"] for row in await self.connection.fetch(DIGESTS)}

    async def read(self, tables: tuple[str, ...] = TABLES) -> State:
        found = {}
        for table in tables:
            rows = await self.connection.fetch(
                f"select {key_of(table)} as key, t::text as row from {table} t"
            )
            found[table] = {row["key"]: row["row"] for row in rows}
        return found

    async def since(self, state: State | None = None) -> Differences:
        if state is not None:
            return differences(state, await self.read())
        now = await self.digested()
        other = tuple(table for table in TABLES if now[table] != self.digests.get(table))
        return differences(self.kept, await self.read(other))

    async def restore(self) -> None:
        forget_counts()
        found = await self.since() if self.kept else {}
        async with self.connection.transaction():
            for table, each in found.items():
                here, there = f"public.{table}", f"kept.{table}"
                gone = [*(each.get("+", set()) | each.get("~", set()))]
                back = [*(each.get("-", set()) | each.get("~", set()))]
                await self.connection.execute(f"delete from {here} where {key_of(table)} = any($1)", gone)
                await self.connection.execute(
                    f"insert into {here} select * from {there} where {key_of(table)} = any($1)", back
                )

    async def close(self) -> None:
        await self.connection.close()
