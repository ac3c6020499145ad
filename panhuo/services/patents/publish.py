"""Reading, staging and publishing at once, in one transaction.

The file is read in a thread, a batch ahead of the database: while PostgreSQL writes one batch, the next is
read, so an import takes as long as the slower of the two. Nobody sees any of it before the commit, and
nothing of it remains after an error, wherever that happens. Memory holds two batches.
"""

import asyncio
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count, islice
from typing import Any

from panhuo.db import Dialect
from panhuo.errors import ErrorCode
from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.codes_of_record import CodesKnown, codes_of
from panhuo.services.patents.owners_of_record import transfer_date
from panhuo.services.patents.report import ImportReport, IssueList
from panhuo.services.patents.round import Rounds
from panhuo.services.patents.staging import staged
from panhuo.sheets.row_issues import row_issue

BATCH_ROWS = 5_000
"""Rows staged at once: enough to make statements cheap a row, few enough to keep memory flat."""

Batch = list[list[tuple[Any, ...]]]
"""The rounds of a batch: rows ready to be staged, no two of one application in a round."""


class BatchReader:
    """Takes what a file reader yields, a batch at a time, in a thread."""

    def __init__(
        self,
        items: Iterator[PatentRecord | RowIssue],
        report: ImportReport,
        issues: IssueList,
        known: CodesKnown,
        dialect: Dialect,
    ) -> None:
        self.items, self.report, self.issues = items, report, issues
        self.known, self.dialect = known, dialect
        self.last_rejected = 0
        self.lines = count(1)

    def next_batch(self) -> Batch:
        """The next rows in rounds; no rounds at the end of the file."""
        records: list[PatentRecord] = list(islice(self.records(), BATCH_ROWS))
        return [[self.stage(record) for record in records] for records in rounds(records)]

    def records(self) -> Iterator[PatentRecord]:
        for item in self.items:
            if isinstance(item, PatentRecord):
                self.report.rows += 1
                yield item
            else:
                self.add(item)

    def add(self, issue: RowIssue) -> None:
        """A row that is left out may have several issues."""
        self.issues.add(issue)
        if not issue.fatal:
            self.report.warnings += 1
        elif issue.row != self.last_rejected:
            self.last_rejected = issue.row
            self.report.rows += 1
            self.report.rejected += 1

    def stage(self, record: PatentRecord) -> tuple[Any, ...]:
        given = codes_of(record, self.known)
        for title in given.unknown:
            self.add(row_issue(record.row, None, ErrorCode.STRATEGIC_INDUSTRY_UNKNOWN, title, fatal=False))
        return staged(next(self.lines), record, given, self.report.as_of, self.dialect)


def rounds(records: Iterable[PatentRecord]) -> list[list[PatentRecord]]:
    """Split a batch so that each application stands in a round once, its weightiest row in the first."""
    found: list[list[PatentRecord]] = []
    times: dict[str, int] = {}
    for record in sorted(records, key=weight, reverse=True):
        turn = times[record.application_number] = times.get(record.application_number, -1) + 1
        if turn == len(found):
            found.append([])
        found[turn].append(record)
    return found


def weight(record: PatentRecord) -> tuple[bool, date, date]:
    """What goes before what (see `merge`): grants, newer data, later transfers; else the file's order."""
    return record.is_grant, record.as_of or date.min, transfer_date(record) or date.min


async def publish(
    bulk: Bulk, items: Iterator[PatentRecord | RowIssue], report: ImportReport, issues: IssueList
) -> None:
    """Read everything, and write it in the transaction `bulk` is in; the report holds the counts then."""
    work = Rounds(bulk)
    await work.begin()
    reader = BatchReader(items, report, issues, await work.codes_known(), bulk.dialect)
    reading = asyncio.create_task(asyncio.to_thread(reader.next_batch))
    try:
        while batch := await reading:
            reading = asyncio.create_task(asyncio.to_thread(reader.next_batch))
            for rows in batch:
                await work.publish(rows)
    finally:
        await asyncio.gather(reading, return_exceptions=True)
    report.created, report.updated, report.unchanged = await work.outcomes()
