"""`reviewRoute`: of every account, and of everybody who files at every unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.matrix.cells import ABSENT, DENIED, Asking, Cell
from tests.matrix.expectation import OBJECTS, has, never
from tests.matrix.facts import ACCOUNTS, CHAINS, account_words, chain_of, role_of, unit_words

ABILITY = "APPROVAL_FLOW_READ"
ROLES = {
    "IA": "INSTITUTION_ADMIN",
    "CA": "COLLEGE_ADMIN",
    "BA": "BRANCH_ADMIN",
    "BCA": "BRANCH_COLLEGE_ADMIN",
    "INV": "INVENTOR",
}
LEVEL = OBJECTS["ReviewRouteLevel"][1].split()
FIELDS = f"role message levels {{ {' '.join(LEVEL)} }}"
FIRST = {chain_of(name)[-1]: name for name in ACCOUNTS if role_of(name) in ("IA", "CA", "BA", "BCA")}
"""Unit → its administrator; A3 has none."""


@dataclass(frozen=True)
class Question:
    """Of an account, or of a role at a unit."""

    arguments: str
    about: str
    role: str
    unit: str | None
    visible: bool


def questions(asking: Asking) -> Iterator[Question]:
    ids = asking.world.ids
    for unit, id in ids["OrgUnit"].items():
        known = has(ABILITY, asking.role, unit_words(asking.viewer, unit))
        yield Question(f'unit: "{id}"', f"an inventor at {unit}", "INV", unit, known)
        if unit in FIRST:
            role = role_of(FIRST[unit])
            yield Question(f'unit: "{id}", role: {ROLES[role]}', f"{role} at {unit}", role, unit, known)
    for account, id in ids["User"].items():
        unit = (chain_of(account) or (None,))[-1]
        known = has("USER_READ", asking.role, account_words(asking.viewer, account))
        told = unit is not None and has(ABILITY, asking.role, unit_words(asking.viewer, unit))
        yield Question(f'filer: "{id}"', account, role_of(account), unit, known and told)


def levels(role: str, unit: str) -> list[tuple[str, str]]:
    """Units and outcomes, bottom-up: everything is switched on, and an admin's own level is passed."""
    up = CHAINS[unit][::-1]
    up = up if role == "INV" else up[1:]
    return [(each, "REVIEWS" if each in FIRST or len(CHAINS[each]) == 1 else "NO_ADMIN") for each in up]


async def routes(asking: Asking) -> list[Cell]:
    """Whether each is told, and what."""
    asked = list(questions(asking))
    fields = " ".join(f"r{n}: reviewRoute({each.arguments}) {{ {FIELDS} }}" for n, each in enumerate(asked))
    answer = await asking.ask(f"{{ {fields} }}")
    errors = {error["path"][0]: error["extensions"]["code"] for error in answer.get("errors", ())}
    return [
        cell
        for n, each in enumerate(asked)
        for cell in judged(asking, each, answer["data"][f"r{n}"], errors.get(f"r{n}"))
    ]


def judged(asking: Asking, question: Question, found: Any, error: str | None) -> Iterator[Cell]:
    outcome = {"NOT_FOUND": ABSENT, "FORBIDDEN": DENIED, "UNAUTHENTICATED": DENIED}.get(error or "", error)
    expected: Any = DENIED if never(ABILITY, asking.role) else ABSENT
    if question.visible and question.unit:
        expected = (ROLES[question.role], levels(question.role, question.unit))
    if found:
        names = [(asking.world.names[level["unitId"]], level["outcome"]) for level in found["levels"]]
        outcome = (found["role"], names)
    for place in ("", "(filer:)", "(unit:)", "(role:)"):
        yield asking.cell(f"Query.reviewRoute{place}", question.about, expected, outcome)
    for each in OBJECTS["ReviewRoute"][1].split():
        yield asking.cell(f"ReviewRoute.{each}", question.about, question.visible, bool(found))
    for each in LEVEL:
        filled = bool(found) and all(level[each] is not None for level in found["levels"])
        yield asking.cell(f"ReviewRouteLevel.{each}", question.about, question.visible, filled)
    for role in (*ROLES.values(), "ENTERPRISE", "PLATFORM_OPERATOR", "ANONYMOUS"):
        if ROLES.get(question.role, role) == role:
            yield asking.cell(f"Role.{role}", question.about, expected, outcome)
