"""A small world with one of everything that permissions tell apart, and what each account may read of it.

甲大学 A            乙大学 B, open to visitors     E, F: enterprises
├ college A1        ├ college B1
├ college A2        └ branch BB
├ branch AB ─ branch colleges ABC, ABD
└ branch AC
"""

from dataclasses import dataclass, field

from panhuo.models import Enterprise, OrgUnit, User
from panhuo.rules.vocabulary import FilingState, MatchState, Role
from tests.factories import branch, branch_college, college, enterprise, institution, patent, sign_in, user

REGISTERED = FilingState.REGISTERED


@dataclass
class World:
    """Ids by name, as GraphQL shows them, and the headers of each account's session."""

    patents: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    """Application numbers of the patents."""
    units: dict[str, str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)


async def make_world() -> World:
    units = await make_units()
    users = await make_users(units, {"E": await enterprise(), "F": await enterprise()})
    world = World(
        units={name: f"OrgUnit:{unit.id}" for name, unit in units.items()},
        users={name: f"User:{account.id}" for name, account in users.items()},
        headers={name: await sign_in(account) for name, account in users.items()} | {"visitor": {}},
    )
    await make_patents(units, users, world)
    return world


async def make_units() -> dict[str, OrgUnit]:
    first = await institution("甲大学", aliases=["甲学院"])
    second = await institution("乙大学", open_showcase=True)
    units = {"A": first, "B": second}
    units["A1"], units["A2"] = await college(first, "甲一"), await college(first, "甲二")
    units["AB"], units["AC"] = await branch(first, "甲东校区"), await branch(first, "甲西校区")
    units["ABC"] = await branch_college(units["AB"], "甲东一")
    units["ABD"] = await branch_college(units["AB"], "甲东二")
    units["B1"], units["BB"] = await college(second, "乙一"), await branch(second, "乙东校区")
    return units


async def make_users(units: dict[str, OrgUnit], firms: dict[str, Enterprise]) -> dict[str, User]:
    """By name: the role's letters and where it stands."""
    roles = {
        "IA": Role.INSTITUTION_ADMIN,
        "CA": Role.COLLEGE_ADMIN,
        "BA": Role.BRANCH_ADMIN,
        "BCA": Role.BRANCH_COLLEGE_ADMIN,
        "INV": Role.INVENTOR,
        "ENT": Role.ENTERPRISE,
    }
    names = ["IA A", "CA A1", "CA A2", "BA AB", "BA AC", "BCA ABC", "BCA ABD", "INV A1", "INV A2", "INV ABC"]
    names += ["IA B", "CA B1", "BA BB", "INV B1", "ENT E", "ENT F"]
    places = units | firms
    users = {name: await user(roles[name.split()[0]], places[name.split()[1]], name=name) for name in names}
    users["ENT E2"] = await user(Role.ENTERPRISE, firms["E"])
    users["OP"] = await user(Role.PLATFORM_OPERATOR)
    return users


async def make_patents(units: dict[str, OrgUnit], users: dict[str, User], world: World) -> None:
    a, b, ab = units["A"], units["B"], units["AB"]
    mine, theirs, east, others = (users[f"INV {name}"] for name in ("A1", "A2", "ABC", "B1"))
    made = {
        "a1": await patent(a, inventors=[mine, "佚名"], title="a1 电池"),
        "a2": await patent(a, inventors=[theirs], title="a2 电池"),
        "a1 filed": await patent(a, inventors=[mine], title="filed 电池", state=FilingState.FILED),
        "a1 published": await patent(a, inventors=[mine], title="published 电池", state=REGISTERED),
        "a1 flagged": await patent(
            a, inventors=[mine], title="flagged 电池", state=REGISTERED, published=False
        ),
        "a pool": await patent(a, inventors=["佚名"], title="pool 电池"),
        "a claimed": await patent(a, inventors=[(mine, MatchState.PROPOSED)], title="claimed 电池"),
        "a refused": await patent(a, inventors=[(mine, MatchState.REFUSED)], title="refused 电池"),
        "ab pool": await patent(ab, inventors=["佚名"], title="east 电池"),
        "abc": await patent(ab, inventors=[east], title="abc 电池"),
        "ac pool": await patent(units["AC"], title="west 电池"),
        "b1": await patent(b, inventors=[others], title="b1 电池"),
        "b1 open": await patent(b, inventors=[others], title="open 电池", state=REGISTERED),
        "b1 with a1": await patent(b, a, inventors=[others, mine], title="shared 电池"),
        "a2 with b": await patent(a, b, inventors=[theirs], title="shared too 电池"),
        "sold by a": await patent("某公司", former=[a], inventors=[mine], title="sold 电池"),
        "nobody's": await patent("某公司", title="foreign 电池"),
    }
    world.patents = {name: f"Patent:{each.id}" for name, each in made.items()}
    world.numbers = {name: each.application_number for name, each in made.items()}


OF_A1 = {"a1", "a1 filed", "a1 published", "a1 flagged", "b1 with a1", "sold by a"}
OF_AB = {"ab pool", "abc"}
OF_A = {*OF_A1, *OF_AB, "a2", "a pool", "a claimed", "a refused", "ac pool", "a2 with b"}
OF_B1 = {"b1", "b1 open", "b1 with a1"}
OF_B = {*OF_B1, "a2 with b"}
PUBLISHED = {"a1 published", "b1 open"}
MAY_READ: dict[str, set[str]] = {
    "IA A": OF_A,
    "CA A1": OF_A1,
    "CA A2": {"a2", "a2 with b"},
    "BA AB": OF_AB,
    "BA AC": {"ac pool"},
    "BCA ABC": {"abc"},
    "BCA ABD": set(),
    "INV A1": OF_A1,
    "INV A2": {"a2", "a2 with b"},
    "INV ABC": {"abc"},
    "IA B": OF_B,
    "CA B1": OF_B1,
    "BA BB": set(),
    "INV B1": OF_B1,
    "ENT E": PUBLISHED,
    "ENT E2": PUBLISHED,
    "ENT F": PUBLISHED,
    "OP": {*OF_A, *OF_B, "nobody's"},
    "visitor": {"b1 open"},
}
"""Patents: admins their unit and below, inventors those they are confirmed for, enterprises the published,
visitors those of open institutions, the operator all."""

ALL_UNITS = {"A", "A1", "A2", "AB", "AC", "ABC", "ABD", "B", "B1", "BB"}
UNITS: dict[str, set[str]] = {
    "IA A": {"A", "A1", "A2", "AB", "AC", "ABC", "ABD"},
    "CA A1": {"A1", "A"},
    "CA A2": {"A2", "A"},
    "BA AB": {"AB", "ABC", "ABD", "A"},
    "BA AC": {"AC", "A"},
    "BCA ABC": {"ABC", "AB", "A"},
    "BCA ABD": {"ABD", "AB", "A"},
    "INV A1": {"A1", "A"},
    "INV A2": {"A2", "A"},
    "INV ABC": {"ABC", "AB", "A"},
    "IA B": {"B", "B1", "BB"},
    "CA B1": {"B1", "B"},
    "BA BB": {"BB", "B"},
    "INV B1": {"B1", "B"},
    "ENT E": {"A", "A1", "B", "B1"},
    "ENT E2": {"A", "A1", "B", "B1"},
    "ENT F": {"A", "A1", "B", "B1"},
    "OP": ALL_UNITS,
    "visitor": {"B", "B1"},
}
"""Org units: one's own and below, and the chain above; of published patents, where they stand."""

OWNER_NAMES: dict[str, set[str]] = {
    "IA A": UNITS["IA A"],
    "IA B": UNITS["IA B"],
    "OP": {"A", "B"},
}
"""Units whose owner names may be read: an institution admin's all, the operator's institutions, no other."""

EVERYBODY_OF_A = {
    "IA A",
    "CA A1",
    "CA A2",
    "BA AB",
    "BA AC",
    "BCA ABC",
    "BCA ABD",
    "INV A1",
    "INV A2",
    "INV ABC",
}
EVERYBODY_OF_B = {"IA B", "CA B1", "BA BB", "INV B1"}
ACCOUNTS: dict[str, set[str]] = {
    "IA A": EVERYBODY_OF_A,
    "CA A1": {"CA A1", "INV A1"},
    "CA A2": {"CA A2", "INV A2"},
    "BA AB": {"BA AB", "BCA ABC", "BCA ABD", "INV ABC"},
    "BA AC": {"BA AC"},
    "BCA ABC": {"BCA ABC", "INV ABC"},
    "BCA ABD": {"BCA ABD"},
    "INV A1": {"INV A1"},
    "INV A2": {"INV A2"},
    "INV ABC": {"INV ABC"},
    "IA B": EVERYBODY_OF_B,
    "CA B1": {"CA B1", "INV B1"},
    "BA BB": {"BA BB"},
    "INV B1": {"INV B1"},
    "ENT E": {"ENT E", "ENT E2"},
    "ENT E2": {"ENT E", "ENT E2"},
    "ENT F": {"ENT F"},
    "OP": {*EVERYBODY_OF_A, *EVERYBODY_OF_B, "ENT E", "ENT E2", "ENT F", "OP"},
    "visitor": set(),
}
"""Accounts: admins those of their unit and below, inventors themselves, experts those of their enterprise."""

PLACES: dict[str, dict[str, str]] = {
    "a1": {"A": "A1"},
    "a2": {"A": "A2"},
    "a1 filed": {"A": "A1"},
    "a1 published": {"A": "A1"},
    "a1 flagged": {"A": "A1"},
    "a pool": {"A": "A"},
    "a claimed": {"A": "A"},
    "a refused": {"A": "A"},
    "ab pool": {"A": "AB"},
    "abc": {"A": "ABC"},
    "ac pool": {"A": "AC"},
    "b1": {"B": "B1"},
    "b1 open": {"B": "B1"},
    "b1 with a1": {"B": "B1", "A": "A1"},
    "a2 with b": {"A": "A2", "B": "B"},
    "sold by a": {"A": "A1"},
    "nobody's": {},
}
"""Where each patent stands, institution by institution, the first owner's first."""
INVENTORS = {
    "a1": "INV A1",
    "a2": "INV A2",
    "a1 filed": "INV A1",
    "a1 published": "INV A1",
    "a1 flagged": "INV A1",
    "abc": "INV ABC",
    "b1": "INV B1",
    "b1 open": "INV B1",
    "b1 with a1": "INV B1",
    "a2 with b": "INV A2",
    "sold by a": "INV A1",
}
"""The first inventor's account, where one is confirmed."""
BELOW = {unit: {unit} for unit in ALL_UNITS} | {
    "A": {"A", "A1", "A2", "AB", "AC", "ABC", "ABD"},
    "AB": {"AB", "ABC", "ABD"},
    "B": {"B", "B1", "BB"},
}
"""Each unit with everything below it."""


def first_place(patent: str) -> str | None:
    """Where it stands with its first owner, where that is an institution of the platform."""
    return None if patent == "sold by a" else next(iter(PLACES[patent].values()), None)


def place_for(viewer: str, patent: str) -> str | None:
    """Where it stands for a viewer: in the own institution; outside institutions, with its first owner."""
    tenant = viewer.split()[0] in ("IA", "CA", "BA", "BCA", "INV")
    return PLACES[patent].get(viewer.split()[1][0]) if tenant else first_place(patent)
