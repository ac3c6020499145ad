"""Reading a delivery: its parts, row by row, into a spool. Nothing is asked of the database meanwhile."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from panhuo.db import Dialect
from panhuo.errors import ErrorCode
from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.rules.push_kind import PushKind
from panhuo.services.patents.codes_of_record import CodesKnown, codes_of
from panhuo.services.patents.owners_of_record import transfer_date
from panhuo.services.patents.report import ImportReport, IssueList
from panhuo.services.patents.spool import Row, Spool
from panhuo.services.patents.staging import STAGED, staged
from panhuo.sheets.row_issues import row_issue

NUMBER, LINE = list(STAGED).index("application_number"), list(STAGED).index("line")
Items = Iterable[PatentRecord | RowIssue]


@dataclass
class Reading:
    """What was read: the staged rows, and where each line stands."""

    report: ImportReport
    issues: IssueList
    known: CodesKnown
    dialect: Dialect
    spool: Spool = field(default_factory=Spool)
    part: str = ""
    """The name of the part that is read, where there are several."""
    last_rejected: int = 0
    lines: Iterator[int] = field(default_factory=lambda: count(1))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def read(self, parts: Sequence[tuple[str, Items]]) -> None:
        """Take all rows of the parts, each with its name. In a thread; raises what a part's reader raises."""
        for name, items in parts:
            self.part, self.last_rejected = name if len(parts) > 1 else "", 0
            for item in items:
                self.take(item) if isinstance(item, PatentRecord) else self.tell(item)

    def take(self, record: PatentRecord) -> None:
        """A row to publish. The line orders rows of equal weight; it carries the weight itself."""
        report = self.report
        report.rows += 1
        report.batch = report.batch or record.batch
        if record.title:
            report.kind = PushKind.FACTS
        given = codes_of(record, self.known)
        for title in given.unknown:
            self.tell(row_issue(record.row, None, ErrorCode.STRATEGIC_INDUSTRY_UNKNOWN, title, fatal=False))
        row = staged(next(self.lines), record, given, report.as_of, self.dialect)
        self.spool.add(record.application_number, (weight(record), self.part, record.row, row))

    def tell(self, issue: RowIssue) -> None:
        """A row that is left out may have several issues."""
        self.issues.add(issue, self.part)
        if not issue.fatal:
            self.report.warnings += 1
        elif issue.row != self.last_rejected:
            self.last_rejected = issue.row
            self.report.rows += 1
            self.report.rejected += 1

    def unknown(self, rows: Iterable[Row]) -> None:
        """Rows of states that speak of no patent we know."""
        for _, part, row, values in rows:
            issue = row_issue(row, None, ErrorCode.PATENT_NOT_DELIVERED, values[NUMBER], fatal=True)
            self.issues.add(issue, part)
            self.report.unknown += 1

    def batches(self, rows: int) -> Iterator[list[list[Row]]]:
        """Batches of rounds: no two rows of one application in a round, the weightiest in the first."""
        for batch in self.spool.batches(rows):
            yield [[self.numbered(row) for row in round] for round in rounds(batch, rows)]

    def numbered(self, row: Row) -> Row:
        """With the line by which new patents get their ids: weightiest first, else as the file has them."""
        values = row[3]
        return (*row[:3], (*values[:LINE], next(self.numbers), *values[LINE + 1 :]))


@contextmanager
def reading(
    report: ImportReport, issues: IssueList, known: CodesKnown, dialect: Dialect
) -> Iterator[Reading]:
    """Something to read into; its disk space is given back at the end of the block."""
    found = Reading(report, issues, known, dialect)
    try:
        yield found
    finally:
        found.spool.close()


def rounds(rows: list[Row], at_most: int) -> list[list[Row]]:
    """Split a batch into rounds, weightiest rows first, else in the order of parts and rows."""
    found: list[list[Row]] = []
    times: dict[str, int] = {}
    rows = sorted(rows, key=lambda row: row[3][LINE])
    for row in sorted(rows, key=lambda row: row[0], reverse=True):
        number = row[3][NUMBER]
        turn = times[number] = times.get(number, -1) + 1
        if turn == len(found):
            found.append([])
        found[turn].append(row)
    return [turn[begin : begin + at_most] for turn in found for begin in range(0, len(turn), at_most)]


def weight(record: PatentRecord) -> tuple[bool, bool, date, date]:
    """What goes before what: facts, grants, newer data, later transfers; else the file's order."""
    whole = bool(record.title)
    return whole, whole and record.is_grant, record.as_of or date.min, transfer_date(record) or date.min
