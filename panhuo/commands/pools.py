"""Whether the connections of all processes fit into those that PostgreSQL allows, before any starts."""

import asyncio
import os
from dataclasses import dataclass

import asyncpg
import structlog

from panhuo.commands.failures import CommandFailed
from panhuo.db import CONNECT_SECONDS, own_connection, separate_client
from panhuo.jobs.broker import THREADS_INSIDE
from panhuo.settings import get_settings

log = structlog.get_logger("panhuo")

LARGEST_POOL, SMALLEST_POOL = 10, 2
SHARE = 0.75
"""Of the connections allowed, what the processes of one server take where nothing else is set: the rest is
for workers of jobs, other machines, and people."""
PER_JOB = 3
"""Of a job that runs: its transaction, its lease, and the snapshot of an export."""
LISTENING = WATCHING = 1
POOL_SETTING = "PANHUO_DATABASE_POOL_MAX"
ROOM = """
select least(
  current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
    - coalesce(current_setting('reserved_connections', true)::int, 0),
  (select nullif(rolconnlimit, -1) from pg_roles where rolname = current_user and not rolsuper),
  (select nullif(datconnlimit, -1) from pg_database where datname = current_database()
   and current_setting('is_superuser') = 'off')
) as allowed, (select sum(numbackends) from pg_stat_database)::int - 1 as taken
"""
"""`reserved_connections` came with PostgreSQL 16; limits of account and database do not bind superusers."""


@dataclass(frozen=True)
class Room:
    """Connections that a PostgreSQL allows us, and those that anybody has open."""

    allowed: int
    taken: int


@dataclass(frozen=True)
class Demand:
    """What processes of one kind may come to need."""

    processes: int
    pool: int
    besides: int

    @property
    def connections(self) -> int:
        return self.processes * (self.pool + self.besides)

    def __str__(self) -> str:
        return (
            f"{self.processes} processes with pools of {self.pool} and {self.besides} more connections each"
            f" may need {self.connections}"
        )


def size_pools(workers: int) -> None:
    """See that a server's processes fit into its databases, and set the size of their pools if nobody did.

    Raises CommandFailed, with the numbers and what to set, where they do not fit.
    """
    url = get_settings().database_url
    if not url.startswith("postgres"):
        return
    room, besides = room_at(url), besides_pool()
    if not pool_is_set(url):
        set_pool(derived_pool(room.allowed, workers, besides))
    demand = Demand(workers, pool_of(url), besides)
    require_room(demand, room, "PostgreSQL")
    replica = get_settings().replica_url
    if replica:
        require_room_of_replica(replica, workers)


def require_room_of_replica(url: str, workers: int) -> None:
    try:
        room = room_at(url)
    except (OSError, asyncpg.PostgresError) as error:  # it need not be there
        log.warning("replica not read", error=repr(error))
        return
    require_room(Demand(workers, pool_of(url), WATCHING), room, "the replica")


def besides_pool() -> int:
    """Connections of a process that serves, beside its pool."""
    settings = get_settings()
    jobs = 0 if settings.broker_url else THREADS_INSIDE * PER_JOB
    return LISTENING + jobs + (WATCHING if settings.replica_url else 0)


def derived_pool(allowed: int, workers: int, besides: int) -> int:
    """The size of each process's pool where nobody set it: a fair share, within bounds."""
    return min(LARGEST_POOL, max(SMALLEST_POOL, int(allowed * SHARE) // workers - besides))


def require_room(demand: Demand, room: Room, server: str) -> None:
    """Raise CommandFailed where processes may need more than is allowed; warn where others have it by now."""
    if demand.connections > room.allowed:
        most = room.allowed // demand.processes - demand.besides
        smaller = f"Set {POOL_SETTING} to {most} at most, start fewer" if most >= 1 else "Start fewer"
        raise CommandFailed(
            f"{demand}, and {server} allows {room.allowed}."
            f" {smaller} --workers, or raise its max_connections."
        )
    if demand.connections + room.taken > room.allowed:
        log.warning(
            "connections scarce",
            server=server,
            needed=demand.connections,
            allowed=room.allowed,
            taken_by_others=room.taken,
        )


def pool_is_set(url: str) -> bool:
    return "maxsize" in url or "database_pool_max" in get_settings().model_fields_set


def pool_of(url: str) -> int:
    """The size of a process's pool to a database."""
    return int(separate_client(url).pool_maxsize)


def set_pool(size: int) -> None:
    """For this process and those that it starts."""
    os.environ[POOL_SETTING] = str(size)
    get_settings.cache_clear()


def room_at(url: str) -> Room:
    async def asked() -> Room:
        connection = await own_connection(CONNECT_SECONDS, separate_client(url))
        try:
            return Room(**await connection.fetchrow(ROOM))
        finally:
            await connection.close()

    return asyncio.run(asked())
