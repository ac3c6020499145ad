"""Whom each role opens accounts for, and where (S37–S41); and why an account may not be acted upon."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import MAY_CREATE
from panhuo.permissions.predicates import ALWAYS, AnyOf, Is, Mine, Predicate, Row
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import OrgUnitKind, Role

HOMES: Mapping[Role, frozenset[OrgUnitKind]] = {
    Role.INSTITUTION_ADMIN: frozenset({OrgUnitKind.INSTITUTION}),
    Role.COLLEGE_ADMIN: frozenset({OrgUnitKind.COLLEGE}),
    Role.BRANCH_ADMIN: frozenset({OrgUnitKind.BRANCH}),
    Role.BRANCH_COLLEGE_ADMIN: frozenset({OrgUnitKind.BRANCH_COLLEGE}),
    Role.INVENTOR: frozenset(OrgUnitKind),
}
"""At which kinds of unit an account of each role stands; roles outside institutions stand at none."""

MAIN_CAMPUS = Is("branch_id", None)
WITHIN: Mapping[tuple[Role, Role], Predicate] = {
    (Role.INSTITUTION_ADMIN, Role.INVENTOR): MAIN_CAMPUS,
}
"""Creator and created: where the creator's units are narrowed further (footnote of S37)."""


def may_create(viewer: Viewer, role: Role) -> bool:
    """Whether a viewer opens accounts of a role at all."""
    if role not in MAY_CREATE.get(viewer.role, ()) or not viewer.rights.include(Ability.USER_CREATE):
        return False
    return viewer.role is not Role.ENTERPRISE or viewer.managed_enterprise_id is not None


def roles_opened(viewer: Viewer) -> list[Role]:
    """The roles of which a viewer opens accounts at all, in the order of `Role`."""
    return [role for role in Role if may_create(viewer, role)]


def unit_kinds(roles: Iterable[Role]) -> frozenset[OrgUnitKind]:
    """The kinds of unit at which accounts of some roles stand."""
    return frozenset(kind for role in roles for kind in HOMES.get(role, ()))


def may_stand_at(creator: Role, role: Role, unit: Row) -> bool:
    """Whether an account of a role may be opened at a unit, one of those its creator reaches."""
    narrowed = WITHIN.get((creator, role), ALWAYS)
    return fits(role, unit) and narrowed.holds(unit, Viewer(creator), lambda table: ())


def fits(role: Role, unit: Row) -> bool:
    """Whether a unit is of a kind at which accounts of a role stand."""
    return OrgUnitKind(unit["kind"]) in HOMES.get(role, ())


def at_a_unit(role: Role) -> bool:
    """Whether accounts of a role stand at a unit."""
    return role in HOMES


def at_an_enterprise(role: Role) -> bool:
    """Whether accounts of a role stand at an enterprise."""
    return role is Role.ENTERPRISE


def names_enterprises(role: Role) -> bool:
    """Whether a role opens accounts at whichever enterprise it names, and says who manages it."""
    return role is Role.PLATFORM_OPERATOR


class UserAct(StrEnum):
    """What a viewer may do with another account."""

    DISABLE = "DISABLE"
    ENABLE = "ENABLE"
    MOVE = "MOVE"
    RESET = "RESET"


class UserRefusal(StrEnum):
    """Why an account may not be acted upon."""

    ROLE = "ROLE"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    SELF = "SELF"
    ALREADY_DISABLED = "ALREADY_DISABLED"
    ALREADY_ENABLED = "ALREADY_ENABLED"
    DISABLED = "DISABLED"
    NO_OTHER_UNIT = "NO_OTHER_UNIT"


SELF = ("SELF", Mine("id", "user_id"))
REFUSALS: Mapping[UserAct, tuple[tuple[str, Predicate], ...]] = {
    UserAct.DISABLE: (SELF, ("ALREADY_DISABLED", Is("active", False))),
    UserAct.ENABLE: (("ALREADY_ENABLED", Is("active", True)),),
    UserAct.MOVE: (
        SELF,
        ("NO_OTHER_UNIT", AnyOf((Is("unit_id", None), Is("role", Role.INSTITUTION_ADMIN.value)))),
    ),
    UserAct.RESET: (SELF, ("DISABLED", Is("active", False))),
}
"""What stands against each act, in the order it is looked at; nothing beside the scope of USER_MANAGE."""

REASONS: Mapping[str, tuple[str, str]] = {
    "ROLE": ("Your role does not manage accounts.", "您的角色不能管理账号。"),
    "OUT_OF_SCOPE": ("You do not manage this account.", "该账号不在您的管理范围内。"),
    "SELF": (
        "Nobody does this to their own account; ask another administrator or the platform.",
        "不能对本人账号执行此操作，请联系其他管理员或平台。",
    ),
    "ALREADY_DISABLED": ("The account is disabled already.", "该账号已停用。"),
    "ALREADY_ENABLED": ("The account is enabled already.", "该账号已启用。"),
    "DISABLED": ("The account is disabled; enable it first.", "该账号已停用，请先启用。"),
    "NO_OTHER_UNIT": (
        "An account of this role stands where it stands.",
        "该角色的账号不能调整单位。",
    ),
}
"""The same in words."""


def refusal_of(act: UserAct, row: Row, viewer: Viewer) -> str | None:
    """What stands against an act on an account within the viewer's scope."""
    found = (reason for reason, stands in REFUSALS[act] if stands.holds(row, viewer, lambda table: ()))
    return next(found, None)
