"""Cells of the workbooks we write: all text, whatever they look like."""

import re
from collections.abc import Iterable
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

TEXT_FORMAT = "@"
CELL_AT_MOST = 32_767
BOLD, HEAD = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
WRONG, WARNED = PatternFill("solid", fgColor="F8CBAD"), PatternFill("solid", fgColor="FFF2CC")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Begins what readers take for an escaped character (ECMA-376 22.4.2.4)."""


class Pen:
    """Writes cells as text, whatever they look like: no formula comes about, and no number loses a zero."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.plain, self.wrong, self.warned = self.cell(), self.cell(WRONG), self.cell(WARNED)

    def cell(self, fill: PatternFill | None = None, font: Font | None = None) -> Any:
        made = WriteOnlyCell(self.sheet)
        made.number_format = TEXT_FORMAT
        if fill:
            made.fill = fill
        if font:
            made.font = font
        return made

    def head(self, text: str, comment: str = "") -> Any:
        """A heading."""
        made = said(self.cell(HEAD, BOLD), text)
        if comment:
            made.comment = Comment(comment, "Panhuo", height=90, width=260)
        return made


def said(cell: Any, text: str) -> Any:
    """A cell that holds a text."""
    cell.value = writable(text)
    cell.data_type = "s"
    return cell


def writable(text: str) -> str:
    """A text as a cell can hold it: without what XML cannot, not too long, nothing in it that is decoded."""
    if not text.isprintable():
        text = UNWRITABLE.sub("", text)
    return ESCAPE.sub("_x005F_", text[:CELL_AT_MOST]) if "_x" in text else text[:CELL_AT_MOST]


def widen(sheet: Any, widths: Iterable[int]) -> None:
    """Widths of columns, all of them text."""
    for place, width in enumerate(widths, 1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width, column.number_format = width, TEXT_FORMAT
