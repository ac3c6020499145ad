"""What institutions show to enterprises and visitors, and who looked at whose contact."""

import strawberry

from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.types import dossier_list as lists
from panhuo.types.contact_access import ContactAccessConnection
from panhuo.types.declare import declared
from panhuo.types.dossier import Dossier, DossierConnection
from panhuo.types.dossier_columns import BY_REGISTERED
from panhuo.types.node import PAGING


@strawberry.type
class ShowcaseQuery:
    """The showcase."""

    showcase: DossierConnection | None = declared(
        bind.Connection(
            "Dossier",
            None,
            lists.PUBLISHED,
            default_order=BY_REGISTERED,
            under=Ability.SHOWCASE_READ,
        ),
        "What is registered and shown, singles and portfolios, newest first: to everybody with an account "
        "of every institution, to visitors of those that let them in (成果展示). What asks for an ability of "
        "its own is null where that does not reach, and patents and accounts beyond the viewer's scope are; "
        "`members { facts }` tells of the patents. `showcaseDossier(id:)` gives one of them.",
        Ability.SHOWCASE_READ,
        lists.LIST_ARGUMENTS,
        cost=5_000,
    )
    showcase_dossier: Dossier | None = declared(
        bind.ById("Dossier", {"id": "id"}, under=Ability.SHOWCASE_READ),
        "One dossier as the showcase shows it (成果详情); `dossier(id:)` and `node(id:)` give those of the "
        "viewer's own scope alone.",
        Ability.SHOWCASE_READ,
        {"id": (strawberry.ID, strawberry.UNSET, "Id, `Dossier:number` (编号).")},
    )
    contact_accesses: ContactAccessConnection | None = declared(
        bind.Connection("ContactAccess"),
        "Who of enterprises and the platform looked at contacts of dossiers, newest first (联系人查看记录).",
        Ability.AUDIT_READ,
        PAGING,
    )
