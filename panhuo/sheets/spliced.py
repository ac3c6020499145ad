"""Many rows in a workbook that openpyxl makes around them: written as text, several times as fast.

book = Workbook(write_only=True)
…                                  # headings, drop-downs, other sheets
append_patterns(sheet, [cell, …])  # last of the first sheet: one cell of each style
splice(target, book, rows)
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from panhuo.sheets.pen import said, writable

SHEET = "xl/worksheets/sheet1.xml"
PATTERN = "\ue000"
"""Stands in the cells that show a style, in the last row."""
STYLED = re.compile(rf'<c r="[A-Z]+(?P<row>[0-9]+)" s="(?P<style>[0-9]+)"[^>]*><is><t>{PATTERN}</t></is></c>')
ROWS_AT_ONCE = 500
PACKING = 3
"""Of zlib's nine levels; higher ones cost much time for little space."""
Cell = tuple[int, str]
"""A style, by its place among the patterns, and a text; nothing is written for an empty one of style 0."""


def append_patterns(sheet: Any, cells: Sequence[Any]) -> None:
    """The row that rows take the place of, a cell of each style."""
    sheet.append([said(cell, PATTERN) for cell in cells])


def splice(target: Path | IO[bytes], book: Any, rows: Iterable[Sequence[Cell]]) -> None:
    """Save a workbook with these rows in the place of its first sheet's patterns.

    Rows are taken as they are written; memory stays flat.
    """
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as around, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.compresslevel = PACKING
        for name in around.namelist():
            if name != SHEET:
                archive.writestr(name, around.read(name))
        text = around.read(SHEET).decode()
        *_, last = STYLED.finditer(text)
        found = [each for each in STYLED.finditer(text) if each["row"] == last["row"]]
        number = int(last["row"])
        start = text.rindex("<row ", 0, found[0].start())
        end = text.index("</row>", found[-1].end()) + len("</row>")
        with archive.open(SHEET, "w") as sheet:
            sheet.write(text[:start].encode())
            for part in parts(rows, [each["style"] for each in found], number):
                sheet.write(part)
            sheet.write(text[end:].encode())


def parts(rows: Iterable[Sequence[Cell]], styles: Sequence[str], first: int) -> Iterator[bytes]:
    """The XML of the rows, some at once."""
    heads: list[list[str]] = []
    numbered = enumerate(rows, first)
    while some := list(islice(numbered, ROWS_AT_ONCE)):
        widest = max(len(cells) for _, cells in some)
        for place in range(len(heads) + 1, widest + 1):
            heads.append([f'<c s="{style}" t="inlineStr" r="{get_column_letter(place)}' for style in styles])
        yield "".join(chain.from_iterable(row_parts(number, cells, heads) for number, cells in some)).encode()


def row_parts(number: int, cells: Sequence[Cell], heads: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f'<row r="{number}">'
    for (style, text), head in zip(cells, heads, strict=False):
        if text or style:
            told = writable(text)
            plain = escape(told) if "&" in told or "<" in told or ">" in told else told
            yield f'{head[style]}{number}"><is><t xml:space="preserve">{plain}</t></is></c>'
    yield "</row>"
