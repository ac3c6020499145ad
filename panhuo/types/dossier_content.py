"""What a dossier says (S59–S65, S80): its ticked lists, its texts, its patents."""

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Sql
from panhuo.compiler.statement import Place
from panhuo.compiler.weights import Size
from panhuo.rules import dossier_options as options
from panhuo.rules.vocabulary import DossierFlag
from panhuo.types.declare import column, declared, entity, shared, to_many, to_one
from panhuo.types.dossier_problem import (
    PROBLEMS,
    DossierOutcome,
    DossierProblem,
    every_problem,
    expected,
    what_is_missing,
)
from panhuo.types.member_patent import MemberPatent
from panhuo.types.patent import Patent
from panhuo.types.scalars import Instant

CITIES, COMPANIES = Size(2, 100), Size(2, 10)
FIRST_LABELS = {
    **{str(each): label for each, label in options.STATUS_LABELS.items()},
    **{str(each): label for each, label in options.WILLINGNESS_LABELS.items()},
}


def first_label(chinese: bool, value: str) -> str:
    return FIRST_LABELS[value]


def detail_label(chinese: bool, value: str | None) -> str | None:
    """Some codes stand in both lists, and are called otherwise in each."""
    return None if value is None else options.DETAIL_LABELS[options.ImplementationDetail(value)]


def willingness_label(chinese: bool, value: str | None) -> str | None:
    return None if value is None else options.WILLINGNESS_DETAIL_LABELS[options.WillingnessDetail(value)]


def of_list(name: str) -> Sql:
    """Entries of one of the two lists."""
    return lambda place: f"{place['kind']} = '{name}'"


@entity("dossier_choice", None, "One ticked implementation status (专利实施状态, S94–S98).")
class ImplementationEntry:
    """An entry of 实施状态."""

    first: options.ImplementationStatus = column("First level (一级选项).", "first_level")
    first_label: str = declared(
        bind.Computed(first_label, ("first_level",)), "The same as the form has it, in Chinese (一级名称)."
    )
    second: options.ImplementationDetail | None = column("Second level (二级选项).", "second_level")
    second_label: str | None = declared(
        bind.Computed(detail_label, ("second_level",)), "The same as the form has it, in Chinese (二级名称)."
    )
    custom: str | None = column("A text of one's own where CUSTOM is ticked (自定义内容, S62).")
    amount: str | None = column("Amount of a deal in 万元, a decimal number (金额, S96).")
    result: str | None = column("Result of the evaluation report (评价结果, S97).")
    conclusion: str | None = column("Its main conclusions (主要结论, S97).")
    product: str | None = column("Product that is made (产品名称, S98).")
    remark: str | None = column("Remark, such as how it is paid where no figure is known (备注, S100).")


@entity("dossier_choice", None, "One ticked willingness (转化意愿).")
class WillingnessEntry:
    """An entry of 转化意愿."""

    first: options.Willingness = column("First level (一级选项).", "first_level")
    first_label: str = declared(
        bind.Computed(first_label, ("first_level",)), "The same as the form has it, in Chinese (一级名称)."
    )
    second: options.WillingnessDetail | None = column("Second level (二级选项).", "second_level")
    second_label: str | None = declared(
        bind.Computed(willingness_label, ("second_level",)),
        "The same as the form has it, in Chinese (二级名称).",
    )
    custom: str | None = column("A text of one's own where CUSTOM is ticked (自定义内容, S62).")


@entity("dossier_patent", None, "A patent of a dossier (档案所含专利, S78–S81).")
class DossierMember:
    """A member."""

    position: int = column("Position, from 1 (次序).")
    flag: DossierFlag | None = column("What happened to it since it was filed (失效或转让标记, S85, S189).")
    facts: MemberPatent = to_one(
        "Its public facts, whether or not the patent lies within the viewer's own scope (专利信息, S82).",
        "MemberPatent",
        "patent_id",
    )
    patent: Patent | None = to_one(
        "The patent with all that hangs on it, where the viewer reads it (专利详情).", "Patent", "patent_id"
    )


@shared("What a dossier says (档案内容): a draft's or a submitted one's.")
class DossierForm:
    """The fields of the form."""

    saved_at: Instant = column("When it was saved (保存时间).")
    fiscal_funding: bool | None = column(
        "Came of research funded by the state (是否属于财政资助科研项目形成专利, S61)."
    )
    statuses: list[ImplementationEntry] = to_many(
        "How far it is put to use, several at once (专利实施状态, S63).",
        "ImplementationEntry",
        "version_id",
        "position",
        where=of_list("STATUS"),
    )
    willingness: list[WillingnessEntry] = to_many(
        "What one is willing to do (转化意愿, S63).",
        "WillingnessEntry",
        "version_id",
        "position",
        where=of_list("WILLINGNESS"),
    )
    fee_standard: str | None = column("Fee in 万元, a decimal number (费用标准, S67).")
    cities: list[str] = column("Cities one would work with (意向合作城市, S67).", size=CITIES)
    companies: list[str] = column("Companies one would work with (意向合作企业, S67).", size=COMPANIES)
    price: options.PriceRange | None = column("Price one has in mind (意向价格, S67).")
    maturity: options.Maturity | None = column("Maturity of the technology (技术成熟度, S61).")
    rating: int | None = column("Self-assessment, 1–5 stars (专利价值分级自评, S64, S110).")
    advantages: str | None = column(
        "Product, advantages, performance (本专利对应的产品、技术优势、性能指标描述, S65)."
    )
    prospects: str | None = column("Prospects of industrialisation (产业化前景描述, S65).")
    industry: str | None = column(
        "National industry as the filer corrects it; null keeps the patent's (国民经济行业分类, S60)."
    )
    strategic_industry: str | None = column("Strategic emerging industry, likewise (战新产业领域, S60).")
    name: str | None = column("Name of a portfolio (组合专利名称, S80).")
    description: str | None = column("Description of a portfolio (组合专利描述, S80).")
    members: list[DossierMember] = to_many(
        "Its patents, in order (所含专利).", "DossierMember", "version_id", "position"
    )


@entity("dossier_version", None, "What a dossier said when it was last submitted (档案内容).")
class DossierContent(DossierForm):
    """A submitted content. Contact and phone stand on the dossier, under an ability of their own."""


def kind_of(place: Place) -> str:
    alias = place.join("dossier", "dossier", lambda alias: f"{alias}.id = {place['dossier_id']}")
    return f"{alias}.kind"


@entity("dossier_version", None, "What its filer is working on (草稿内容), which nobody else reads.")
class DossierDraft(DossierForm):
    """A draft."""

    contact: str | None = column("Contact (联系人, S65).")
    phone: str | None = column("Its phone (联系电话, S65).")
    missing: list[DossierProblem] = declared(
        bind.Computed(what_is_missing, ("content", kind_of)),
        "What must still be filled in before submission (提交前待填项).",
        size=PROBLEMS,
    )
    problems: list[DossierProblem] = declared(
        bind.Computed(every_problem, ("content", kind_of)),
        "That, and whatever else is not in order (全部待完善项).",
        size=PROBLEMS,
    )
    outcome: DossierOutcome = declared(
        bind.Computed(expected, ("content",)), "What approval would make of it (预计审核结果, S112–S115)."
    )
