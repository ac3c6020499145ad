"""What an import did, and the list of what is wrong in its file."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.rules.patent_record import RowIssue
from panhuo.rules.push_kind import PushKind

HEADINGS = ("row", "column", "code", "message", "taken")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class ImportReport:
    """The counts of one import, see `panhuo.models.Push`."""

    file_name: str
    as_of: date
    batch: str | None = None
    kind: PushKind = PushKind.LEGAL_STATES
    """Of states until a row of facts is met."""
    parts: int = 1
    digest: str | None = None
    repeats: int | None = None
    """The earlier delivery of the same contents."""
    rows: int = 0
    rejected: int = 0
    """Rows left out."""
    warnings: int = 0
    """Issues of rows that were taken."""
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    transferred: int = 0
    lapsed: int = 0
    restored: int = 0
    licensed: int = 0
    flagged: int = 0
    unflagged: int = 0
    unknown: int = 0


class IssueList:
    """The row report: a .csv of row, column, code and message, and whether the row was taken."""

    def __init__(self, file: TextIO | None, of_parts: bool = False) -> None:
        self.writer, self.of_parts = csv.writer(file) if file else None, of_parts
        """`of_parts`: a last column names the part."""
        if self.writer:
            self.writer.writerow((*HEADINGS, *(("part",) if of_parts else ())))

    def add(self, issue: RowIssue, part: str = "") -> None:
        if self.writer:
            cells = (
                str(issue.row),
                issue.column or "",
                issue.code,
                issue.message,
                "no" if issue.fatal else "yes",
                *((part,) if self.of_parts else ()),
            )
            self.writer.writerow([harmless(cell) for cell in cells])


def harmless(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


@contextmanager
def issue_list(path: Path | None, of_parts: bool = False) -> Iterator[IssueList]:
    """The row report at `path`, see `written`."""
    if path is None:
        yield IssueList(None)
        return
    with written(path) as file:
        yield IssueList(file, of_parts)


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A text file that is at `path` once the block ends without an error.

    In UTF-8 with its mark, by which spreadsheet programs know it. Raises INVALID_VALUE where nothing can be
    written there.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        file = part.open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"report: {error}") from error
    try:
        with file:
            yield file
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
