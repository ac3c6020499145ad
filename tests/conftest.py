"""Fixtures: databases on both engines, the application, Hypothesis profiles."""

import os
from collections.abc import AsyncIterator, Callable, Iterator

import httpx
import hypothesis
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.db import database
from panhuo.settings import get_settings
from tests.databases import Databases, PostgresDatabases, SqliteDatabases
from tests.services import ServiceMissing, postgres, services_required

pytest_plugins = ["tests.acceptance_report", "tests.tallies", "pytester"]

QUIET = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture]
hypothesis.settings.register_profile(
    "ci", max_examples=200, deadline=None, derandomize=True, suppress_health_check=QUIET
)
hypothesis.settings.register_profile(
    "long", max_examples=5000, deadline=None, print_blob=True, suppress_health_check=QUIET
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


LENGTHY = frozenset(
    (
        "test_faults.py",
        "test_policy_mutations.py",
        "test_matrix.py",
        "test_scope_laws.py",
        "reference",
        "life",
        "fuzz",
        "clients",
        "schema_tools",
    )
)
"""What takes a minute or more, by file or folder: it begins first, so that processes end together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LENGTHY.isdisjoint(item.path.parts[-2:]))


def pytest_configure() -> None:
    os.environ["PANHUO_PASSWORD_COST"] = "test"
    os.environ["PANHUO_BUDGET_FACTOR"] = "0"  # tests ask more in a minute than people do
    os.environ["PANHUO_FILES_URL"] = "memory:///"
    get_settings.cache_clear()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    """Skips where there is no PostgreSQL; with PANHUO_REQUIRE_SERVICES=1 it fails instead."""
    try:
        with postgres() as server:
            databases = PostgresDatabases(server)
            yield databases
            databases.close()
    except ServiceMissing as missing:
        if services_required():
            pytest.fail(f"PANHUO_REQUIRE_SERVICES is set, and {missing}")
        pytest.skip(str(missing))


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Where this test's databases come from: `fresh()` migrated, `empty()` without tables.

    Tortoise keeps the SQL it wrote by connection name, not by dialect: one process that speaks to both
    must forget it in between.
    """
    EXECUTOR_CACHE.clear()
    found: Databases = request.getfixturevalue(f"{request.param}_databases")
    return found


@pytest.fixture
def empty_database_url(databases: Databases) -> Iterator[str]:
    """A database without tables."""
    url = databases.empty()
    yield url
    databases.leave(url)


@pytest.fixture
def database_url(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A migrated database without rows, also named by PANHUO_DATABASE_URL for the test's length."""
    url = databases.fresh()
    monkeypatch.setenv("PANHUO_DATABASE_URL", url)
    get_settings.cache_clear()
    yield url
    get_settings.cache_clear()
    databases.leave(url)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[str]:
    """The same database, opened in this process as a server opens it; the value is its URL."""
    from panhuo.compiler.database import use_plain_connections

    async with database(database_url):
        use_plain_connections()
        yield database_url


@pytest.fixture
async def client(db: str, count_request: Callable[[], None]) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client of the application over that database."""
    from panhuo.app import create_app

    async def counted(_: httpx.Request) -> None:
        count_request()

    transport = httpx.ASGITransport(app=create_app())
    hooks = {"request": [counted]}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://panhuo.test", event_hooks=hooks
    ) as http:
        yield http
