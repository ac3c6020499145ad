"""Dossier workbooks filled in by hand: what their cells come to, and what is wrong with them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from panhuo.rules.dossier_content import StatusEntry, WillingnessEntry
from panhuo.rules.dossier_options import ImplementationDetail as D
from panhuo.rules.dossier_options import ImplementationStatus as S
from panhuo.rules.dossier_options import (
    Maturity,
    PriceRange,
    Willingness,
    WillingnessDetail,
)
from panhuo.rules.dossier_problems import ProblemCode as P
from panhuo.rules.dossier_validation import problems
from panhuo.rules.vocabulary import DossierKind
from panhuo.sheets.dossier_paths import place_of
from tests.sheets.campaign import BASIC, Row, one, read, row, told

REPORT = "实用新型专利、外观设计专利已有专利权评价报告"
STATUS = ("status_first", "status_second", "status_detail")


def test_the_campaigns_layout_is_read_as_it_is(tmp_path: Path) -> None:
    file = read(tmp_path, row(unit=" 物理学院 ", known_ipc="H01M 8/18", known_industry="C3521 炼油"))

    (found,) = file.rows
    assert (file.headings.row, file.edition, len(file.headings.places)) == (3, None, 30)
    assert (found.row, found.last_row, found.application_number) == (4, 4, "202310123456.6")
    assert (found.title, found.unit, found.suggested) == (
        "一种储能装置",
        "物理学院",
        ("C3521 炼油", "H01M 8/18"),
    )
    assert told(found) == [] and not found.is_portfolio and not found.untouched
    content = found.content
    assert (content.fiscal_funding, content.rating, content.price) == (True, 4, PriceRange.NEGOTIABLE)
    assert (content.contact, content.phone, content.maturity) == ("张三", "13800138000", Maturity.PILOT)
    assert content.statuses == (StatusEntry(S.NOT_IMPLEMENTED),)
    assert content.willingness == (
        WillingnessEntry(Willingness.TO_LICENSE, WillingnessDetail.ORDINARY_LICENCE),
    )
    assert (content.advantages, content.prospects) == ("能量密度高", "可用于储能")
    assert content.industry is None and content.strategic_industry is None
    assert problems(content, DossierKind.SINGLE) == []


def test_continuation_rows_hold_one_option_each(tmp_path: Path) -> None:
    # given statuses in four rows, willingness in two, a blank row between, and another dossier below
    rows = (
        row(status_first="已许可", status_second="已签订普通许可合同", status_detail=12.5),
        {"status_second": "已列入开放许可计划", "will_first": "拟转让", "will_second": "拟转让"},
        {},
        {"status_first": "校企共建", "serial": 2},
        {"status_first": "已转让", "status_second": "已作价入股", "status_remark": "分期"},
        row(application_number="97101765.4"),
    )

    first, second = read(tmp_path, *rows).rows

    assert (first.row, first.last_row, second.row, second.last_row) == (4, 8, 9, 9)
    assert first.content.statuses == (
        StatusEntry(S.LICENSED, D.ORDINARY_LICENCE_SIGNED, amount=Decimal("12.5")),
        StatusEntry(S.LICENSED, D.OPEN_LICENCE_PLANNED),
        StatusEntry(S.CUSTOM, custom="校企共建"),
        StatusEntry(S.ASSIGNED, D.CONTRIBUTED_AS_EQUITY, remark="分期"),
    )
    assert (first.status_rows, first.will_rows) == ((4, 5, 7, 8), (4, 5))
    assert [entry.second for entry in first.content.willingness] == [
        WillingnessDetail.ORDINARY_LICENCE,
        WillingnessDetail.ASSIGNMENT,
    ]
    assert told(first) == told(second) == []


@pytest.mark.parametrize(
    ("first", "second", "detail", "expected"),
    [
        (
            "已许可",
            "已签订独占许可合同",
            "１００",
            StatusEntry(S.LICENSED, D.EXCLUSIVE_LICENCE_SIGNED, amount=Decimal(100)),
        ),
        (
            "已许可",
            "已列入开放许可计划",
            "1,234.5",
            StatusEntry(S.LICENSED, D.OPEN_LICENCE_PLANNED, amount=Decimal("1234.5")),
        ),
        (
            "已转让",
            "已签订转让合同",
            0.1 + 0.2,
            StatusEntry(S.ASSIGNED, D.ASSIGNMENT_SIGNED, amount=Decimal("0.3")),
        ),
        ("已自行产业化", "自建产线", 8, StatusEntry(S.SELF_INDUSTRIALISED, D.CUSTOM, "自建产线", Decimal(8))),
        ("已自行产业化", None, "50", StatusEntry(S.SELF_INDUSTRIALISED, amount=Decimal(50))),
        (
            "已许可",
            "已由被许可人实现产业化",
            2023,
            StatusEntry(S.LICENSED, D.INDUSTRIALISED_BY_LICENSEE, product="2023"),
        ),
        (
            "已许可",
            "已通过技术服务合同或技术开发合同\n约定由合作企业实现产业化",
            "储能柜",
            StatusEntry(S.LICENSED, D.INDUSTRIALISED_BY_PARTNER, product="储能柜"),
        ),
        (REPORT, None, "全部有效", StatusEntry(S.EVALUATION_REPORT, result="全部有效")),
        (REPORT.replace("、", "，"), "无", "全部有效", StatusEntry(S.EVALUATION_REPORT, result="全部有效")),
        (" 即将放弃专利权 ", "经费不足", None, StatusEntry(S.TO_BE_ABANDONED, D.CUSTOM, "经费不足")),
        ("自定义：已许可", None, None, StatusEntry(S.CUSTOM, custom="已许可")),
        (
            "已许可",
            "自定义（请勿勾选，请直接填写）：交叉许可",
            None,
            StatusEntry(S.LICENSED, D.CUSTOM, "交叉许可"),
        ),
    ],
)
def test_what_column_n_means_depends_on_the_status(
    tmp_path: Path, first: str, second: str | None, detail: Any, expected: StatusEntry
) -> None:
    found = one(tmp_path, status_first=first, status_second=second, status_detail=detail)

    assert found.content.statuses == (expected,)
    assert found.readable


def test_a_portfolio_names_its_other_members(tmp_path: Path) -> None:
    found = one(tmp_path, name="储能组合", further="CN97101765.4，202010000001.1、", description="两件")

    assert found.is_portfolio and found.content.name == "储能组合" and found.content.description == "两件"
    assert (found.further, told(found)) == (("97101765.4", "202010000001.1"), [])
    assert not one(tmp_path, description="单件").is_portfolio


@pytest.mark.parametrize(
    ("statuses", "code", "row_and_field"),
    [
        ([("尚未实施", "准备中", None)], P.CUSTOM_MISPLACED, (4, "status_second")),
        ([("尚未实施", "已列入转让计划", None)], P.OPTION_MISPLACED, (4, "status_second")),
        ([(REPORT, "另有", "有效")], P.CUSTOM_MISPLACED, (4, "status_second")),
        ([(REPORT, None, None)], P.RESULT_MISSING, (4, "status_detail")),
        ([("尚未实施", None, None), ("已许可", None, None)], P.OPTION_MISSING, (5, "status_second")),
        ([("尚未实施", None, None), ("已转让", "已作价入股", None)], P.AMOUNT_MISSING, (5, "status_detail")),
        ([("尚未实施", None, "12")], P.DETAIL_MISPLACED, (4, "status_detail")),
        ([("尚未实施", None, "好")], P.DETAIL_MISPLACED, (4, "status_detail")),
        (
            [("尚未实施", None, None), ("已许可", "已由被许可人实现产业化", None)],
            P.PRODUCT_MISSING,
            (5, "status_detail"),
        ),
    ],
)
def test_what_the_forms_rules_refuse_has_its_cell(
    tmp_path: Path, statuses: list[tuple[str, ...]], code: P, row_and_field: tuple[int, str]
) -> None:
    # given
    cells = [dict(zip(STATUS, each, strict=True)) for each in statuses]

    # when
    found = one(tmp_path, row(**cells[0]), *cells[1:])

    # then
    (problem,) = problems(found.content, DossierKind.SINGLE)
    place = place_of(found, problem.path)
    assert (problem.code, (place.row, place.column.field)) == (code, row_and_field)
    assert told(found) == []


def test_continuation_rows_hold_nothing_else(tmp_path: Path) -> None:
    # given one that repeats what the first row says, which is no harm, and says something else
    rows = (
        row(unit="物理学院"),
        {"unit": "物理学院", "contact": "李四", "title": "另一件", "status_first": "已许可"},
    )

    found = one(tmp_path, *rows)

    assert told(found) == [
        (5, "专利名称", "DOSSIER_CONTINUATION_FILLED", True),
        (5, "*联系人", "DOSSIER_CONTINUATION_FILLED", True),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"status_detail": "12"}, (5, "status_first", "CELL_REQUIRED")),
        ({"will_second": "拟作价入股", "will_first": None}, None),
        (
            {"status_first": "已许可", "status_second": "已作价入股", "status_detail": "十万"},
            (5, "status_detail", "DOSSIER_AMOUNT_INVALID"),
        ),
        (
            {"status_first": "校企共建", "status_second": "联合体"},
            (5, "status_second", "DOSSIER_CUSTOM_MISPLACED"),
        ),
    ],
)
def test_what_may_be_wrong_in_a_continuation_row(
    tmp_path: Path, cells: Row, expected: tuple[int, str, str] | None
) -> None:
    file = read(tmp_path, row(), cells)

    (found,) = file.rows
    wrong = expected and [(expected[0], file.headings.names[expected[1]], expected[2], True)]
    assert told(found) == (wrong or [])


def test_a_row_without_a_number_at_the_top_lacks_it(tmp_path: Path) -> None:
    first, second = read(tmp_path, {"contact": "张三"}, {"status_first": "已许可"}, row()).rows

    assert told(first) == [(4, "申请号", "CELL_REQUIRED", True)]
    assert (first.application_number, first.last_row, second.row) == (None, 5, 6)


@pytest.mark.parametrize(
    ("merged", "rows_told"),
    [
        (("B4:B5",), {4: 4}),
        (("L5:L6",), {4: 5, 6: 6}),
        (("K4:Z7",), {4: 4, 6: 6, 7: 7}),
        (("A4:A7", "D4:F7", "AC4:AD5"), {}),
        (("AF4:AF9",), {}),
    ],
)
def test_merged_cells_are_refused_where_they_are_read(
    tmp_path: Path, merged: tuple[str, ...], rows_told: dict[int, int]
) -> None:
    rows = (row(), {"status_first": "已许可"}, row(), row())

    file = read(tmp_path, *rows, merged=merged)

    wrong = {
        each.row: issue.row for each in file.rows for issue in each.issues if issue.code == "CELL_MERGED"
    }
    assert wrong == rows_told


def test_formulas_are_no_values(tmp_path: Path) -> None:
    found = one(tmp_path, contact='="张"&"三"', serial="=ROW()-3", known_ipc="=1+1", title="=A1")

    assert told(found) == [(4, "*联系人", "CELL_FORMULA", True)]
    assert (found.content.contact, found.title, found.suggested) == (None, None, ())


def test_rows_that_were_only_handed_out_are_untouched(tmp_path: Path) -> None:
    cells = dict.fromkeys(BASIC) | {"application_number": "97101765.4", "unit": "物理学院"}

    assert one(tmp_path, row(**cells)).untouched and not one(tmp_path).untouched
