"""Mutations of others' accounts, refused: out of reach, or at a unit that is."""

from collections.abc import Callable
from typing import Any

from tests.reference.query_values import Values
from tests.reference.refused import any_of, key, mutation, reached, unreached
from tests.reference.world import ROLES

USER = "user { id name unit { id } }"


def create_user(values: Values) -> str:
    """At a unit out of reach: of roles that stand at none, any unit is wrong. Nobody bears the name."""
    given = {"role": values.one_of(ROLES), "username": "nobody.yet", "name": "新人", **key(values)}
    given |= {"unit": unreached(values, "USER_CREATE", "OrgUnit")}
    given |= {"phone": "13800000000"} if values.chance(0.5) else {}
    return mutation(values, "createUser", f"{USER} activationCode expiresAt", given)


def acting_upon(name: str, shown: str = USER) -> Callable[[Values], str]:
    """A mutation that takes an account and nothing else."""
    return lambda values: mutation(values, name, shown, {"id": unreached(values, "USER_MANAGE", "User")})


def move_user(values: Values) -> str:
    """An account out of reach to any unit, or one within reach to a unit that is not."""
    near = reached(values, "USER_MANAGE", "User") if values.chance(0.5) else None
    far = unreached(values, "USER_MANAGE", "OrgUnit")
    given: dict[str, Any] = {"id": near, "unit": far}
    if near is None:
        given = {"id": unreached(values, "USER_MANAGE", "User"), "unit": any_of(values, "OrgUnit")}
    return mutation(values, "moveUser", USER, given)


REFUSED: dict[str, Callable[[Values], str]] = {
    "createUser": create_user,
    "disableUser": acting_upon("disableUser"),
    "enableUser": acting_upon("enableUser"),
    "moveUser": move_user,
    "resetUser": acting_upon("resetUser", f"{USER} activationCode"),
}
