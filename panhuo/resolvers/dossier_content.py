"""What a form sends of a dossier (S59–S67, S80): every field of `rules.dossier_content`, by name.

A field that is left out stays as it is, null empties it.
"""

import re
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

import strawberry

from panhuo.resolvers.telling import numbered
from panhuo.rules.dossier_options import (
    ImplementationDetail,
    ImplementationStatus,
    Maturity,
    PriceRange,
    Willingness,
    WillingnessDetail,
)
from panhuo.types import dossier_words  # noqa: F401  descriptions of the options

AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)
UNREADABLE = Decimal("NaN")
"""Stands for a text that is no amount: the validator says so, at its field."""
AMOUNTS = frozenset({"amount", "fee_standard"})


def filled(description: str) -> Any:
    """A field of the form, which may be left out."""
    return strawberry.field(default=strawberry.UNSET, description=description)


@strawberry.input(description="One ticked implementation status with what it asks for (专利实施状态).")
class DossierStatusInput:
    """An entry of `DossierContentInput.statuses`."""

    first: ImplementationStatus = strawberry.field(description="First level (一级选项).")
    second: ImplementationDetail | None = filled("Second level, where the first has one (二级选项).")
    custom: str | None = filled("The text of a custom option, up to 100 letters (自定义内容, S62).")
    amount: str | None = filled(
        "Amount in 万元, as digits such as `12.5`; of signed deals and own production (金额, S96, S100)."
    )
    result: str | None = filled("Result of an evaluation report (评价结果, S97).")
    conclusion: str | None = filled("Its main conclusion (主要结论, S97).")
    product: str | None = filled("Product, where it is produced by a licensee or partner (产品名称, S98).")
    remark: str | None = filled("Remark, such as how it is paid where there is no figure (备注, S100).")


@strawberry.input(description="One ticked willingness (转化意愿).")
class DossierWillingnessInput:
    """An entry of `DossierContentInput.willingness`."""

    first: Willingness = strawberry.field(description="First level (一级选项).")
    second: WillingnessDetail | None = filled("Second level (二级选项).")
    custom: str | None = filled("The text of a custom option, up to 100 letters (自定义内容, S62).")


@strawberry.input(
    description="Fields of a dossier (建档内容). What is left out stays as it is, null empties. Nothing is "
    "required before submission; `problems` of the answer says what is still missing."
)
class DossierContentInput:
    """What `fileDossier`, `saveDossier` and `fillDossiers` write."""

    fiscal_funding: bool | None = filled(
        "Whether it came of research paid by the state (是否属于财政资助科研项目形成专利, S61)."
    )
    statuses: list[DossierStatusInput] | None = filled("Implementation status, several (专利实施状态, S63).")
    willingness: list[DossierWillingnessInput] | None = filled("Willingness, several (转化意愿, S63).")
    fee_standard: str | None = filled("Fee in 万元, as digits such as `12.5` (费用标准, S67).")
    cities: list[str] | None = filled("Cities to work with (意向合作城市, S67).")
    companies: list[str] | None = filled("Companies to work with, at most 10 (意向合作企业, S67).")
    price: PriceRange | None = filled("Price one has in mind (意向价格, S67).")
    contact: str | None = filled("Whom to ask (联系人, S65).")
    phone: str | None = filled("Phone to call (联系电话, S65).")
    maturity: Maturity | None = filled("How mature the technology is (技术成熟度, S61).")
    rating: int | None = filled("Own rating, 1–5 stars (专利价值分级自评, S64).")
    advantages: str | None = filled(
        "Product, advantages, performance, up to 500 letters (本专利对应的产品/技术优势/性能指标描述, S65)."
    )
    prospects: str | None = filled("Prospects, up to 500 letters (产业化前景描述, S65).")
    industry: str | None = filled(
        "A corrected industry code; null keeps what was delivered (国民经济行业分类, S60)."
    )
    strategic_industry: str | None = filled("The same of strategic industries (战新产业领域, S60).")
    name: str | None = filled("Name of a portfolio, up to 50 letters (组合专利名称, S80).")
    description: str | None = filled("Description of a portfolio, up to 500 letters (组合专利描述, S80).")
    members: list[strawberry.ID] | None = filled(
        "Ids of the patents, in order, 2–10 of a portfolio; more than one make a portfolio of a single "
        "draft (选择组合专利, S69, S79)."
    )


def changes_of(content: DossierContentInput) -> dict[str, Any]:
    """The fields that were sent, as `DossierContent.merged` takes them. Raises BAD_ID."""
    found: dict[str, Any] = sent(content)
    if found.get("members"):
        found["members"] = [numbered(each, "Patent", "content.members") for each in found["members"]]
    return found


def sent(value: Any) -> Any:
    """What was sent of an input, by the names of its fields."""
    if is_dataclass(value):
        given = {each.name: getattr(value, each.name) for each in fields(value)}
        return {name: told(name, each) for name, each in given.items() if each is not strawberry.UNSET}
    if isinstance(value, list):
        return [sent(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def told(name: str, value: Any) -> Any:
    if name in AMOUNTS and value is not None:
        return amount(value)
    return sent(value)


def amount(text: str) -> Decimal | None:
    """An amount as it was typed; nothing for an empty field."""
    digits = text.strip()
    if not digits:
        return None
    return Decimal(digits) if AMOUNT.fullmatch(digits) else UNREADABLE
