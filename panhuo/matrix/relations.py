"""Scopes in terms of how an object stands to the viewer."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from panhuo.permissions.ability import Scope


class Relation(StrEnum):
    """How an object stands to a viewer. One object may stand in several."""

    SELF = "SELF"
    """The viewer's own: confirmed inventor, filer, author, the account itself."""
    OWN_UNIT = "OWN_UNIT"
    DESCENDANT = "DESCENDANT"
    """At a unit below the viewer's."""
    ANCESTOR = "ANCESTOR"
    """At a unit above the viewer's."""
    SIBLING = "SIBLING"
    OTHER_BRANCH = "OTHER_BRANCH"
    OTHER_INSTITUTION = "OTHER_INSTITUTION"
    MAIN_CAMPUS = "MAIN_CAMPUS"
    """Of the viewer's institution, and of none of its branches."""
    INSTITUTION = "INSTITUTION"
    """An institution itself, no unit below one."""
    OWN_ENTERPRISE = "OWN_ENTERPRISE"
    AT_MY_STEP = "AT_MY_STEP"
    PUBLISHED = "PUBLISHED"
    PUBLISHED_OPEN = "PUBLISHED_OPEN"
    """Published by an institution that shows it to visitors."""


R = Relation
REACHES: Mapping[Scope, frozenset[Relation]] = {
    Scope.ALL: frozenset(Relation),
    Scope.SUBTREE: frozenset({R.OWN_UNIT, R.DESCENDANT}),
    Scope.SUBTREE_INVENTORS: frozenset({R.OWN_UNIT, R.DESCENDANT}),
    Scope.SUBTREE_SUBMITTED: frozenset({R.OWN_UNIT, R.DESCENDANT}),
    Scope.SUBMITTED: frozenset(Relation),
    Scope.INVENTED: frozenset({R.SELF}),
    Scope.MAIN_CAMPUS: frozenset({R.MAIN_CAMPUS}),
    Scope.OWN_CHAIN: frozenset({R.OWN_UNIT, R.ANCESTOR}),
    Scope.OWN_INSTITUTION: frozenset({R.OWN_UNIT}),
    Scope.OWN: frozenset({R.SELF}),
    Scope.AT_MY_STEP: frozenset({R.AT_MY_STEP}),
    Scope.ENTERPRISE: frozenset({R.OWN_ENTERPRISE}),
    Scope.ENTERPRISE_AS_MANAGER: frozenset({R.OWN_ENTERPRISE}),
    Scope.PUBLISHED: frozenset({R.PUBLISHED}),
    Scope.PUBLISHED_OPEN: frozenset({R.PUBLISHED_OPEN}),
    Scope.INSTITUTIONS: frozenset({R.INSTITUTION}),
}
"""Scope → the relations any of which suffices, for readers; `permissions/reach.py` is what is enforced."""


def reached(scopes: Iterable[Scope]) -> list[Relation]:
    """The relations that a cell reaches, in the order above."""
    held = frozenset[Relation]().union(*(REACHES[scope] for scope in scopes))
    return [relation for relation in Relation if relation in held]
