"""Patents that are placed elsewhere by hand: whoever read them before, or reads them after, hears of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from panhuo.db import connection
from panhuo.services.patents.bulk import lock, within
from panhuo.services.patents.holdings import TARGET
from panhuo.services.patents.sql import Columns, Words
from panhuo.services.patents.versions import REACHED, TARGETS, note_reached, raise_versions

TABLES: dict[str, tuple[Columns, str]] = {
    "import_target": (TARGET, "patent_id"),
    "import_reached": (REACHED, "kind, key"),
}


async def no_import() -> None:
    """Wait for an import that is under way, and keep others waiting until this transaction ends.

    An import knows names and units from its beginning on. Call it before any row is locked: an import waits
    for rows, never the other way round.
    """
    async with within(connection()) as bulk:
        await lock(bulk)


@asynccontextmanager
async def restanding(patents: str) -> AsyncIterator[None]:
    """Raise the data versions of all who read some patents before the block, or after it.

    `patents` selects their ids, `patent_id`, before. End the block last in the transaction.
    """
    async with within(connection()) as bulk:
        words = Words(bulk.dialect)
        for table, (columns, key) in TABLES.items():
            await bulk.run(words.create(table, columns, key))
            await bulk.run(words.clear(table))
        await bulk.run(f"insert into import_target select distinct c.patent_id, false from ({patents}) c")
        await note_reached(bulk, TARGETS)
    yield  # the connection is free meanwhile: statements of the block take it themselves
    async with within(connection()) as bulk:
        await note_reached(bulk, TARGETS)
        await raise_versions(bulk)
        for table in TABLES:
            await bulk.run(f"drop table {table}")
