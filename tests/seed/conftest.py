"""The demo's world, made once for each module that reads it."""

import pytest

from panhuo.db import database
from seed.demo import seed_demo
from tests.shared import shared_client, shared_db, shared_url

__all__ = ["demo", "shared_client", "shared_db", "shared_url"]


@pytest.fixture(scope="module")
async def demo(shared_db: str) -> str:
    """A database with the whole demo in it, open in this process; its URL."""
    await seed_demo()
    return shared_db


async def fill(url: str, count: int) -> None:
    """Seed a smaller demo into a migrated database."""
    async with database(url):
        await seed_demo(count)
