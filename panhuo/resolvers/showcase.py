"""What institutions show to enterprises and visitors, and who looked at whose contact."""

import strawberry

from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.types import dossier_list as lists
from panhuo.types.contact_access import ContactAccessConnection
from panhuo.types.declare import declared
from panhuo.types.dossier import DossierConnection
from panhuo.types.dossier_columns import BY_REGISTERED
from panhuo.types.node import PAGING


@strawberry.type
class ShowcaseQuery:
    """The showcase."""

    showcase: DossierConnection | None = declared(
        bind.Connection("Dossier", None, lists.PUBLISHED, default_order=BY_REGISTERED),
        "What is registered and shown, singles and portfolios, newest first: to enterprises of every "
        "institution, to visitors of those that let them in, to everybody else of their own scope; "
        "`dossier(id:)` gives one of them (成果展示).",
        Ability.DOSSIER_READ,
        lists.LIST_ARGUMENTS,
        cost=5_000,
    )
    contact_accesses: ContactAccessConnection | None = declared(
        bind.Connection("ContactAccess"),
        "Who of enterprises and the platform looked at contacts of dossiers, newest first (联系人查看记录).",
        Ability.AUDIT_READ,
        PAGING,
    )
