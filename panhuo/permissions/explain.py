"""What an account may do, told: its whole vocabulary, and one place of the schema for one object.

Nothing is decided here: cells come from the policy, and what is said of an object is what the predicates
that compile into reads said of it (`panhuo.compiler.explaining`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from panhuo.permissions import words
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.demands import AccessDecision, Judged, decide
from panhuo.permissions.policy import Cell, scopes_of
from panhuo.permissions.predicates import ALWAYS, AllOf, Predicate
from panhuo.permissions.reach import REACH, reach
from panhuo.permissions.rights import Rights
from panhuo.rules.vocabulary import Role


@dataclass(frozen=True)
class Permission:
    """An ability as an account has it."""

    ability: Ability
    allowed: bool
    scopes: tuple[Scope, ...]
    message: str


@lru_cache(maxsize=64)
def permissions(chinese: bool, role: str, is_manager: bool, active: bool = True) -> tuple[Permission, ...]:
    """Every ability as an account has it, in alphabetical order; a disabled account has none."""
    return permissions_of(chinese, Rights(Role(role)), is_manager, active)


@lru_cache(maxsize=64)
def permissions_of(
    chinese: bool, rights: Rights, is_manager: bool, active: bool = True
) -> tuple[Permission, ...]:
    """Every ability as whoever asks has it, by a token perhaps."""
    return tuple(permission(ability, rights, is_manager, active, chinese) for ability in sorted(Ability))


def permission(ability: Ability, rights: Rights, is_manager: bool, active: bool, chinese: bool) -> Permission:
    cell: Cell = scopes_of(ability, rights) if active else frozenset()
    scopes = tuple(sorted(cell if is_manager else cell - {Scope.ENTERPRISE_AS_MANAGER}))
    left_out = active and not rights.include(ability)
    text = words.left_out(ability, chinese) if left_out else None
    text = text or words.permission(ability, rights.role, scopes, active, chinese)
    return Permission(ability, bool(scopes), scopes, text)


def in_sight(table: str, ability: Ability, rights: Rights) -> Predicate:
    """The rows of which somebody may have access explained: those read, and of them EXPLAIN_ACCESS's.

    What a role reads wholly, such as the code tables, lies in nobody's subtree and needs no second scope;
    of a table that cannot express the second, nothing is in sight.
    """
    role, own = rights.role, scopes_of(ability, rights)
    explained = scopes_of(Ability.EXPLAIN_ACCESS, rights)
    if Scope.ALL in own:
        return reach(table, own, role)
    second = ALWAYS if Scope.ALL in explained else reach(table, explained & REACH[table].keys(), role)
    return AllOf((reach(table, own, role), second))


@dataclass(frozen=True)
class AccessScope:
    """One scope of a cell."""

    scope: Scope
    holds: bool | None
    message: str


@dataclass(frozen=True)
class AccessDemand:
    """A demand as it is told."""

    coordinate: str
    ability: Ability
    met: bool | None
    scopes: tuple[AccessScope, ...]


@dataclass(frozen=True)
class AccessExplanation:
    """The answer of `explainAccess`."""

    decision: AccessDecision
    coordinate: str
    role: Role
    decided_by: AccessDemand | None
    demands: tuple[AccessDemand, ...]
    message: str


def explanation(
    coordinate: str, role: Role, active: bool, judged: Sequence[Judged], of_object: bool, chinese: bool
) -> AccessExplanation:
    """The decision on a place for an account of a role, and why. A disabled account may do nothing."""
    decision, by = decide(judged, of_object) if active else (AccessDecision.DISABLED, None)
    return AccessExplanation(
        decision=decision,
        coordinate=coordinate,
        role=role,
        decided_by=None if by is None else told(by, chinese),
        demands=tuple(told(each, chinese) for each in judged),
        message=words.explanation(decision, coordinate, role, by, judged, chinese),
    )


def told(judged: Judged, chinese: bool) -> AccessDemand:
    holds = judged.holds or {}
    scopes = tuple(
        AccessScope(scope, holds.get(scope), words.scope(scope, chinese)) for scope in sorted(judged.cell)
    )
    return AccessDemand(judged.demand.place, judged.demand.ability, judged.met, scopes)
