"""A workbook written row by row, as two other programs read it."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from panhuo.sheets import streamed_workbook
from panhuo.sheets.streamed_workbook import CUT, TEXT_AT_MOST, Cell, StreamedWorkbook, letters

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://a.example")',
    "http://a.example",
    "007",
    "1e5",
)
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
CELLS = st.none() | st.integers(-(10**9), 10**9) | st.text(LETTERS, max_size=12)


def written(path: Path, headings: list[str], *rows: list[Cell]) -> bytes:
    book = StreamedWorkbook(path, "导出 & 查看", headings, [12] * len(headings))
    book.write(rows)
    book.close()
    return path.read_bytes()


def read(content: bytes) -> list[list[Any]]:
    [sheet] = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_text_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    content = written(tmp_path / "a.xlsx", ["列"], *([each] for each in FORMULAS))

    [sheet] = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert [(row[0].value, row[0].data_type) for row in sheet.iter_rows(min_row=2)] == [
        (each, "s") for each in FORMULAS
    ]
    assert {row[0].number_format for row in sheet.iter_rows()} == {"@"}
    assert (sheet.title, sheet.freeze_panes) == ("导出 & 查看", "A2")
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


def test_numbers_are_numbers_and_long_ones_text(tmp_path: Path) -> None:
    content = written(tmp_path / "a.xlsx", ["a", "b", "c"], [7, -2.5, 12345678901234567])

    assert read(content)[1] == [7, -2.5, "12345678901234567"]


def test_what_a_cell_cannot_hold_is_dropped_or_cut(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["a\x00b\x0bc\x1fd\ufffe"],
        ["一\r\n二\r三"],
        ["x" * (TEXT_AT_MOST + 1)],
        ["😀" * TEXT_AT_MOST],
        ["x" * TEXT_AT_MOST],
        [" <b> & 'c' \"d\" "],
    ]
    texts = [row[0] for row in read(written(tmp_path / "a.xlsx", ["列"], *rows))[1:]]

    assert texts[:2] == ["abcd", "一\n二\n三"]
    assert texts[2] == "x" * (TEXT_AT_MOST - 1) + CUT
    assert texts[3] == "😀" * (TEXT_AT_MOST // 2) + CUT
    assert texts[4:] == ["x" * TEXT_AT_MOST, " <b> & 'c' \"d\" "]


def test_no_row_goes_beyond_the_last_of_a_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamed_workbook, "ROWS_AT_MOST", 2)

    with pytest.raises(ValueError, match="no more rows"):
        written(tmp_path / "a.xlsx", ["列"], ["1"], ["2"])


def test_columns_are_lettered() -> None:
    assert [letters(each) for each in (1, 26, 27, 52, 53, 702, 703)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
    ]


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_two_readers_read_what_was_written(rows: list[list[Cell]], tmp_path_factory: Any) -> None:
    path = tmp_path_factory.mktemp("books") / "a.xlsx"
    content = written(path, ["a", "b", "c"], *rows)
    wanted = [["" if cell is None else cell for cell in row] for row in rows]

    by_calamine = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert padded(by_calamine[1:], len(rows)) == wanted
    assert padded(read(content)[1:], len(rows)) == wanted


def padded(rows: list[list[Any]], many: int) -> list[list[Any]]:
    """Rows without anything at the end are no rows to a reader."""
    found = [["" if cell is None else cell for cell in row] for row in rows]
    return found + [["", "", ""]] * (many - len(found))
