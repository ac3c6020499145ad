"""Right rows, as vendors write them."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from panhuo.errors import ErrorCode
from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.rules.vocabulary import LegalStatus, PatentType
from panhuo.sheets.days import parse_day
from panhuo.sheets.patent_rows import read_patents
from tests.sheets.files import ROW, TODAY, read, table, write_csv, write_gz, write_xlsx

STATUS, TEXT = "简单法律状态", "法律状态/事件"


def expected() -> PatentRecord:
    return PatentRecord(
        row=2,
        application_number="202310123456.6",
        title="一种储能装置",
        type=PatentType.INVENTION,
        legal_status=LegalStatus.VALID,
        is_grant=True,
        publication_number="CN116123456B",
        owners=["东湖大学"],
        inventors=["张三", "李四"],
        application_date=date(2023, 2, 1),
        publication_date=date(2024, 5, 3),
        grant_date=date(2024, 5, 3),
        expiry_date=date(2043, 2, 1),
        legal_text="授权",
        ipc=["H01M 8/18"],
        industries=["C3521"],
        strategic_industries=["3.6"],
    )


def test_one_row_in_every_kind_of_file(tmp_path: Path) -> None:
    files = [
        write_csv(tmp_path / "a.csv", {}),
        write_csv(tmp_path / "b.csv", {}, encoding="utf-8-sig"),
        write_csv(tmp_path / "c.csv", {}, encoding="gb18030"),
        write_gz(tmp_path / "d.csv.gz", {}),
        write_xlsx(tmp_path / "e.xlsx", table({})),
        write_xlsx(
            tmp_path / "f.xlsx", table({"申请号": 2023101234566, "申请日": date(2023, 2, 1), "授权日": 45415})
        ),
    ]

    for path in files:
        assert list(read_patents(path, today=TODAY)) == [expected()]


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-01",
        "2023/2/1",
        "2023.02.01",
        "20230201",
        "2023年2月1日",
        "2023 年 02 月 01 日",
        "２０２３－０２－０１",
        "2023-02-01 00:00:00",
        "2023-02-01T00:00:00.000",
        "2023-01-31T16:00:00Z",
        "2023-02-01T00:00:00+08:00",
        "44958",
        "44958.5",
    ],
)
def test_shapes_of_dates(text: str) -> None:
    assert parse_day(text) == date(2023, 2, 1)


@pytest.mark.parametrize("separator", [" | ", "|", ";", "；", " ; ", "\n"])
def test_separators(tmp_path: Path, separator: str) -> None:
    record = read(
        tmp_path,
        **{
            "申请(专利权)人": separator.join(["东湖大学", "西山公司（深圳）", "东湖 大学"]),
            "发明人": separator.join(["张三", "约翰·史密斯", "张三"]),
            "IPC分类号": separator.join(["H01M8/18", "C12P 7/06", "H01M 8/18"]),
            "国民经济行业分类号": separator.join(["C3521", "C2614"]),
            "战略新兴产业分类": separator.join(["3.6 前沿新材料", "新能源汽车装置、配件制造"]),
        },
    )

    assert record.owners == ["东湖大学", "西山公司（深圳）"]
    assert record.inventors == ["张三", "约翰·史密斯", "张三"]
    assert record.ipc == ["H01M 8/18", "C12P 7/06"]
    assert record.industries == ["C3521", "C2614"]
    assert record.strategic_industries == ["3.6", "新能源汽车装置、配件制造"]


@pytest.mark.parametrize("null", ["-", "", "--", " ", "NULL", "—", "无"])
def test_what_stands_for_nothing(tmp_path: Path, null: str) -> None:
    optional = ["公开(公告)号", "发明人", "申请日", "公开(公告)日", "授权日", "预估到期日", "IPC分类号"]
    optional += ["国民经济行业分类号", "战略新兴产业分类", TEXT, "专利类型"]

    record = read(tmp_path, **dict.fromkeys(optional, null))

    assert record == PatentRecord(
        row=2,
        application_number="202310123456.6",
        title="一种储能装置",
        type=PatentType.INVENTION,
        legal_status=LegalStatus.VALID,
        is_grant=True,
        owners=["东湖大学"],
    )


def test_application_and_grant_are_two_records(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", {"公开(公告)号": "CN116123456A", "授权日": "-"}, {})

    application, grant = read_patents(path, today=TODAY)

    assert isinstance(application, PatentRecord)
    assert isinstance(grant, PatentRecord)
    assert application.application_number == grant.application_number
    assert (application.is_grant, application.grant_date) == (False, None)
    assert (grant.is_grant, grant.grant_date) == (True, date(2024, 5, 3))


def test_the_grant_is_dated_by_its_publication(tmp_path: Path) -> None:
    assert read(tmp_path, 授权日="").grant_date == date(2024, 5, 3)
    assert read(tmp_path, **{"授权日": "", "公开(公告)号": "CN116123456B9"}).grant_date is None
    assert read(tmp_path, **{"授权日": "", "公开(公告)号": "CN116123456"}).grant_date is None


def test_past_its_term_and_in_force_is_a_warning(tmp_path: Path) -> None:
    cells = {
        "申请号": "201510000005.9",
        "专利类型": "发明",
        "申请日": "2015-01-01",
        "预估到期日": "2025-01-01",
    }

    issue, record = read_patents(write_csv(tmp_path / "a.csv", cells), today=TODAY)

    assert isinstance(record, PatentRecord)
    assert isinstance(issue, RowIssue)
    assert record.legal_status is LegalStatus.VALID
    assert (issue.code, issue.fatal, issue.column) == (ErrorCode.EXPIRY_PASSED, False, "预估到期日")


def test_past_the_computed_term_too(tmp_path: Path) -> None:
    cells = {
        "申请号": "201520000006.9",
        "专利类型": "",
        "公开(公告)号": "",
        "申请日": "2015-01-01",
        "预估到期日": None,
    }

    *issues, record = read_patents(write_csv(tmp_path / "a.csv", cells), today=TODAY)

    assert [(issue.code, issue.column) for issue in issues] == [(ErrorCode.EXPIRY_PASSED, STATUS)]  # type: ignore[union-attr]
    assert isinstance(record, PatentRecord)


def test_designs_have_a_class_of_their_own(tmp_path: Path) -> None:
    cells = {
        "申请号": "202130000003.6",
        "公开(公告)号": "CN306123456S",
        "专利类型": "外观设计",
        "申请日": "2021-06-02",
    }

    record = read(tmp_path, **cells, IPC分类号="LOC(12)Cl.14-02", 预估到期日="2036-06-02")

    assert (record.type, record.ipc) == (PatentType.DESIGN, [])


def test_the_main_class_comes_first(tmp_path: Path) -> None:
    record = read(tmp_path, 主分类号="C12P7/06", IPC分类号="H01M8/18; C12P7/06")

    assert record.ipc == ["C12P 7/06", "H01M 8/18"]


def test_long_texts_keep_their_paragraphs(tmp_path: Path) -> None:
    record = read(
        tmp_path,
        摘要=" 一种\u3000装置。\r\n\r\n 其特征  在于… ",
        标题="一种\n储能\u00a0装置",
        代理人="王五 | 赵六",
    )

    assert record.abstract == "一种 装置。\n其特征 在于…"
    assert record.title == "一种 储能 装置"
    assert record.agent == "王五 | 赵六"


def test_what_looks_like_a_formula_is_kept_as_text(tmp_path: Path) -> None:
    assert read(tmp_path, 标题="=cmd|' /C calc'!A0").title == "=cmd|' /C calc'!A0"


def test_blank_and_numbered_rows_are_no_patents(tmp_path: Path) -> None:
    blank = {**dict.fromkeys(ROW, ""), "序号": "2"}

    found = list(read_patents(write_csv(tmp_path / "a.csv", {"序号": "1"}, blank, blank), today=TODAY))

    assert len(found) == 1


def test_one_patent_changes_nothing_in_the_next(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", {}, {})

    first, second = read_patents(path, today=TODAY)
    assert isinstance(first, PatentRecord)
    assert isinstance(second, PatentRecord)
    for mine in (first.owners, first.inventors, first.ipc, first.industries, first.strategic_industries):
        mine.clear()

    assert (second.owners, second.inventors, second.ipc) == (["东湖大学"], ["张三", "李四"], ["H01M 8/18"])


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", *[{"摘要": f"{number}种装置" * 200} for number in range(4000)])
    tracemalloc.start()

    for _ in read_patents(path, today=TODAY):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert path.stat().st_size > 8_000_000
    assert peak < 6_000_000
