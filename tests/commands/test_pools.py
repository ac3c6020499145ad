"""`serve` sees before it starts whether its processes' connections fit into what PostgreSQL allows."""

import asyncio
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from panhuo.commands.failures import CommandFailed
from panhuo.commands.pools import POOL_SETTING, Demand, Room, derived_pool, require_room, size_pools
from panhuo.settings import get_settings
from tests.cli.conftest import Run, run
from tests.databases import PostgresDatabases
from tests.replica.conftest import execute
from tests.settings import settings

__all__ = ["run"]

ALLOWED = 30


@pytest.fixture(scope="module")
def account_url(postgres_databases: PostgresDatabases) -> Iterator[str]:
    """A database as an account sees it that may have 30 connections."""
    url = postgres_databases.fresh()
    account = url.rpartition("/")[2]
    postgres_databases.execute(f'create role "{account}" login connection limit {ALLOWED}')
    asyncio.run(execute(url, f'grant select on all tables in schema public to "{account}"'))
    parts = urlsplit(url)
    yield parts._replace(netloc=f"{account}@{parts.hostname}:{parts.port or 5432}").geturl()
    postgres_databases.drop(url)
    postgres_databases.execute(f'drop role "{account}"')


@pytest.fixture
def limited(account_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """That database, for which nobody set a pool."""
    monkeypatch.setenv(POOL_SETTING, "remembered")  # what is set is taken back after the test
    monkeypatch.delenv(POOL_SETTING)
    monkeypatch.setenv("PANHUO_DATABASE_URL", account_url)
    get_settings.cache_clear()
    yield account_url
    get_settings.cache_clear()


@pytest.mark.parametrize(
    ("workers", "broker", "pool"),
    [
        (1, "redis://127.0.0.1:1", 10),  # 75 % of 30, less the one that listens: 21; 10 at most
        (2, "redis://127.0.0.1:1", 10),  # 11 - 1
        (4, "redis://127.0.0.1:1", 4),  # 5 - 1
        (2, "", 4),  # 11, less one that listens and six of two jobs
    ],
)
def test_a_pool_that_nobody_set_is_derived(limited: str, workers: int, broker: str, pool: int) -> None:
    with settings(broker_url=broker):
        size_pools(workers)

        assert os.environ[POOL_SETTING] == str(pool)
        assert get_settings().database_pool_max == pool


def test_one_that_was_set_stays_and_is_checked(limited: str) -> None:
    with settings(broker_url="redis://127.0.0.1:1", database_pool_max=9):
        size_pools(3)
        assert get_settings().database_pool_max == 9
        with pytest.raises(CommandFailed) as failure:
            size_pools(4)

    assert str(failure.value) == (
        "4 processes with pools of 9 and 1 more connections each may need 40, and PostgreSQL allows 30. "
        "Set PANHUO_DATABASE_POOL_MAX to 6 at most, start fewer --workers, or raise its max_connections."
    )


def test_one_of_the_url_counts_too(limited: str) -> None:
    with (
        settings(broker_url="redis://127.0.0.1:1", database_url=f"{limited}?maxsize=20"),
        pytest.raises(CommandFailed, match=r"2 processes with pools of 20 .* may need 42"),
    ):
        size_pools(2)


def test_serve_says_so_and_does_not_start(limited: str, run: Run) -> None:
    result = run("serve", "--port", "0", "--workers", "12")

    assert result.exit_code == 1
    assert "12 processes with pools of 2" in result.output and "allows 30" in result.output
    assert "Start fewer --workers" in result.output


def test_a_server_without_limits_of_ours_allows_what_is_not_reserved(
    postgres_databases: PostgresDatabases,
) -> None:
    names = ("max_connections", "superuser_reserved_connections", "reserved_connections")
    columns = ", ".join(f"coalesce(current_setting('{name}', true)::int, 0) as {name}" for name in names)
    [row] = postgres_databases.execute(f"select {columns}")
    allowed = row[names[0]] - row[names[1]] - row[names[2]]
    given = {"database_url": postgres_databases.server, "broker_url": "redis://127.0.0.1:1"}
    with (
        settings(**given, database_pool_max=1000),
        pytest.raises(CommandFailed, match=f"may need 1001, and PostgreSQL allows {allowed}"),
    ):
        size_pools(1)


def test_connections_that_others_have_are_warned_of(capfd: pytest.CaptureFixture[str]) -> None:
    require_room(Demand(2, 10, 1), Room(30, 5), "PostgreSQL")
    assert "connections scarce" not in "".join(capfd.readouterr())

    require_room(Demand(2, 10, 1), Room(30, 9), "PostgreSQL")
    assert "connections scarce" in "".join(capfd.readouterr())


def test_a_pool_is_never_too_small_to_serve() -> None:
    assert derived_pool(allowed=10, workers=10, besides=1) == 2
