"""API tokens, and the one that a request brought."""

from dataclasses import dataclass
from typing import Any

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Condition
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.rowcode import instant
from panhuo.compiler.statement import Place
from panhuo.compiler.weights import Size
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.rights import Rights
from panhuo.permissions.viewer import Token
from panhuo.types.access import ABILITIES
from panhuo.types.declare import column, declared, derived, entity, physical, to_one
from panhuo.types.filters import filter_input, many, order_input
from panhuo.types.node import PAGING, Connection, Node
from panhuo.types.scalars import Instant
from panhuo.types.user import User

ORIGINS = Size(2, 20)


def active(place: Place) -> str:
    return f"({place['revoked_at']} is null and {place['expires_at']} > {place.statement.now()})"


def mine(place: Place) -> str:
    return f"coalesce({place['owner_id']} = {place.viewer('user_id')}, false)"


CONDITIONS = {
    "active": (Condition(active, "bool"), "Neither revoked nor expired (是否有效)."),
    "mine": (Condition(mine, "bool"), "The viewer's own (本人令牌)."),
    "name": (Condition(physical("name"), "text"), "What it is for (名称)."),
}
ORDERS = {
    "CREATED_AT": (SortKey("CREATED_AT", "created_at", "instant", False), "When it was made (创建时间)."),
}
NEWEST = SortKey("CREATED_AT", "created_at", "instant", True)
ApiTokenFilter = filter_input("ApiTokenFilter", __name__, "Which tokens (令牌筛选).", CONDITIONS, {})
ApiTokenOrder = order_input("ApiTokenOrder", __name__, "A sort of tokens (令牌排序).", ORDERS)
LIST_ARGUMENTS = {
    "where": (ApiTokenFilter | None, strawberry.UNSET, "Which tokens (筛选)."),
    "order_by": (
        many(ApiTokenOrder),
        strawberry.UNSET,
        "Sorts, the newest first where none is given (排序).",
    ),
    **PAGING,
}


@entity(
    "api_token",
    Ability.TOKEN_MANAGE,
    "An API token (访问令牌): by which a widget or a program speaks for its owner, with the abilities chosen "
    "and no more than the owner has. Its secret was shown once. Kept for 30 days after its end.",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()},
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=(NEWEST,),
)
class ApiToken(Node):
    """A token as its owner and managers see it."""

    name: str = column("What it is for (名称).")
    prefix: str = column("How its secret begins, to tell tokens apart (令牌前缀).")
    abilities: list[Ability] = column("What was chosen for it (权限).", size=ABILITIES)
    origins: list[str] = column(
        "Origins whose pages may use it; empty: servers alone (允许的网页来源).", size=ORIGINS
    )
    active: bool = derived("Neither revoked nor expired (是否有效).", active)
    created_at: Instant = column("When it was made (创建时间).")
    expires_at: Instant = column("Until when it is good (到期时间).")
    last_used_at: Instant | None = column("When it was used last, to a minute or two (最近使用时间).")
    revoked_at: Instant | None = column("When it was revoked (撤销时间).")
    owner: User | None = to_one("For whom it speaks, where readable (所有者).", "User", "owner_id")


@strawberry.type(description="A page of API tokens (访问令牌列表).")
class ApiTokenConnection(Connection[ApiToken]):
    """Tokens."""


@strawberry.type(description="The API token by which this request speaks (当前访问令牌).")
class TokenInUse:
    """What a widget may know of its token."""

    name: str = declared(None, "What it is for (名称).")
    abilities: list[Ability] = declared(
        None, "What it may: of what was chosen, what its owner's role has by now (权限).", size=ABILITIES
    )
    origins: list[str] = declared(
        None, "Origins whose pages may use it; empty: servers alone (允许的网页来源).", size=ORIGINS
    )
    expires_at: Instant = declared(None, "Until when it is good (到期时间).")


@dataclass(frozen=True)
class InUse:
    name: str
    abilities: list[Ability]
    origins: list[str]
    expires_at: Any


def in_use(chinese: bool, token: Token | None, rights: Rights) -> InUse | None:
    """What the viewer's own token is, without a statement."""
    if token is None:
        return None
    abilities = sorted(each for each in token.abilities if scopes_of(each, rights))
    return InUse(token.name, abilities, list(token.origins), instant(token.expires_at))


TOKEN_IN_USE = bind.Computed(in_use, ("token", "rights"))
