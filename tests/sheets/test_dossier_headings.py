"""Where the headings of dossier workbooks are found, in whatever shape they come."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from panhuo.sheets.dossier_columns import COLUMNS
from panhuo.sheets.dossier_file import DossierFile, read_dossier_file
from panhuo.sheets.dossier_headings import find_headings
from panhuo.sheets.reading import SheetRow
from tests.sheets.campaign import BASIC, campaign_book, row
from tests.sheets.files import csv_text, write_xlsx

HEADINGS = {column.field: column.heading for column in COLUMNS}


def flat(order: Sequence[str] = tuple(BASIC), **others: str) -> list[str]:
    """Headings in one row."""
    names: Mapping[str, str] = HEADINGS | others
    return [names[field] for field in order]


def values(order: Sequence[str] = tuple(BASIC)) -> list[Any]:
    return [BASIC.get(field, "") for field in order]


def read(path: Path, name: str = "建档.xlsx") -> DossierFile:
    return read_dossier_file(path, name)


def expect_whole(file: DossierFile) -> None:
    """The one dossier says what BASIC says."""
    (found,) = file.rows
    assert found.readable and found.application_number == "202310123456.6"
    assert (found.content.contact, found.content.rating, found.title) == ("张三", 4, "一种储能装置")
    assert len(found.content.statuses) == len(found.content.willingness) == 1


@pytest.mark.parametrize("above", [0, 1, 8])
def test_one_row_of_headings_below_others(tmp_path: Path, above: int) -> None:
    lines = [*[["某大学建档汇总表"]] * above, flat(), values()]

    file = read(write_xlsx(tmp_path / "flat.xlsx", lines))

    expect_whole(file)
    assert file.headings.row == above + 1


def test_columns_in_another_order_beside_others_and_some_left_out(tmp_path: Path) -> None:
    order = tuple(reversed([field for field in BASIC if field not in ("will_second", "prospects")]))
    lines = [["部门", *flat(order), "自编号"], ["科研院", *values(order), "X-1"]]

    file = read(write_xlsx(tmp_path / "moved.xlsx", lines))

    expect_whole(file)
    assert file.lines == [["科研院", *values(order), "X-1"]]
    assert "prospects" not in file.headings.places and file.headings.width == len(order) + 2


FUNDING = "是否属于财政资助科研项目形成专利"
LEVELS = {
    "groups over both levels": (
        f"申请号|{FUNDING}|实施状态||转化意愿||联系人|联系方式",
        "||一级|二级|（一级）|（二级）||",
    ),
    "willingness twice": (
        "申请号|是否财政资助|专利实施状态||转化意愿|转化意愿|联系人|联系电话",
        "||(一级)|(二级)||||",
    ),
    "other groups": (
        "基本信息||实施情况||意愿||联系|",
        "专 利 号|是否财政资助|一级状态|二级状态|一级转化意愿|二级转化意愿|联系人（必填）|电话",
    ),
    "a tip above": (
        "请如实填写",
        "＊申请号（必填）|*是否财政资助|*一级实施状态（见（一））|二级状态描述|转化意愿(一级)|转化意愿(二级)|*联系人|联系方式（手机",
    ),
}


@pytest.mark.parametrize(("upper", "lower"), LEVELS.values(), ids=LEVELS)
def test_two_levels_of_headings(upper: str, lower: str) -> None:
    above, below = upper.split("|"), lower.split("|")

    found = find_headings([SheetRow(1, above), SheetRow(2, below), SheetRow(3, ["202310123456.6", "是"])])

    fields = ("application_number", "fiscal_funding", "status_first", "status_second")
    fields += ("will_first", "will_second", "contact", "phone")
    assert found.places == {field: place for place, field in enumerate(fields, 1)}
    assert found.row == 2


def test_the_sheet_is_found_by_its_name_then_by_its_headings(tmp_path: Path) -> None:
    # given a guide in front, and the campaign's sheet behind another with headings
    book: Any = campaign_book([row()])
    guide, other = book.create_sheet("填写说明", 0), book.create_sheet("旧表", 1)
    guide.append(["请先阅读"])
    for line in (flat(), values(), values()):
        other.append(line)
    book.save(tmp_path / "named.xlsx")
    book["批量导入"].title = "Sheet3"
    book.remove(other)
    book.save(tmp_path / "unnamed.xlsx")

    for name in ("named.xlsx", "unnamed.xlsx"):
        expect_whole(read(tmp_path / name))


def test_a_sheet_that_begins_further_in(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for number, line in ((5, flat()), (7, values())):
        for place, text in enumerate(line, 4):
            sheet.cell(number, place, text)
    book.save(tmp_path / "further.xlsx")

    file = read(tmp_path / "further.xlsx")

    expect_whole(file)
    assert (file.headings.row, file.rows[0].row, file.headings.places["application_number"]) == (5, 7, 4)


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("gb18030", "\t")])
def test_delimited_files(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "upload"
    path.write_bytes(csv_text([flat(), values()], delimiter).encode(encoding))

    expect_whole(read(path, "建档.csv"))


def test_a_row_reports_columns_are_not_the_files_own(tmp_path: Path) -> None:
    lines = [[*flat(), "校验结果", "校验说明"], [*values(), "有错误", "…"]]

    file = read(write_xlsx(tmp_path / "reported.xlsx", lines))

    expect_whole(file)
    assert file.width == len(BASIC) and file.lines == [values()]
