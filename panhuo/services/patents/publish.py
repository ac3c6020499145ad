"""Publishing what was read, in one transaction: nobody sees any of it before the commit, and nothing of it
remains after an error, wherever that happens. Memory holds one batch."""

from collections.abc import Callable

from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.reading import Reading
from panhuo.services.patents.round import Rounds

BATCH_ROWS = 5_000
"""Rows staged at once: enough to make statements cheap a row, few enough to keep memory flat."""
Told = Callable[[float], None]


async def publish(bulk: Bulk, read: Reading, progress: Told = lambda done: None) -> None:
    """Write everything that was read, in the transaction `bulk` is in; the report holds the counts then."""
    work = Rounds(bulk)
    await work.begin()
    done, total = 0, read.spool.rows
    for batch in read.batches(BATCH_ROWS):
        for rows in batch:
            read.unknown(await work.publish(rows))
            done += len(rows)
            progress(done / total)
    await work.outcomes(read.report)
