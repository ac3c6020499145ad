"""Patents: what each role may read, and what it may not, by every way there is, over HTTP.

Each test compares what came back with the tables of `world`: nothing is missing and nothing is too much.
"""

import pytest

from tests.answers import without_cost
from tests.permissions.asking import name_of, names, shown
from tests.permissions.conftest import Ask
from tests.permissions.world import (
    ACCOUNTS,
    ALL_UNITS,
    BELOW,
    INVENTORS,
    MAY_READ,
    UNITS,
    World,
    first_place,
    place_for,
)

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.usefixtures("unchanged"),
    pytest.mark.parametrize("viewer", MAY_READ),
]

PATENTS = "patents(filed: ALL, campus: ALL, first: 100"
LISTS = f"""
query ($numbers: [String!], $where: PatentFilter) {{
  plain: {PATENTS}) {{ totalCount nodes {{ id }} counts(by: TYPE) {{ count }} }}
  edges: {PATENTS}, orderBy: {{field: APPLICATION_DATE}}) {{ edges {{ node {{ id }} }} }}
  last: patents(filed: ALL, campus: ALL, last: 100) {{ nodes {{ id }} }}
  search: {PATENTS}, search: "电池") {{ totalCount nodes {{ id }} }}
  numbers: {PATENTS}, where: {{applicationNumber: {{in: $numbers}}}}) {{ totalCount nodes {{ id }} }}
  filter: {PATENTS}, where: $where) {{ totalCount nodes {{ id }} }}
}}
"""
BY_UNIT = f"""
query ($unit: ID!) {{
  under: {PATENTS}, where: {{unit: {{under: $unit}}}}) {{ totalCount nodes {{ id }} }}
  eq: {PATENTS}, where: {{unit: {{eq: $unit}}}}) {{ nodes {{ id }} }}
  in: {PATENTS}, where: {{unit: {{in: [$unit]}}}}) {{ nodes {{ id }} }}
}}
"""
DETAIL = """{
  patents(filed: ALL, campus: ALL, first: 100) {
    nodes {
      id
      unit { id } institution { id } branch { id }
      owners { name orgUnit { id } }
      inventors { name user { id } }
    }
  }
}"""
BY_ID = "query ($id: ID!) { patent(id: $id) { id title } }"


async def test_lists_filters_searches_and_counts_hold_what_may_be_read(
    ask: Ask, world: World, viewer: str
) -> None:
    # given
    expected = sorted(MAY_READ[viewer])
    anything = {"or": [{"coOwned": {"eq": True}}, {"not": {"coOwned": {"eq": True}}}]}

    # when
    answer = await ask(LISTS, numbers=list(world.numbers.values()), where=anything)

    # then
    assert "errors" not in answer
    for key, page in answer["data"].items():
        nodes = page.get("nodes") or [edge["node"] for edge in page.get("edges", ())]
        assert names(world.patents, nodes) == expected, key
        assert page.get("totalCount", len(expected)) == len(expected), key
    assert sum(group["count"] for group in answer["data"]["plain"]["counts"]) == len(expected)


async def test_ids_give_what_may_be_read_and_nothing_else(ask: Ask, world: World, viewer: str) -> None:
    # when
    pairs = {"patent": "patent(id: {})", "node": "node(id: {})"}
    keys = {f"{way}{index}": (name, way) for way in pairs for index, name in enumerate(world.patents)}
    fields = [
        f"{key}: {pairs[way].format(f'{chr(34)}{world.patents[name]}{chr(34)}')} {{ id }}"
        for key, (name, way) in keys.items()
    ]
    answer = await ask(f"{{ {' '.join(fields)} }}")

    # then
    found = {key for key, value in answer["data"].items() if value is not None}
    assert found == {key for key, (name, _) in keys.items() if name in MAY_READ[viewer]}
    refused = {error["path"][0]: error["extensions"] for error in answer.get("errors", ())}
    assert refused == {key: {"code": "NOT_FOUND"} for key in keys if key not in found}


async def test_many_ids_give_nulls_for_the_others(ask: Ask, world: World, viewer: str) -> None:
    # given
    wanted = [*world.patents.items(), *world.units.items(), *world.users.items()]
    readable = {*MAY_READ[viewer]} | {*UNITS[viewer]} | {*ACCOUNTS[viewer]}

    # when
    answer = await ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[identity for _, identity in wanted]
    )

    # then
    assert "errors" not in answer
    assert answer["data"]["nodes"] == [
        {"id": identity} if name in readable else None for name, identity in wanted
    ]


async def test_what_may_not_be_read_looks_as_if_it_did_not_exist(ask: Ask, world: World, viewer: str) -> None:
    # given
    hidden = [identity for name, identity in world.patents.items() if name not in MAY_READ[viewer]]

    # when
    answers = [await ask(BY_ID, id=identity) for identity in ["Patent:999999", *hidden[:3]]]

    # then
    assert answers[0]["data"] == {"patent": None}
    assert [without_cost(each) for each in answers] == [without_cost(answers[0])] * len(answers)


async def test_application_numbers_give_what_may_be_read(ask: Ask, world: World, viewer: str) -> None:
    fields = [
        f'n{index}: patent(applicationNumber: "{number}") {{ id }}'
        for index, number in enumerate(world.numbers.values())
    ]

    answer = await ask(f"{{ {' '.join(fields)} }}")

    assert names(world.patents, list(answer["data"].values())) == sorted(MAY_READ[viewer])


@pytest.mark.req("S9", "S105")
async def test_a_units_filter_finds_nothing_at_units_out_of_sight(
    ask: Ask, world: World, viewer: str
) -> None:
    for unit, identity in world.units.items():
        # given
        visible = BELOW[unit] & UNITS[viewer]
        here = {
            name for name in MAY_READ[viewer] if unit in UNITS[viewer] and place_for(viewer, name) == unit
        }
        under = {name for name in MAY_READ[viewer] if place_for(viewer, name) in visible}

        # when
        data = (await ask(BY_UNIT, unit=identity))["data"]

        # then
        assert names(world.patents, data["under"]["nodes"]) == sorted(under), unit
        assert data["under"]["totalCount"] == len(under), unit
        assert names(world.patents, data["eq"]["nodes"]) == sorted(here), unit
        assert names(world.patents, data["in"]["nodes"]) == sorted(here), unit
        assert unit in UNITS[viewer] or not (here or under), unit


async def test_a_branchs_patents_are_found_by_who_may_read_them(ask: Ask, world: World, viewer: str) -> None:
    query = (
        "query ($branch: ID) { patents(filed: ALL, branch: $branch, first: 100) { totalCount nodes { id } } }"
    )
    for unit in sorted(ALL_UNITS):
        expected = {
            name
            for name in MAY_READ[viewer]
            if unit in ("AB", "AC", "BB") and place_for(viewer, name) in BELOW[unit]
        }

        page = (await ask(query, branch=world.units[unit]))["data"]["patents"]

        assert names(world.patents, page["nodes"]) == sorted(expected), unit
        assert page["totalCount"] == len(expected), unit


@pytest.mark.req("S59", "S71", "S190")
async def test_a_patent_shows_units_and_accounts_in_scope_only(ask: Ask, world: World, viewer: str) -> None:
    # when
    nodes = (await ask(DETAIL))["data"]["patents"]["nodes"]

    # then
    known = {identity: name for name, identity in world.patents.items()}
    for node in nodes:
        patent = known[node["id"]]
        place = first_place(patent)
        chain = [unit for unit in ("A", "B", "AB", "AC") if place in BELOW[unit]] if place else []
        branch = next((unit for unit in chain if len(unit) == 2), None)
        assert name_of(world.units, node["unit"]) == shown(place, UNITS[viewer]), patent
        assert name_of(world.units, node["institution"]) == shown(next(iter(chain), None), UNITS[viewer]), (
            patent
        )
        assert name_of(world.units, node["branch"]) == shown(branch, UNITS[viewer]), patent
        account = shown(INVENTORS.get(patent), ACCOUNTS[viewer])
        first = node["inventors"][0] if node["inventors"] else {"user": None}
        assert name_of(world.users, first["user"]) == account, patent
        for owner in node["owners"]:
            unit = {"甲大学": "A", "乙大学": "B", "甲东校区": "AB", "甲西校区": "AC"}.get(owner["name"])
            assert name_of(world.units, owner["orgUnit"]) == shown(unit, UNITS[viewer]), patent
