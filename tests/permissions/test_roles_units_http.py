"""Units, owner names, accounts and code tables: what each role may read, and what it may not, over HTTP."""

import pytest

from tests.answers import without_cost
from tests.permissions.asking import name_of, names, shown
from tests.permissions.conftest import Ask
from tests.permissions.world import (
    ACCOUNTS,
    ALL_UNITS,
    BELOW,
    MAY_READ,
    OWNER_NAMES,
    PLACES,
    UNITS,
    World,
    place_for,
)

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.usefixtures("unchanged"),
    pytest.mark.parametrize("viewer", MAY_READ),
]

TREE = """{
  orgUnits(first: 100) {
    totalCount
    nodes {
      id
      parent { id } institution { id } branch { id }
      children(first: 100) { totalCount nodes { id } }
      patents(filed: ALL, campus: ALL, first: 100) { totalCount nodes { id } }
    }
  }
}"""
OWNERS = "{ orgUnits(first: 100) { nodes { id ownerAliases { name } } } }"
ME = "{ viewer { id unit { id } institution { id } } }"


@pytest.mark.req("S9")
async def test_units_and_what_hangs_on_them(ask: Ask, world: World, viewer: str) -> None:
    # when
    page = (await ask(TREE))["data"]["orgUnits"]

    # then
    assert names(world.units, page["nodes"]) == sorted(UNITS[viewer])
    assert page["totalCount"] == len(UNITS[viewer])
    known = {identity: name for name, identity in world.units.items()}
    for node in page["nodes"]:
        unit = known[node["id"]]
        parents = {name for name in ALL_UNITS if unit in BELOW[name] and name != unit}
        parent = max(parents, key=len, default=None)
        children = {name for name in UNITS[viewer] if is_child(name, unit)}
        patents = {name for name in MAY_READ[viewer] if place_for(viewer, name) == unit}
        assert name_of(world.units, node["parent"]) == shown(parent, UNITS[viewer]), unit
        assert name_of(world.units, node["institution"]) == shown(unit[0], UNITS[viewer]), unit
        assert names(world.units, node["children"]["nodes"]) == sorted(children), unit
        assert node["children"]["totalCount"] == len(children), unit
        assert names(world.patents, node["patents"]["nodes"]) == sorted(patents), unit
        assert node["patents"]["totalCount"] == len(patents), unit


def is_child(name: str, unit: str) -> bool:
    return (
        name in BELOW[unit]
        and name != unit
        and not any(name in BELOW[between] for between in BELOW[unit] - {unit, name} if between != unit)
    )


async def test_units_by_id(ask: Ask, world: World, viewer: str) -> None:
    # when
    fields = [
        f'{way}{name}: {way}(id: "{identity}") {{ id }}'
        for name, identity in world.units.items()
        for way in ("orgUnit", "node")
    ]
    answer = await ask(f"{{ {' '.join(fields)} }}")

    # then
    found = {key for key, value in answer["data"].items() if value}
    assert found == {f"{way}{name}" for name in UNITS[viewer] for way in ("orgUnit", "node")}
    assert {error["extensions"]["code"] for error in answer.get("errors", ())} <= {"NOT_FOUND"}


async def test_units_filtered_by_institution(ask: Ask, world: World, viewer: str) -> None:
    query = "query ($id: ID) { orgUnits(where: {institution: {eq: $id}}) { nodes { id } } }"
    for institution in ("A", "B"):
        expected = UNITS[viewer] & BELOW[institution] if institution in UNITS[viewer] else set()

        nodes = (await ask(query, id=world.units[institution]))["data"]["orgUnits"]["nodes"]

        assert names(world.units, nodes) == sorted(expected), institution


@pytest.mark.req("S54")
async def test_owner_names_are_for_those_who_manage_units(ask: Ask, world: World, viewer: str) -> None:
    # when
    answer = await ask(OWNERS)

    # then
    nodes = answer["data"]["orgUnits"]["nodes"]
    readable = [node for node in nodes if node["ownerAliases"] is not None]
    assert names(world.units, readable) == sorted(OWNER_NAMES.get(viewer, ()))
    refusal = {
        "code": "UNAUTHENTICATED" if viewer == "visitor" else "FORBIDDEN",
        "ability": "ORG_UNIT_MANAGE",
        "count": len(nodes),
    }
    expected = [] if viewer in OWNER_NAMES else [refusal]
    assert [error["extensions"] for error in answer.get("errors", ())] == expected
    assert [error["path"] for error in answer.get("errors", ())] == [
        ["orgUnits", "nodes", 0, "ownerAliases"] for _ in expected
    ]


async def test_accounts_by_id(ask: Ask, world: World, viewer: str) -> None:
    # when
    names_of = {f"u{index}": name for index, name in enumerate(world.users)}
    fields = [
        f'{key}: node(id: "{world.users[name]}") {{ id ... on User {{ phone email }} }}'
        for key, name in names_of.items()
    ]
    answer = await ask(f"{{ {' '.join(fields)} }}")

    # then
    found = {names_of[key] for key, value in answer["data"].items() if value}
    assert found == ACCOUNTS[viewer]
    assert {error["extensions"]["code"] for error in answer.get("errors", ())} <= {"NOT_FOUND"}


async def test_everybody_reads_itself_and_its_place(ask: Ask, world: World, viewer: str) -> None:
    me = (await ask(ME))["data"]["viewer"]

    if viewer == "visitor":
        assert me is None
        return
    place = viewer.split()[1] if viewer.split()[0] not in ("ENT", "OP") else None
    assert name_of(world.users, me) == viewer
    assert name_of(world.units, me["unit"]) == place
    assert name_of(world.units, me["institution"]) == (place and place[0])


async def test_everybody_reads_the_code_tables(ask: Ask, viewer: str) -> None:
    answer = await ask("{ codes(kind: IPC) { totalCount nodes { id code } } }")

    assert without_cost(answer) == {"data": {"codes": {"totalCount": 0, "nodes": []}}}


async def test_the_tables_speak_of_the_whole_world(world: World, viewer: str) -> None:
    assert set(MAY_READ) == set(UNITS) == set(ACCOUNTS) == set(world.headers)
    assert set(PLACES) == set(world.patents)
    assert set(world.units) == ALL_UNITS
    assert {*MAY_READ[viewer]} <= set(world.patents)
