"""Single cells of dossier workbooks filled in by hand, in any form."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from panhuo.rules.dossier_options import (
    CUSTOM_LABEL,
    OLDER_MATURITY,
    Maturity,
    PriceRange,
)
from tests.sheets.campaign import one, read, row, told


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        *(("rating", cell, 3) for cell in ("三星", "3星", "3", 3, 3.0, "★★★", "★★★☆☆", "３", "三", " 3 星 ")),
        ("rating", "5 技术成熟度高，可直接用于产业", 5),
        ("rating", "无潜在价值和产业化前景", 1),
        *(("phone", cell, "13800138000") for cell in (13800138000, 13800138000.0, "１３８００１３８０００")),
        *(("phone", cell, "13800138000") for cell in ("138 0013 8000", "13800138000 ", "13800138000\n")),
        *(("phone", cell, "010-62511234") for cell in ("010－62511234", "（010）62511234", "010—62511234")),
        ("phone", 4001234567, "4001234567"),
        *(("price", cell, PriceRange.UP_TO_20) for cell in ("10-20万", "10—20万元", "１０－２０万", "10~20")),
        *(("price", cell, PriceRange.NEGOTIABLE) for cell in ("具体面议", "面议")),
        *(("price", cell, PriceRange.ABOVE_100) for cell in ("100万以上", "100万元以上", "＞100万")),
        *(("maturity", cell, Maturity.SAMPLE) for cell in ("样品、实验阶段", "样品 ，实验阶段")),
        *(("fiscal_funding", cell, False) for cell in ("否", "N", "×", False)),
        ("cities", "广东省-深圳市，浙江省—杭州市、", ("广东省-深圳市", "浙江省-杭州市")),
        ("companies", "甲公司，乙公司；丙公司\n丁公司", ("甲公司", "乙公司", "丙公司", "丁公司")),
        ("companies", '"Foo Co., Ltd.",乙公司', ("Foo Co., Ltd.", "乙公司")),
        ("fee_standard", "１２．５", Decimal("12.5")),
        ("fee_standard", 12.300000000000001, Decimal("12.3")),
        ("contact", 2023.0, "2023"),
        ("advantages", datetime(2023, 12, 31, 8), "2023-12-31"),
        ("advantages", " a\nb ", "a\nb"),
        ("prospects", "/", None),
    ],
)
def test_values_in_any_form(tmp_path: Path, field: str, cell: Any, value: Any) -> None:
    found = one(tmp_path, **{field: cell})

    assert getattr(found.content, field) == value
    assert found.readable


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        *((typed, "202310123456.6") for typed in ("202310123456.6", "CN202310123456.6", "ZL2023101234566")),
        *(
            (typed, "202310123456.6")
            for typed in ("202310123456", 202310123456.6, 202310123456, 2023101234566)
        ),
        *((typed, "202310123456.6") for typed in ("ＣＮ２０２３１０１２３４５６．６", " 2023 1012 3456.6 ")),
        *((typed, "97101765.4") for typed in ("97101765.4", "ZL97101765.4", 97101765.4, "97101765")),
    ],
)
def test_application_numbers_in_any_form(tmp_path: Path, typed: Any, canonical: str) -> None:
    found = one(tmp_path, application_number=typed)

    assert (found.application_number, told(found)) == (canonical, [])


ROUNDED, NO_TEXT = "NUMBER_ROUNDED", "CELL_NOT_TEXT"
PLACEHOLDER, UNKNOWN = "DOSSIER_CUSTOM_PLACEHOLDER", "DOSSIER_OPTION_UNKNOWN"


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("application_number", "202310123456.7", "APPLICATION_NUMBER_CHECK_DIGIT"),
        ("application_number", "无号", "APPLICATION_NUMBER_CHARACTERS"),
        *(("application_number", cell, ROUNDED) for cell in (12345678901234567, "2.0231E+11", 1e300)),
        *((field, date(2026, 10, 20), NO_TEXT) for field in ("application_number", "price", "phone")),
        ("further", "97101765.4,12", "APPLICATION_NUMBER_LENGTH"),
        ("further", ",".join(["97101765.4"] * 10), "DOSSIER_MEMBERS_TOO_MANY"),
        ("fiscal_funding", "大概", "TRUTH_UNKNOWN"),
        *((field, CUSTOM_LABEL, PLACEHOLDER) for field in ("status_first", "will_first", "will_second")),
        ("status_first", "自定义", PLACEHOLDER),
        ("will_second", "自定义(请勿勾选,请直接填写)(请勿勾选,请直接填写)", PLACEHOLDER),
        ("will_first", "拟出租", UNKNOWN),
        *(("fee_standard", cell, "DOSSIER_AMOUNT_INVALID") for cell in ("十二万", "12.5万", -3, "1,23")),
        *(("price", cell, UNKNOWN) for cell in ("五十万", CUSTOM_LABEL)),
        *(("phone", cell, ROUNDED) for cell in (13800138000123456, "1.38E+10")),
        ("phone", True, NO_TEXT),
        ("phone", "=A1", "CELL_FORMULA"),
        ("maturity", "成熟", UNKNOWN),
        *(("rating", cell, "DOSSIER_RATING_INVALID") for cell in ("六星", 3.5, 0, "五星 无潜在价值")),
        ("contact", "#REF!", "CELL_FORMULA_ERROR"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_told_at_its_cell(
    tmp_path: Path, field: str, cell: Any, code: str
) -> None:
    file = read(tmp_path, row(**{field: cell}))

    (found,) = file.rows
    assert told(found) == [(4, file.headings.names[field], code, True)]
    assert not getattr(found.content, field, None) and not found.readable


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"maturity": "通过中试"}, "DOSSIER_MATURITY_OLDER"),
        ({"status_first": "已经许可"}, "DOSSIER_CUSTOM_SIMILAR"),
        ({"cities": "我的家乡"}, "DOSSIER_CITY_UNUSUAL"),
        ({"phone": 1062511234}, "PHONE_UNUSUAL"),
        ({"contact": "张\u200b三"}, "CELL_CONTROL_CHARACTERS"),
        ({"contact": "张\ufffd"}, "CELL_DAMAGED_TEXT"),
    ],
)
def test_what_is_taken_with_a_warning(tmp_path: Path, cells: dict[str, Any], code: str) -> None:
    found = one(tmp_path, **cells)

    assert [(issue.code, issue.fatal) for issue in found.issues] == [(code, False)]


@pytest.mark.parametrize(("older", "now"), OLDER_MATURITY.items())
def test_the_older_list_of_maturity_is_mapped(older: str, now: Maturity, tmp_path: Path) -> None:
    assert one(tmp_path, maturity=older).content.maturity is now
