"""One transaction: a crash leaves nothing, a reader sees nothing of it; a fixed number of statements."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import date

import aiosqlite
import pytest

from panhuo.db import connection, database
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.services.patent_import import publish_records
from panhuo.services.patents.bulk import PostgresBulk, SqliteBulk
from panhuo.services.patents.round import Rounds
from tests.factories import institution
from tests.patent_import.records import FEBRUARY, JANUARY, contents, counts, found, grant, one, push, sizes
from tests.search.index import search

pytestmark = pytest.mark.anyio


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panhuo.services.patents.publish.BATCH_ROWS", 2)


class Crash(Exception):
    """Something nobody expects."""


def broken(*records: PatentRecord) -> Iterator[PatentRecord]:
    yield from records
    raise Crash


async def test_a_file_that_breaks_off_leaves_nothing(db: str, small_batches: None) -> None:
    # given
    await institution("青岚大学")
    await push(grant(1), grant(2))
    before, size = await contents(), await sizes()

    # when
    with pytest.raises(Crash):
        await publish_records(broken(*(grant(n, title="新名称") for n in range(1, 8))), FEBRUARY)

    # then
    assert (await contents(), await sizes()) == (before, size)
    assert await search("新名称") == set()
    assert counts(await push(grant(3))) == (1, 0, 0)


@pytest.mark.parametrize("step", ["stage", "aim", "hold", "count", "outcomes"])
async def test_a_crash_in_the_middle_leaves_nothing(
    db: str, small_batches: None, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    await institution("青岚大学")
    await push(grant(1))
    before, size = await contents(), await sizes()
    original, calls = getattr(Rounds, step), []

    async def crash(*arguments: object) -> object:
        calls.append(step)
        if len(calls) > 1 or step == "outcomes":
            raise Crash
        return await original(*arguments)

    # when
    monkeypatch.setattr(Rounds, step, crash)
    with pytest.raises(Crash):
        await push(*(grant(n, title="新名称") for n in range(1, 8)), as_of=FEBRUARY)

    # then
    monkeypatch.setattr(Rounds, step, original)
    assert (await contents(), await sizes()) == (before, size)
    assert counts(await push(*(grant(n) for n in range(1, 8)))) == (6, 0, 1)


async def test_a_cancelled_import_leaves_nothing(db: str, small_batches: None) -> None:
    size = await sizes()
    task = asyncio.create_task(push(*(grant(n) for n in range(400))))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await sizes() == size
    assert counts(await push(grant(1))) == (1, 0, 0)


async def test_a_reader_sees_all_of_a_file_or_nothing(db: str, small_batches: None) -> None:
    # given
    await push(grant(0))
    seen: set[int] = set()
    importing = asyncio.create_task(push(*(grant(n) for n in range(40))))

    # when
    while not importing.done():
        seen.add(await one("select count(*) from patent"))
        seen.add(len(await search("散热")))
        await asyncio.sleep(0.005)

    # then
    assert counts(importing.result()) == (39, 0, 1)
    assert seen <= {1, 40}
    assert 1 in seen
    assert await one("select count(*) from patent") == 40


async def test_imports_at_once_wait_for_each_other(db: str) -> None:
    batches = [[grant(n, owners=[f"甲{n}"]) for n in order] for order in (range(30), range(29, -1, -1))]
    reports = await asyncio.gather(*(push(*batch) for batch in batches))
    assert sorted(map(counts, reports)) == [(0, 0, 30), (30, 0, 0)]


async def test_an_import_that_waits_too_long_for_another_says_so(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given somebody who keeps SQLite's write lock
    if "postgres" in db:
        pytest.skip("on PostgreSQL nobody has to wait but for another import")
    monkeypatch.setattr("panhuo.services.patents.bulk.WAIT_SECONDS", 0.1)
    async with aiosqlite.connect(db.removeprefix("sqlite://"), isolation_level=None) as other:
        await other.execute("begin immediate")

        # when
        with pytest.raises(PanhuoError) as refused:
            await push(grant())

    # then
    assert refused.value.code == ErrorCode.DATABASE_UNAVAILABLE
    assert counts(await push(grant())) == (1, 0, 0)


async def test_the_number_of_statements_does_not_grow_with_the_rows(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    await institution("青岚大学")
    statements: list[str] = []

    def counted(bulk: type, method: str) -> None:
        original = getattr(bulk, method)

        async def run(self: object, statement: str, *arguments: object) -> object:
            statements.append(statement)
            return await original(self, statement, *arguments)

        monkeypatch.setattr(bulk, method, run)

    for bulk in (PostgresBulk, SqliteBulk):
        for method in ("run", "rows", "copy"):
            counted(bulk, method)

    async def cost(*records: PatentRecord, as_of: date) -> int:
        statements.clear()
        await push(*records, as_of=as_of)
        return len(statements)

    # when
    few = [await cost(grant(1), as_of=JANUARY), await cost(grant(1, title="新"), as_of=FEBRUARY)]
    many = [
        await cost(*(grant(n) for n in range(2, 400)), as_of=JANUARY),
        await cost(*(grant(n, title="新") for n in range(2, 400)), as_of=FEBRUARY),
    ]

    # then
    assert many == few
    assert max(many) < 100


async def test_issues_are_counted_by_row(db: str) -> None:
    def issue(row: int, fatal: bool) -> RowIssue:
        return RowIssue(row, "标题", "CELL_REQUIRED", "…", fatal)

    report = await push(issue(2, True), issue(2, True), issue(3, False), grant(1, row=3), issue(4, True))
    assert (report.rows, report.rejected, report.warnings) == (3, 2, 1)
    assert await found("select rows, rejected, warnings, created from push") == [(3, 2, 1, 1)]


async def test_the_date_of_the_data_is_not_yet_to_come(db: str) -> None:
    with pytest.raises(PanhuoError) as refused:
        await push(grant(), as_of=date(2999, 1, 1))
    assert refused.value.code == ErrorCode.INVALID_VALUE
    assert await one("select count(*) from push") == 0


async def test_nothing_of_an_import_stays_in_the_connection(db: str) -> None:
    await push(grant())
    if "sqlite" in db:
        assert await found("select name from sqlite_temp_master") == []
    else:
        temporary = "select relname from pg_class where relpersistence = 't'"
        assert await found(temporary) == []
        assert await one("select current_setting('session_replication_role')") == "origin"
    assert connection() is not None


async def test_rows_need_no_numbers_of_their_own(db: str) -> None:
    """As those that do not come from a file."""
    assert counts(await push(*(grant(n, row=0) for n in range(3)))) == (3, 0, 0)


@pytest.fixture
async def plain_account(db: str) -> AsyncIterator[str]:
    """The URL of the same PostgreSQL database, for an account that is no superuser."""
    if "sqlite" in db or not await one("select rolsuper from pg_roles where rolname = current_user"):
        pytest.skip("only a superuser of PostgreSQL can make accounts")
    address = db.partition("://")[2].rpartition("@")[2]
    role = f"plain_{address.rpartition('/')[2]}"
    await connection().execute_script(f"""
      create role "{role}" login password 'plain';
      grant all on all tables in schema public to "{role}";
      grant all on all sequences in schema public to "{role}"
    """)
    yield f"postgres://{role}:plain@{address}"
    async with database(db):
        await connection().execute_script(f'drop owned by "{role}"; drop role "{role}"')


async def test_an_import_needs_no_privileges(plain_account: str) -> None:
    async with database(plain_account):
        assert counts(await push(*(grant(n) for n in range(3)))) == (3, 0, 0)
