"""What makes subscriptions tell something: other processes publish news of an inventor's patents."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from itertools import count

from panhuo.db import database
from panhuo.rules.patent_record import PatentRecord
from panhuo.services.patent_import import publish_records
from seed.accounts import READY_ACCOUNTS
from seed.demo import demo_patents
from tests.clients.story import USERNAME

PATENTS = 400
"""Of the served demo, which is smaller than that of `panhuo demo`."""
PAUSE = 0.3
"""Seconds between news: a client that was not listening yet hears the next."""
NUMBERS = count(1)


@cache
def their_patents() -> list[PatentRecord]:
    """The demo's patents that name the inventor of the story."""
    name = next(account.name for account in READY_ACCOUNTS if account.username == USERNAME)
    return [record for record in demo_patents(PATENTS) if name in record.inventors]


async def publish_news(url: str) -> None:
    """Change who prosecuted them, which the story does not look at."""
    agency = f"代理机构{next(NUMBERS)}"
    async with database(url):
        await publish_records([replace(record, agency=agency) for record in their_patents()])


@asynccontextmanager
async def happening(url: str) -> AsyncIterator[None]:
    """Publish again and again for the length of the block."""

    async def repeat() -> None:
        while True:
            await publish_news(url)
            await asyncio.sleep(PAUSE)

    task = asyncio.create_task(repeat())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
