"""Putting a world into an opened, migrated database: one statement a table."""

import json
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from panhuo.compiler.kept import forget_counts
from panhuo.db import Dialect, connection, dialect
from panhuo.search import document, searchable_fields
from tests.reference.world import TABLES, Row, World

TEXT = {
    "postgres": "insert into patent_text (patent_id, tokens) values ($1, $2::text::tsvector)",
    "sqlite": "insert into patent_text (rowid, tokens) values (?, ?)",
}


EMPTY = (
    "delete from patent_text",
    "update org_unit set parent_id = null",
    "update code set parent_id = null",
    *(f"delete from {table}" for table in reversed(TABLES)),
)
"""A row to which another of its table refers may not be deleted: RESTRICT does not wait."""


async def replace(world: World) -> None:
    """Make the database hold this world and nothing else."""
    forget_counts()
    which = dialect()
    async with connection()._in_transaction() as transaction:
        for sql in EMPTY:
            await transaction.execute_query(sql)
        for table in TABLES:
            rows = parents_first(world.rows(table))
            if rows:
                await transaction.execute_many(statement(table, tuple(rows[0]), which), values(rows))
        texts = [[row["id"], searchable(row, which)] for row in world.rows("patent")]
        if texts:
            await transaction.execute_many(TEXT[which], texts)


def parents_first(rows: list[Row]) -> list[Row]:
    """By level: a row refers to rows of its table that stand before it."""
    placed: set[int | None] = {None}
    ordered: list[Row] = []
    while len(ordered) < len(rows):
        level = [row for row in rows if row["id"] not in placed and above(row) in placed]
        assert level, "a parent is missing"
        ordered += level
        placed |= {row["id"] for row in level}
    return ordered


def above(row: Row) -> int | None:
    """The row of its table that a row refers to."""
    return row.get("parent_id") or row.get("base_id")


DATES = re.compile(r"date|as_of|\w+_date|\w+_on|application_sort|grant_sort")


@cache
def statement(table: str, columns: tuple[str, ...], which: Dialect) -> str:
    """Dates travel as text: asyncpg makes the day that stands for no date minus infinity."""
    marks = ["?" if which == "sqlite" else f"${place}{cast(name)}" for place, name in enumerate(columns, 1)]
    return f"insert into {table} ({', '.join(quoted(columns))}) values ({', '.join(marks)})"


def cast(column: str) -> str:
    return "::text::date" if DATES.fullmatch(column) else ""


def quoted(columns: Iterable[str]) -> list[str]:
    return [f'"{column}"' for column in columns]


def values(rows: list[Row]) -> list[list[Any]]:
    return [
        [value.isoformat() if isinstance(value, date) else value for value in row.values()] for row in rows
    ]


def searchable(patent: Row, which: Dialect) -> str:
    owners, inventors = json.loads(patent["owner_names"]), json.loads(patent["inventor_names"])
    number, publication = patent["application_number"], patent["publication_number"]
    fields = searchable_fields(patent["title"], patent["abstract"], owners, inventors, number, publication)
    return document(fields, which)
