"""The workbooks of accounts that we write: the template, the row report, the sheet of codes (S42)."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from panhuo.rules.account_words import NO, YES
from panhuo.sheets.account_columns import (
    COLUMNS,
    ENTERPRISE,
    EXPLANATION,
    MANAGER,
    OUTCOME,
    ROLE,
    UNIT,
    AccountColumn,
)
from panhuo.sheets.account_file import EDITION, OPTIONS, ROWS_AT_MOST
from panhuo.sheets.pen import Pen, said, widen

SHEET, GUIDE, CODES = "批量创建账号", "填写说明", "激活码"
LISTS = {ROLE.field: "A", UNIT.field: "B", MANAGER.field: "C"}
"""Column of the hidden sheet that holds a field's values, from row 2 on."""
REPORT_WIDTHS = (12, 80)
CODE_HEADINGS = ("账号", "姓名", "角色", "所属机构", "激活码", "有效期至")
CODE_WIDTHS = (20, 14, 18, 30, 28, 22)


class AccountForm(NamedTuple):
    """What one administrator's template offers."""

    roles: Sequence[str]
    units: Sequence[str]
    enterprises: bool
    """Whether its accounts may be enterprises' of any name."""

    @property
    def columns(self) -> Sequence[AccountColumn]:
        """Those that this administrator fills in."""
        left_out = set() if self.units else {UNIT}
        left_out |= set() if self.enterprises else {ENTERPRISE, MANAGER}
        return [column for column in COLUMNS if column not in left_out]


class ReportRow(NamedTuple):
    """A row as it stood in the file, and what became of it; both empty for a blank row."""

    cells: Sequence[str]
    outcome: str
    explanation: str
    wrong: frozenset[int] = frozenset()
    """Columns with an error, from 1."""
    warned: frozenset[int] = frozenset()


class ReportPen(Pen):
    """Writes the rows of a report."""

    def row(self, row: ReportRow) -> Iterator[Any]:
        """Cells that are written as they come: one is used for all of a kind."""
        for place, text in enumerate(row.cells, 1):
            kind = self.wrong if place in row.wrong else self.warned if place in row.warned else self.plain
            yield said(kind, text)
        for text in (row.outcome, row.explanation):
            yield said(self.plain, text)


def account_template(form: AccountForm) -> bytes:
    """The workbook to fill in: text columns, drop-downs, rules as comments, an explaining sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    widen(sheet, [column.width for column in form.columns])
    sheet.freeze_panes = "A2"
    offer(sheet, form, {column.field: place for place, column in enumerate(form.columns, 1)}, 1)
    pen = Pen(sheet)
    sheet.append([pen.head(column.heading, column.rule) for column in form.columns])
    return finished(book, form)


def account_report(
    form: AccountForm,
    before: Sequence[Sequence[str]],
    places: dict[str, int],
    width: int,
    rows: Iterable[ReportRow],
) -> bytes:
    """The same workbook with what became of each row behind it, ready to be corrected and sent again."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    widths = {places[column.field]: column.width for column in COLUMNS if column.field in places}
    widen(sheet, [*(widths.get(place, 12) for place in range(1, width + 1)), *REPORT_WIDTHS])
    sheet.freeze_panes = f"A{len(before) + 1}"
    offer(sheet, form, places, len(before))
    pen = ReportPen(sheet)
    rules = {places[column.field]: column.rule for column in COLUMNS if column.field in places}
    for texts in before[:-1]:
        sheet.append([said(pen.cell(), text) for text in texts[:width]])
    headings = [pen.head(text, rules.get(place, "")) for place, text in enumerate(before[-1][:width], 1)]
    sheet.append([*headings, pen.head(OUTCOME), pen.head(EXPLANATION)])
    for row in rows:
        sheet.append(pen.row(row))
    return finished(book, form)


def code_sheet(rows: Iterable[Sequence[str]], expires: str) -> bytes:
    """The one-time sheet: of each account its name, place and activation code."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(CODES)
    widen(sheet, CODE_WIDTHS)
    sheet.freeze_panes = "A2"
    pen = Pen(sheet)
    sheet.append([pen.head(heading) for heading in CODE_HEADINGS])
    for row in rows:
        sheet.append([said(pen.cell(), text) for text in (*row, expires)])
    return saved(book)


def offer(sheet: Any, form: AccountForm, places: dict[str, int], above: int) -> None:
    """Drop-downs below the headings, from the ranges of the hidden sheet."""
    counts = {ROLE.field: len(form.roles), UNIT.field: len(form.units), MANAGER.field: 2}
    for field, column in LISTS.items():
        if field in places and counts[field]:
            source = f"'{OPTIONS}'!${column}$2:${column}${counts[field] + 1}"
            choice = DataValidation("list", source, allow_blank=True, showErrorMessage=field == ROLE.field)
            choice.errorTitle, choice.error = "请从列表中选择", "请从下拉列表中选择。"
            letter = get_column_letter(places[field])
            choice.add(f"{letter}{above + 1}:{letter}{above + ROWS_AT_MOST}")
            sheet.data_validations.append(choice)


def finished(book: Any, form: AccountForm) -> bytes:
    """The workbook with its explaining sheet and its hidden one."""
    guide = book.create_sheet(GUIDE)
    widen(guide, (18, 90))
    pen = Pen(guide)
    guide.append([pen.head("项目"), pen.head("说明")])
    for heading, text in (*GENERAL, *((column.heading, column.rule) for column in form.columns)):
        guide.append([said(pen.cell(), heading), said(pen.cell(), text)])
    options = book.create_sheet(OPTIONS)
    options.sheet_state = "hidden"
    pen = Pen(options)
    lists = [form.roles, form.units, (YES, NO)]
    options.append(
        [said(pen.cell(), text) for text in (ROLE.heading, UNIT.heading, MANAGER.heading, EDITION)]
    )
    for number in range(max(map(len, lists))):
        options.append([said(pen.cell(), each[number] if number < len(each) else "") for each in lists])
    return saved(book)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


GENERAL = (
    (
        "填写",
        f"请在“{SHEET}”工作表中每行填写一个账号，至多 {ROWS_AT_MOST:,} 行；请勿修改表头文字，列的顺序不限。",
    ),
    ("格式", "所有列均为文本格式。请勿使用公式；粘贴时请选择“只粘贴数值”。"),
    (
        "校验",
        "上传后系统与全系统的账号及文件内各行查重，耗时可能较长，请耐心等待；校验完成前不会创建任何账号。",
    ),
    (
        "结果",
        f"校验后可下载带有“{OUTCOME}”“{EXPLANATION}”两列的同一工作簿；更正后可直接重新上传，已创建的行会自动跳过。",
    ),
    ("激活码", "确认后生成激活码表，仅供创建人下载一次，14 天内有效；系统不发送、不导出密码。"),
)
"""What the explaining sheet says first."""
