"""The benchmark works: its world is consistent, and both servers give the same rows over HTTP."""

import asyncio
from collections.abc import Iterator

import asyncpg
import pytest

from bench.database import BenchError, ensure_world
from bench.run import Plan, compare
from bench.table import table
from bench.world import fill
from panhuo.rules.vocabulary import DossierKind, DossierState
from tests.broken import BROKEN
from tests.databases import PostgresDatabases

pytestmark = pytest.mark.anyio

PATENTS = 600
COPIES_THAT_DIFFER = """
select count(*) from holding h join patent p on p.id = h.patent_id
where (h.type, h.legal_status, h.valid_at_2023_end, h.co_owned, h.main_ipc, h.main_industry,
       h.main_strategic_industry, h.application_sort, h.grant_sort)
  is distinct from (p.type, p.legal_status, p.valid_at_2023_end, p.co_owned, p.main_ipc, p.main_industry,
                    p.main_strategic_industry, p.application_sort, p.grant_sort)
"""
INVENTORS_OF_OTHERS = """
select count(*) from patent_inventor i join user_account u on u.id = i.user_id
where i.match <> 'CONFIRMED' or not exists (
  select 1 from holding h where h.patent_id = i.patent_id and h.institution_id = u.institution_id)
"""


@pytest.fixture(scope="module")
def world(postgres_databases: PostgresDatabases) -> Iterator[str]:
    """A world of 600 patents; the value is its URL."""
    url = postgres_databases.fresh()
    asyncio.run(build(url))
    yield url
    postgres_databases.drop(url)


async def build(url: str) -> None:
    connection = await asyncpg.connect(url)
    await fill(connection, PATENTS, with_text=True)
    await connection.close()


async def test_the_world_is_consistent(world: str) -> None:
    connection = await asyncpg.connect(world)

    counts = [await connection.fetchval(query) for query in (COPIES_THAT_DIFFER, INVENTORS_OF_OTHERS)]
    sizes = await connection.fetch(
        "select count(*) as n from holding group by institution_id order by n desc"
    )
    texts = await connection.fetchval("select count(*) from patent_text")
    broken = {rule: await connection.fetch(query) for rule, query in BROKEN.items()}
    kinds = await connection.fetch("select kind, state from dossier group by kind, state")
    await connection.close()

    assert counts == [0, 0]
    assert texts == PATENTS
    assert sizes[0]["n"] >= 30
    assert {rule: rows for rule, rows in broken.items() if rows} == {}
    assert len({row["state"] for row in kinds}) == len(DossierState)
    assert {row["kind"] for row in kinds} == set(DossierKind)


async def test_both_servers_give_the_same_rows(world: str) -> None:
    results = await compare(world, Plan(seconds=0.1, rounds=1, connections=2, warm_up=0.1))

    statements = {result.name: (result.ours.statements, result.floor.statements) for result in results}
    assert len(table(results).splitlines()) == 2 + len(results)
    assert statements.pop("detail") == (5, 5)
    ours, floor = statements.pop("dossiers: detail with history")
    assert ours == floor > 4
    assert set(statements.values()) == {(2, 2)}


async def test_a_database_of_somebody_else_is_not_touched(world: str) -> None:
    with pytest.raises(BenchError, match="not a world of bench"):
        await ensure_world(world, PATENTS)
