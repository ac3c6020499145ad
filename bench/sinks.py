"""Where the generated world is written: PostgreSQL by COPY, SQLite by prepared statements."""

import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any, Protocol

import asyncpg

from panhuo.compiler.dialect import DAY_ZERO
from panhuo.db import Dialect

Row = tuple[Any, ...]

SECONDARY_INDEXES = """
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
from pg_index i join pg_class t on t.oid = i.indrelid
where t.relnamespace = current_schema()::regnamespace and t.relname = any($1::text[])
  and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
"""
DATES: Any = {
    "schema": "pg_catalog",
    "format": "tuple",
    "encoder": lambda value: ((value - DAY_ZERO).days,),
    "decoder": lambda value: DAY_ZERO + timedelta(days=value[0]),
}
"""Dates as they are: asyncpg writes 0001-01-01, which stands for no date, as minus infinity."""
ADVANCE = "select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))"
SQLITE_INDEXES = "select name, sql, tbl_name from sqlite_master where type = 'index' and sql is not null"
FAST = ("pragma synchronous = off", "pragma cache_size = -200000", "pragma temp_store = memory")


class Sink(Protocol):
    """A migrated, empty database that is being filled."""

    dialect: Dialect

    def filling(self, tables: Sequence[str]) -> Any:
        """A block in which tables are filled; their indexes that guard nothing are built at its end."""

    async def execute(self, sql: str) -> None:
        """A statement without parameters."""

    async def copy(self, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
        """Rows of a table, in their order."""

    async def copy_text(self, rows: Iterable[Row]) -> None:
        """(patent, document) of the text index."""

    async def finish(self, numbered: Sequence[str]) -> None:
        """Go on numbering after the ids that these tables were given, and gather statistics."""


class PostgresSink:
    """A PostgreSQL database."""

    dialect: Dialect = "postgres"

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection

    @asynccontextmanager
    async def filling(self, tables: Sequence[str]) -> AsyncIterator[None]:
        await self.connection.set_type_codec("date", **DATES)
        async with self.connection.transaction():
            indexes = await self.connection.fetch(SECONDARY_INDEXES, list(tables))
            for index in indexes:
                await self.connection.execute(f"drop index {index['name']}")
            yield
            for index in indexes:
                await self.connection.execute(index["definition"])

    async def execute(self, sql: str) -> None:
        await self.connection.execute(sql)

    async def copy(self, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
        await self.connection.copy_records_to_table(table, columns=names, records=rows)

    async def copy_text(self, rows: Iterable[Row]) -> None:
        """COPY in its binary form has no tsvector: the text goes through a table of its own."""
        await self.execute(
            "create temp table if not exists bench_text (patent_id bigint, tokens text) on commit drop"
        )
        await self.copy("bench_text", ("patent_id", "tokens"), rows)
        await self.execute("insert into patent_text select patent_id, tokens::tsvector from bench_text")
        await self.execute("truncate bench_text")

    async def finish(self, numbered: Sequence[str]) -> None:
        for table in numbered:
            await self.execute(ADVANCE.format(table=table))
        await self.execute("vacuum analyze")


class SqliteSink:
    """A SQLite file, by a connection that leaves transactions to us."""

    dialect: Dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @asynccontextmanager
    async def filling(self, tables: Sequence[str]) -> AsyncIterator[None]:
        for statement in (*FAST, "begin"):
            await self.execute(statement)
        found = self.connection.execute(SQLITE_INDEXES).fetchall()
        indexes = [(name, sql) for name, sql, table in found if table in tables]
        for name, _ in indexes:
            await self.execute(f"drop index {name}")
        yield
        for _, sql in indexes:
            await self.execute(sql)
        await self.execute("commit")

    async def execute(self, sql: str) -> None:
        self.connection.execute(sql)

    async def copy(self, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
        marks = ", ".join("?" * len(names))
        statement = f"insert into {table} ({', '.join(names)}) values ({marks})"
        self.connection.executemany(statement, (tuple(map(sqlite_value, row)) for row in rows))

    async def copy_text(self, rows: Iterable[Row]) -> None:
        await self.copy("patent_text", ("rowid", "tokens"), rows)

    async def finish(self, numbered: Sequence[str]) -> None:
        """Ids go on after the highest by themselves."""
        await self.execute("analyze")


def sqlite_value(value: Any) -> Any:
    """As the application keeps it: dates are ISO text."""
    return value.isoformat() if isinstance(value, date) else value
