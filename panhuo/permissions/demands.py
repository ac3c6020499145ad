"""What is asked on the way to a place of the schema, and how it was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.policy import Cell


class AccessDecision(StrEnum):
    """What becomes of somebody's asking for a place of the schema."""

    ALLOWED = "ALLOWED"
    IN_SCOPE = "IN_SCOPE"
    DENIED = "DENIED"
    MASKED = "MASKED"
    NOT_FOUND = "NOT_FOUND"
    DISABLED = "DISABLED"


@dataclass(frozen=True)
class Demand:
    """An ability that is asked on the way to a place."""

    place: str
    """The coordinate, or the type, that asks it."""
    ability: Ability
    missing: AccessDecision = AccessDecision.DENIED
    """What comes of it where the role has nothing of the ability."""
    failing: AccessDecision = AccessDecision.NOT_FOUND
    """What comes of it where no scope holds for the object."""
    of_role: bool = False
    """Asked of the role alone, whatever the object."""


@dataclass(frozen=True)
class Judged:
    """A demand with the role's cell, and what each scope says of the object, where one was looked at."""

    demand: Demand
    cell: Cell
    holds: Mapping[Scope, bool] | None = None

    @property
    def met(self) -> bool | None:
        """None where it depends on an object, and none was looked at."""
        if not self.cell or self.demand.of_role:
            return bool(self.cell)
        if self.holds is not None:
            return any(self.holds.values())
        return True if Scope.ALL in self.cell else None


def decide(judged: Sequence[Judged], of_object: bool) -> tuple[AccessDecision, Judged | None]:
    """The first demand that is not met decides; without an object, the last that depends on one."""
    for each in judged:
        if each.met is False:
            return (each.demand.failing if each.cell else each.demand.missing), each
    met = [each for each in judged if each.met]
    limited = [each for each in judged if each.met is None]
    if limited and not of_object:
        return AccessDecision.IN_SCOPE, limited[-1]
    return AccessDecision.ALLOWED, next(reversed(met), None)
