"""What is recorded whenever somebody of a role is shown it: a table beside the policy."""

from collections.abc import Mapping

from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import Role

LOGGED: Mapping[Ability, frozenset[Role]] = {
    Ability.CONTACT_READ: frozenset({Role.ENTERPRISE, Role.PLATFORM_OPERATOR}),
}
"""Contacts are people's: whoever reads them from outside their institution is known to it."""


def is_logged(ability: Ability, role: Role) -> bool:
    return role in LOGGED.get(ability, ())
