"""Whole workbooks and delimited files that hold no dossiers, or not where they should."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl

from panhuo.errors import ErrorCode
from panhuo.sheets.account_workbook import AccountForm, account_template
from panhuo.sheets.dossier_columns import COLUMNS
from panhuo.sheets.dossier_file import LINES_AT_MOST
from panhuo.sheets.dossier_form import DossierForm
from panhuo.sheets.dossier_sheet import EDITION
from panhuo.sheets.dossier_workbook import write_dossier_workbook
from tests.sheets.bad_dossier_containers import saved
from tests.sheets.bad_dossiers import Bad
from tests.sheets.campaign import LETTERS, campaign_book, row
from tests.sheets.files import csv_text, table, unzipped, zipped

HEADINGS = [column.heading for column in COLUMNS]
FIELDS = [column.field for column in COLUMNS]


def bent(bend: Callable[[Any], None], *rows: Any) -> bytes:
    """The campaign's workbook after something was done to its sheet."""
    book = campaign_book(rows or (row(),))
    bend(book.worksheets[0])
    return saved(book)


def without(field: str) -> bytes:
    """No heading over the column of a field."""

    def bend(sheet: Any) -> None:
        letter = LETTERS[field]
        for number in (2, 3):
            if not isinstance(sheet[f"{letter}{number}"], openpyxl.cell.cell.MergedCell):
                sheet[f"{letter}{number}"] = None

    return bent(bend)


def headed(place: str, text: str) -> bytes:
    def bend(sheet: Any) -> None:
        sheet[place] = text

    return bent(bend)


def swapped(one: str, other: str) -> bytes:
    """Two headings in each other's place, the cells below where they were."""

    def bend(sheet: Any) -> None:
        first, second = LETTERS[one], LETTERS[other]
        for number in (2, 3):
            here, there = sheet[f"{first}{number}"], sheet[f"{second}{number}"]
            if here.value and there.value:
                here.value, there.value = there.value, here.value

    return bent(bend)


def low_headings(sheet: Any) -> None:
    sheet.merged_cells.ranges.clear()
    sheet.insert_rows(1, 10)


def hidden(state: str) -> Callable[[], bytes]:
    def make() -> bytes:
        book = campaign_book([row()])
        book.worksheets[0].sheet_state = state
        book.create_sheet("说明")
        return saved(book)

    return make


def chart_alone() -> bytes:
    book = campaign_book([row()])
    book.worksheets[0].sheet_state = "hidden"
    book.create_chartsheet("图表")
    book.active = 1
    return saved(book)


def garbled(sheet: Any) -> None:
    for cell in (*sheet[2], *sheet[3]):
        if isinstance(cell.value, str):
            cell.value = cell.value.encode().decode("latin-1")


def only_headings() -> bytes:
    return saved(campaign_book([]))


def guide_alone() -> bytes:
    book: Any = openpyxl.Workbook()
    book.active.append(["请填写另一个工作表"])
    return saved(book)


def patents() -> bytes:
    book: Any = openpyxl.Workbook()
    for line in table({}):
        book.active.append(line)
    return saved(book)


def of_edition(text: str) -> bytes:
    buffer = io.BytesIO()
    write_dossier_workbook(buffer, [], DossierForm())
    parts = unzipped(buffer.getvalue())
    changed = {name: data.replace(EDITION.encode(), text.encode()) for name, data in parts.items()}
    return zipped(changed)


def text(*lines: list[str], delimiter: str = ",") -> str:
    return csv_text([HEADINGS, *lines], delimiter)


def line(**cells: str) -> list[str]:
    filled = row(**cells)
    return [str(filled.get(field, "")) for field in FIELDS]


E = ErrorCode
SHEETS = [
    Bad("a blank workbook", lambda: saved(openpyxl.Workbook()), E.SHEET_EMPTY),
    Bad("nothing but headings", only_headings, E.SHEET_EMPTY),
    Bad(
        "no number in any row, and nothing else", lambda: saved(campaign_book([{"serial": 1}])), E.SHEET_EMPTY
    ),
    Bad("its sheet hidden", hidden("hidden"), E.SHEET_EMPTY),
    Bad("its sheet very hidden", hidden("veryHidden"), E.SHEET_EMPTY),
    Bad("a chart alone", chart_alone, E.SHEET_EMPTY),
    Bad("a guide alone", guide_alone, E.SHEET_HEADINGS_MISSING),
    Bad("a list of patents", patents, E.SHEET_HEADINGS_MISSING),
    Bad(
        "a file of accounts",
        lambda: account_template(AccountForm(["发明人"], ["学院"], True)),
        E.SHEET_HEADINGS_MISSING,
    ),
    Bad("no numbers", lambda: without("application_number"), E.SHEET_HEADINGS_MISSING),
    Bad("no statuses", lambda: without("status_first"), E.SHEET_HEADINGS_MISSING),
    Bad("no contacts", lambda: without("contact"), E.SHEET_HEADINGS_MISSING),
    Bad("headings far below", lambda: bent(low_headings), E.SHEET_HEADINGS_MISSING),
    Bad("headings garbled", lambda: bent(garbled), E.SHEET_HEADINGS_MISSING),
    Bad("a heading twice", lambda: headed("AE2", "*联系人"), E.SHEET_HEADINGS_DUPLICATED),
    Bad("a heading twice in other words", lambda: headed("AE2", "专利号"), E.SHEET_HEADINGS_DUPLICATED),
    Bad("a remark of another kind", lambda: headed("AE3", "备 注"), E.SHEET_HEADINGS_DUPLICATED),
    Bad("of a later edition", lambda: of_edition("panhuo-dossiers-9"), E.SHEET_TEMPLATE_UNKNOWN),
    Bad(
        "number and title swapped",
        lambda: swapped("application_number", "title"),
        E.APPLICATION_NUMBER_CHARACTERS,
        4,
    ),
    Bad("price and rating swapped", lambda: swapped("price", "rating"), E.DOSSIER_RATING_INVALID, 4),
    Bad("funding and status swapped", lambda: swapped("fiscal_funding", "contact"), E.TRUTH_UNKNOWN, 4),
]
CSV = "建档.csv"
DELIMITED = [
    Bad("UTF-16", lambda: text(line()).encode("utf-16"), E.SHEET_ENCODING, file_name=CSV),
    Bad(
        "neither UTF-8 nor GBK", lambda: text(line()).encode() + b"\xff\xff", E.SHEET_ENCODING, file_name=CSV
    ),
    Bad("a quote left open", lambda: text(line()).encode() + b'"x\n' * 3, E.SHEET_DAMAGED, file_name=CSV),
    Bad("an endless line", lambda: text(line()).encode() + b"x" * 200_000, E.SHEET_DAMAGED, file_name=CSV),
    Bad("129 columns", lambda: (text(line()) + "," * 128).encode(), E.SHEET_TOO_MANY_COLUMNS, file_name=CSV),
    Bad(
        "too many lines",
        lambda: text().encode() + b",\n" * LINES_AT_MOST,
        E.SHEET_TOO_MANY_ROWS,
        file_name=CSV,
    ),
    Bad("a csv of no dossiers", lambda: b"a,b\n1,2\n", E.SHEET_HEADINGS_MISSING, file_name=CSV),
    Bad("a quote within", lambda: (text(line()) + '"a"b,c\n').encode(), E.ROW_UNREADABLE, 3, file_name=CSV),
    Bad(
        "cut in its last row",
        lambda: text(line(), line()).encode("gbk")[:-60],
        E.ROW_CUT_SHORT,
        3,
        file_name=CSV,
    ),
    Bad(
        "a formula in a csv",
        lambda: text(line(phone="=cmd|' /C calc'!A0")).encode(),
        E.CELL_FORMULA,
        2,
        file_name=CSV,
    ),
    Bad(
        "a number rounded in a csv",
        lambda: text(line(phone="1.38E+10")).encode("gbk"),
        E.NUMBER_ROUNDED,
        2,
        file_name=CSV,
    ),
]
