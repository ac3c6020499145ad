"""Patents placed again, when an inventor's account stands elsewhere, or is confirmed (S190)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from panhuo.db import connection
from panhuo.services.patents.bulk import within
from panhuo.services.patents.round import Rounds
from panhuo.services.patents.versions import TARGETS, note_reached, raise_versions


async def place_again(patents: str) -> None:
    """Work out holdings and places of some patents anew, and raise the versions of all who read them.

    `patents` selects their ids, `patent_id`. Call it last in the transaction, and `no_import` first.
    """
    async with placing_again(patents):
        pass


@asynccontextmanager
async def placing_again(patents: str) -> AsyncIterator[None]:
    """The same around a block that changes inventors: whoever read the patents before it hears of it too."""
    async with within(connection()) as bulk:
        await Rounds(bulk).begin()
        await bulk.run(f"insert into import_target select distinct c.patent_id, false from ({patents}) c")
        await note_reached(bulk, TARGETS)
    yield  # the connection is free meanwhile: statements of the block take it themselves
    async with within(connection()) as bulk:
        work = Rounds(bulk)
        if await work.any("import_target"):
            await work.hold(known=True)
            await raise_versions(bulk)
        await work.end()
