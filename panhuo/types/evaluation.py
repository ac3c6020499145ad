"""Evaluations by experts of enterprises (企业评价, S149–S151)."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import strawberry

from panhuo.compiler.binding import Condition, Dimension, Sql
from panhuo.compiler.grouping import Dated, Measure
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.statement import Place
from panhuo.enums import described
from panhuo.permissions.ability import Ability
from panhuo.types.declare import column, derived, entity, physical, to_many, to_one
from panhuo.types.dimensions import as_text, at_unit, counted
from panhuo.types.filters import filter_input, many, order_input
from panhuo.types.node import PAGING, Connection, Node
from panhuo.types.patent_conversion import readable
from panhuo.types.scalars import Instant
from panhuo.types.user import User

if TYPE_CHECKING:
    from panhuo.types.dossier import Dossier


def mine(place: Place) -> str:
    return f"coalesce({place['user_id']} = {place.viewer('user_id')}, false)"


def standing(column: str) -> Sql:
    """Where the dossier stands, as far as the viewer reads it."""

    def sql(place: Place) -> str:
        alias = place.join(
            "standing",
            "dossier",
            lambda alias: f"{alias}.id = {place['dossier_id']} and ({readable(place, alias)})",
        )
        return f"{alias}.{column}"

    return sql


CONDITIONS = {
    "rating": (Condition(physical("rating"), "int"), "Stars (评论星级)."),
    "enterpriseName": (Condition(physical("enterprise_name"), "text"), "The enterprise (单位名称)."),
    "unit": (
        Condition(standing("unit_id"), "unit", nullable=True),
        "Unit at which the dossier stands, where it is readable (所属组织机构).",
    ),
    "institution": (
        Condition(standing("institution_id"), "unit", nullable=True),
        "Institution of the dossier, where it is readable (院校).",
    ),
    "mine": (Condition(mine, "bool"), "Written by the viewer (本人评价)."),
    "createdAt": (Condition(physical("created_at"), "instant"), "When it was first written (首次评价时间)."),
    "updatedAt": (Condition(physical("updated_at"), "instant"), "When it was written last (评价时间)."),
}
HIDDEN = {"dossier_id": Condition(physical("dossier_id"), "id")}
ORDERS = {
    "UPDATED_AT": (
        SortKey("UPDATED_AT", "updated_at", "instant", False),
        "When it was written last (评价时间).",
    ),
    "RATING": (SortKey("RATING", "rating", "int", False), "Stars (评论星级)."),
}
DIMENSIONS = {
    "RATING": (counted("rating"), "Stars (评论星级)."),
    "ENTERPRISE": (Dimension("enterpriseName", as_text), "The enterprise (单位名称)."),
    "INSTITUTION": (at_unit("institution"), "Institution of the dossier (院校)."),
    "UNIT": (at_unit("unit"), "Unit at which the dossier stands (所属组织机构)."),
}
MEASURES = {"RATING": (Measure("rating"), "stars", "评论星级")}
DATED = {"UPDATED_AT": (Dated("updatedAt"), "When it was written last (评价时间).")}
EvaluationDimension = described(
    StrEnum("EvaluationDimension", {name: name for name in DIMENSIONS}),
    "What evaluations can be counted by (统计维度).",
    {name: text for name, (_, text) in DIMENSIONS.items()},
)
NEWEST = (SortKey("UPDATED_AT", "updated_at", "instant", True),)
EvaluationFilter = filter_input("EvaluationFilter", __name__, "Which evaluations (评价筛选).", CONDITIONS, {})
EvaluationOrder = order_input("EvaluationOrder", __name__, "A sort of evaluations (评价排序).", ORDERS)
LIST_ARGUMENTS = {
    "where": (EvaluationFilter | None, strawberry.UNSET, "Which evaluations (筛选)."),
    "order_by": (
        many(EvaluationOrder),
        strawberry.UNSET,
        "Sorts, the newest first where none is given (排序).",
    ),
    **PAGING,
}
PROSPECTS = "Prospects of industrialisation (产业化前景)."
IMPROVEMENTS = "What the technology still needs (技术改进需求)."
COOPERATION = "How far one would work together with the institution (产学研合作意愿)."


@entity("evaluation_version", None, "What an evaluation said at one time (历次评价).")
class EvaluationVersion:
    """A version."""

    number: int = column("Number, rising; the last is what the evaluation says now (版本号).")
    rating: int = column("Stars, one to five (评论星级).")
    prospects: str | None = column(PROSPECTS)
    improvements: str | None = column(IMPROVEMENTS)
    cooperation: str | None = column(COOPERATION)
    saved_at: Instant = column("When it was written (评价时间).")


@entity(
    "evaluation",
    Ability.EVALUATION_READ,
    "What an expert of an enterprise says of a registered dossier (企业评价): one of each expert, kept when "
    "the dossier is delisted.",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()} | HIDDEN,
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=NEWEST,
    dimensions={name: dimension for name, (dimension, _) in DIMENSIONS.items()},
    measures={name: measure for name, (measure, *_) in MEASURES.items()},
    dated={name: dated for name, (dated, _) in DATED.items()},
    by_scope=True,
)
class Evaluation(Node):
    """An evaluation as it stands."""

    version: int = column("Rises with each change; its author names it to change it (版本).")
    rating: int = column("Stars, one to five (评论星级, S149).")
    prospects: str | None = column(PROSPECTS)
    improvements: str | None = column(IMPROVEMENTS)
    cooperation: str | None = column(COOPERATION)
    enterprise_name: str = column("The enterprise, by its name of then (单位名称, S149).")
    expert_name: str = column("The expert, by the name of then (专家姓名, S149).")
    mine: bool = derived("Written by the viewer (本人评价).", mine)
    dossier_title: str = column("What the dossier was called then (专利或组合名称).")
    created_at: Instant = column("When it was first written (首次评价时间).")
    updated_at: Instant = column("When it was written last (评价时间).")
    expert: User | None = to_one("The expert's account, where readable (专家账号).", "User", "user_id")
    dossier: Annotated["Dossier", strawberry.lazy("panhuo.types.dossier")] | None = to_one(
        "The dossier, where readable (档案).", "Dossier", "dossier_id"
    )
    versions: list[EvaluationVersion] = to_many(
        "What it said each time, the first first (历次评价).", "EvaluationVersion", "evaluation_id", "number"
    )


@strawberry.type(description="A page of evaluations (评价列表).")
class EvaluationConnection(Connection[Evaluation]):
    """Evaluations."""


__all__ = ["Evaluation", "EvaluationConnection"]
