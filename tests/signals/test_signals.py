"""Signals: heard after the commit, never without one, by everybody who listens, and once however many."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from tortoise.transactions import in_transaction

from panhuo.db import connection, dialect
from panhuo.models import Code
from panhuo.rules.vocabulary import CodeKind
from panhuo.services.patents.bulk import importing
from panhuo.signals import Wakes, hub, library_topic, listening, session_topic, signal
from panhuo.signals.sending import payloads
from tests.waiting import until

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
WITHIN_SECONDS, QUIET_SECONDS = 5.0, 0.5
OURS, THEIRS = library_topic(1), library_topic(2)
BACKENDS = "select pid from pg_stat_activity where query like 'LISTEN%' and datname = current_database()"


@asynccontextmanager
async def settled(*topics: str) -> AsyncIterator[Wakes]:
    """The first listener, which has had the wake-up that every connection begins with."""
    async with listening(topics) as wakes:
        assert await heard(wakes)
        yield wakes


async def heard(wakes: Wakes, seconds: float = WITHIN_SECONDS) -> bool:
    """Whether a wake-up comes."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await wakes.wait()
            return True
    return False


async def write(*topics: str) -> None:
    """Some change, and signals with it, in the transaction under way."""
    await Code.create(kind=CodeKind.IPC, code=str(await Code.all().count()), title="电", level=1)
    await signal(connection().execute_script, topics)


async def test_who_listens_wakes_after_the_commit(db: str) -> None:
    async with settled(OURS) as wakes:
        async with in_transaction():
            await write(OURS)
            assert not await heard(wakes, QUIET_SECONDS)
        assert await heard(wakes)


async def test_nobody_wakes_for_what_was_rolled_back(db: str) -> None:
    async with settled(OURS) as wakes:
        with suppress(ZeroDivisionError):
            async with in_transaction():
                await write(OURS)
                raise ZeroDivisionError
        assert not await heard(wakes, QUIET_SECONDS)
        assert await Code.all().count() == 0


async def test_an_import_signals_from_its_own_connection(db: str) -> None:
    async with settled(OURS) as wakes:
        async with importing() as bulk:
            await bulk.run("insert into code (kind, code, title, level) values ('IPC', 'A', '甲', 1)")
            await signal(bulk.run, [OURS])
            assert not await heard(wakes, QUIET_SECONDS)
        assert await heard(wakes)


async def test_other_topics_wake_nobody_where_the_database_can_tell(db: str) -> None:
    async with settled(OURS) as wakes:
        async with in_transaction():
            await write(THEIRS)
        assert await heard(wakes, QUIET_SECONDS) == (dialect() == "sqlite")


async def test_a_listener_may_change_its_topics(db: str) -> None:
    async with settled(THEIRS) as wakes:
        wakes.listen([OURS])
        async with in_transaction():
            await write(OURS)
        assert await heard(wakes)
    assert not hub().by_topic


async def test_a_slow_listener_wakes_once_for_many_signals(db: str) -> None:
    async with settled(OURS) as wakes, listening([session_topic(7)]) as last:
        for _ in range(20):
            async with in_transaction():
                await write(OURS, session_topic(7))
        assert await heard(last)
        await asyncio.sleep(QUIET_SECONDS)
        assert await heard(wakes, 0.01)
        assert not await heard(wakes, QUIET_SECONDS)


async def test_another_process_is_heard(db: str) -> None:
    command = f"""
import asyncio
from tortoise.transactions import in_transaction
from panhuo.db import connection, database
from tests.signals.test_signals import write
async def main():
    async with database({db!r}), in_transaction():
        await write({OURS!r})
asyncio.run(main())
"""
    async with settled(OURS) as wakes:
        done = asyncio.to_thread(subprocess.run, [sys.executable, "-c", command], cwd=ROOT, check=True)
        assert (await asyncio.gather(heard(wakes, 30), done))[0]


async def test_nothing_is_left_when_the_last_listener_leaves(db: str) -> None:
    async with settled(OURS), listening([THEIRS]):
        assert hub().backend.task is not None
        if dialect() == "postgres":
            assert len(await connection().execute_query_dict(BACKENDS)) == 1
    assert hub().backend.task is None
    assert not hub().listeners and not hub().by_topic
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "signals"]
    if dialect() == "postgres":
        await until(lambda: gone(BACKENDS))


async def test_a_lost_connection_is_made_again_and_everybody_wakes(db: str) -> None:
    if dialect() == "sqlite":
        pytest.skip("a file has no connection to lose")
    async with settled(OURS) as wakes, listening([THEIRS]) as others:
        await connection().execute_query(f"select pg_terminate_backend(pid) from ({BACKENDS}) b")
        assert await heard(wakes) and await heard(others)
        async with in_transaction():
            await write(OURS)
        assert await heard(wakes)


def test_topics_travel_in_few_texts_and_none_is_lost() -> None:
    topics = [library_topic(number) for number in range(5_000)]
    found = list(payloads(topics))
    assert [topic for text in found for topic in text.split()] == topics
    assert len(found) < 12 and max(len(text) for text in found) < 8_000
    assert list(payloads([])) == []


@pytest.mark.parametrize("topic", ["", "a b", "a'b", "library:x", "馆", "library:1;"])
def test_what_is_no_topic_is_refused(topic: str) -> None:
    with pytest.raises(ValueError, match="no topic"):
        list(payloads([topic]))


async def gone(statement: str) -> bool:
    return not await connection().execute_query_dict(statement)
