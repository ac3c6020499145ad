"""The row report of a file of accounts: the same workbook, with what became of each row (S46)."""

from collections.abc import Collection, Iterator

from openpyxl.utils import get_column_letter

from panhuo.errors import message
from panhuo.services.account_batch.checking import Batch, Candidate
from panhuo.sheets.account_file import AccountFile
from panhuo.sheets.account_rows import CellIssue
from panhuo.sheets.account_workbook import AccountForm, ReportRow, account_report
from panhuo.sheets.cells import cell_text
from panhuo.sheets.reading import SheetRow


def report_of(form: AccountForm, batch: Batch) -> bytes:
    """The workbook; rows stand where they stood."""
    file = batch.file
    return account_report(form, file.before, dict(file.places), file.width, report_rows(batch))


def report_rows(batch: Batch) -> Iterator[ReportRow]:
    for row, candidate in zip(batch.file.rows, batch.candidates, strict=True):
        yield report_row(batch.file, row, candidate)


def report_row(file: AccountFile, row: SheetRow, candidate: Candidate) -> ReportRow:
    texts = [cell_text(cell) for cell in row.cells[: file.width]]
    issues = candidate.row.issues
    wrong, warned = ({issue.field for issue in issues if issue.fatal is fatal} for fatal in (True, False))
    explained = "\n".join(told(file, candidate.row.row, issue) for issue in issues)
    padded = [*texts, *[""] * (file.width - len(texts))]
    return ReportRow(padded, candidate.standing.value, explained, placed(file, wrong), placed(file, warned))


def placed(file: AccountFile, fields: Collection[str | None]) -> frozenset[int]:
    return frozenset(place for field, place in file.places.items() if field in fields)


def told(file: AccountFile, row: int, issue: CellIssue) -> str:
    """One issue on one line: cell, heading, code, and what to do, in Chinese and English."""
    detail = issue.detail
    text = f"{message(issue.code, True, detail)} {message(issue.code)}"
    if issue.field is None:
        return f"{row} {issue.code.value}：{text}"
    place = file.places.get(issue.field)
    cell = f"{get_column_letter(place)}{row}" if place else str(row)
    return f"{cell} {file.headed(issue.field)} {issue.code.value}：{text}"
