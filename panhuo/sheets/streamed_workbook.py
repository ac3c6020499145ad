"""A workbook of one sheet, written row by row: memory stays flat however many rows there are.

Text is written as text: nothing in it is a formula, a link or a number, however it looks. What a sheet
cannot hold is dropped or cut: control characters, and of a text what goes beyond 32,767 characters.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

Cell = str | int | float | None
ROWS_AT_MOST = 1_048_576
"""Of a sheet, its headings included (ECMA-376 as Excel implements it)."""
TEXT_AT_MOST = 32_767
"""UTF-16 units of a cell."""
CUT = "…"
"""Ends a text that was cut."""
LARGEST_NUMBER = 10**15
"""Whole numbers from here on lose digits in a spreadsheet program: they are written as text."""
PACKING = 3
"""Of zlib's nine levels; higher ones cost much time for little space."""
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
HERE, TAIL = "\x00", "</t></is></c>"
"""Stands for the number of a row until it is known; the end of a text."""
MARK = "¦"
"""Between the texts of a row, when they are looked at together."""
PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/styles.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        'applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
"""The parts that are always the same. Styles: 0 numbers, 1 text, 2 headings."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    "<cols>{columns}</cols><sheetData>"
)


class StreamedWorkbook:
    """A workbook being written. Call `close` at the end: before, the file is no workbook."""

    def __init__(self, path: Path, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        self.letters = [letters(number) for number in range(1, len(headings) + 1)]
        self.rows = 0
        self.archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=PACKING)
        for part, text in {**PARTS, "xl/workbook.xml": WORKBOOK.format(name=written(name))}.items():
            self.archive.writestr(part, DECLARATION + text)
        self.sheet = self.archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)
        columns = "".join(
            f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
            for at, width in enumerate(widths, 1)
        )
        self.sheet.write((DECLARATION + SHEET.format(columns=columns)).encode())
        self.write([headings], style=2)

    def write(self, rows: Iterable[Sequence[Cell]], style: int = 1) -> None:
        """Add rows. Raises ValueError beyond the last that a sheet has."""
        heads = [f'<c r="{letter}{HERE}" t="inlineStr" s="{style}"><is><t>' for letter in self.letters]
        parts = []
        for row in rows:
            self.rows += 1
            parts.append(self.row(row, heads, style).replace(HERE, str(self.rows)))
        if self.rows > ROWS_AT_MOST:
            raise ValueError("a sheet has no more rows")
        self.sheet.write("".join(parts).encode())

    def row(self, cells: Sequence[Cell], heads: Sequence[str], style: int) -> str:
        """A row, with HERE in place of its number."""
        if plain(MARK.join([cell for cell in cells if cell.__class__ is str])):  # type: ignore[misc]
            parts = [
                f"{head}{cell}{TAIL}" if cell.__class__ is str else self.other(head, cell, style)
                for head, cell in zip(heads, cells, strict=True)
                if cell is not None and cell != ""
            ]
        else:
            parts = [
                self.other(head, cell, style)
                for head, cell in zip(heads, cells, strict=True)
                if cell is not None and cell != ""
            ]
        return f'<row r="{HERE}">{"".join(parts)}</row>'

    def other(self, head: str, cell: Cell, style: int) -> str:
        """A number, or text that has to be escaped or cut; a number too long for a cell is text."""
        place = head[: head.index(HERE)]
        if not isinstance(cell, str):
            assert cell is not None
            if -LARGEST_NUMBER < cell < LARGEST_NUMBER:
                return f'{place}{HERE}"><v>{cell}</v></c>'
        text = written(str(cell))
        return f'{place}{HERE}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}{TAIL}'

    def close(self) -> None:
        """Finish the file."""
        self.sheet.write(b"</sheetData></worksheet>")
        self.sheet.close()
        self.archive.close()

    def abandon(self) -> None:
        """Close the file without finishing it."""
        self.sheet.close()
        self.archive.close()


def plain(text: str) -> bool:
    """Whether the texts of a row can all stand as they are, as most can. MARK stands between them."""
    return (
        text.isprintable()
        and "&" not in text
        and "<" not in text
        and ">" not in text
        and "_x" not in text
        and f"{MARK} " not in text
        and f" {MARK}" not in text
        and not text.startswith(" ")
        and not text.endswith(" ")
        and len(text) <= TEXT_AT_MOST // 2
    )


def letters(column: int) -> str:
    """A column as a spreadsheet program names it: A, …, Z, AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def written(text: str) -> str:
    """A text as it stands between tags."""
    found = fitting(UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    found = ESCAPE.sub("_x005F_", found)
    return found.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def fitting(text: str) -> str:
    """What a cell holds of a text; it ends in `…` where it was cut."""
    if len(text) <= TEXT_AT_MOST // 2 or len(text.encode("utf-16-le")) <= 2 * TEXT_AT_MOST:
        return text
    kept = text.encode("utf-16-le")[: 2 * (TEXT_AT_MOST - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT
