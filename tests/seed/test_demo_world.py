"""The demo's world before it is in a database, and that it is always the same one."""

import asyncio
from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.db import connection, database
from panhuo.migrate import migrate
from panhuo.rules.vocabulary import LegalStatus, Role
from seed.accounts import HOMONYMS, READY_ACCOUNTS, inventor_accounts, inventors
from seed.demo import deliveries
from seed.world import COMPANIES, INSTITUTIONS
from tests.seed.conftest import fill


def test_people_are_told_apart() -> None:
    """One name, several people only where it is meant."""
    everyone = [name for team in inventors().values() for name in team]
    assert {name for name in everyone if everyone.count(name) > 1} == set(HOMONYMS)
    usernames = [account.username for account in (*READY_ACCOUNTS, *inventor_accounts())]
    assert len(set(usernames)) == len(usernames)


def test_only_patents_in_force_are_sold_and_to_somebody_else() -> None:
    first, second = deliveries(1000)
    before = {record.application_number: record for record in first}
    buyers = {*COMPANIES, *(institution.owner_names[0] for institution in INSTITUTIONS)}
    for record in second:
        earlier = before[record.application_number]
        assert earlier.legal_status is LegalStatus.VALID
        assert set(record.owners) <= buyers - set(earlier.owners)


@pytest.fixture
def snapshots(tmp_path: Path) -> list[list[dict[str, object]]]:
    EXECUTOR_CACHE.clear()  # Tortoise keeps SQL by connection name, not by dialect
    taken = []
    for turn in ("once", "again"):
        url = f"sqlite://{tmp_path / turn}.sqlite3"
        asyncio.run(migrate(url))
        asyncio.run(fill(url, 300))
        taken.append(asyncio.run(snapshot(url)))
    return taken


async def snapshot(url: str) -> list[dict[str, object]]:
    async with database(url):
        return await connection().execute_query_dict("""
          select p.*, h.unit_id as held_at, h.current, h.filing_state as held_state,
                 i.name, i.match, u.username
          from patent p left join holding h on h.patent_id = p.id
          left join patent_inventor i on i.patent_id = p.id left join user_account u on u.id = i.user_id
          order by p.application_number, h.institution_id, i.position""")


def test_it_is_the_same_world_every_time(snapshots: list[list[dict[str, object]]]) -> None:
    once, again = snapshots
    assert len(once) > 300
    assert once == again


def test_roles_of_the_demo_are_those_of_the_accounts() -> None:
    assert {account.role for account in inventor_accounts()} == {Role.INVENTOR}
