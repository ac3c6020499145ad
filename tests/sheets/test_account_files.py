"""Files of accounts that somebody filled in otherwise than the template asks: each fault has its code."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from panhuo.errors import ErrorCode
from panhuo.sheets.account_columns import NAME, ROLE, UNIT, USERNAME
from panhuo.sheets.account_file import EDITION, OPTIONS, ROWS_AT_MOST, AccountFile, read_account_file
from panhuo.sheets.account_rows import AccountRow, account_row
from panhuo.sheets.account_workbook import (
    AccountForm,
    ReportRow,
    account_report,
    account_template,
    code_sheet,
)
from panhuo.sheets.sheet_error import SheetError
from tests.sheets.files import SHEET, unzipped, zipped

NEEDED = (USERNAME, NAME, ROLE, UNIT)
HEADINGS = ("账号", "姓名", "角色", "所属机构", "部门职务", "手机号", "邮箱")
GOOD = ("chen", "陈一", "发明人", "物理学院", "教授", "13800138000", "chen@example.edu.cn")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORM = AccountForm(["发明人"], ["物理学院"], False)


def book(*rows: Sequence[Any], headings: Sequence[Any] = HEADINGS, above: int = 0) -> bytes:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for number in range(above):
        sheet.append([f"提示 {number}"])
    for row in (headings, *rows):
        sheet.append(list(row))
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def read(folder: Path, content: bytes, name: str = "名单.xlsx") -> AccountFile:
    path = folder / "upload"
    path.write_bytes(content)
    return read_account_file(path, name, NEEDED)


def rows_of(folder: Path, content: bytes, name: str = "名单.xlsx") -> list[AccountRow]:
    file = read(folder, content, name)
    return [account_row(file, row) for row in file.rows]


def with_part(name: str, data: bytes) -> bytes:
    return zipped({**unzipped(book(GOOD)), name: data})


def far_cell() -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(book(GOOD)))
    made.worksheets[0].cell(ROWS_AT_MOST + 100, 1, "x")
    return saved(made)


def other_edition() -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(account_template(FORM)))
    made[OPTIONS]["D1"] = "panhuo-accounts-0"
    made.worksheets[0].append(GOOD)
    return saved(made)


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def bomb() -> bytes:
    return with_part("xl/media/a.bin", bytes(40 * 1024 * 1024))


def doctype() -> bytes:
    return with_part(SHEET, b"<!DOCTYPE worksheet [<!ENTITY a 'b'>]><worksheet/>")


def encrypted() -> bytes:
    return OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def hidden_only() -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(book(GOOD)))
    made.create_sheet("空")
    made.worksheets[0].sheet_state = "hidden"
    return saved(made)


BAD_FILES: dict[str, tuple[Callable[[], bytes], ErrorCode]] = {
    "empty": (lambda: b"", ErrorCode.SHEET_EMPTY),
    "no rows at all": (lambda: saved(openpyxl.Workbook()), ErrorCode.SHEET_EMPTY),
    "headings alone": (lambda: book(), ErrorCode.SHEET_EMPTY),
    "blank rows": (lambda: book(["", None], [" - ", "-"]), ErrorCode.SHEET_EMPTY),
    "hidden rows": (hidden_only, ErrorCode.SHEET_EMPTY),
    "other headings": (lambda: book(GOOD, headings="甲乙丙丁戊己庚"), ErrorCode.SHEET_HEADINGS_MISSING),
    "no account name": (lambda: book(GOOD, headings=("x", *HEADINGS[1:])), ErrorCode.SHEET_HEADINGS_MISSING),
    "no unit": (lambda: book(GOOD, headings=(*HEADINGS[:3], "x")), ErrorCode.SHEET_HEADINGS_MISSING),
    "headings too far below": (lambda: book(GOOD, above=10), ErrorCode.SHEET_HEADINGS_MISSING),
    "rows without headings": (lambda: book(GOOD, headings=GOOD), ErrorCode.SHEET_HEADINGS_MISSING),
    "a heading twice": (
        lambda: book((*GOOD, "x"), headings=(*HEADINGS, "账号")),
        ErrorCode.SHEET_HEADINGS_DUPLICATED,
    ),
    "two words for one column": (
        lambda: book((*GOOD, "1"), headings=(*HEADINGS, "联系电话")),
        ErrorCode.SHEET_HEADINGS_DUPLICATED,
    ),
    "too many rows": (far_cell, ErrorCode.SHEET_TOO_MANY_ROWS),
    "too many columns": (lambda: book((*GOOD, *"x" * 70)), ErrorCode.SHEET_TOO_MANY_COLUMNS),
    "another edition": (other_edition, ErrorCode.SHEET_TEMPLATE_UNKNOWN),
    "cut off": (lambda: cut(book(GOOD)), ErrorCode.SHEET_DAMAGED),
    "text before it": (lambda: b"x" + book(GOOD), ErrorCode.SHEET_WRONG_TYPE),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(5000), ErrorCode.SHEET_WRONG_TYPE),
    "a page": (lambda: "<html><table>账号</table></html>".encode(), ErrorCode.SHEET_WRONG_TYPE),
    "before 2007": (lambda: OLE + bytes(5000), ErrorCode.SHEET_WRONG_TYPE),
    "a password": (encrypted, ErrorCode.SHEET_ENCRYPTED),
    "a bomb": (bomb, ErrorCode.SHEET_ZIP_BOMB),
    "entities": (doctype, ErrorCode.SHEET_DAMAGED),
    "no XML": (lambda: with_part(SHEET, b"no sheet"), ErrorCode.SHEET_DAMAGED),
    "an empty archive": (lambda: zipped({}), ErrorCode.SHEET_DAMAGED),
}


@pytest.mark.req("S46")
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_its_code(tmp_path: Path, name: str) -> None:
    make, code = BAD_FILES[name]
    with pytest.raises(SheetError) as refused:
        read(tmp_path, make())
    assert refused.value.code is code


LONG = "很" * 130
BAD_CELLS: dict[str, tuple[str, Any, ErrorCode]] = {
    "no account name": ("账号", None, ErrorCode.CELL_REQUIRED),
    "a dash for a name": ("姓名", "——", ErrorCode.CELL_REQUIRED),
    "no role": ("角色", " ", ErrorCode.CELL_REQUIRED),
    "an account name too long": ("账号", "a" * 65, ErrorCode.CELL_TOO_LONG),
    "a name too long": ("姓名", "陈" * 61, ErrorCode.CELL_TOO_LONG),
    "a novel": ("部门职务", LONG * 10, ErrorCode.CELL_TOO_LONG),
    "a title too long": ("部门职务", LONG, ErrorCode.CELL_TOO_LONG),
    "a line break": ("姓名", "陈\n一", ErrorCode.CELL_INVISIBLE_CHARACTERS),
    "a tabulator": ("账号", "ch\ten", ErrorCode.CELL_INVISIBLE_CHARACTERS),
    "a zero-width space": ("账号", "chen\u200b1", ErrorCode.CELL_INVISIBLE_CHARACTERS),
    "a mark of direction": ("姓名", "\u202e陈一", ErrorCode.CELL_INVISIBLE_CHARACTERS),
    "damaged text": ("姓名", "陈\ufffd", ErrorCode.CELL_DAMAGED_TEXT),
    "a formula": ("账号", '="ch"&"en"', ErrorCode.CELL_FORMULA),
    "a formula in a column left empty": ("邮箱", "=A2", ErrorCode.CELL_FORMULA),
    "the error of a formula": ("姓名", "#REF!", ErrorCode.CELL_FORMULA_ERROR),
    "a date": ("账号", date(2024, 1, 2), ErrorCode.CELL_NOT_TEXT),
    "a truth value": ("姓名", True, ErrorCode.CELL_NOT_TEXT),
    "a rounded account name": ("账号", 1.2345678901234567e18, ErrorCode.NUMBER_ROUNDED),
    "a fraction for an account name": ("账号", 12.5, ErrorCode.NUMBER_ROUNDED),
    "a phone with a fraction": ("手机号", 13800138000.5, ErrorCode.NUMBER_ROUNDED),
    "a phone that lost its zero": ("手机号", 1062511234, ErrorCode.NUMBER_ROUNDED),
    "a phone with an exponent": ("手机号", "1.38E+10", ErrorCode.NUMBER_ROUNDED),
    "a phone of letters": ("手机号", "1380013800O", ErrorCode.PHONE_INVALID),
    "two phones": ("手机号", "13800138000/13900139000", ErrorCode.PHONE_INVALID),
    "an address without a host": ("邮箱", "chen@", ErrorCode.EMAIL_INVALID),
    "an address with spaces": ("邮箱", "chen yi@example.edu.cn", ErrorCode.EMAIL_INVALID),
    "an unknown role": ("角色", "院长", ErrorCode.ROLE_UNKNOWN),
}


@pytest.mark.req("S46")
@pytest.mark.parametrize("name", BAD_CELLS)
def test_a_bad_cell_is_told_at_its_place(tmp_path: Path, name: str) -> None:
    # given a good row above and below
    heading, value, code = BAD_CELLS[name]
    wrong = list(GOOD)
    wrong[HEADINGS.index(heading)] = value

    # when
    file = read(tmp_path, book(GOOD, wrong, GOOD, above=2))
    rows = [account_row(file, row) for row in file.rows]

    # then
    assert [(row.row, row.valid) for row in rows] == [(4, True), (5, False), (6, True)]
    [issue] = rows[1].issues
    assert (issue.code, issue.fatal) == (code, True)
    assert issue.field is not None and file.headed(issue.field) == heading


def test_what_means_the_same_is_read_the_same(tmp_path: Path) -> None:
    headings = ("*姓名（必填）", "联系电话", "登录账号", "用户角色", "备注", "所属单位", "E-mail")
    given = (" 陈一 ", 13800138000.0, "ＣＨＥＮ", "INVENTOR", "x", " 物理学院", "－")
    [row] = rows_of(tmp_path, book(given, headings=headings))
    assert row.valid and row.values == {
        "username": "chen",
        "name": "陈一",
        "role": "INVENTOR",
        "unit": "物理学院",
        "phone": "13800138000",
    }


def test_delimited_files_are_read_too(tmp_path: Path) -> None:
    lines = [",".join(HEADINGS), ",".join(GOOD), 'a"b,c', "x"]
    rows = rows_of(tmp_path, "\r\n".join([*lines, ""]).encode("gb18030"), "名单.csv")
    assert [row.valid for row in rows] == [True, False, False]


def test_a_formula_of_another_sheet_does_not_matter(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(GOOD)))
    made.create_sheet("别的")["A2"] = "=1+1"
    [row] = rows_of(tmp_path, saved(made))
    assert row.valid


def test_the_template_and_a_report_are_read_back(tmp_path: Path) -> None:
    # given a filled template
    made = openpyxl.load_workbook(io.BytesIO(account_template(FORM)))
    assert made[OPTIONS]["D1"].value == EDITION
    made.worksheets[0].append(GOOD)
    file = read(tmp_path, saved(made))

    # when its report is sent again, twice
    for _ in range(2):
        wrong = [ReportRow([*GOOD], "有误", "A2 账号 …", frozenset({1}))]
        report = account_report(FORM, file.before, dict(file.places), file.width, wrong)
        file = read(tmp_path, report)

    # then it did not grow
    [row] = file.rows
    assert file.width == len(GOOD) and account_row(file, row).valid
    assert list(file.before[0]) == [*HEADINGS, "校验结果", "校验说明"]


def test_nothing_that_we_write_becomes_a_formula(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "@x", "\x01a", "x" * 40_000]
    report = account_report(FORM, [[*HEADINGS]], {"username": 1}, 5, [ReportRow(texts, "=1", "=2")])
    for content in (report, code_sheet([texts], "2026-01-01")):
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0] for cell in row]
        assert {cell.data_type for cell in cells if cell.value} == {"s"}
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert b"<f>" not in archive.read(SHEET)
