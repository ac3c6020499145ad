"""The permission class and its schema directive: what a field says about itself in `schema.graphql`."""

from enum import Enum
from typing import Any

import strawberry
from strawberry.permission import BasePermission
from strawberry.schema_directive import Location

from panhuo.enums import described
from panhuo.permissions.ability import SCOPE_SENTENCES, SENTENCES, Ability, Scope
from panhuo.permissions.policy import COLUMNS, cell_of, scopes_of
from panhuo.rules.vocabulary import Role

METADATA = "panhuo.ability"
"""The key under which a strawberry field's metadata keeps its ability."""

ROLES = {
    Role.INSTITUTION_ADMIN: "Institution administrator (高校院所管理员).",
    Role.COLLEGE_ADMIN: "College administrator (学院管理员).",
    Role.BRANCH_ADMIN: "Branch administrator (分校管理员).",
    Role.BRANCH_COLLEGE_ADMIN: "Branch college administrator (分校学院管理员).",
    Role.INVENTOR: "Inventor (发明人).",
    Role.ENTERPRISE: "Enterprise or its expert (企业/专家).",
    Role.PLATFORM_OPERATOR: "Platform operator (平台管理方).",
    Role.ANONYMOUS: "Visitor without an account (访客).",
}
described(Ability, "What a field, argument or mutation asks of its viewer (权限).", SENTENCES)
described(Scope, "How far an ability reaches (数据范围).", SCOPE_SENTENCES)
described(Role, "Who an account is (角色, S3–S5).", ROLES)


@strawberry.input(description="One cell of the policy (授权): a role and the scopes it has.")
class Grant:
    role: Role = strawberry.field(description="Role (角色).")
    scopes: list[Scope] = strawberry.field(description="Scopes, any of which suffices (数据范围).")


@strawberry.schema_directive(
    locations=[
        Location.OBJECT,
        Location.FIELD_DEFINITION,
        Location.ARGUMENT_DEFINITION,
        Location.INPUT_FIELD_DEFINITION,
    ],
    name="requires",
    description="The ability this place asks for, and who has it (访问权限). Enforced before anything runs.",
)
class RequiresDirective:
    ability: Ability = strawberry.field(description="The ability asked for (权限).")
    grants: list[Grant] = strawberry.field(description="Who has it, and how far (授权).")


def grants_of(ability: Ability) -> list[Grant]:
    """The row of the policy that speaks of this ability, empty cells left out."""
    cells = ((role, cell_of(ability, role)) for role in COLUMNS)
    return [Grant(role=role, scopes=sorted(scopes)) for role, scopes in cells if scopes]


def directive_of(ability: Ability) -> RequiresDirective:
    return RequiresDirective(ability=ability, grants=grants_of(ability))


def sentence_of(ability: Ability) -> str:
    """The line added to descriptions: introspection does not show applied directives."""
    parts = (f"{grant.role} {'+'.join(grant.scopes)}" for grant in grants_of(ability))
    return f"Requires {ability}: {', '.join(parts)}."


class Requires(BasePermission):
    """`permission_classes=[Requires(Ability.CONTACT_READ)]`: this place asks for that ability.

    The declaration helpers read `ability` and set directive, description and metadata; the verdict
    enforces it once an operation. `has_permission` serves fields resolved by strawberry itself.
    """

    def __init__(self, ability: Ability) -> None:
        self.ability = ability

    def has_permission(self, source: Any, info: strawberry.Info, **kwargs: Any) -> bool:
        return bool(scopes_of(self.ability, info.context.viewer.rights))


class Access(Enum):
    """What stands in place of an ability where none is asked."""

    PUBLIC = "public"


PUBLIC = Access.PUBLIC
"""Declares a root field or mutation that anybody may use: sign-in, the code tables' envelope."""
