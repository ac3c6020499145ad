"""A world of patents, written straight into the tables: the same arguments give the same rows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from bench import columns
from bench.accounts import (
    account_row,
    admin_accounts,
    by_name,
    expert_accounts,
    inventor_accounts,
    ready_accounts,
    session_row,
)
from bench.deals import DealMaker
from bench.dossiers import DossierMaker, flow_row, offices_of
from bench.evaluations import EvaluationMaker
from bench.institutions import Unit, institutions, teams
from bench.rows import Row, RowMaker, text_row
from bench.sinks import Sink
from panhuo.rules.names import fold_name
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import Role
from seed.codes import builtin_codes
from seed.patents import patents as generated
from seed.patents import transferred

AS_OF = date(2026, 1, 31)
COMPANIES = tuple(f"基准科技有限公司{number:03d}" for number in range(200))
CHUNK = 5_000
"""Patents held in memory at once."""
SOLD_EVERY = 97
"""Of so many granted patents one was sold to a company: its first owners hold it no more (S70)."""

LINK_CODES = """
update code set parent_id = parent.id from code parent
where parent.kind = code.kind and parent.code = code.parent_code
"""
NUMBERED = (
    "org_unit", "user_account", "patent", "enterprise", "dossier", "dossier_version", "evaluation", "demand",
    "performance", "performance_deal",
)  # fmt: skip
"""Tables whose ids we gave ourselves."""
TABLES = (*columns.PATENT_TABLES, *columns.DOSSIER_TABLES)


async def fill(sink: Sink, patents: int, with_text: bool = False) -> None:
    """Fill a migrated, empty database with a world of so many patents; with or without the text index."""
    async with sink.filling(TABLES):
        await fill_tables(sink, patents, with_text)
    await sink.finish(NUMBERED)


async def fill_tables(sink: Sink, patents: int, with_text: bool) -> None:
    roots = institutions(patents)
    companies = dict(enumerate(COMPANIES, 1))
    ready = ready_accounts(roots)
    admins = list(admin_accounts(roots, ready))
    experts = list(expert_accounts(companies, [*ready, *admins]))
    accounts = [*ready, *admins, *experts, *inventor_accounts(roots, [*ready, *admins, *experts])]
    await copy_units(sink, roots)
    await sink.copy("approval_flow", columns.APPROVAL_FLOW, map(flow_row, roots))
    await sink.copy("push", columns.PUSH, [("bench.csv", AS_OF, 0, 0)])
    await sink.copy("enterprise", ("id", "name"), companies.items())
    await sink.copy("user_account", columns.USER_ACCOUNT, map(account_row, accounts))
    await sink.copy("session", columns.SESSION, map(session_row, ready))
    await copy_codes(sink)
    owners = {unit.name: unit for root in roots for unit in root if unit.owner is unit}
    offices = offices_of(roots, [*ready, *admins])
    operator = next(account for account in ready if account.role is Role.PLATFORM_OPERATOR)
    deals = DealMaker(experts, companies, offices, operator, AS_OF)
    dossiers = DossierMaker(offices, EvaluationMaker(experts, companies), deals)
    maker = RowMaker(owners, by_name(accounts), AS_OF, dossiers)
    records = generated(teams(roots), patents, companies=COMPANIES, as_of=AS_OF, seed=20)
    numbered = enumerate(sold_or_kept(records), 1)
    while chunk := list(islice(numbered, CHUNK)):
        await copy_chunk(sink, maker, chunk, with_text)


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
    sink: Sink,
    maker: RowMaker,
    chunk: list[tuple[int, tuple[PatentRecord, Sequence[str]]]],
    with_text: bool,
) -> None:
    rows: dict[str, list[Any]] = {table: [] for table in TABLES}
    for number, (record, former) in chunk:
        for table, made in maker.rows(number, record, former):
            rows[table] += made
        if with_text:
            rows["patent_text"].append(text_row(number, record, sink.dialect))
    texts = rows.pop("patent_text")
    for table, names in columns.PATENT_TABLES.items():
        if table in rows:
            await sink.copy(table, names, rows[table])
    for table in columns.DOSSIER_TABLES:
        await copy_named(sink, table, rows[table])
    if texts:
        await sink.copy_text(texts)


async def copy_named(sink: Sink, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """COPY of rows that name their columns, all the same ones."""
    if rows:
        await sink.copy(table, list(rows[0]), [tuple(row.values()) for row in rows])


async def copy_units(sink: Sink, roots: Sequence[Unit]) -> None:
    units = [unit for root in roots for unit in root]
    await sink.copy("org_unit", columns.ORG_UNIT, map(unit_row, units))
    aliases = [(unit.id, unit.name, fold_name(unit.name)) for unit in units if unit.owner is unit]
    await sink.copy("owner_alias", columns.OWNER_ALIAS, aliases)


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


async def copy_codes(sink: Sink) -> None:
    entries = [
        (entry.kind, entry.code, entry.title, entry.level, entry.parent_code) for entry in builtin_codes()
    ]
    await sink.copy("code", columns.CODE, entries)
    await sink.execute(LINK_CODES)
