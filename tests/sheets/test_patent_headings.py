from pathlib import Path

import pytest

from panhuo.errors import ErrorCode
from panhuo.rules.patent_record import PatentRecord
from panhuo.sheets.patent_fields import FIELDS
from panhuo.sheets.patent_headings import ALIASES, field_of, parse_mapping
from panhuo.sheets.patent_rows import read_patents
from panhuo.sheets.sheet_error import SheetError
from tests.sheets.files import csv_text, write_csv, write_xlsx

NUMBER, TITLE, VALID = "202310123456.6", "一种储能装置", "有效"


def records(path: Path, mapping: dict[str, str] | None = None) -> list[PatentRecord]:
    return [one for one in read_patents(path, mapping or {}) if isinstance(one, PatentRecord)]


def refusal(path: Path, mapping: dict[str, str] | None = None) -> SheetError:
    with pytest.raises(SheetError) as raised:
        list(read_patents(path, mapping or {}))
    return raised.value


def csv_file(folder: Path, *rows: list[str]) -> Path:
    path = folder / "patents.csv"
    path.write_text(csv_text(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("申请号", "application_number"),
        ("*申请号", "application_number"),
        (" 申 请\n号 ", "application_number"),
        ("公开（公告）号", "publication_number"),
        ("公开(公告)号", "publication_number"),
        ("授权公告号", "publication_number"),
        ("名称", "title"),
        ("授权名称", "title"),
        ("申请（专利权）人", "owners"),
        ("[标]当前申请(专利权)人", "owners"),
        ("发明（设计）人", "inventors"),
        ("申请日（YYYY-MM-DD）", "application_date"),
        ("授权公告日", "grant_date"),
        ("预估到期日", "expiry_date"),
        ("ipc分类号", "ipc"),
        ("主分类号", "main_ipc"),
        ("国民经济行业分类号", "industries"),
        ("战略新兴产业分类", "strategic_industries"),
        ("法律状态/事件", "legal_text"),
        ("最新法律状态", "legal_text"),
        ("专利权状态", "legal_status"),
        ("主权项", "independent_claim"),
        ("国省代码", "region_code"),
        ("变更前权利人", "owners_before"),
        ("数据截止日", "as_of"),
    ],
)
def test_headings_of_all_vendors(heading: str, field: str) -> None:
    found = field_of(heading)

    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize(
    "heading", ["", "序号", "备用号", "被引用专利数量", "简单同族", "一级产业分类", "第一申请人"]
)
def test_headings_that_mean_nothing_to_us(heading: str) -> None:
    assert field_of(heading) is None


def test_every_field_has_headings_and_a_reader() -> None:
    assert set(ALIASES) == set(FIELDS)


def test_a_title_and_a_tip_may_stand_above(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "book.xlsx",
        [["东湖大学专利清单"], [], ["序号", "申请号", "名称", "专利权状态"], [1, NUMBER, TITLE, VALID]],
    )

    (record,) = records(path)

    assert (record.row, record.title) == (4, TITLE)


def test_missing_headings_are_named_at_once(tmp_path: Path) -> None:
    error = refusal(csv_file(tmp_path, ["申请号", "名字"], [NUMBER, TITLE]))

    assert error.code is ErrorCode.SHEET_HEADINGS_MISSING
    assert error.detail == "标题, 简单法律状态/法律状态"


@pytest.mark.parametrize(
    "rows", [[], [["申请号", "标题", "简单法律状态"]], [["申请号", "标题", "简单法律状态"], ["", " ", "-"]]]
)
def test_a_file_without_rows(tmp_path: Path, rows: list[list[str]]) -> None:
    path = csv_file(tmp_path, *rows)
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    expected = ErrorCode.SHEET_EMPTY if rows else ErrorCode.SHEET_HEADINGS_MISSING
    assert refusal(path).code is expected


def test_a_heading_that_stands_twice(tmp_path: Path) -> None:
    error = refusal(
        csv_file(tmp_path, ["申请号", "标题", "标 题", "简单法律状态"], [NUMBER, "甲", "乙", VALID])
    )

    assert (error.code, error.detail) == (ErrorCode.SHEET_HEADINGS_DUPLICATED, "标 题, 标题")


def test_columns_we_do_not_read_may_stand_twice(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, ["备注", "申请号", "标题", "简单法律状态", "备注"], ["a", NUMBER, TITLE, VALID, "b"]
    )

    assert len(records(path)) == 1


def test_the_better_of_two_columns_counts_and_the_other_fills_its_gaps(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        ["申请号", "标题", "申请人", "专利权人", "公开号", "授权公告号", "简单法律状态"],
        [NUMBER, TITLE, "东湖大学", "西山公司", "CN116123456A", "CN116123456B", VALID],
        ["202310123457.0", TITLE, "东湖大学", "-", "CN116123457A", "-", "审中"],
    )

    found = list(read_patents(path))

    assert isinstance(found[0], PatentRecord)
    assert (found[0].owners, found[0].publication_number, found[0].is_grant) == (
        ["西山公司"],
        "CN116123456B",
        True,
    )


def test_a_mapping_names_a_column_we_do_not_know(tmp_path: Path) -> None:
    path = csv_file(tmp_path, ["专利号码", "题目", "标题", "状态"], [NUMBER, TITLE, "不是它", VALID])

    (record,) = records(
        path, parse_mapping(["专利号码=application_number", "题目=title", "状态=legal_status"])
    )

    assert (record.application_number, record.title) == (NUMBER, TITLE)


def test_a_mapping_can_silence_a_column(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, ["申请号", "标题", "简单法律状态", "申请日"], [NUMBER, TITLE, VALID, "不是日期"]
    )

    (record,) = records(path, {"申请日": "ignore"})

    assert record.application_date is None


@pytest.mark.parametrize(
    ("mapping", "detail"),
    [({"标题": "titel"}, "titel"), ({"标提": "title"}, "标提"), ({"没有": "abstract"}, "没有")],
)
def test_a_mapping_of_what_is_not_there(tmp_path: Path, mapping: dict[str, str], detail: str) -> None:
    error = refusal(write_csv(tmp_path / "patents.csv", {}), mapping)

    assert error.code is ErrorCode.SHEET_MAPPING_INVALID
    assert detail in error.detail


def test_a_mapping_on_a_command_line_needs_an_equals_sign() -> None:
    assert parse_mapping(["a=b=title"]) == {"a=b": "title"}
    with pytest.raises(SheetError):
        parse_mapping(["标题"])
