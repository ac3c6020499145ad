"""The demo, served by a process of its own, and clients' packages from npm."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo import clock
from seed.accounts import DEMO_PASSWORD
from tests.clients.happening import PATENTS
from tests.clients.story import DOCUMENTS, USERNAME, plainly, tell
from tests.databases import SqliteDatabases
from tests.node import Installed, installed
from tests.seed.conftest import fill
from tests.serving.process import served


@dataclass(frozen=True)
class Demo:
    """A served demo."""

    url: str
    """Of its endpoint."""
    database: str


@pytest.fixture(scope="session")
def database(sqlite_databases: SqliteDatabases) -> Iterator[str]:
    """The demo's database: smaller than that of `panhuo demo`, with the same accounts."""
    EXECUTOR_CACHE.clear()
    url = sqlite_databases.fresh()
    asyncio.run(fill(url, PATENTS))
    yield url
    sqlite_databases.drop(url)


@pytest.fixture(scope="session")
def demo(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    with served(folder, database, PANHUO_FILES_URL=str(folder / "files")) as server:
        yield Demo(f"{server.url}/graphql", database)


@pytest.fixture(scope="session")
def packages() -> Installed:
    """What package.json names."""
    return installed(Path(__file__).parent)


@pytest.fixture(scope="session")
def token(demo: Demo) -> str:
    """A session of an inventor."""
    credentials = {"username": USERNAME, "password": DEMO_PASSWORD}
    response = httpx.post(demo.url, json={"query": DOCUMENTS["SignIn"], "variables": {"input": credentials}})
    return str(response.json()["data"]["login"]["token"])


@pytest.fixture(scope="session")
async def expected(demo: Demo, anyio_backend: str) -> dict[str, Any]:
    """The story by plain requests, and a look at whether it is one."""
    story = await tell(plainly(demo.url))
    assert story["viewer"]["data"]["viewer"]["role"] == "INVENTOR"
    assert [len(page["edges"]) for page in story["pages"]] == [2, 2, 2]
    assert len({edge["cursor"] for page in story["pages"] for edge in page["edges"]}) == 6
    institution = story["refused"]["data"]["viewer"]["institution"]
    assert (institution["name"], institution["ownerAliases"]) == ("云岭大学", None)
    assert story["visitor"] == {"data": {"viewer": None}, "codes": []}
    codes = [story[name]["codes"] for name in ("refused", "invalid", "afterwards")]
    assert codes == [["FORBIDDEN"], ["VALIDATION_FAILED"], ["UNAUTHENTICATED"]]
    return story


def heard(story: dict[str, Any]) -> dict[str, Any]:
    """A client's story without the event it heard, which is found to be one."""
    change = story.pop("followed")["libraryChanged"]
    assert change["asOf"] == clock.today().isoformat()
    assert change["publishedAt"].startswith("20")
    return story
