"""Looking at what a delivery would do to the database as it is. Nothing is written, and nobody waits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TextIO

import aiosqlite

from panhuo.db import connection, dialect
from panhuo.services.patents import flags, twins
from panhuo.services.patents import publish as publishing
from panhuo.services.patents.bulk import WAIT_SECONDS, Bulk, PostgresBulk, SqliteBulk, tune_postgres
from panhuo.services.patents.differences import Differences
from panhuo.services.patents.publish import Told
from panhuo.services.patents.reading import NUMBER, Reading
from panhuo.services.patents.round import Rounds

OF_TWINS = "(select id as patent_id from {twin} where id > 0) t"


async def preview(bulk: Bulk, read: Reading, file: TextIO, progress: Told = lambda done: None) -> None:
    """Compare all that was read with what is; the report holds the counts then, `file` each difference."""
    work = Rounds(bulk, looking=True)
    await work.begin()
    await twins.make(bulk, work.words)
    differences, flagged = Differences(file, bulk, work.words), work.dossiers
    members = OF_TWINS.format(twin=work.words.table("patent"))
    done, total = 0, read.spool.rows
    for batch in read.batches(publishing.BATCH_ROWS):
        await twins.fill(bulk, work.words, {row[3][NUMBER] for rows in batch for row in rows})
        for rows in batch:
            read.unknown(await work.look(rows))
            done += len(rows)
        flagged.note(await flags.wanting(bulk, work.words, members))
        await differences.write()
        progress(done / total)
    await work.outcomes(read.report)


@asynccontextmanager
async def looking() -> AsyncIterator[Bulk]:
    """A connection in a transaction that sees one state of the database, whatever goes on beside it."""
    if dialect() == "postgres":
        async with connection().acquire_connection() as raw, raw.transaction(isolation="repeatable_read"):
            await tune_postgres(raw)
            yield PostgresBulk(raw)
        return
    client: Any = connection()
    async with aiosqlite.connect(client.filename, isolation_level=None, timeout=WAIT_SECONDS) as raw:
        await raw.execute("pragma cache_size = -64000")
        await raw.execute("begin")
        try:
            yield SqliteBulk(raw)
        finally:
            await raw.execute("rollback")
