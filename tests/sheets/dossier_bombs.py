"""Dossier workbooks of a few kilobytes that ask for hours or gigabytes."""

import gzip
import random

from panhuo.errors import ErrorCode
from panhuo.sheets.dossier_columns import COLUMNS
from panhuo.sheets.dossier_file import LINES_AT_MOST
from panhuo.sheets.marks import MOST_MARKS
from tests.sheets.bad_dossier_containers import good, with_parts
from tests.sheets.bad_dossiers import Bad
from tests.sheets.files import CLOSE_SHEET, OPEN_SHEET, SHEET, claiming, csv_text, shared_strings

MEGA = 1_000_000
IMAGE = "xl/media/image1.png"
CONTENT_TYPES = "[Content_Types].xml"


def with_sheet(rows: str, behind: str = "", level: int = 6) -> bytes:
    return with_parts({SHEET: sheet(rows, behind)}, level)


def sheet(rows: str, behind: str = "") -> bytes:
    return (OPEN_SHEET + rows + CLOSE_SHEET.replace("</worksheet>", f"{behind}</worksheet>")).encode()


def behind_good(extra: str, end: str = "</worksheet>") -> bytes:
    """Something after the rows of a good sheet, or among them."""
    text = good()[SHEET].decode()
    return with_parts({SHEET: text.replace(end, extra + end).encode()})


def cells(count: int, cell: str) -> str:
    """Rows of fifty cells, below others."""
    line = "".join(cell for _ in range(50))
    return f"<row>{line}</row>" * (count // 50)


def noise(length: int) -> str:
    """Text that hardly packs."""
    return random.Random(7).randbytes(length // 2).hex()


def long_string(many: int) -> bytes:
    shown = sheet(cells(many, '<c t="s"><v>0</v></c>'))
    return with_parts({SHEET: shown, "xl/sharedStrings.xml": shared_strings("长" * 32_767)})


def elsewhere() -> bytes:
    """A sheet that lies where no sheet lies."""
    parts = good()
    far = sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')
    rels = parts["xl/_rels/workbook.xml.rels"].replace(b"/xl/worksheets/sheet1.xml", b"/xl/media/a.png")
    moved = {"xl/media/a.png": far, "xl/_rels/workbook.xml.rels": rels}
    return with_parts({**moved, SHEET: sheet("")})


def many_parts() -> bytes:
    return with_parts({f"xl/media/{number:0200}.png": b"" for number in range(5_000)})


def strings(count: int) -> bytes:
    varied = "".join(random.Random(7).choices(("<si/>", "<si />"), k=count // 100)) * 100
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return with_parts({"xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{varied}</sst>'.encode()})


def cell_of(text: str) -> str:
    return f'<row r="1"><c t="inlineStr"><is><t>{text}</t></is></c></row>'


E = ErrorCode
HEADINGS = csv_text([[column.heading for column in COLUMNS]]).encode()
LONG_LINES = HEADINGS + (b"x" * 90_000 + b"\n") * 500
MERGES = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, MOST_MARKS + 2))
BOMBS = [
    Bad("a picture of nothing", lambda: with_parts({IMAGE: b"\0" * 40 * MEGA}), E.SHEET_ZIP_BOMB),
    Bad(
        "a picture that says it is small",
        lambda: claiming(with_parts({IMAGE: b"\0" * 40 * MEGA}), IMAGE, 10),
        E.SHEET_ZIP_BOMB,
    ),
    Bad("a sheet of spaces", lambda: with_sheet(" " * 40 * MEGA), E.SHEET_ZIP_BOMB),
    Bad("five thousand parts", many_parts, E.SHEET_ZIP_BOMB),
    Bad(
        "16,384 columns",
        lambda: with_sheet("<row>" + "<c><v>1</v></c>" * 16_384 + "</row>"),
        E.SHEET_TOO_MANY_COLUMNS,
    ),
    Bad(
        "a cell in XFD1",
        lambda: with_sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        E.SHEET_TOO_MANY_COLUMNS,
    ),
    Bad(
        "a cell in XFD1048576",
        lambda: with_sheet('<row r="1"><c r="XFD1048576"><v>1</v></c></row>'),
        E.SHEET_TOO_MANY_COLUMNS,
    ),
    Bad(
        "a cell in A1048576",
        lambda: with_sheet('<row r="1"><c r="A1048576"><v>1</v></c></row>'),
        E.SHEET_TOO_MANY_ROWS,
    ),
    Bad(
        "a column of no name",
        lambda: with_sheet('<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>'),
        E.SHEET_DAMAGED,
    ),
    Bad(
        "a row of 5,000 digits",
        lambda: with_sheet(f'<row><c r="A{"9" * 5000}"><v>1</v></c></row>'),
        E.SHEET_DAMAGED,
    ),
    Bad(
        "too many rows",
        lambda: with_sheet("<row><c><v>1</v></c></row>" * (LINES_AT_MOST + 1)),
        E.SHEET_TOO_MANY_ROWS,
    ),
    Bad("a far cell in a sheet elsewhere", elsewhere, E.SHEET_TOO_MANY_COLUMNS),
    Bad("one long text in many cells", lambda: long_string(1_000), E.SHEET_ZIP_BOMB),
    Bad(
        "one text of 31 million letters",
        lambda: with_sheet(cell_of(noise(31 * MEGA)), level=1),
        E.SHEET_ZIP_BOMB,
    ),
    Bad(
        "a text that is not there",
        lambda: with_sheet('<row r="1"><c t="s"><v>99</v></c></row>'),
        E.SHEET_DAMAGED,
    ),
    Bad("1.5 million formats", lambda: with_sheet(cells(1_500_050, '<c s="1"/>')), E.SHEET_TOO_COSTLY),
    Bad(
        "too many formulas",
        lambda: behind_good(cells(MOST_MARKS + 50, "<c><f/></c>"), "</sheetData>"),
        E.SHEET_TOO_COSTLY,
    ),
    Bad(
        "too many merged cells", lambda: behind_good(f"<mergeCells>{MERGES}</mergeCells>"), E.SHEET_TOO_COSTLY
    ),
    Bad(
        "elements of 2,000 names",
        lambda: behind_good("".join(f"<a{n}/>" for n in range(2_000))),
        E.SHEET_TOO_COSTLY,
    ),
    Bad("a million and a half of strings", lambda: strings(1_500_100), E.SHEET_TOO_COSTLY),
    Bad(
        "a packed csv of 45 MB",
        lambda: gzip.compress(LONG_LINES, 1),
        E.SHEET_ZIP_BOMB,
        file_name="建档.csv.gz",
    ),
]
