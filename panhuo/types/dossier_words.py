"""The enumerations of dossiers as GraphQL shows them: the form's options (S61–S63), kinds, states, flags."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from panhuo.enums import described
from panhuo.rules import dossier_options as options
from panhuo.rules.dossier_outcome import UNFIT_WORDS, UnfitReason
from panhuo.rules.vocabulary import DossierFlag, DossierKind, DossierState

Option = TypeVar("Option", bound=StrEnum)

described(
    DossierKind,
    "What a dossier is about (档案类型, S57).",
    {"SINGLE": "One patent (单条专利).", "PORTFOLIO": "Several patents together (组合专利)."},
)
described(
    DossierState,
    "Where a dossier stands in its life (档案状态, S131, S188).",
    {
        "DRAFT": "Being filled in by its filer (草稿箱).",
        "PENDING": "Under review (待审核).",
        "REJECTED": "Returned to its filer with a reason (已驳回).",
        "INVENTORIED": "Inventoried, not registered (已盘点未入库).",
        "REGISTERED": "Inventoried and registered (已盘点并入库).",
        "DELISTED": "Taken out of the library with a reason (已下架).",
    },
)
described(
    DossierFlag,
    "What happened to a patent since it was filed (失效或转让标记, S85, S189).",
    {"LAPSED": "It lapsed (已失效).", "TRANSFERRED_OUT": "Its owner is another now (已转让)."},
)
described(
    UnfitReason,
    "Why a dossier is inventoried and not registered (不宜入库原因, S112).",
    {name: " ".join(texts) for name, texts in UNFIT_WORDS.items()},
)


def offered(enum: type[Option], description: str, labels: Mapping[Option, str]) -> None:
    """Make a GraphQL enum of a list of the form, each option described by the form's own words."""
    described(enum, description, {option: f"{said(option)} ({labels[option]})." for option in enum})


def said(option: StrEnum) -> str:
    """A code as words: `UP_TO_10` → Up to 10."""
    return option.value.replace("_", " ").capitalize()


offered(
    options.ImplementationStatus,
    "First level of the implementation status (专利实施状态, S61, S62).",
    options.STATUS_LABELS,
)
offered(
    options.ImplementationDetail,
    "Second level of the implementation status (专利实施状态二级选项).",
    options.DETAIL_LABELS,
)
offered(
    options.Willingness,
    "First level of what one is willing to do (转化意愿, S61, S62).",
    options.WILLINGNESS_LABELS,
)
offered(
    options.WillingnessDetail,
    "Second level of what one is willing to do (转化意愿二级选项).",
    options.WILLINGNESS_DETAIL_LABELS,
)
offered(options.Maturity, "How mature the technology is (技术成熟度).", options.MATURITY_LABELS)
offered(options.PriceRange, "The price one has in mind, in 万元 (意向价格, S67).", options.PRICE_LABELS)
