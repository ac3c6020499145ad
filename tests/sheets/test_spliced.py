"""Rows spliced into a workbook that openpyxl makes around them."""

import io
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from panhuo.sheets.pen import Pen, said
from panhuo.sheets.spliced import PATTERN, Cell, append_patterns, splice

RED = PatternFill("solid", fgColor="FF0000")
TEXTS = ("=1+1", "<b>&amp;</b>", " x ", "a\nb", "_x000D_", "0012", "甲\x07乙", "x" * 40_000, PATTERN)


def spliced(*rows: list[Cell], heading: str = "申请号") -> Any:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("一")
    pen = Pen(sheet)
    sheet.append([said(pen.cell(), heading)])
    append_patterns(sheet, [pen.plain, pen.cell(RED)])
    book.create_sheet("二").append(["behind"])
    buffer = io.BytesIO()
    splice(buffer, book, rows)
    return openpyxl.load_workbook(buffer)


@pytest.mark.parametrize("heading", ["申请号", PATTERN])
def test_rows_are_texts_in_their_styles(heading: str) -> None:
    rows: list[list[Cell]] = [[(0, text) for text in TEXTS], [], [(0, ""), (1, ""), (1, "red")]]

    book = spliced(*rows * 400, heading=heading)

    sheet = book.worksheets[0]
    expected = [*TEXTS[:4], "_x000D_", "0012", "甲乙", "x" * 32_767, PATTERN]
    cells = [cell.value.replace("_x005F_", "_") for cell in sheet[2]]
    assert (sheet["A1"].value, cells) == (heading, expected)
    assert {(cell.data_type, cell.number_format) for cell in sheet[2]} == {("s", "@")}
    assert sheet["A4"].value is None and sheet["C4"].value == "red"
    fills = [sheet[place].fill.fgColor.rgb for place in ("A2", "B4", "C4", "C1201")]
    assert fills[0] != fills[1] == fills[2] == fills[3]
    assert (sheet.max_row, book.worksheets[1]["A1"].value) == (1201, "behind")


def test_no_rows_leave_nothing_of_the_patterns() -> None:
    assert [[cell.value for cell in row] for row in spliced().worksheets[0].iter_rows()] == [["申请号"]]
