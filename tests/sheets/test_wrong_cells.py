"""Every kind of wrong cell: its code, its column, and whether the row falls with it."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.errors import MESSAGES, ErrorCode
from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.sheets.patent_headings import Layout, columns_of
from panhuo.sheets.patent_rows import PatentReader, read_patents
from panhuo.sheets.reading import SheetRow
from tests.sheets.files import TODAY, table, write_csv

FATAL, WARNING = True, False
STATUS, TEXT, NUMBER, DATE = "简单法律状态", "法律状态/事件", "申请号", "申请日"
EVENT = {"事件类型": "转让", "事件日期": "2025-01-02", "变更前权利人": "东湖大学", "变更后权利人": "西山公司"}

WRONG_CELLS: list[tuple[dict[str, Any], ErrorCode, str, bool]] = [
    ({NUMBER: "202310123456.7"}, ErrorCode.APPLICATION_NUMBER_CHECK_DIGIT, NUMBER, FATAL),
    ({NUMBER: "CN20231012345.6"}, ErrorCode.APPLICATION_NUMBER_LENGTH, NUMBER, FATAL),
    ({NUMBER: 1100099.2}, ErrorCode.APPLICATION_NUMBER_LENGTH, NUMBER, FATAL),
    ({NUMBER: 2.0231012345667e17}, ErrorCode.APPLICATION_NUMBER_LENGTH, NUMBER, FATAL),
    ({NUMBER: "2.02310E+12"}, ErrorCode.NUMBER_ROUNDED, NUMBER, FATAL),
    ({NUMBER: "US16/123456"}, ErrorCode.APPLICATION_NUMBER_CHARACTERS, NUMBER, FATAL),
    ({NUMBER: "申请号"}, ErrorCode.APPLICATION_NUMBER_CHARACTERS, NUMBER, FATAL),
    ({NUMBER: True}, ErrorCode.APPLICATION_NUMBER_CHARACTERS, NUMBER, FATAL),
    ({NUMBER: date(2023, 1, 1)}, ErrorCode.APPLICATION_NUMBER_CHARACTERS, NUMBER, FATAL),
    ({NUMBER: float("nan")}, ErrorCode.CELL_REQUIRED, NUMBER, FATAL),
    ({NUMBER: float("inf")}, ErrorCode.APPLICATION_NUMBER_CHARACTERS, NUMBER, FATAL),
    ({NUMBER: "202340123456"}, ErrorCode.APPLICATION_NUMBER_TYPE, NUMBER, FATAL),
    ({NUMBER: "203010123456"}, ErrorCode.APPLICATION_NUMBER_YEAR, NUMBER, FATAL),
    ({NUMBER: "-"}, ErrorCode.CELL_REQUIRED, NUMBER, FATAL),
    ({NUMBER: ""}, ErrorCode.CELL_REQUIRED, NUMBER, FATAL),
    ({NUMBER: "#N/A"}, ErrorCode.CELL_FORMULA_ERROR, NUMBER, FATAL),
    ({"标题": ""}, ErrorCode.CELL_REQUIRED, "标题", FATAL),
    ({"标题": " \u3000 "}, ErrorCode.CELL_REQUIRED, "标题", FATAL),
    ({"标题": "\x00\x01"}, ErrorCode.CELL_REQUIRED, "标题", FATAL),
    ({"标题": "长" * 501}, ErrorCode.CELL_TOO_LONG, "标题", FATAL),
    ({"标题": "#REF!"}, ErrorCode.CELL_FORMULA_ERROR, "标题", FATAL),
    ({"标题": "储能\x00装置"}, ErrorCode.CELL_CONTROL_CHARACTERS, "标题", WARNING),
    ({"标题": "储能\x07装置"}, ErrorCode.CELL_CONTROL_CHARACTERS, "标题", WARNING),
    ({"标题": "储能\ud800装置"}, ErrorCode.CELL_CONTROL_CHARACTERS, "标题", WARNING),
    ({"标题": "储能\u202e装置"}, ErrorCode.CELL_CONTROL_CHARACTERS, "标题", WARNING),
    ({"标题": "储能\ufffd装置"}, ErrorCode.CELL_DAMAGED_TEXT, "标题", WARNING),
    ({"公开(公告)号": "公告"}, ErrorCode.PUBLICATION_NUMBER_INVALID, "公开(公告)号", WARNING),
    ({"公开(公告)号": "WO2019218420A1"}, ErrorCode.PUBLICATION_NUMBER_INVALID, "公开(公告)号", WARNING),
    ({"公开(公告)号": "CN211865941U"}, ErrorCode.PATENT_TYPE_CONTRADICTS, "公开(公告)号", WARNING),
    ({"专利类型": "实用新型"}, ErrorCode.PATENT_TYPE_CONTRADICTS, "专利类型", WARNING),
    ({"专利类型": "植物新品种"}, ErrorCode.PATENT_TYPE_UNKNOWN, "专利类型", WARNING),
    ({"申请(专利权)人": "-"}, ErrorCode.OWNERS_MISSING, "申请(专利权)人", WARNING),
    ({"申请(专利权)人": "名" * 201}, ErrorCode.CELL_TOO_LONG, "申请(专利权)人", FATAL),
    ({"申请(专利权)人": "\ufdfa" * 20}, ErrorCode.CELL_TOO_LONG, "申请(专利权)人", FATAL),
    ({"申请(专利权)人": "|".join(map(str, range(201)))}, ErrorCode.CELL_TOO_LONG, "申请(专利权)人", FATAL),
    ({"发明人": "名" * 201}, ErrorCode.CELL_TOO_LONG, "发明人", FATAL),
    ({DATE: "昨天"}, ErrorCode.DATE_INVALID, DATE, FATAL),
    ({DATE: "2023-02-30"}, ErrorCode.DATE_INVALID, DATE, FATAL),
    ({DATE: "2023-02"}, ErrorCode.DATE_INVALID, DATE, FATAL),
    ({DATE: "12/09/2019"}, ErrorCode.DATE_INVALID, DATE, FATAL),
    ({DATE: "2023-W05-3"}, ErrorCode.DATE_INVALID, DATE, FATAL),
    ({DATE: "2023-02-01 | 2023-03-01"}, ErrorCode.DATE_INVALID, DATE, FATAL),
    ({DATE: time(1, 2)}, ErrorCode.DATE_INVALID, DATE, FATAL),
    ({DATE: 3.5}, ErrorCode.DATE_INVALID, DATE, FATAL),
    ({DATE: "9" * 5000}, ErrorCode.DATE_INVALID, DATE, FATAL),
    ({DATE: "1984-01-01"}, ErrorCode.DATE_OUT_OF_RANGE, DATE, FATAL),
    ({DATE: "2026-06-02"}, ErrorCode.DATE_OUT_OF_RANGE, DATE, FATAL),
    ({DATE: "2024-02-01"}, ErrorCode.DATES_CONTRADICT, DATE, WARNING),
    ({"公开(公告)日": "2026-07-01"}, ErrorCode.DATE_OUT_OF_RANGE, "公开(公告)日", WARNING),
    ({"公开(公告)日": "2022-01-01"}, ErrorCode.DATES_CONTRADICT, "公开(公告)日", WARNING),
    ({"授权日": "2022-01-01"}, ErrorCode.DATES_CONTRADICT, "授权日", FATAL),
    ({"授权日": "不详"}, ErrorCode.DATE_INVALID, "授权日", FATAL),
    ({"预估到期日": "2022-01-01"}, ErrorCode.DATES_CONTRADICT, "预估到期日", FATAL),
    ({"预估到期日": "2150-01-01"}, ErrorCode.DATE_OUT_OF_RANGE, "预估到期日", FATAL),
    ({"预估到期日": "2026-01-01"}, ErrorCode.EXPIRY_PASSED, "预估到期日", WARNING),
    ({"IPC分类号": "H01M8/18 | 电池"}, ErrorCode.IPC_INVALID, "IPC分类号", WARNING),
    ({"IPC分类号": ";".join(["H01M8/18"] * 201)}, ErrorCode.CELL_TOO_LONG, "IPC分类号", WARNING),
    ({"国民经济行业分类号": "D3521"}, ErrorCode.INDUSTRY_CODE_INVALID, "国民经济行业分类号", WARNING),
    ({"国民经济行业分类号": "制造业"}, ErrorCode.INDUSTRY_CODE_INVALID, "国民经济行业分类号", WARNING),
    ({"战略新兴产业分类": "很长" * 20}, ErrorCode.CELL_TOO_LONG, "战略新兴产业分类", WARNING),
    ({STATUS: "", TEXT: "权利转移"}, ErrorCode.LEGAL_STATUS_UNKNOWN, STATUS, FATAL),
    ({STATUS: "", TEXT: ""}, ErrorCode.LEGAL_STATUS_UNKNOWN, STATUS, FATAL),
    ({STATUS: "不明", TEXT: "-"}, ErrorCode.LEGAL_STATUS_UNKNOWN, STATUS, FATAL),
    ({STATUS: "不明"}, ErrorCode.LEGAL_STATUS_UNKNOWN, STATUS, WARNING),
    ({STATUS: "失效"}, ErrorCode.LEGAL_STATUS_CONTRADICTS, TEXT, WARNING),
    ({STATUS: "审中", TEXT: "公开"}, ErrorCode.LEGAL_STATUS_CONTRADICTS, STATUS, WARNING),
    ({"失效日期": "2025-01-01"}, ErrorCode.LEGAL_STATUS_CONTRADICTS, "失效日期", WARNING),
    ({STATUS: "失效", TEXT: "", "失效日期": "2022-01-01"}, ErrorCode.DATES_CONTRADICT, "失效日期", FATAL),
    ({"失效日期": "年底"}, ErrorCode.DATE_INVALID, "失效日期", FATAL),
    ({"地址": "路" * 501}, ErrorCode.CELL_TOO_LONG, "地址", WARNING),
    ({"摘要": "文" * 20_001}, ErrorCode.CELL_TOO_LONG, "摘要", WARNING),
    (
        {"国省代码": "广东省深圳市南山区桃源街道学苑大道一〇〇一号"},
        ErrorCode.CELL_TOO_LONG,
        "国省代码",
        WARNING,
    ),
    ({"代理人": "#VALUE!"}, ErrorCode.CELL_FORMULA_ERROR, "代理人", WARNING),
    ({**EVENT, "事件类型": "丢失"}, ErrorCode.EVENT_KIND_UNKNOWN, "事件类型", FATAL),
    ({**EVENT, "事件日期": ""}, ErrorCode.EVENT_INCOMPLETE, "事件日期", FATAL),
    ({**EVENT, "事件类型": ""}, ErrorCode.EVENT_INCOMPLETE, "事件类型", WARNING),
    ({**EVENT, "事件日期": "2030-01-01"}, ErrorCode.DATE_OUT_OF_RANGE, "事件日期", FATAL),
    ({"数据截止日": "2026-12-31"}, ErrorCode.DATE_OUT_OF_RANGE, "数据截止日", FATAL),
    ({"数据截止日": "本月"}, ErrorCode.DATE_INVALID, "数据截止日", FATAL),
]


def read_row(cells: dict[str, Any]) -> list[PatentRecord | RowIssue]:
    """A row as either reader would hand it over: workbooks give numbers and dates, not only text."""
    headings, row = table(cells)
    layout = Layout(1, len(headings), columns_of(headings, {}))
    return PatentReader(layout, TODAY).read(SheetRow(2, row))


def issues_of(found: list[PatentRecord | RowIssue]) -> list[RowIssue]:
    return [one for one in found if isinstance(one, RowIssue)]


@pytest.mark.parametrize(("cells", "code", "column", "fatal"), WRONG_CELLS)
def test_wrong_cells(cells: dict[str, Any], code: ErrorCode, column: str, fatal: bool) -> None:
    found = read_row(cells)

    issues = [issue for issue in issues_of(found) if issue.code == code]
    assert [(issue.row, issue.column, issue.fatal) for issue in issues] == [(2, column, fatal)]
    assert all(text in issues[0].message for text in MESSAGES[code])
    assert any(isinstance(one, PatentRecord) for one in found) is not fatal


def test_a_row_without_fault_has_no_issue() -> None:
    assert [type(one) for one in read_row({})] == [PatentRecord]


def test_there_are_more_than_fifty_kinds() -> None:
    assert len({(code, column, str(cells)) for cells, code, column, _ in WRONG_CELLS}) >= 50


def test_several_wrong_cells_are_told_at_once() -> None:
    found = issues_of(read_row({NUMBER: "1", DATE: "昨天", "标题": "", STATUS: "", TEXT: ""}))

    assert {issue.column for issue in found} == {NUMBER, DATE, "标题", STATUS}
    assert all(issue.fatal for issue in found)


def test_what_a_message_quotes_is_short_and_clean() -> None:
    (issue,) = issues_of(read_row({NUMBER: "坏\x00\n" * 5000}))[-1:]

    assert len(issue.message) < 400
    assert issue.message.isprintable()


def test_wrong_rows_in_a_file_cost_only_themselves(tmp_path: Path) -> None:
    # given
    path = write_csv(
        tmp_path / "patents.csv", {}, {NUMBER: "坏"}, {NUMBER: "202020000002.1", "专利类型": "新型"}
    )
    text = path.read_text(encoding="utf-8").splitlines()
    text.insert(2, text[1] + ',"多","余"')
    text.insert(3, '"甲"乙,丙')
    path.write_text("\n".join(text) + "\n", encoding="utf-8")

    # when
    found = list(read_patents(path, today=TODAY))

    # then
    records = [one for one in found if isinstance(one, PatentRecord)]
    fatal = [(one.row, one.code) for one in issues_of(found) if one.fatal]
    assert [(record.row, record.application_number) for record in records] == [
        (2, "202310123456.6"),
        (6, "202020000002.1"),
    ]
    assert fatal == [
        (3, ErrorCode.ROW_TOO_WIDE),
        (4, ErrorCode.ROW_UNREADABLE),
        (5, ErrorCode.APPLICATION_NUMBER_CHARACTERS),
    ]


def test_dates_of_a_workbook_are_dates() -> None:
    (record,) = read_row(
        {DATE: datetime(2023, 2, 1, 8, 30), "授权日": date(2024, 5, 3), "预估到期日": 52263.0}
    )

    assert isinstance(record, PatentRecord)
    assert (record.application_date, record.grant_date) == (date(2023, 2, 1), date(2024, 5, 3))
    assert record.expiry_date == date(2043, 2, 1)


near_misses = st.sampled_from([str(cell) for cells, *_ in WRONG_CELLS for cell in cells.values()])
any_cell = st.text() | near_misses | st.floats() | st.integers() | st.booleans() | st.datetimes() | st.times()


@given(cells=st.dictionaries(st.sampled_from([*table({})[0], *EVENT, "失效日期", "摘要"]), any_cell))
def test_no_cell_whatever_breaks_the_reading(cells: dict[str, Any]) -> None:
    found = read_row(cells)

    fatal = any(issue.fatal for issue in issues_of(found))
    records = [one for one in found if isinstance(one, PatentRecord)]
    assert len(records) == (0 if fatal else 1)
    assert all(ErrorCode(issue.code) for issue in issues_of(found))
    assert found[-1:] == records or not records
