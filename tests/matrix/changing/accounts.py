"""Accounts opened, closed, moved and reset."""

from collections.abc import Iterator
from itertools import count

from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Mutation, Tries, Try, against
from tests.matrix.facts import ACCOUNTS, BRANCHES, CHAINS, MANAGERS, chain_of, role_of
from tests.matrix.stated.accounts import OPENS

ROLES = {
    "IA": "INSTITUTION_ADMIN",
    "CA": "COLLEGE_ADMIN",
    "BA": "BRANCH_ADMIN",
    "BCA": "BRANCH_COLLEGE_ADMIN",
    "INV": "INVENTOR",
    "ENT": "ENTERPRISE",
    "OP": "PLATFORM_OPERATOR",
    "visitor": "ANONYMOUS",
}
HOMES = {"IA": "INSTITUTION", "CA": "COLLEGE", "BA": "BRANCH", "BCA": "BRANCH_COLLEGE"}
"""Where accounts of a role stand; inventors anywhere."""
ELSEWHERE = {
    "CA A1": "A2",
    "CA A2": "A3",
    "BA AB": "AC",
    "BA AC": "AB",
    "BCA ABC": "ABD",
    "BCA ABD": "ABC",
    "CA B1": "B1",
    "BA BB": "BB",
}
"""A unit to which each admin may move; B has no second of each."""


def kind_of(unit: str) -> str:
    chain = CHAINS[unit]
    return {1: "INSTITUTION", 2: "BRANCH" if unit in BRANCHES else "COLLEGE"}.get(
        len(chain), "BRANCH_COLLEGE"
    )


def opening(asking: Asking, role: str, unit: str | None) -> str:
    """Whether the viewer opens an account of a role at a unit (S37–S41), or how it is refused."""
    refused = against(asking, "USER_CREATE")
    kinds = OPENS.get(asking.role, {}).get(role)
    if refused or kinds is None or (role_of(asking.viewer) == "ENT" and asking.viewer not in MANAGERS):
        return refused or "FORBIDDEN"
    if not kinds or unit is None:
        return DONE if unit is None and not kinds else "INVALID_VALUE"
    return against(asking, "USER_CREATE", ("OrgUnit", unit)) or (
        DONE if kind_of(unit) in kinds.split() else "INVALID_VALUE"
    )


def created(asking: Asking) -> Iterator[Try]:
    """Of every role, at every unit and at none."""
    numbers = count()
    for role, name in ROLES.items():
        for unit in (None, *CHAINS):
            given = {"role": name, "username": f"new{next(numbers)}", "name": "新人"}
            given |= {"unit": asking.world.ids["OrgUnit"][unit]} if unit else {}
            firm = (asking.role, role) == ("OP", "ENT")
            given |= {"enterpriseName": "新企业"} if firm else {}
            rows = "user_account +1, audit_entry +1, enterprise +1" if firm else None
            code = opening(asking, role, unit)
            yield Try(f"{role} at {unit}", given, code, rows if code == DONE else None)


def managed(*conflicts: str) -> Tries:
    """Of every account; `conflicts` names what stands against it."""

    def tries(asking: Asking) -> Iterator[Try]:
        for name, id in asking.world.ids["User"].items():
            refused = against(asking, "USER_MANAGE", ("User", name))
            conflict = "active" in conflicts or ("self" in conflicts and name == asking.viewer)
            yield Try(name, {"id": id}, refused or ("CONFLICT" if conflict else DONE), itself=id)

    return tries


def enabled(asking: Asking) -> Iterator[Try]:
    """Everybody is active; those whom the viewer manages are tried again when they are not."""
    for each in managed("active")(asking):
        yield each
        if each.expected == "CONFLICT" and each.about != asking.viewer:
            number = each.given["id"].partition(":")[2]
            closed = f"update user_account set active = false where id = {number}"
            yield Try(f"{each.about}, disabled", each.given, before=closed, itself=each.itself)


def moved(asking: Asking) -> Iterator[Try]:
    """Every account to a unit that suits it, and some inventors to every unit."""
    pairs = [(name, ELSEWHERE.get(name, "A2" if name.endswith("A1") else "A1")) for name in ACCOUNTS]
    pairs += [(name, unit) for name in ("INV A1", "INV ABC", "CA A1") for unit in CHAINS]
    for name, unit in dict.fromkeys(pairs):
        ids = asking.world.ids
        given = {"id": ids["User"][name], "unit": ids["OrgUnit"][unit]}
        code, stays = moving(asking, name, unit), (chain_of(name) or ("",))[-1] == unit
        rows = "" if stays and code == DONE else None
        yield Try(f"{name} → {unit}", given, code, rows, itself=ids["User"][name])


def moving(asking: Asking, name: str, unit: str) -> str:
    refused = against(asking, "USER_MANAGE", ("User", name))
    if refused or name == asking.viewer or role_of(name) in ("IA", "ENT", "OP"):
        return refused or "CONFLICT"
    fits = HOMES.get(role_of(name)) in (None, kind_of(unit)) and chain_of(name)[0] == CHAINS[unit][0]
    return against(asking, "USER_MANAGE", ("OrgUnit", unit)) or (DONE if fits else "INVALID_VALUE")


MUTATIONS = (
    Mutation("createUser", created),
    Mutation("disableUser", managed("self")),
    Mutation("enableUser", enabled),
    Mutation("moveUser", moved),
    Mutation("resetUser", managed("self")),
)
