"""Permissions told: what an account may do at all, and why it may or may not at one place."""

import strawberry

from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.demands import AccessDecision
from panhuo.rules.vocabulary import Role
from panhuo.types.declare import declared

described(
    AccessDecision,
    "What becomes of somebody's asking for a place of the schema (访问结论).",
    {
        "ALLOWED": "It may be used (允许).",
        "IN_SCOPE": "It may be used on what lies in the scopes; no object was named (范围内允许).",
        "DENIED": "The role has nothing of the ability: FORBIDDEN (拒绝).",
        "MASKED": "The object is visible and this is null in it, without an error (隐藏).",
        "NOT_FOUND": "The object lies outside the scopes, as if it did not exist (未找到).",
        "DISABLED": "The account is disabled and cannot sign in (已停用).",
    },
)


ABILITIES = Size(len(Ability), len(Ability))
SCOPES = Size(2, len(Scope))
DEMANDS = Size(3, 20)
"""What a place, its arguments and the types on the way to it ask."""


@strawberry.type(description="An ability as an account has it (权限).")
class Permission:
    """One ability of the vocabulary."""

    ability: Ability = declared(None, "The ability (权限).")
    allowed: bool = declared(None, "Whether it reaches anything at all (是否具有).")
    scopes: list[Scope] = declared(
        None, "How far it reaches, any of these; empty where never (数据范围).", size=SCOPES
    )
    message: str = declared(None, "The same in words, in the language of the request (说明).")


@strawberry.type(description="A scope of a cell of the policy (数据范围).")
class AccessScope:
    """One scope."""

    scope: Scope = declared(None, "The scope (数据范围).")
    holds: bool | None = declared(
        None, "Whether it holds for the object; null where no single object was looked at (是否成立)."
    )
    message: str = declared(None, "How far it reaches, in words (说明).")


@strawberry.type(description="An ability that is asked on the way to a place (所需权限).")
class AccessDemand:
    """One demand."""

    coordinate: str = declared(None, "The field, argument or type that asks it (位置).")
    ability: Ability = declared(None, "The ability asked (权限).")
    met: bool | None = declared(
        None, "Whether it is met; null where that depends on an object that was not looked at (是否满足)."
    )
    scopes: list[AccessScope] = declared(
        None, "The role's cell of the policy; empty where the role has nothing of it (数据范围).", size=SCOPES
    )


@strawberry.type(description="Why an account may or may not, at one place of the schema (权限说明).")
class AccessExplanation:
    """The answer of `explainAccess`."""

    decision: AccessDecision = declared(None, "What becomes of it (结论).")
    coordinate: str = declared(None, "The place asked about (位置).")
    role: Role = declared(None, "The account's role (角色).")
    decided_by: AccessDemand | None = declared(
        None, "The demand that decided; null where nothing is asked, or the account is disabled (决定因素)."
    )
    demands: list[AccessDemand] = declared(
        None, "Everything that is asked, in order (全部要求).", size=DEMANDS
    )
    message: str = declared(None, "The whole in words, in the language of the request (说明).")
