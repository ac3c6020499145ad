"""`python -m bench relabel`: an edition loaded, and every patent labelled by it, counted and timed (S92)."""

import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from tortoise.transactions import in_transaction

from bench.servers import database_cpu, spent
from panhuo.auth import statements
from panhuo.db import database
from panhuo.rules.code_table import CodeTable
from panhuo.rules.vocabulary import CodeKind
from panhuo.services.code_tables.loading import candidate, put_in_force
from panhuo.services.code_tables.relabelling import relabel
from panhuo.services.patents.bulk import PostgresBulk
from panhuo.settings import get_settings
from seed.codes import code_table, load_codes
from seed.labels import builtin_rules

Rows = Sequence[Sequence[str]]


def industries(edition: int) -> Rows:
    """A table as large as GB/T 4754-2017: the real sections and divisions, groups and classes made up."""
    top = [(entry.code, entry.title) for entry in code_table(CodeKind.INDUSTRY)]
    divisions = [code for code, _ in top if len(code) == 3]
    groups = [(f"{division}{digit}", f"中类{digit}") for division in divisions for digit in range(1, 6)]
    classes = [(f"{group}{digit}", f"小类{digit} {edition}") for group, _ in groups for digit in range(1, 4)]
    return [("代码", "名称"), *top, *groups, *classes]


def concordance(edition: int) -> Rows:
    """The built-in rules, leading to another class of their division."""
    rules = builtin_rules()[CodeKind.INDUSTRY]
    return [
        ("ipc", "industry"),
        *((prefix, " ".join(f"{code}{edition}1" for code in codes)) for prefix, codes in rules.items()),
    ]


async def measure(url: str) -> list[str]:
    """Load a table and a concordance, label all patents, and again, where nothing is left to do."""
    os.environ["PANHUO_DATABASE_URL"] = url
    get_settings.cache_clear()
    connection = await asyncpg.connect(url)
    try:
        async with database(url):
            await load_codes()
            edition = await next_edition(connection)
            return [
                await load(connection, industries(edition), CodeTable.INDUSTRY, edition),
                await load(connection, concordance(edition), CodeTable.INDUSTRY_CONCORDANCE, edition),
                await label(connection, "labelled by the new edition"),
                await label(connection, "once more"),
            ]
    finally:
        await connection.close()


async def next_edition(connection: asyncpg.Connection) -> int:
    """Another than the last run's, from 1 to 5, so that every label changes."""
    loaded = await connection.fetchval(
        "select count(*) from code_edition where code_table = 'INDUSTRY_CONCORDANCE' and name <> 'builtin'"
    )
    return int(loaded) % 5 + 1


async def load(connection: asyncpg.Connection, rows: Rows, table: CodeTable, edition: int) -> str:
    with tempfile.TemporaryDirectory(prefix="panhuo-bench-") as folder:
        path = Path(folder) / "table.csv"
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
        async with measured(connection) as told:
            found = await candidate(path, path.name, table, f"第{edition}版")
            async with in_transaction():
                await put_in_force(found, None)
    return f"{table.value}, {found.checked.codes:,} lines: {told()}"


async def label(connection: asyncpg.Connection, what: str) -> str:
    async with measured(connection) as told:
        done = await relabel()
    return f"{done.patents:,} patents, {done.changed:,} {what}: {told()}"


@asynccontextmanager
async def measured(connection: asyncpg.Connection) -> AsyncIterator[Callable[[], str]]:
    """What a block takes: statements of ours, processor time here and in the database, time."""
    seen: list[str] = []
    spelled, run, rows = statements.spelled, PostgresBulk.run, PostgresBulk.rows

    def noting(statement: str, *rest: Any) -> str:
        seen.append(statement)
        return spelled(statement, *rest)

    async def noted_run(self: PostgresBulk, statement: str) -> None:
        seen.append(statement)
        await run(self, statement)

    async def noted_rows(self: PostgresBulk, statement: str) -> Any:
        seen.append(statement)
        return await rows(self, statement)

    statements.spelled = noting  # type: ignore[assignment]
    PostgresBulk.run, PostgresBulk.rows = noted_run, noted_rows  # type: ignore[method-assign]
    before, cpu, began = await database_cpu(connection), time.process_time(), time.monotonic()
    found: list[str] = []
    try:
        yield lambda: found[0]
    finally:
        statements.spelled = spelled
        PostgresBulk.run, PostgresBulk.rows = run, rows  # type: ignore[method-assign]
        seconds, cpu = time.monotonic() - began, time.process_time() - cpu
        inside = spent(before, await database_cpu(connection))
        there = "?" if inside is None else f"{inside:.2f}"
        found.append(
            f"{len(seen)} statements, {cpu:.2f} s CPU, {there} s CPU in the database, {seconds:.1f} s"
        )
