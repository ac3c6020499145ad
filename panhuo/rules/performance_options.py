"""What a performance report offers to tick (S155, S156): the dossier's codes, in this form's words (S158)."""

from collections.abc import Mapping
from enum import StrEnum

from panhuo.rules.dossier_options import ImplementationDetail as D
from panhuo.rules.dossier_options import WillingnessDetail as W


class ConversionMode(StrEnum):
    """转化方式; both may be reported at once (S159)."""

    LICENCE = "LICENCE"  # 已许可
    TRANSFER = "TRANSFER"  # 已转让


MODE_LABELS: Mapping[ConversionMode, str] = {
    ConversionMode.LICENCE: "已许可",
    ConversionMode.TRANSFER: "已转让",
}
PERFORMANCE_LABELS: Mapping[ConversionMode, Mapping[D, str]] = {
    ConversionMode.LICENCE: {
        D.OPEN_LICENCE_SIGNED: "已达成开放许可合同",
        D.ORDINARY_LICENCE_SIGNED: "已达成普通许可合同",
        D.SOLE_LICENCE_SIGNED: "已达成排他许可合同",
        D.EXCLUSIVE_LICENCE_SIGNED: "已达成独占许可合同",
        D.INDUSTRIALISED_BY_LICENSEE: "已由被许可人实现产业化",
        D.INDUSTRIALISED_BY_PARTNER: "已通过技术开发合同或技术合作合同由合作企业实现产业化",
        D.PATENT_POOL: "已参与专利运营池",
    },
    ConversionMode.TRANSFER: {D.ASSIGNMENT_SIGNED: "已转让", D.CONTRIBUTED_AS_EQUITY: "已作价入股"},
}
"""The options of each mode, in the order of the form."""
SIGNED_AS: Mapping[W, tuple[ConversionMode, D]] = {
    W.OPEN_LICENCE: (ConversionMode.LICENCE, D.OPEN_LICENCE_SIGNED),
    W.ORDINARY_LICENCE: (ConversionMode.LICENCE, D.ORDINARY_LICENCE_SIGNED),
    W.SOLE_LICENCE: (ConversionMode.LICENCE, D.SOLE_LICENCE_SIGNED),
    W.EXCLUSIVE_LICENCE: (ConversionMode.LICENCE, D.EXCLUSIVE_LICENCE_SIGNED),
    W.PATENT_POOL: (ConversionMode.LICENCE, D.PATENT_POOL),
    W.ASSIGNMENT: (ConversionMode.TRANSFER, D.ASSIGNMENT_SIGNED),
    W.EQUITY: (ConversionMode.TRANSFER, D.CONTRIBUTED_AS_EQUITY),
}
"""What a way of working together that a signed demand named is reported as."""


def label(option: D) -> str:
    """What this form calls an option."""
    return next(labels[option] for labels in PERFORMANCE_LABELS.values() if option in labels)
