"""The row report of a file of dossiers: the workbook again, with what becomes of each row (S101)."""

from io import BytesIO

from openpyxl import Workbook

from panhuo.services.dossier_batch.looking import Looked
from panhuo.sheets.dossier_columns import EXPLANATION, OUTCOME
from panhuo.sheets.dossier_file import DossierFile


def report_of(file: DossierFile, looked: Looked) -> bytes:
    """TEMP."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("批量导入")
    width = file.headings.width
    for row in file.before:
        sheet.append([*row, *[""] * (width - len(row)), OUTCOME, EXPLANATION])
    told = {each.number: each for each in looked.candidates}
    first = len(file.before) + 1
    for number, line in enumerate(file.lines, first):
        each = told.get(number)
        words = "\n".join(f"{i.code.value}" for i in each.issues) if each else ""
        sheet.append([*line, *[""] * (width - len(line)), each.outcome.value if each else "", words])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
