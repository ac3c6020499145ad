"""The row report of a file of dossiers: the workbook again, with what becomes of each row (S101)."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.services.dossier_batch.candidate import Candidate
from panhuo.services.dossier_batch.issues import Issue
from panhuo.services.dossier_batch.looking import Looked
from panhuo.services.dossier_batch.places import offered
from panhuo.sheets.dossier_columns import COLUMNS
from panhuo.sheets.dossier_file import DossierFile
from panhuo.sheets.dossier_form import DossierForm
from panhuo.sheets.dossier_report import ReportLine, write_dossier_report

WORDS: Mapping[JobRowOutcome, str] = {
    JobRowOutcome.DRAFT: "草稿",
    JobRowOutcome.ERROR: "有误",
    JobRowOutcome.INVENTORIED: "已盘点未入库",
    JobRowOutcome.LEFT_OUT: "未选择",
    JobRowOutcome.PENDING: "待审核",
    JobRowOutcome.REGISTERED: "已盘点并入库",
    JobRowOutcome.UNCHANGED: "无变化",
}
"""What the report calls an outcome."""


def report_of(file: DossierFile, looked: Looked) -> bytes:
    """The workbook; cells stand where they stood."""
    found = BytesIO()
    names = headings_of(file)
    lines = {each.number: line(names, each) for each in looked.candidates}
    write_dossier_report(found, file, lines, DossierForm(offered(looked.door.places)))
    return found.getvalue()


def line(names: Mapping[str, str], candidate: Candidate) -> ReportLine:
    issues = [each.for_report() for each in as_headed(names, candidate)]
    return ReportLine(WORDS[candidate.outcome], issues)


def headings_of(file: DossierFile) -> dict[str, str]:
    """The template's headings → those that the file has for them."""
    return {column.heading: file.headed(column) for column in COLUMNS}


def as_headed(names: Mapping[str, str], candidate: Candidate) -> list[Issue]:
    """A row's issues, each under the heading that its column has in the file."""
    return [replace(each, column=names.get(each.column or "", each.column)) for each in candidate.issues]
