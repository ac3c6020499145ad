"""Patents placed again, when an inventor's account stands elsewhere: their place follows from it (S190)."""

from panhuo.db import connection
from panhuo.services.patents.bulk import within
from panhuo.services.patents.round import Rounds
from panhuo.services.patents.versions import raise_versions


async def place_again(patents: str) -> None:
    """Work out holdings and places of some patents anew, and raise the versions of all who read them.

    `patents` selects their ids, `patent_id`. Call it last in the transaction, and `no_import` first.
    """
    async with within(connection()) as bulk:
        work = Rounds(bulk)
        await work.begin()
        await bulk.run(f"insert into import_target select distinct c.patent_id, false from ({patents}) c")
        if await work.any("import_target"):
            await work.hold(known=True)
            await raise_versions(bulk)
        await work.end()
