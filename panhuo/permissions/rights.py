"""What decides beside the row: a role, and of its abilities those that a token leaves."""

from dataclasses import dataclass
from functools import lru_cache

from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Rights:
    """A role of the policy, whole or narrowed.

    Whatever asks the policy asks with this, so a token's request is everywhere one of a role whose row lacks
    the other abilities. A part of the key of plans.
    """

    role: Role
    abilities: frozenset[Ability] | None = None
    """None: all that the role has."""

    def include(self, ability: Ability) -> bool:
        return self.abilities is None or ability in self.abilities


@lru_cache(maxsize=1000)
def rights_of(role: Role, abilities: frozenset[Ability] | None) -> Rights:
    """The same object for the same rights: every request looks its plan up by them."""
    return Rights(role, abilities)


NEVER_BY_TOKEN = frozenset(
    {Ability.TOKEN_MANAGE, Ability.PROFILE_EDIT, Ability.USER_CREATE, Ability.USER_MANAGE}
)
"""What concerns accounts and how they sign in: no token may, whatever its owner may."""
