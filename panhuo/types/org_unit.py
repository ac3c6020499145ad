"""Institutions and the units below them."""

from typing import TYPE_CHECKING, Annotated, Any, Optional

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Condition
from panhuo.compiler.ordering import SortKey
from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import Requires
from panhuo.rules.vocabulary import InstitutionType, OrgUnitKind
from panhuo.types import evaluation_summary as evaluations
from panhuo.types.declare import column, declared, entity, physical, to_many, to_one
from panhuo.types.evaluation_summary import ASKS, OF_UNIT, EvaluationSummary
from panhuo.types.filters import enum_operators, filter_input, many, order_input
from panhuo.types.node import PAGING, Connection, Node
from panhuo.types.patent_list import LIST_ARGUMENTS as PATENT_ARGUMENTS
from panhuo.types.patent_list import list_conditions
from panhuo.types.scalars import Instant

if TYPE_CHECKING:
    from panhuo.types.patent import PatentConnection

CONDITIONS = {
    "kind": (Condition(physical("kind"), "enum"), "Kind (机构类型)."),
    "institutionType": (
        Condition(physical("institution_type"), "enum", nullable=True),
        "University or institute (院所类型).",
    ),
    "name": (Condition(physical("name"), "text"), "Name (名称)."),
    "archived": (Condition(physical("archived"), "bool"), "Whether it is archived (已归档)."),
    "institution": (Condition(physical("institution_id"), "unit"), "Its institution (所属院校)."),
    "unit": (Condition(physical("id"), "unit"), "The unit itself (机构)."),
    **evaluations.conditions(evaluations.of_unit, scoped=True),
}
HIDDEN = {
    **evaluations.hidden(evaluations.of_unit, scoped=True),
    "parent": Condition(physical("parent_id"), "id", nullable=True),
    "position": Condition(physical("position"), "int"),
}
ORDERS = {
    "NAME": (SortKey("NAME", "name", "text", False), "Name (名称)."),
    "POSITION": (SortKey("POSITION", "position", "int", False), "Position among its siblings (次序)."),
    **evaluations.ORDERS,
}
OrgUnitFilter = filter_input(
    "OrgUnitFilter",
    __name__,
    "Which units (机构筛选).",
    CONDITIONS,
    {
        "kind": enum_operators(OrgUnitKind, "Comparisons of unit kinds (机构类型条件)."),
        "institutionType": enum_operators(
            InstitutionType, "Comparisons of institution types (院所类型条件)."
        ),
    },
)
OrgUnitOrder = order_input("OrgUnitOrder", __name__, "A sort of units (机构排序).", ORDERS)
LIST_ARGUMENTS = {
    "where": (OrgUnitFilter | None, strawberry.UNSET, "Which units (筛选)."),
    "order_by": (
        many(OrgUnitOrder),
        strawberry.UNSET,
        "Sorts, by position where none is given (排序).",
    ),
    **PAGING,
}


def managed(description: str) -> Any:
    """A column for whoever manages the unit."""
    return column(description, permission_classes=[Requires(Ability.ORG_UNIT_MANAGE)])


@entity("owner_alias", None, "A name under which an institution or branch owns patents (权利人别名, S54).")
class OwnerAlias:
    """An owner name."""

    name: str = column("The name as written on patents (名称).")


@entity(
    "org_unit",
    Ability.ORG_UNIT_READ,
    "A node of an institution's tree (组织机构, S8–S9).",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()} | HIDDEN,
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=(ORDERS["POSITION"][0],),
)
class OrgUnit(Node):
    """An institution, college, branch or branch college."""

    kind: OrgUnitKind = column("Kind (机构类型).")
    institution_type: InstitutionType | None = column(
        "University or institute; of institutions only (院所类型, S7)."
    )
    name: str = column("Name (名称).")
    position: int = column("Position among its siblings (次序).")
    archived: bool = column("Whether it is archived (已归档).")
    open_showcase: bool = column(
        "Whether anonymous visitors may see what the institution published (公开展示)."
    )
    activated_at: Instant | None = column("When its space was opened, null until then (开启时间, S6).")
    version: int = column("Rises with each change of its name or settings; changes name it (版本).")
    credit_code: str | None = managed("Unified social credit code of an institution (统一社会信用代码, S26).")
    address: str | None = managed("Address of an institution (地址, S26).")
    contact_name: str | None = managed("Whom the platform asks for (联系人, S26).")
    contact_phone: str | None = managed("The contact's phone (联系电话, S26).")
    contact_email: str | None = managed("The contact's e-mail (联系邮箱, S26).")
    certified_at: Instant | None = managed("When this profile was completed last (认证时间, S26).")
    parent: Optional["OrgUnit"] = to_one("The next level up (上级机构).", "OrgUnit", "parent_id")
    institution: Optional["OrgUnit"] = to_one(
        "Its institution, itself for one (所属院校).", "OrgUnit", "institution_id"
    )
    branch: Optional["OrgUnit"] = to_one(
        "Its branch; null on the main campus (所属分校).", "OrgUnit", "branch_id"
    )
    children: Annotated["OrgUnitConnection", strawberry.lazy(__name__)] | None = declared(
        bind.Connection("OrgUnit", "parent"), "The units directly below (下级机构).", arguments=LIST_ARGUMENTS
    )
    evaluation_summary: EvaluationSummary | None = declared(
        OF_UNIT,
        "What enterprises' evaluations come to of all dossiers at the unit and below of which the viewer "
        "reads the summary (企业评价汇总).",
        permission_classes=ASKS,
        cost=200,
    )
    owner_aliases: list[OwnerAlias] | None = to_many(
        "Names under which it owns patents (权利人别名, S54).",
        "OwnerAlias",
        "org_unit_id",
        "id",
        permission_classes=[Requires(Ability.ORG_UNIT_MANAGE)],
    )
    patents: Annotated["PatentConnection", strawberry.lazy("panhuo.types.patent")] | None = declared(
        bind.Connection("Patent", "unit", list_conditions),
        "Patents that stand at this very unit; of an institution or branch, the unassigned pool (本机构). "
        "For everything below it too, use `patents(where: {unit: {under: …}})`.",
        arguments=PATENT_ARGUMENTS,
        cost=300,
    )


@strawberry.type(description="A page of units (机构列表).")
class OrgUnitConnection(Connection[OrgUnit]):
    """Units."""
