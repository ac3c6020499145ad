"""The benchmark works: its world is consistent, and both servers give the same rows over HTTP."""

import asyncio
from collections.abc import Iterator

import pytest

from bench.columns import DOSSIER_TABLES
from bench.database import BenchError, ensure_world, sink_of
from bench.run import Plan, compare
from bench.scaling import scaled, scaling_table
from bench.scopes import NAMES
from bench.table import table
from bench.world import fill
from bench.worlds import reading
from panhuo.rules.vocabulary import DossierKind, DossierState
from tests.broken import BROKEN
from tests.databases import PostgresDatabases, SqliteDatabases

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
    """A world of 600 patents in PostgreSQL; the value is its URL."""
    url = postgres_databases.fresh()
    asyncio.run(build(url))
    yield url
    postgres_databases.drop(url)


@pytest.fixture(scope="module")
def world_in_a_file(sqlite_databases: SqliteDatabases) -> str:
    """The same in SQLite."""
    url = sqlite_databases.fresh()
    asyncio.run(build(url))
    return url


@pytest.fixture(params=["world", "world_in_a_file"])
def either_world(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


async def build(url: str) -> None:
    async with sink_of(url) as sink:
        await fill(sink, PATENTS, with_text=True)


async def test_the_world_is_consistent(either_world: str) -> None:
    async with reading(either_world) as world:
        counts = [await world.fetchval(query) for query in (COPIES_THAT_DIFFER, INVENTORS_OF_OTHERS)]
        sizes = await world.fetch("select count(*) as n from holding group by institution_id order by n desc")
        texts = await world.fetchval("select count(*) from patent_text")
        broken = {rule: await world.fetch(query) for rule, query in BROKEN.items()}
        kinds = await world.fetch("select kind, state from dossier group by kind, state")
        filled = [await world.fetchval(f"select count(*) from {table}") for table in DOSSIER_TABLES]

    assert counts == [0, 0]
    assert texts == PATENTS
    assert sizes[0]["n"] >= 30
    assert {rule: rows for rule, rows in broken.items() if rows} == {}
    assert len({row["state"] for row in kinds}) == len(DossierState)
    assert {row["kind"] for row in kinds} == set(DossierKind)
    assert all(filled)


async def test_no_date_is_the_first_of_all_and_not_infinite(world: str) -> None:
    async with reading(world) as opened:
        assert await opened.fetchval("select count(*) from holding where not isfinite(grant_sort)") == 0


async def test_every_scope_has_its_workloads(world_in_a_file: str) -> None:
    results = await compare(world_in_a_file, Plan(0.01, 1, 1, 0.0, scopes=True))

    assert {result.name: result.failure for result in results if result.failure} == {}
    assert {result.name.partition(":")[0] for result in results} == {*NAMES, "enterprise", "visitor"}
    assert all(result.ours.rounds and not result.floor.rounds for result in results)
    assert table(results).count("nation: ") > 15


async def test_the_hand_written_server_is_asked_what_it_knows(world: str) -> None:
    results = await compare(world, Plan(0.01, 1, 1, 0.0, only=": list + total", scopes=True))

    by_hand = {result.name for result in results if result.floor.rounds}
    assert {result.name.partition(":")[0] for result in results} == set(NAMES)
    assert {name.partition(":")[0] for name in by_hand} == {"largest", "median"}
    assert "largest: list + total, first after a write" in by_hand


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


async def test_one_process_and_two_are_measured_side_by_side(world: str) -> None:
    results = await scaled(world, Plan(seconds=0.3, rounds=2, connections=2, warm_up=0.1))

    assert len(results) == 4
    for each in results:
        assert all(side.server_ms > 0 for rounds in each.rounds.values() for side in rounds)
    assert scaling_table(results).count("\n") == 5
