"""A world of patents, written straight into PostgreSQL by COPY: the same arguments give the same rows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

import asyncpg

from bench import columns
from bench.accounts import (
    account_row,
    admin_accounts,
    by_name,
    inventor_accounts,
    ready_accounts,
    session_row,
)
from bench.dossiers import DossierMaker, flow_row, offices_of
from bench.institutions import Unit, institutions, teams
from bench.rows import Row, RowMaker, text_row
from panhuo.rules.names import fold_name
from panhuo.rules.patent_record import PatentRecord
from seed.codes import builtin_codes
from seed.patents import patents as generated
from seed.patents import transferred

AS_OF = date(2026, 1, 31)
COMPANIES = tuple(f"基准科技有限公司{number:03d}" for number in range(200))
CHUNK = 5_000
"""Patents held in memory at once."""
SOLD_EVERY = 97
"""Of so many granted patents one was sold to a company: its first owners hold it no more (S70)."""

SECONDARY_INDEXES = """
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
from pg_index i join pg_class t on t.oid = i.indrelid
where t.relnamespace = current_schema()::regnamespace and t.relname = any($1::text[])
  and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
"""
LINK_CODES = """
update code set parent_id = parent.id from code parent
where parent.kind = code.kind and parent.code = code.parent_code
"""
ADVANCE = "select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))"
PUSH = "insert into push (file_name, as_of, started_at, published_at) values ('bench.csv', $1, 0, 0)"
NUMBERED = ("org_unit", "user_account", "patent", "enterprise", "dossier", "dossier_version")
"""Tables whose ids we gave ourselves."""


async def fill(connection: asyncpg.Connection, patents: int, with_text: bool = False) -> None:
    """Fill a migrated, empty database with a world of so many patents; with or without the text index.

    Indexes that guard nothing are built at the end, which is faster.
    """
    async with connection.transaction():
        tables = [*columns.PATENT_TABLES, *columns.DOSSIER_TABLES]
        indexes = await connection.fetch(SECONDARY_INDEXES, tables)
        for index in indexes:
            await connection.execute(f"drop index {index['name']}")
        await fill_tables(connection, patents, with_text)
        for index in indexes:
            await connection.execute(index["definition"])
        for table in NUMBERED:
            await connection.execute(ADVANCE.format(table=table))
    await connection.execute("vacuum analyze")


async def fill_tables(connection: asyncpg.Connection, patents: int, with_text: bool) -> None:
    roots = institutions(patents)
    ready = ready_accounts(roots)
    admins = list(admin_accounts(roots, ready))
    accounts = [*ready, *admins, *inventor_accounts(roots, [*ready, *admins])]
    await copy_units(connection, roots)
    await copy(connection, "approval_flow", columns.APPROVAL_FLOW, map(flow_row, roots))
    await connection.execute(PUSH, AS_OF)
    await connection.execute("insert into enterprise (id, name) values (1, $1)", COMPANIES[0])
    await copy(connection, "user_account", columns.USER_ACCOUNT, map(account_row, accounts))
    await copy(connection, "session", columns.SESSION, map(session_row, ready))
    await copy_codes(connection)
    owners = {unit.name: unit for root in roots for unit in root if unit.owner is unit}
    maker = RowMaker(owners, by_name(accounts), AS_OF, DossierMaker(offices_of(roots, [*ready, *admins])))
    records = generated(teams(roots), patents, companies=COMPANIES, as_of=AS_OF, seed=20)
    numbered = enumerate(sold_or_kept(records), 1)
    while chunk := list(islice(numbered, CHUNK)):
        await copy_chunk(connection, maker, chunk, with_text)


def sold_or_kept(records: Iterator[PatentRecord]) -> Iterator[tuple[PatentRecord, Sequence[str]]]:
    """Each record with its former owners."""
    rng = Random(70)
    for number, record in enumerate(records, 1):
        if number % SOLD_EVERY == 0 and record.grant_date:
            days = (AS_OF - record.grant_date).days
            on = record.grant_date + timedelta(days=rng.randint(0, days))
            yield transferred(record, COMPANIES[number % len(COMPANIES)], on), record.owners
        else:
            yield record, ()


async def copy_chunk(
    connection: asyncpg.Connection,
    maker: RowMaker,
    chunk: list[tuple[int, tuple[PatentRecord, Sequence[str]]]],
    with_text: bool,
) -> None:
    rows: dict[str, list[Any]] = {table: [] for table in (*columns.PATENT_TABLES, *columns.DOSSIER_TABLES)}
    for number, (record, former) in chunk:
        for table, made in maker.rows(number, record, former):
            rows[table] += made
        if with_text:
            rows["patent_text"].append(text_row(number, record))
    texts = rows.pop("patent_text")
    for table, names in columns.PATENT_TABLES.items():
        if table in rows:
            await copy(connection, table, names, rows[table])
    for table in columns.DOSSIER_TABLES:
        await copy_named(connection, table, rows[table])
    if texts:
        await copy_text(connection, texts)


async def copy_named(connection: asyncpg.Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """COPY of rows that name their columns, all the same ones."""
    if rows:
        await copy(connection, table, list(rows[0]), [tuple(row.values()) for row in rows])


async def copy_text(connection: asyncpg.Connection, rows: list[Row]) -> None:
    """COPY in its binary form has no tsvector: the text goes through a table of its own."""
    await connection.execute(
        "create temp table if not exists bench_text (patent_id bigint, tokens text) on commit drop"
    )
    await copy(connection, "bench_text", columns.PATENT_TABLES["patent_text"], rows)
    await connection.execute("insert into patent_text select patent_id, tokens::tsvector from bench_text")
    await connection.execute("truncate bench_text")


async def copy_units(connection: asyncpg.Connection, roots: Sequence[Unit]) -> None:
    units = [unit for root in roots for unit in root]
    await copy(connection, "org_unit", columns.ORG_UNIT, map(unit_row, units))
    aliases = [(unit.id, unit.name, fold_name(unit.name)) for unit in units if unit.owner is unit]
    await copy(connection, "owner_alias", columns.OWNER_ALIAS, aliases)


def unit_row(unit: Unit) -> Row:
    root = unit.parent is None
    return (
        unit.id,
        unit.kind,
        unit.institution_type,
        unit.name,
        unit.parent and unit.parent.id,
        unit.institution.id,
        unit.branch and unit.branch.id,
        unit.position,
        root and unit.open_showcase,
        0 if root else None,
    )


async def copy_codes(connection: asyncpg.Connection) -> None:
    entries = [
        (entry.kind, entry.code, entry.title, entry.level, entry.parent_code) for entry in builtin_codes()
    ]
    await copy(connection, "code", columns.CODE, entries)
    await connection.execute(LINK_CODES)


async def copy(connection: asyncpg.Connection, table: str, names: Sequence[str], rows: Any) -> None:
    await connection.copy_records_to_table(table, columns=names, records=rows)
