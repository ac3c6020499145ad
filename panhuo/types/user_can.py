"""What the viewer may do with an account, and why not."""

from collections.abc import Callable

import strawberry

from panhuo.enums import described
from panhuo.permissions.ability import Ability
from panhuo.permissions.accounts import REASONS, REFUSALS, UserAct, UserRefusal
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.types.declare import Place, decision, declared

described(
    UserRefusal,
    "Why an account cannot be acted upon (不可操作原因).",
    {name: " ".join(texts) for name, texts in REASONS.items()},
)


@strawberry.type(description="Whether an act on an account is open to the viewer (操作权限), and why not.")
class UserDecision:
    """A decision about an account."""

    allowed: bool = declared(None, "Whether it is open (是否允许).")
    reason: UserRefusal | None = declared(None, "Why not (原因代码).")
    message: str | None = declared(None, "Why not, in words (原因).")


def refusal_sql(act: UserAct) -> Callable[[Place], str]:
    """The reason the viewer may not, null where nothing stands against it; the mutations go by the same."""

    def sql(place: Place) -> str:
        cell = scopes_of(Ability.USER_MANAGE, place.rights)
        if not cell:
            return "'ROLE'"
        scope = reach("user_account", cell, place.role).sql(place.statement, place.alias)
        reasons = "".join(
            f" when {stands.sql(place.statement, place.alias)} then '{reason}'"
            for reason, stands in REFUSALS[act]
        )
        return f"case when ({scope}) is not true then 'OUT_OF_SCOPE'{reasons} end"

    return sql


@strawberry.type(description="What the viewer may do with an account (可执行操作).")
class UserViewerCan:
    """Acts on an account."""

    disable: UserDecision = decision("Disable it (停用).", refusal_sql(UserAct.DISABLE), REASONS)
    enable: UserDecision = decision("Enable it again (启用).", refusal_sql(UserAct.ENABLE), REASONS)
    move: UserDecision = decision(
        "Let it stand at another unit (调整单位).", refusal_sql(UserAct.MOVE), REASONS
    )
    reset: UserDecision = decision(
        "Give it a new activation code (重置激活码).", refusal_sql(UserAct.RESET), REASONS
    )
