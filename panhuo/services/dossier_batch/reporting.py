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
    lines = {each.number: line(file, each) for each in looked.candidates}
    write_dossier_report(found, file, lines, DossierForm(offered(looked.door.places)))
    return found.getvalue()


def line(file: DossierFile, candidate: Candidate) -> ReportLine:
    issues = [each.for_report() for each in as_headed(file, candidate)]
    return ReportLine(WORDS[candidate.outcome], issues)


def as_headed(file: DossierFile, candidate: Candidate) -> list[Issue]:
    """A row's issues, each under the heading that its column has in the file."""
    names = {column.heading: file.headed(column) for column in COLUMNS}
    return [replace(each, column=names.get(each.column or "", each.column)) for each in candidate.issues]
