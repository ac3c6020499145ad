"""The world whose every corner is tried, made once for a module on each engine."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.permissions.world import World, make_world
from tests.reference.runs import Examples, examples_on
from tests.shared import post, row_counts, shared_client, shared_db, shared_url

__all__ = ["shared_client", "shared_db", "shared_url"]

Ask = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture(scope="module")
async def world(shared_db: str) -> World:
    return await make_world()


@pytest.fixture(scope="module")
def examples(shared_url: str) -> Iterator[Examples]:
    with examples_on(shared_url) as ran:
        yield ran


@pytest.fixture
async def unchanged(world: World) -> AsyncIterator[None]:
    """Reading changes nothing."""
    before = await row_counts()
    yield
    assert await row_counts() == before


@pytest.fixture
async def ask(shared_client: httpx.AsyncClient, world: World, viewer: str) -> Ask:
    """Ask as the viewer; the whole answer."""

    async def send(query: str, **variables: Any) -> dict[str, Any]:
        return await post(shared_client, query, world.headers[viewer], **variables)

    return send
