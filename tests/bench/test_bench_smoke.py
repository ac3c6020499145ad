"""The benchmark works: its world is consistent, and both servers give the same rows over HTTP."""

import asyncio
from collections.abc import Iterator

import asyncpg
import pytest

from bench.database import BenchError, ensure_world
from bench.run import Plan, compare
from bench.table import table
from bench.world import fill
from tests.databases import PostgresDatabases

pytestmark = pytest.mark.anyio

PATENTS = 300
COPIES_THAT_DIFFER = """
select count(*) from holding h join patent p on p.id = h.patent_id
where (h.type, h.legal_status, h.valid_at_2023_end, h.co_owned, h.main_ipc, h.main_industry,
       h.main_strategic_industry, h.application_sort, h.grant_sort)
  is distinct from (p.type, p.legal_status, p.valid_at_2023_end, p.co_owned, p.main_ipc, p.main_industry,
                    p.main_strategic_industry, p.application_sort, p.grant_sort)
"""
FIRST_OWNERS_THAT_DIFFER = """
select count(*) from patent p
left join patent_owner o on o.patent_id = p.id and o.position = 1
left join holding h on h.patent_id = p.id and h.current and h.rank = 1
where (p.institution_id, p.branch_id, p.unit_id, p.filing_state, p.registered_sort)
      is distinct from (h.institution_id, h.branch_id, h.unit_id, coalesce(h.filing_state, 'UNFILED'),
                        coalesce(h.registered_sort, 0))
   or (o.org_unit_id is null) <> (p.institution_id is null)
   or p.published <> (p.filing_state = 'REGISTERED')
"""
INVENTORS_OF_OTHERS = """
select count(*) from patent_inventor i join user_account u on u.id = i.user_id
where i.match <> 'CONFIRMED' or not exists (
  select 1 from holding h where h.patent_id = i.patent_id and h.institution_id = u.institution_id)
"""


@pytest.fixture(scope="module")
def world(postgres_databases: PostgresDatabases) -> Iterator[str]:
    """A world of 300 patents; the value is its URL."""
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

    counts = [
        await connection.fetchval(query)
        for query in (COPIES_THAT_DIFFER, FIRST_OWNERS_THAT_DIFFER, INVENTORS_OF_OTHERS)
    ]
    sizes = await connection.fetch(
        "select count(*) as n from holding group by institution_id order by n desc"
    )
    texts = await connection.fetchval("select count(*) from patent_text")
    await connection.close()

    assert counts == [0, 0, 0]
    assert texts == PATENTS
    assert sizes[0]["n"] >= 30


async def test_both_servers_give_the_same_rows(world: str) -> None:
    results = await compare(world, Plan(seconds=0.1, rounds=1, connections=2, warm_up=0.1))

    statements = {result.name: (result.ours.statements, result.floor.statements) for result in results}
    assert len(table(results).splitlines()) == 2 + len(results)
    assert statements.pop("detail") == (5, 5)
    assert set(statements.values()) == {(2, 2)}


async def test_a_database_of_somebody_else_is_not_touched(world: str) -> None:
    with pytest.raises(BenchError, match="not a world of bench"):
        await ensure_world(world, PATENTS)
