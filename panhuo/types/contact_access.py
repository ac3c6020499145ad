"""Who looked at the contacts of an institution's dossiers."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from panhuo.compiler.ordering import SortKey
from panhuo.permissions.ability import Ability
from panhuo.types.declare import column, entity, to_one
from panhuo.types.node import Connection, Node
from panhuo.types.scalars import Instant

if TYPE_CHECKING:
    from panhuo.types.dossier import Dossier

NEWEST = SortKey("AT", "at", "instant", True)


@entity(
    "contact_access",
    Ability.AUDIT_READ,
    "A look of an enterprise or the platform at a dossier's contact or phone (联系人查看记录).",
    orders={"AT": NEWEST},
    default_order=(NEWEST,),
)
class ContactAccess(Node):
    """A look."""

    at: Instant = column("When (时间).")
    reader_name: str = column("Who looked, by the name of then (查看人).")
    enterprise_name: str | None = column("The reader's enterprise; null for the platform (查看人单位).")
    dossier_title: str = column("What the dossier was called then (专利或组合名称).")
    dossier: Annotated["Dossier", strawberry.lazy("panhuo.types.dossier")] | None = to_one(
        "The dossier, where readable (档案).", "Dossier", "dossier_id"
    )


@strawberry.type(description="A page of looks at contacts (联系人查看记录列表).")
class ContactAccessConnection(Connection[ContactAccess]):
    """Looks."""


__all__ = ["ContactAccess", "ContactAccessConnection"]
