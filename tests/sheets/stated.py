"""Dossiers of every sort that may be kept, for workbooks (Hypothesis)."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from panhuo.rules.application_number import check_digit
from panhuo.rules.dossier_content import DossierContent, StatusEntry, WillingnessEntry
from panhuo.rules.dossier_options import (
    CUSTOM_LABEL,
    DEALS,
    DETAIL_LABELS,
    STATUS_LABELS,
    STATUS_PAIRS,
    WILLINGNESS_PAIRS,
    WITH_PRODUCT,
    ImplementationDetail,
    ImplementationStatus,
    Maturity,
    PriceRange,
    WillingnessDetail,
    is_placeholder,
)
from panhuo.sheets.dossier_row import TemplateRow

TRAPS = (
    *("=1+1", "@SUM(A1)", "+1", "-2", "#N/A", "#REF!", "1E5", "2.02E+11", "12", "0012", "TRUE", "2023-12-31"),
    *("无", "-", "N/A", "—", "自定义：已许可", "自定义:x", "自定义（请勿勾选，请直接填写）校企共建"),
    *("a,b", "甲，乙", '"a"', '"a","b"', '"', "a、b；c|d", "_x000D_", "_x0041_", "'=1", "\u200bx", "x\ufeff"),
    *("x\r\ny", "x\ry", "x\ny", "x\t y", "  x ", "\u3000x\u3000", "x\u2028y", "😀", "�", "é\u0301", "１２"),
    *STATUS_LABELS.values(),
    *DETAIL_LABELS.values(),
    "拟转让",
)
"""Texts that a spreadsheet program, or a careless reader, makes something else of."""
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"))
REPORT = ImplementationStatus.EVALUATION_REPORT
AMOUNTS = st.decimals(0, Decimal("999999999"), places=4, allow_nan=False)
CITIES = st.sampled_from(("广东省-深圳市", "北京市", "内蒙古自治区-呼和浩特市", "广东－广州", "没有这里"))


def texts(most: int) -> st.SearchStrategy[str]:
    """Texts of a form: not empty, of letters anybody can send."""
    found = st.one_of(st.sampled_from(TRAPS), st.text(LETTERS, min_size=1, max_size=20))
    return found.map(lambda text: text[:most]).filter(lambda text: bool(text.strip()))


def own_texts() -> st.SearchStrategy[str]:
    return texts(100).filter(lambda text: not is_placeholder(text) and text != CUSTOM_LABEL)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def status_entries(draw: st.DrawFn) -> StatusEntry:
    first = draw(st.sampled_from(ImplementationStatus))
    second = draw(st.sampled_from((None, *STATUS_PAIRS[first])))
    own = ImplementationStatus.CUSTOM is first or ImplementationDetail.CUSTOM is second
    return StatusEntry(
        first,
        second,
        draw(own_texts()) if own else None,
        draw(maybe(AMOUNTS)) if first in DEALS else None,
        draw(maybe(texts(500))) if first is REPORT else None,
        draw(maybe(texts(500))) if first is REPORT else None,
        draw(maybe(texts(500))) if second in WITH_PRODUCT else None,
        draw(maybe(texts(500))),
    )


@st.composite
def willingness_entries(draw: st.DrawFn) -> WillingnessEntry:
    first = draw(st.sampled_from(list(WILLINGNESS_PAIRS)))
    second = draw(st.sampled_from((None, *WILLINGNESS_PAIRS[first])))
    return WillingnessEntry(first, second, draw(own_texts()) if second is WillingnessDetail.CUSTOM else None)


@st.composite
def contents(draw: st.DrawFn, portfolio: bool = False) -> DossierContent:
    """Contents that can be kept, whole or not."""
    industries = st.sampled_from(("C3521", "C35", "A01", "I"))
    return DossierContent(
        fiscal_funding=draw(maybe(st.booleans())),
        statuses=tuple(draw(st.lists(status_entries(), max_size=4))),
        willingness=tuple(draw(st.lists(willingness_entries(), max_size=4))),
        fee_standard=draw(maybe(AMOUNTS)),
        cities=tuple(draw(st.lists(CITIES | texts(60), max_size=3))),
        companies=tuple(draw(st.lists(texts(200), max_size=10))),
        price=draw(maybe(st.sampled_from(PriceRange))),
        contact=draw(maybe(texts(60))),
        phone=draw(
            maybe(st.sampled_from(("13800138000", "010-62511234", "+86 138 0013 8000", "１３８００")))
        ),
        maturity=draw(maybe(st.sampled_from(Maturity))),
        rating=draw(maybe(st.integers(1, 5))),
        advantages=draw(maybe(texts(500))),
        prospects=draw(maybe(texts(500))),
        industry=draw(maybe(industries)),
        strategic_industry=draw(maybe(st.sampled_from(("3.6", "3", "3D打印", "1.1.1")))),
        name=draw(maybe(texts(50))) if portfolio else None,
        description=draw(maybe(texts(500))) if portfolio else None,
    )


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Canonical application numbers, of both forms."""
    year, kind = draw(st.integers(2004, 2026)), draw(st.sampled_from("12389"))
    old = draw(st.booleans())
    body = f"{draw(st.integers(85, 99))}{kind}{draw(st.integers(0, 99_999)):05}" if old else ""
    body = body or f"{year}{kind}{draw(st.integers(0, 9_999_999)):07}"
    return f"{body}.{check_digit(body)}"


@st.composite
def template_rows(draw: st.DrawFn) -> TemplateRow:
    """A patent or a dossier as exports hand it over."""
    members = draw(st.lists(numbers(), min_size=1, max_size=10, unique=True))
    first, further = members[0], tuple(members[1:])
    further = draw(st.sampled_from(((), further)))
    title = draw(st.sampled_from(("一种储能装置", "=SUM(A1)", "装置“甲”", "A-B, C")))
    return TemplateRow(
        first,
        title,
        "有效",
        draw(maybe(st.integers(0, 20))),
        ("张三", "李四"),
        draw(st.sampled_from(("", "物理学院", "东校区/物理学院"))),
        further,
        draw(contents(bool(further))),
        draw(st.sampled_from(("", "C3521 炼油、化工生产专用设备制造"))),
        draw(st.sampled_from(("", "3.6 前沿新材料"))),
        draw(st.sampled_from(("", "H01M 8/18"))),
    )
