"""The ledger brought to the database: table by table, many rows a statement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from panhuo.auth.statements import run
from panhuo.db import connection, dialect
from panhuo.services.acting import Action
from panhuo.services.approval_flow import RouteLevel
from panhuo.services.dossier_batch.ledger import DOSSIER, Ledger, Numbers, Version
from panhuo.services.dossiers.outcome import CARRY
from panhuo.services.dossiers.versions import CHOICE_COLUMNS, COLUMNS, PATENT_COLUMNS, choices, values
from panhuo.services.patents.bulk import within
from panhuo.services.record_set import record_set

AT_ONCE = 1_000
"""Rows of one statement that carries contents."""
FLAGS = frozenset(("fiscal_funding", "submitted", "flagged", "published", "open_showcase", "frozen"))
TEXTS = frozenset(
    ("kind", "state", "title", "price", "maturity", "came_from", "reason", "author_name", *COLUMNS)
) - {"fiscal_funding", "rating"}
VERSION = ("dossier_id", "frozen", "author_id", "author_name", "saved_at", *COLUMNS)
"""Columns of a version beside its id and number."""
REVIEW = (
    *("dossier_id", "at", "act", "revision", "from_state", "to_state", "submission", "step", "by_id"),
    *("by_name", "on_behalf", "version_id"),
)
STEP = ("dossier_id", "submission", "position", "unit_id", "kind", "outcome")
PAIR = {"number": "bigint", "other": "bigint"}
SHOW = """
update dossier_patent set current = (version_id = x.other) from {rows} x where dossier_id = x.number
"""
FREEZE = "update dossier_version set frozen = true where id in (select number from {rows} x)"
CLEAR = (
    "delete from dossier_choice where version_id in (select number from {rows} x)",
    "delete from dossier_patent where version_id in (select number from {rows} x)",
)
END = "delete from dossier where id in (select number from {rows} x)"
ACTOR = "select name from user_account where id = $1"
NEXT_IDS = {
    "postgres": "select nextval(pg_get_serial_sequence('{table}', 'id')) as id from generate_series(1, $1)",
    "sqlite": """
with recursive counted(n) as (select 1 union all select n + 1 from counted where n < $1)
select (select max(coalesce((select max(id) from {table}), 0),
                   coalesce((select seq from sqlite_sequence where name = '{table}'), 0))) + n as id
from counted
""",
}


async def set_aside(dossiers: int, versions: int) -> Numbers:
    """Ids for new rows."""
    return Numbers(await next_ids("dossier", dossiers), await next_ids("dossier_version", versions))


async def next_ids(table: str, many: int) -> Iterator[int]:
    if not many:
        return iter(())
    return iter(sorted(row["id"] for row in await run(NEXT_IDS[dialect()].format(table=table), many)))


async def write_ledger(action: Action, ledger: Ledger, route: Sequence[RouteLevel]) -> None:
    """Write dossiers, versions, reviews and routes; patents and audit are others' business."""
    [actor] = await run(ACTOR, action.viewer.user_id)
    new = [each for each in ledger.versions.values() if each.number is not None]
    refilled = [each for each in ledger.versions.values() if each.number is None]
    await copy("dossier", ("id", *DOSSIER), (picked(row, DOSSIER) for row in ledger.inserted.values()))
    await update(
        "dossier",
        DOSSIER,
        (dict(zip(("id", *DOSSIER), picked(row, DOSSIER), strict=True)) for row in ledger.updated.values()),
    )
    await carry(ledger)
    head = action.viewer.user_id, actor["name"], action.now
    rows = ((each.id, each.number, *version_values(each, head)) for each in new)
    await copy("dossier_version", ("id", "number", *VERSION), rows)
    await update(
        "dossier_version",
        VERSION,
        ({"id": each.id} | dict(zip(VERSION, version_values(each, head), strict=True)) for each in refilled),
    )
    for statement in CLEAR:
        await paired(statement, {each.id: 0 for each in refilled})
    await paired(FREEZE, dict.fromkeys(ledger.frozen, 0))
    await paired(
        SHOW, {number: version for number, version in ledger.shown.items() if number not in ledger.inserted}
    )
    await say(ledger)
    await paired(END, dict.fromkeys(ledger.ended, 0))
    await record(action, ledger, actor["name"], route)


def picked(row: Mapping[str, Any], columns: Sequence[str]) -> tuple[Any, ...]:
    return row["id"], *(row[name] for name in columns)


def version_values(version: Version, head: tuple[Any, ...]) -> tuple[Any, ...]:
    return version.dossier_id, version.frozen, *head, *values(version.content)


async def say(ledger: Ledger) -> None:
    """The choices and patents of new contents."""
    versions = ledger.versions.values()
    await copy(
        "dossier_choice", CHOICE_COLUMNS, (row for each in versions for row in choices(each.id, each.content))
    )
    members = (
        (each.dossier_id, each.id, place, patent, each.shown)
        for each in versions
        for place, patent in enumerate(each.content.members, 1)
    )
    await copy("dossier_patent", PATENT_COLUMNS, members)


async def carry(ledger: Ledger) -> None:
    """What revisions that were there leave to their bases."""
    if ledger.ended:
        for statement in CARRY:
            await paired(carried(statement), ledger.ended)


def carried(statement: str) -> str:
    """A statement about one revision ($1) and its base ($2), about several."""
    head, _, _ = statement.partition(" where ")
    return head.replace("$2", "x.other") + " from {rows} x where dossier_id = x.number"


async def record(action: Action, ledger: Ledger, name: str, route: Sequence[RouteLevel]) -> None:
    """The rows of `review`, in their order, and the routes."""
    by = action.viewer.user_id, name, False
    await copy(
        "review",
        REVIEW,
        (
            (
                each.dossier_id,
                action.now,
                each.act.value,
                each.revision,
                each.source and each.source.value,
                each.target and each.target.value,
                each.submission,
                0,
                *by,
                each.version_id,
            )
            for each in ledger.entries
        ),
    )
    levels = [
        (position, int(level.unit_id.partition(":")[2]), level.kind.value, level.outcome.value)
        for position, level in enumerate(route, 1)
    ]
    await copy("review_step", STEP, ((*head, *level) for head in ledger.steps for level in levels))


async def copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Append rows to a table."""
    found = list(rows)
    if found:
        async with within(connection()) as bulk:
            await bulk.copy(table, columns, found)


async def update(table: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Give rows new values, by their ids."""
    given = list(rows)
    source = record_set({"id": "bigint", **{name: typed(name) for name in columns}}, dialect())
    sets = ", ".join(f"{name} = x.{name}" for name in columns)
    for start in range(0, len(given), AT_ONCE):
        text = orjson.dumps(given[start : start + AT_ONCE]).decode()
        await run(f"update {table} set {sets} from {source} x where {table}.id = x.id", text)


def typed(name: str) -> str:
    return "boolean" if name in FLAGS else "text" if name in TEXTS else "bigint"


async def paired(statement: str, pairs: Mapping[int, int]) -> None:
    """One statement about numbers, each with another."""
    if pairs:
        given = [{"number": number, "other": other} for number, other in sorted(pairs.items())]
        await run(statement.format(rows=record_set(PAIR, dialect())), orjson.dumps(given).decode())
