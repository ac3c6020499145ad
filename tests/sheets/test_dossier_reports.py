"""The row report of a dossier file: the same workbook, wrong where it was, right where it is corrected."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from panhuo.sheets.dossier_columns import EXPLANATION, OUTCOME
from panhuo.sheets.dossier_file import DossierFile, read_dossier_file
from panhuo.sheets.dossier_form import DossierForm
from panhuo.sheets.dossier_report import ReportLine, write_dossier_report
from tests.sheets.bad_dossier_cells import CELLS, ROWS
from tests.sheets.bad_dossiers import Bad
from tests.sheets.campaign import LETTERS, campaign_book, row

FORM = DossierForm(("物理学院",))


def reported(file: DossierFile, path: Path) -> DossierFile:
    lines = {each.row: ReportLine("有错误" if each.issues else "可建档", each.issues) for each in file.rows}
    write_dossier_report(path, file, lines, FORM)
    return read_dossier_file(path, "校验结果.xlsx")


def fatal(file: DossierFile) -> list[tuple[int, str]]:
    return [(issue.row, issue.column or "") for each in file.rows for issue in each.issues if issue.fatal]


@pytest.mark.parametrize("bad", [*ROWS, *CELLS], ids=lambda bad: bad.name)
def test_what_was_not_corrected_is_wrong_again(tmp_path: Path, bad: Bad) -> None:
    # given
    (tmp_path / "bad.xlsx").write_bytes(bad.make())
    file = read_dossier_file(tmp_path / "bad.xlsx", "建档.xlsx")

    # when
    again = reported(file, tmp_path / "report.xlsx")

    # then at the same cells, and everything else is as it was
    assert fatal(again) == fatal(file)
    assert [(each.row, each.last_row, each.content) for each in again.rows] == [
        (each.row, each.last_row, each.content) for each in file.rows
    ]
    assert again.width == file.width and again.headings.places == file.headings.places


@pytest.mark.filterwarnings("error")
def test_a_report_tells_and_shows_what_is_wrong_and_can_be_corrected(tmp_path: Path) -> None:
    # given two rows with errors, one of them in a continuation row, and columns of the university's own
    rows = [row(phone="1.38E+10"), row(), row(), {"status_first": "已转让", "status_detail": "十万"}]
    book = campaign_book(rows)
    sheet = book.worksheets[0]
    sheet["AE3"], sheet["AE4"], sheet["AG5"] = "自编号", "X-1", "无表头的备注"
    book.save(tmp_path / "campaign.xlsx")
    file = read_dossier_file(tmp_path / "campaign.xlsx", "建档.xlsx")

    # when
    again = reported(file, tmp_path / "report.xlsx")

    # then each row says what is wrong with it, in both languages, and its cells are marked
    made = openpyxl.load_workbook(tmp_path / "report.xlsx")
    sheet = made.worksheets[0]
    texts = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert texts[2][-2:] == [OUTCOME, EXPLANATION] and sheet["AE4"].value == "X-1"
    assert sheet["AG5"].value == "无表头的备注" and made.sheetnames == ["批量导入", "填写说明", "选项"]
    assert [line[-2] for line in texts[3:]] == ["有错误", "可建档", "有错误", None]
    assert told(texts[3][-1]) == ("W4", "＊联系方式", "NUMBER_ROUNDED")
    assert told(texts[6][-1]) == ("N7", "金额（万元）/评价结果/产品名称", "DOSSIER_AMOUNT_INVALID")
    assert "A spreadsheet program" in texts[3][-1] and "四舍五入" in texts[3][-1]
    fills = [
        sheet[f"{LETTERS[field]}{line}"].fill.fgColor.rgb for field, line in (("phone", 4), ("phone", 5))
    ]
    assert fills[0] != fills[1]
    assert {str(each) for each in sheet.merged_cells.ranges} >= {"H2:J2", "L2:O2"}

    # and corrected in place it is right
    sheet["W4"], sheet["N7"] = "13800138000", "10"
    made.save(tmp_path / "corrected.xlsx")
    corrected = read_dossier_file(tmp_path / "corrected.xlsx", "更正.xlsx")
    assert fatal(again) == fatal(file) and fatal(corrected) == []
    assert [each.row for each in corrected.rows] == [each.row for each in file.rows]


def told(text: object) -> Sequence[str]:
    cell, heading, code = str(text).partition("：")[0].split(" ")
    return cell, heading, code


def test_a_report_of_a_delimited_file_is_a_workbook(tmp_path: Path) -> None:
    # given a file whose last row is cut short
    headings = "申请号,是否财政资助,一级实施状态,联系人,联系方式"
    lines = (headings, "97101765.4,是,尚未实施,甲,=1+1", "202310123456.6,是")
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    file = read_dossier_file(tmp_path / "a.csv", "a.csv")

    # when
    again = reported(file, tmp_path / "report.xlsx")

    # then
    assert [each.issues[0].code for each in file.rows] == ["CELL_FORMULA", "ROW_CUT_SHORT"]
    assert fatal(again) == fatal(file)[:1]
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx").worksheets[0]
    assert (sheet["E2"].value, sheet["E2"].data_type, sheet["F3"].value) == ("=1+1", "s", "有错误")
