"""What a dossier's form offers to tick (S61–S64): codes, their Chinese labels, and which go together.

The labels are those of the campaign's own template, so that a workbook filled by hand is understood.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

Option = TypeVar("Option", bound=StrEnum)


def bits_of(options: type[Option]) -> dict[Option, int]:
    """The bit of each option where what is ticked is kept as one number: 1 for the first, in their order.

    New options come last: numbers that are kept already stay what they are.
    """
    return {option: 1 << place for place, option in enumerate(options)}


class ImplementationStatus(StrEnum):
    """实施状态, first level."""

    NOT_IMPLEMENTED = "NOT_IMPLEMENTED"
    LICENSED = "LICENSED"
    ASSIGNED = "ASSIGNED"
    SELF_INDUSTRIALISED = "SELF_INDUSTRIALISED"
    EVALUATION_REPORT = "EVALUATION_REPORT"
    TO_BE_ABANDONED = "TO_BE_ABANDONED"
    OWNERSHIP_DISPUTE = "OWNERSHIP_DISPUTE"
    UNSUITABLE = "UNSUITABLE"
    CUSTOM = "CUSTOM"


class ImplementationDetail(StrEnum):
    """实施状态, second level."""

    OPEN_LICENCE_SIGNED = "OPEN_LICENCE_SIGNED"
    ORDINARY_LICENCE_SIGNED = "ORDINARY_LICENCE_SIGNED"
    SOLE_LICENCE_SIGNED = "SOLE_LICENCE_SIGNED"
    EXCLUSIVE_LICENCE_SIGNED = "EXCLUSIVE_LICENCE_SIGNED"
    OPEN_LICENCE_PLANNED = "OPEN_LICENCE_PLANNED"
    ORDINARY_LICENCE_PLANNED = "ORDINARY_LICENCE_PLANNED"
    SOLE_LICENCE_PLANNED = "SOLE_LICENCE_PLANNED"
    EXCLUSIVE_LICENCE_PLANNED = "EXCLUSIVE_LICENCE_PLANNED"
    INDUSTRIALISED_BY_LICENSEE = "INDUSTRIALISED_BY_LICENSEE"
    INDUSTRIALISED_BY_PARTNER = "INDUSTRIALISED_BY_PARTNER"
    PATENT_POOL = "PATENT_POOL"
    ASSIGNMENT_SIGNED = "ASSIGNMENT_SIGNED"
    CONTRIBUTED_AS_EQUITY = "CONTRIBUTED_AS_EQUITY"
    ASSIGNMENT_PLANNED = "ASSIGNMENT_PLANNED"
    CUSTOM = "CUSTOM"


class Willingness(StrEnum):
    """转化意愿, first level."""

    TO_LICENSE = "TO_LICENSE"
    TO_ASSIGN = "TO_ASSIGN"
    TO_APPLY = "TO_APPLY"


class WillingnessDetail(StrEnum):
    """转化意愿, second level."""

    OPEN_LICENCE = "OPEN_LICENCE"
    ORDINARY_LICENCE = "ORDINARY_LICENCE"
    SOLE_LICENCE = "SOLE_LICENCE"
    EXCLUSIVE_LICENCE = "EXCLUSIVE_LICENCE"
    PATENT_POOL = "PATENT_POOL"
    ASSIGNMENT = "ASSIGNMENT"
    EQUITY = "EQUITY"
    CUSTOM = "CUSTOM"


class Maturity(StrEnum):
    """技术成熟度."""

    SAMPLE = "SAMPLE"
    PILOT = "PILOT"
    SMALL_BATCH = "SMALL_BATCH"
    MASS_PRODUCTION = "MASS_PRODUCTION"


class PriceRange(StrEnum):
    """意向价格, in 万元; bounds as the form has them."""

    NEGOTIABLE = "NEGOTIABLE"
    UP_TO_10 = "UP_TO_10"
    UP_TO_20 = "UP_TO_20"
    UP_TO_30 = "UP_TO_30"
    UP_TO_40 = "UP_TO_40"
    UP_TO_50 = "UP_TO_50"
    UP_TO_60 = "UP_TO_60"
    UP_TO_70 = "UP_TO_70"
    UP_TO_80 = "UP_TO_80"
    UP_TO_90 = "UP_TO_90"
    UP_TO_100 = "UP_TO_100"
    ABOVE_100 = "ABOVE_100"


S, D, W, WD = ImplementationStatus, ImplementationDetail, Willingness, WillingnessDetail

STATUS_LABELS: Mapping[ImplementationStatus, str] = {
    S.NOT_IMPLEMENTED: "尚未实施",
    S.LICENSED: "已许可",
    S.ASSIGNED: "已转让",
    S.SELF_INDUSTRIALISED: "已自行产业化",
    S.EVALUATION_REPORT: "实用新型专利、外观设计专利已有专利权评价报告",
    S.TO_BE_ABANDONED: "即将放弃专利权",
    S.OWNERSHIP_DISPUTE: "涉及权属纠纷",
    S.UNSUITABLE: "其他不适宜转化的情况",
    S.CUSTOM: "自定义",
}
DETAIL_LABELS: Mapping[ImplementationDetail, str] = {
    D.OPEN_LICENCE_SIGNED: "已签订开放许可合同",
    D.ORDINARY_LICENCE_SIGNED: "已签订普通许可合同",
    D.SOLE_LICENCE_SIGNED: "已签订排他许可合同",
    D.EXCLUSIVE_LICENCE_SIGNED: "已签订独占许可合同",
    D.OPEN_LICENCE_PLANNED: "已列入开放许可计划",
    D.ORDINARY_LICENCE_PLANNED: "已列入普通许可计划",
    D.SOLE_LICENCE_PLANNED: "已列入排他许可计划",
    D.EXCLUSIVE_LICENCE_PLANNED: "已列入独占许可计划",
    D.INDUSTRIALISED_BY_LICENSEE: "已由被许可人实现产业化",
    D.INDUSTRIALISED_BY_PARTNER: "已通过技术服务合同或技术开发合同约定由合作企业实现产业化",
    D.PATENT_POOL: "已参与专利池运营",
    D.ASSIGNMENT_SIGNED: "已签订转让合同",
    D.CONTRIBUTED_AS_EQUITY: "已作价入股",
    D.ASSIGNMENT_PLANNED: "已列入转让计划",
    D.CUSTOM: "自定义",
}
WILLINGNESS_LABELS: Mapping[Willingness, str] = {
    W.TO_LICENSE: "拟许可",
    W.TO_ASSIGN: "拟转让",
    W.TO_APPLY: "拟自行应用或产业化",
}
WILLINGNESS_DETAIL_LABELS: Mapping[WillingnessDetail, str] = {
    WD.OPEN_LICENCE: "拟开放许可",
    WD.ORDINARY_LICENCE: "拟普通许可",
    WD.SOLE_LICENCE: "拟排他许可",
    WD.EXCLUSIVE_LICENCE: "拟独占许可",
    WD.PATENT_POOL: "拟参与专利池运营",
    WD.ASSIGNMENT: "拟转让",
    WD.EQUITY: "拟作价入股",
    WD.CUSTOM: "自定义",
}
COOPERATION_LABELS: Mapping[WillingnessDetail, str] = {
    mode: label.removeprefix("拟") for mode, label in WILLINGNESS_DETAIL_LABELS.items()
}
"""The same as an enterprise's demand calls them (合作方式, S165)."""
MATURITY_LABELS: Mapping[Maturity, str] = {
    Maturity.SAMPLE: "样品、实验阶段",
    Maturity.PILOT: "试生产、应用开发阶段",
    Maturity.SMALL_BATCH: "小批量生产、工程应用阶段",
    Maturity.MASS_PRODUCTION: "批量生产、成熟应用阶段",
}
OLDER_MATURITY: Mapping[str, Maturity] = {
    "技术构思": Maturity.SAMPLE,
    "正在研发": Maturity.SAMPLE,
    "已有样品": Maturity.SAMPLE,
    "通过小试": Maturity.PILOT,
    "通过中试": Maturity.SMALL_BATCH,
    "可以量产": Maturity.MASS_PRODUCTION,
}
"""An older list that workbooks still hold: accepted, with a warning on the row."""
PRICE_LABELS: Mapping[PriceRange, str] = {
    PriceRange.NEGOTIABLE: "具体面议",
    **{PriceRange(f"UP_TO_{top}"): f"{top - 10}-{top}万" for top in range(10, 101, 10)},
    PriceRange.ABOVE_100: "100万以上",
}
RATING_LABELS: Mapping[int, str] = {
    5: "技术成熟度高，可直接用于产业",
    4: "具有较高的潜在价值和产业化前景",
    3: "具有一定的潜在价值和产业化前景",
    2: "潜在价值低，产业化前景不明朗",
    1: "无潜在价值和产业化前景",
}
"""自评, in stars (S64)."""
CUSTOM_LABEL = "自定义（请勿勾选，请直接填写）"
"""What the form's drop-downs say where a text of one's own is meant: never itself a value."""

STATUS_PAIRS: Mapping[ImplementationStatus, tuple[ImplementationDetail, ...]] = {
    S.NOT_IMPLEMENTED: (),
    S.LICENSED: (*list(D)[:11], D.CUSTOM),
    S.ASSIGNED: (D.ASSIGNMENT_SIGNED, D.CONTRIBUTED_AS_EQUITY, D.ASSIGNMENT_PLANNED, D.CUSTOM),
    S.SELF_INDUSTRIALISED: (D.CUSTOM,),
    S.EVALUATION_REPORT: (),
    S.TO_BE_ABANDONED: (D.CUSTOM,),
    S.OWNERSHIP_DISPUTE: (D.CUSTOM,),
    S.UNSUITABLE: (D.CUSTOM,),
    S.CUSTOM: (),
}
"""The second level of each first; a custom first level is its own text and has none (S95)."""
WILLINGNESS_PAIRS: Mapping[Willingness, tuple[WillingnessDetail, ...]] = {
    W.TO_LICENSE: (*list(WD)[:5], WD.CUSTOM),
    W.TO_ASSIGN: (WD.ASSIGNMENT, WD.EQUITY, WD.CUSTOM),
    W.TO_APPLY: (WD.CUSTOM,),
}

SIGNED = frozenset(
    {
        *(
            D.OPEN_LICENCE_SIGNED,
            D.ORDINARY_LICENCE_SIGNED,
            D.SOLE_LICENCE_SIGNED,
            D.EXCLUSIVE_LICENCE_SIGNED,
        ),
        *(D.ASSIGNMENT_SIGNED, D.CONTRIBUTED_AS_EQUITY),
    }
)
"""Deals that have an amount, or a remark on how it is paid (S96, S100)."""
WITH_PRODUCT = frozenset({D.INDUSTRIALISED_BY_LICENSEE, D.INDUSTRIALISED_BY_PARTNER})
"""Those that name a product (S98)."""
DEALS = frozenset({S.LICENSED, S.ASSIGNED, S.SELF_INDUSTRIALISED})
"""Where an amount can stand."""
WAIVING = frozenset({S.TO_BE_ABANDONED, S.OWNERSHIP_DISPUTE, S.UNSUITABLE})
"""What leaves nothing to say of willingness, maturity, price and use (S118)."""


def is_placeholder(text: str) -> bool:
    """Whether a text is the form's own invitation to write one; its bracket may stand there repeatedly."""
    head, *rest = text.strip().replace("(", "（").replace(")", "）").split("（")
    return head == "自定义" and all(part.rstrip("）") == "请勿勾选，请直接填写" for part in rest)
