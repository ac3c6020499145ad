"""Databases are built, and upgraded with rows in place, by the migrations alone."""

import asyncio
import sys
from pathlib import Path

import pytest

from panhuo import migrations
from panhuo.db import connection, database, dialect
from panhuo.migrate import migrate

pytestmark = pytest.mark.anyio

LATEST = max(path.stem for path in Path(migrations.__path__[0]).glob("0*.py"))
ROWS_OF_0001 = (
    "insert into org_unit (id, kind, name, institution_id) values (7, 'INSTITUTION', '青岚大学', 7)",
    "insert into org_unit (id, kind, name, institution_id, parent_id)"
    " values (8, 'COLLEGE', '物理学院', 7, 7)",
    "insert into user_account (id, username, role, name, institution_id, unit_id, created_at)"
    " values (3, 'chen', 'INVENTOR', '陈一', 7, 8, 1767225600000)",
    "insert into patent (id, application_number, title, type, legal_status, as_of)"
    " values (5, '201910123456.7', '一种装置', 'INVENTION', 'VALID', '2026-01-31')",
    "insert into holding (id, patent_id, institution_id, unit_id, rank, type, legal_status)"
    " values (6, 5, 7, 7, 1, 'INVENTION', 'VALID')",
)
APPLIED = "select name from tortoise_migrations where app = 'panhuo' order by id"
COUNTS = (
    "select (select count(*) from org_unit) as units, (select count(*) from patent) as patents,"
    " (select count(*) from holding) as holdings"
)


async def applied(url: str) -> list[str]:
    async with database(url):
        return [row["name"] for row in await connection().execute_query_dict(APPLIED)]


async def test_an_upgrade_keeps_the_rows_in_place(empty_database_url: str) -> None:
    # given a database at the first migration, with rows
    await migrate(empty_database_url, target="panhuo.0001_initial")
    async with database(empty_database_url):
        for statement in ROWS_OF_0001:
            await connection().execute_script(statement)

    # when
    await migrate(empty_database_url)

    # then
    async with database(empty_database_url):
        counts = await connection().execute_query_dict(COUNTS)
        title = await connection().execute_query_dict("select title from patent where id = 5")
        await connection().execute_query("update org_unit set position = 1 where parent_id = 7")
    assert (counts, title) == ([{"units": 2, "patents": 1, "holdings": 1}], [{"title": "一种装置"}])


INVENTORS_OF_0009 = (
    "insert into user_account (id, username, role, name, institution_id, unit_id, created_at)"
    " values (4, 'chen2', 'INVENTOR', '陈 一', 7, 7, 1), (5, 'li', 'INVENTOR', '李二', 7, 7, 1),"
    " (6, 'wang', 'COLLEGE_ADMIN', '王三', 7, 8, 1)",
    "insert into patent_inventor (patent_id, position, name, folded, user_id, match) values"
    " (5, 1, '陈一', '陈一', 3, 'PROPOSED'), (5, 2, '李二', '李二', 5, 'REFUSED'),"
    " (5, 3, '王三', '王三', null, 'NONE'), (5, 4, '王三', '王三', 6, 'CONFIRMED')",
)
MATCHES = (
    "select user_id, state, standing, folded, nth, (select count(*) from patent_inventor i"
    " where i.user_id = m.user_id) as seats from inventor_match m order by user_id"
)


@pytest.mark.req("S191")
async def test_an_upgrade_keeps_what_was_decided_of_inventors(empty_database_url: str) -> None:
    # given one proposed where two bear the name, one refused, one confirmed beside a namesake
    await migrate(empty_database_url, target="panhuo.0009_accounts")
    async with database(empty_database_url):
        for statement in (*ROWS_OF_0001, *INVENTORS_OF_0009):
            await connection().execute_script(statement)

    # when
    await migrate(empty_database_url)

    # then
    async with database(empty_database_url):
        found = [tuple(row.values()) for row in await connection().execute_query_dict(MATCHES)]
    assert found == [
        (3, "PROPOSED", 1, None, None, 0),
        (4, "PROPOSED", 1, None, None, 0),
        (5, "REFUSED", 1, None, None, 0),
        (6, "CONFIRMED", 1, "王三", 2, 1),
    ]


async def test_migrating_twice_changes_nothing(empty_database_url: str) -> None:
    await migrate(empty_database_url)
    first = await applied(empty_database_url)
    await migrate(empty_database_url)

    assert first[-1] == LATEST
    assert await applied(empty_database_url) == first


async def test_several_processes_may_migrate_at_once(empty_database_url: str) -> None:
    # given
    command = "import asyncio, sys; from panhuo.migrate import migrate; asyncio.run(migrate(sys.argv[1]))"

    # when
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", command, empty_database_url, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(3)
    ]
    ended = [(await process.communicate())[1].decode() for process in processes]

    # then
    assert [process.returncode for process in processes] == [0, 0, 0], "\n".join(ended)
    names = await applied(empty_database_url)
    assert (len(names), names[-1]) == (len(set(names)), LATEST)


async def test_text_compares_in_byte_order(db: str) -> None:
    """The same order, and the same ranges, on both databases."""
    if dialect() == "sqlite":
        collations = await connection().execute_query_dict("select 1 as n where 'a' > 'B' and '一' > 'z'")
    else:
        collations = await connection().execute_query_dict(
            "select count(*) as n from pg_attribute a join pg_collation c on c.oid = a.attcollation"
            " where a.attrelid = 'patent'::regclass and attname = 'title' and collname = 'C'"
        )
    assert collations == [{"n": 1}]
