"""Workbooks of a few kilobytes that ask for gigabytes of memory."""

from pathlib import Path

import pytest

from panhuo.errors import ErrorCode
from panhuo.sheets.limits import LIMITS
from panhuo.sheets.reading import read_rows
from panhuo.sheets.sheet_error import SheetError
from tests.sheets.files import SHEET, SMALL, unzipped, write_raw_xlsx, write_xlsx, zipped


@pytest.mark.parametrize(
    ("sheet", "shared", "code"),
    [
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', None, ErrorCode.SHEET_TOO_MANY_COLUMNS),
        ("<row>" + "<c><v>1</v></c>" * 40 + "</row>", None, ErrorCode.SHEET_TOO_MANY_COLUMNS),
        ('<row r="1"><x:c xmlns:x="x" r="xfd1"><v>1</v></x:c></row>', None, ErrorCode.SHEET_TOO_MANY_COLUMNS),
        ('<row r="1"><c s=">" r="XFD1"><v>1</v></c></row>', None, ErrorCode.SHEET_TOO_MANY_COLUMNS),
        ('<row r="1048576"><c><v>1</v></c></row>', None, ErrorCode.SHEET_TOO_MANY_ROWS),
        ('<row r="1"><c r="A1048576"><v>1</v></c></row>', None, ErrorCode.SHEET_TOO_MANY_ROWS),
        (
            '<row r="1"><c r="Z1"><v>1</v></c></row><row r="900"><c r="A900"><v>1</v></c></row>',
            None,
            ErrorCode.SHEET_TOO_MANY_ROWS,
        ),
        ('<row r="1">' + '<c t="s"><v>0</v></c>' * 20 + "</row>", "长" * 20_000, ErrorCode.SHEET_ZIP_BOMB),
        ('<row r="1"><c t="s"><v>7</v></c></row>', "短", ErrorCode.SHEET_DAMAGED),
        ('<row r="1"><c r="A1" r="B1"><v>1</v></c></row>', None, ErrorCode.SHEET_DAMAGED),
        ('<row r="1"><c r="1A"><v>1</v></c></row>', None, ErrorCode.SHEET_DAMAGED),
        (f'<row r="1"><c r="A{"9" * 5000}"><v>1</v></c></row>', None, ErrorCode.SHEET_DAMAGED),
        ('<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>', None, ErrorCode.SHEET_DAMAGED),
    ],
)
def test_sheets_that_would_fill_the_memory(
    tmp_path: Path, sheet: str, shared: str | None, code: ErrorCode
) -> None:
    path = write_raw_xlsx(tmp_path / "book.xlsx", sheet, shared=shared)

    with pytest.raises(SheetError) as raised:
        list(read_rows(path, limits=SMALL))

    assert raised.value.code is code


def test_a_sheet_outside_its_folder_is_measured_too(tmp_path: Path) -> None:
    parts = unzipped(
        write_raw_xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="XFD1048576"><v>1</v></c></row>').read_bytes()
    )
    parts["xl/media/image1.png"] = parts.pop(SHEET)
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"/xl/worksheets/sheet1.xml", b"/xl/media/im&#97;ge1.png")
    (tmp_path / "b.xlsx").write_bytes(zipped(parts))

    with pytest.raises(SheetError) as raised:
        list(read_rows(tmp_path / "b.xlsx"))

    assert raised.value.code is ErrorCode.SHEET_TOO_MANY_COLUMNS


def test_a_wide_workbook_at_the_real_limits(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "wide.xlsx", [[*range(16_384)]])

    with pytest.raises(SheetError) as raised:
        list(read_rows(path))

    assert raised.value.code is ErrorCode.SHEET_TOO_MANY_COLUMNS
    assert str(LIMITS.columns) in raised.value.message
