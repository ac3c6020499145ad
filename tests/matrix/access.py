"""What is told of permissions: `can` for the whole vocabulary, `explainAccess` for every object."""

import json
from collections.abc import Iterator
from typing import Any

from tests.matrix.cells import ABSENT, DENIED, VISIBLE, Asking, Cell
from tests.matrix.expectation import CELLS, OBJECTS, Outcome, has, never
from tests.matrix.facts import ACCOUNTS, MANAGERS
from tests.matrix.kinds import KINDS
from tests.permissions.test_policy import EXPECTED

AT_ONCE = 40
CAN = "can { ability allowed scopes message }"
SCOPES = "scopes { scope holds message }"
EXPLANATION = (
    f"decision coordinate role message decidedBy {{ coordinate ability met {SCOPES} }}"
    f" demands {{ coordinate ability met {SCOPES} }}"
)
ARGUMENTS = ("", "(user:)", "(coordinate:)", "(id:)")
NOT_MANAGER = "ENTERPRISE_AS_MANAGER"
"""Told to managers of an enterprise alone."""


async def permissions(asking: Asking) -> list[Cell]:
    """The viewer's own column of the whole policy, at the root and on the account."""
    data = (await asking.ask(f"{{ {CAN} viewer {{ {CAN} }} }}"))["data"]
    cells = list(told(asking, "Query.can", data["can"]))
    if asking.viewer in ACCOUNTS:
        cells += told(asking, "User.can", data["viewer"]["can"])
    return cells


def told(asking: Asking, place: str, entries: list[dict[str, Any]]) -> Iterator[Cell]:
    role = "anon" if asking.role == "visitor" else asking.role
    policy = {ability: EXPECTED[ability, role] for ability, _ in EXPECTED}
    names = [entry["ability"] for entry in entries]
    yield asking.cell("Permission.ability", place, sorted(policy), names)
    for entry in entries:
        name = entry["ability"]
        manages = asking.viewer in MANAGERS
        scopes = sorted(scope.value for scope in policy[name] if manages or scope.value != NOT_MANAGER)
        yield asking.cell(place, name, scopes, entry["scopes"])
        yield asking.cell("Permission.scopes", f"{place} {name}", scopes, entry["scopes"])
        yield asking.cell("Permission.allowed", f"{place} {name}", bool(scopes), entry["allowed"])
        yield asking.cell("Permission.message", f"{place} {name}", True, ": " in entry["message"])


async def explanations(asking: Asking) -> list[Cell]:
    """Of every object, and of every account: explained where the viewer may, else as if it were not there."""
    ids = asking.world.ids
    oneself = ids["User"][asking.viewer if asking.viewer in ACCOUNTS else "INV A1"]
    asked = [(oneself, f"{kind}.id", id, name, kind) for kind in ids for name, id in ids[kind].items()]
    asked += [(id, "Query.can", None, name, "User") for name, id in ids["User"].items()]
    cells: list[Cell] = []
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        fields = [
            f'e{n}: explainAccess(user: "{user}", coordinate: "{place}", id: {json.dumps(id)})'
            f" {{ {EXPLANATION} }}"
            for n, (user, place, id, _, _) in enumerate(part)
        ]
        answer = await asking.ask(f"{{ {' '.join(fields)} }}")
        errors = {error["path"][0]: error["extensions"]["code"] for error in answer.get("errors", ())}
        for n, (_, place, id, name, kind) in enumerate(part):
            found = answer["data"][f"e{n}"]
            cells += explained(asking, name, kind, place, id, found, errors.get(f"e{n}"))
    return cells


def explained(
    asking: Asking, name: str, kind: str, place: str, id: str | None, found: Any, error: str | None
) -> Iterator[Cell]:
    outcome = VISIBLE if found else {"NOT_FOUND": ABSENT}.get(error or "", DENIED)
    expected = in_sight(asking, kind, name)
    what = f"{name} as object" if id else f"{name} as account"
    for argument in ARGUMENTS:
        yield asking.cell(f"Query.explainAccess{argument}", what, expected, outcome)
    for type_name in TOLD:
        for field in OBJECTS[type_name][1].split():
            yield asking.cell(f"{type_name}.{field}", what, expected, outcome)
    if found and id:
        (demand,) = found["demands"]
        ability = KINDS[kind].ability
        yield asking.cell("AccessExplanation.decision", f"{what}, visible", "ALLOWED", found["decision"])
        yield asking.cell("AccessExplanation.coordinate", f"{what}, visible", place, found["coordinate"])
        yield asking.cell("AccessExplanation.decidedBy", f"{what}, visible", demand, found["decidedBy"])
        yield asking.cell("AccessDemand.ability", f"{what}, visible", ability, demand["ability"])
        yield asking.cell("AccessDemand.met", f"{what}, visible", True, demand["met"])
        holding = any(scope["holds"] for scope in demand["scopes"])
        yield asking.cell("AccessScope.holds", f"{what}, visible", True, holding)


def in_sight(asking: Asking, kind: str, name: str) -> Outcome:
    """What the viewer reads, within its own unit and below; what everybody reads, wherever."""
    if never("EXPLAIN_ACCESS", asking.role):
        return DENIED
    words = {*KINDS[kind].words[asking.viewer, name]}
    within = CELLS[KINDS[kind].ability, asking.role] == "A" or has("EXPLAIN_ACCESS", asking.role, words)
    return VISIBLE if within and asking.sees(kind, name) else ABSENT


TOLD = ("AccessExplanation", "AccessDemand", "AccessScope")
