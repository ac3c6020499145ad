"""Laws of dossier workbooks: what is written is what is read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_options import WITH_PRODUCT
from panhuo.sheets.dossier_columns import COLUMNS
from panhuo.sheets.dossier_file import DossierFile, read_dossier_file
from panhuo.sheets.dossier_form import DossierForm
from panhuo.sheets.dossier_headings import find_headings
from panhuo.sheets.dossier_report import ReportLine, write_dossier_report
from panhuo.sheets.dossier_row import DossierRow, TemplateRow
from panhuo.sheets.dossier_rows import DossierReader
from panhuo.sheets.dossier_told import as_stated, lines_of
from panhuo.sheets.dossier_workbook import write_dossier_workbook
from panhuo.sheets.reading import SheetRow
from tests.sheets.campaign import LETTERS, campaign_book
from tests.sheets.stated import contents, template_rows

RATED = {
    f"{stars}星": (f"{stars}星", number, f"{number}", f"{number}.0", "★" * number, f"{number} 星")
    for number, stars in enumerate("一二三四五", 1)
}
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
FORM = DossierForm(("物理学院", "东校区/物理学院"))


def written(folder: Path, rows: Sequence[TemplateRow]) -> DossierFile:
    path = folder / "dossiers.xlsx"
    write_dossier_workbook(path, rows, FORM)
    return read_dossier_file(path, "建档.xlsx")


def compared(row: DossierRow) -> tuple[object, ...]:
    return row.application_number, row.content, row.title, row.unit, tuple(row.further), tuple(row.suggested)


def expected(row: TemplateRow) -> tuple[object, ...]:
    known = tuple(filter(None, (row.industry, row.strategic_industry, row.ipc)))
    content = as_stated(row.content)
    return row.application_number, content, row.title, row.unit or None, tuple(row.further), known


def check(rows: Sequence[DossierRow], written: Sequence[TemplateRow]) -> None:
    assert [issue for row in rows for issue in row.issues if issue.fatal] == []
    assert list(map(compared, rows)) == list(map(expected, written))


@settings(max_examples=settings().max_examples // 3)
@given(rows=st.lists(template_rows(), min_size=1, max_size=3))
def test_the_lines_of_dossiers_read_as_they_were_told(rows: list[TemplateRow]) -> None:
    lines = [line for row in rows for line in lines_of(row, 1)]
    headings = find_headings([SheetRow(1, [column.heading for column in COLUMNS])])

    read = DossierReader(headings, {}, ()).read(
        SheetRow(number, [line.get(column.field, "") for column in COLUMNS])
        for number, line in enumerate(lines, 2)
    )

    check(list(read), rows)


@settings(max_examples=settings().max_examples // 30)
@given(rows=st.lists(template_rows(), min_size=1, max_size=6))
def test_a_template_reads_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[TemplateRow]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    file = written(folder, rows)
    check(file.rows, rows)

    report = folder / "report.xlsx"
    lines = {row.row: ReportLine("有错误", row.issues) for row in file.rows}
    write_dossier_report(report, file, lines, FORM)
    again = read_dossier_file(report, "report.xlsx")
    assert again.rows == file.rows and again.lines == file.lines and again.width == file.width


@settings(max_examples=settings().max_examples // 10)
@given(rows=st.lists(template_rows(), min_size=1, max_size=3), data=st.data())
def test_the_campaigns_layout_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[TemplateRow], data: st.DataObject
) -> None:
    # given the same dossiers as people write them into the campaign's columns, which are fewer
    cells = [
        {field: data.draw(as_typed(field, text)) for field, text in line.items() if field in LETTERS and text}
        for row in rows
        for line in lines_of(row, 1)
    ]
    path = tmp_path_factory.getbasetemp() / "campaign.xlsx"
    campaign_book(cells, formulas=False).save(path)

    # when
    file = read_dossier_file(path, "建档.xlsx")

    # then
    kept = [replace(row, content=in_campaigns_columns(as_stated(row.content))) for row in rows]
    check(file.rows, kept)
    assert file.edition is None


def as_typed(field: str, text: str) -> st.SearchStrategy[Any]:
    """The forms in which people write what a cell says."""
    forms: dict[str, Callable[[], Sequence[Any]]] = {
        "rating": lambda: RATED[text],
        "phone": lambda: (text, int(text)) if text.isdigit() else (text,),
        "fee_standard": lambda: (text, float(text), text.translate(WIDE)),
        "application_number": lambda: (text, f"CN{text}", f"ZL{text.replace('.', '')}", text[:-2]),
        "further": lambda: (text, text.replace(",", "，"), text.replace(",", "、 ")),
        "fiscal_funding": lambda: ("是", "Y", True) if text == "是" else ("否", "n", False),
        "maturity": lambda: (text, text.replace("、", "，"), f" {text} "),
        "price": lambda: (text, text.replace("-", "—"), text.replace("万", "万元")),
    }
    return st.sampled_from(forms[field]() if field in forms else (text,))


def in_campaigns_columns(content: DossierContent) -> DossierContent:
    """What the campaign's columns hold of it: no conclusions, no amount beside a product, no corrections."""
    statuses = tuple(
        replace(entry, conclusion=None, amount=None if entry.second in WITH_PRODUCT else entry.amount)
        for entry in content.statuses
    )
    return replace(content, statuses=statuses, industry=None, strategic_industry=None)


@settings(max_examples=settings().max_examples // 4)
@given(content=contents(portfolio=True))
def test_what_a_workbook_states_it_states_again(content: DossierContent) -> None:
    assert as_stated(as_stated(content)) == as_stated(content)
