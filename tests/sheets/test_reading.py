"""Files that are what they say, of every kind."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from panhuo.errors import ErrorCode
from panhuo.sheets.limits import Limits
from panhuo.sheets.reading import read_rows
from panhuo.sheets.sheet_error import SheetError
from tests.sheets.bad_dossier_containers import open_document
from tests.sheets.files import csv_text, with_zip64_record, write_gz, write_raw_xlsx, write_xlsx

ROWS = [["申请号", "标题"], ["202310123456.6", "一种储能装置"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_files_in_each_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "patents.CSV"
    path.write_bytes(csv_text(ROWS, delimiter).encode(encoding))

    rows = list(read_rows(path))

    assert [(row.number, list(row.cells), row.fault) for row in rows] == [
        (1, ROWS[0], None),
        (2, ROWS[1], None),
    ]


def test_a_packed_file_and_a_temporary_name(tmp_path: Path) -> None:
    path = write_gz(tmp_path / "upload-1", {})

    rows = list(read_rows(path, file_name="patents.csv.gz"))

    assert len(rows) == 2


def test_breaks_delimiters_and_quotes_inside_cells(tmp_path: Path) -> None:
    path = tmp_path / "patents.csv"
    cells = ['一种"新型"装置', "甲,乙", "第一行\n第二行", ""]
    path.write_text(csv_text([ROWS[0] * 2, cells]), encoding="utf-8", newline="")

    assert list(read_rows(path))[1].cells == cells


def test_one_wrong_quote_costs_one_row(tmp_path: Path) -> None:
    path = tmp_path / "patents.csv"
    path.write_text('申请号,标题\n1,"甲"乙\n2,丙\n', encoding="utf-8")

    rows = list(read_rows(path))

    assert [(row.number, row.fault) for row in rows] == [(1, None), (2, "ROW_UNREADABLE"), (3, None)]
    assert rows[2].cells == ["2", "丙"]


def test_a_last_row_that_was_cut_is_told(tmp_path: Path) -> None:
    path = tmp_path / "patents.csv"
    path.write_text("申请号,标题\n1,甲\n2", encoding="utf-8")

    assert [row.fault for row in read_rows(path)] == [None, None, "ROW_CUT_SHORT"]


def test_a_workbook_gives_values_and_true_row_numbers(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "book.xlsx", [[], ["申请号", 1.5, True], [], [202310123456.6, date(2020, 1, 2)]]
    )

    rows = [(row.number, list(row.cells)) for row in read_rows(path)]

    assert rows[1] == (2, ["申请号", 1.5, True])
    assert rows[3] == (4, [202310123456.6, date(2020, 1, 2), ""])
    assert len(rows) == 4


def test_the_first_visible_filled_sheet_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "empty"
    hidden, shown = book.create_sheet("lists"), book.create_sheet("data")
    hidden.append(["hidden"])
    hidden.sheet_state = "hidden"
    shown.append(["shown", datetime(2020, 1, 2, 3, 4)])
    book.save(tmp_path / "book.xlsx")

    assert [list(row.cells) for row in read_rows(tmp_path / "book.xlsx")] == [
        ["shown", datetime(2020, 1, 2, 3, 4)]
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="1"><c r="A1" t="str"><v>甲</v></c></row>',
        '<row><c t="str"><v>甲</v></c></row>',
        "<row r='1'><c r = 'A1' t='str'><v>甲</v></c></row>",
        '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="XFD1048576" s="0"/></row>',  # formatted, not filled
        '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="s"><v/></c><c r="C1"/></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r></is></c></row>',
    ],
)
def test_the_ways_writers_write_a_cell(tmp_path: Path, sheet: str) -> None:
    path = write_raw_xlsx(tmp_path / "book.xlsx", sheet)

    assert [row.cells[0] for row in read_rows(path)] == ["甲"]


def test_a_workbook_of_a_streaming_writer(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "book.xlsx", ROWS)
    path.write_bytes(with_zip64_record(path.read_bytes()))

    assert [list(row.cells) for row in read_rows(path)] == ROWS


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".csv.gz"])
def test_progress_ends_at_one(tmp_path: Path, ending: str) -> None:
    told: list[float] = []
    path = tmp_path / f"patents{ending}"
    rows = [["申请号"], *[[str(number)] for number in range(1200)]]
    if ending == ".xlsx":
        write_xlsx(path, rows)
    elif ending == ".csv":
        path.write_text(csv_text(rows))
    else:
        write_gz(path, *[{} for _ in range(1200)])

    list(read_rows(path, limits=Limits(), progress=told.append))

    assert len(told) == 3
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_rows_begin_in_column_a_whatever_is_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C2"], book.active["D3"] = "here", "there"
    book.save(tmp_path / "further.xlsx")

    rows = list(read_rows(tmp_path / "further.xlsx"))

    assert [[*row.cells] for row in rows] == [["", "", "", ""], ["", "", "here", ""], ["", "", "", "there"]]


def test_an_open_document_is_no_workbook_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(open_document())

    with pytest.raises(SheetError) as raised:
        list(read_rows(tmp_path / "a.xlsx"))

    assert raised.value.code is ErrorCode.SHEET_WRONG_TYPE
