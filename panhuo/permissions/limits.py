"""What an operation of each role may cost, in points (see `compiler.weights`): a table beside the policy."""

from collections.abc import Mapping

from panhuo.rules.vocabulary import Role
from panhuo.settings import get_settings

COST_LIMITS: Mapping[Role, int] = {
    Role.INSTITUTION_ADMIN: 2_000_000,
    Role.COLLEGE_ADMIN: 1_000_000,
    Role.BRANCH_ADMIN: 2_000_000,
    Role.BRANCH_COLLEGE_ADMIN: 1_000_000,
    Role.INVENTOR: 1_000_000,
    Role.ENTERPRISE: 1_000_000,
    Role.PLATFORM_OPERATOR: 5_000_000,
    Role.ANONYMOUS: 500_000,
}
"""A point is about a microsecond of one processor: a visitor's operation stays below half a second."""


MINUTES: Mapping[Role, int] = {
    Role.INSTITUTION_ADMIN: 20_000_000,
    Role.COLLEGE_ADMIN: 10_000_000,
    Role.BRANCH_ADMIN: 20_000_000,
    Role.BRANCH_COLLEGE_ADMIN: 10_000_000,
    Role.INVENTOR: 10_000_000,
    Role.ENTERPRISE: 10_000_000,
    Role.PLATFORM_OPERATOR: 50_000_000,
    Role.ANONYMOUS: 20_000_000,
}
"""Points within a minute, of an account, of each API token of one, of an address of visitors: a third of one
processor for an institution's administrator; an address is often a whole institution's, signing in."""


def budget(role: Role) -> int:
    """What somebody of a role may spend within a minute here; 0 for any amount."""
    return int(MINUTES[role] * get_settings().budget_factor)


def cost_limit(role: Role) -> int:
    """What one operation of a role may cost here."""
    return int(COST_LIMITS[role] * get_settings().cost_limit_factor)
