"""Asking for explanations in batches, and what really happens at the same places."""

from collections.abc import Sequence
from typing import Any

import httpx

from tests.permissions.world import World
from tests.shared import post

AT_ONCE = 40
NODES = """query ($ids: [ID!]!) { nodes(ids: $ids) {
  id
  ... on Patent {
    title affiliation unit { id } institution { id } branch { id } owners { name }
    inventors { user { id } } viewerCan { file { allowed } }
  }
  ... on OrgUnit {
    name parent { id } above: institution { id } part: branch { id } ownerAliases { name }
    children { totalCount } patents { totalCount }
  }
  ... on User { username place: unit { id } school: institution { id } can { allowed } }
} }"""
PATHS = {
    "Node.id": ("id",),
    "Patent.title": ("title",),
    "Patent.affiliation": ("affiliation",),
    "Patent.unit": ("unit",),
    "Patent.institution": ("institution",),
    "Patent.branch": ("branch",),
    "Patent.owners": ("owners",),
    "PatentOwner.name": ("owners",),
    "PatentInventor.name": ("inventors",),
    "FilingDecision.allowed": ("viewerCan", "file", "allowed"),
    "OrgUnit.name": ("name",),
    "OrgUnit.parent": ("parent",),
    "OrgUnit.institution": ("above",),
    "OrgUnit.branch": ("part",),
    "OrgUnit.ownerAliases": ("ownerAliases",),
    "OwnerAlias.name": ("ownerAliases",),
    "OrgUnit.children": ("children",),
    "OrgUnit.patents": ("patents", "totalCount"),
    "User.username": ("username",),
    "User.unit": ("place",),
    "User.institution": ("school",),
    "User.can": ("can",),
    "Permission.allowed": ("can",),
}
"""Coordinate → where NODES shows it."""
TO_ONE = {each for each in PATHS if each.split(".")[1] in ("unit", "institution", "branch", "parent")}
"""Null where there is nothing to lead to: the asker's own answer tells whether there is."""
SINGLE = {"Patent": "patent", "OrgUnit": "orgUnit"}
LISTS = {"Patent": "patents(filed: ALL, campus: ALL, first: 100)", "OrgUnit": "orgUnits(first: 100)"}
Asked = tuple[str, str]
"""A coordinate and the id of an object."""


async def explained(
    client: httpx.AsyncClient, headers: dict[str, str], user: str, asked: Sequence[Asked]
) -> dict[Asked, Any]:
    """The decisions on one account."""
    found: dict[Asked, Any] = {}
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        names = "".join(f", $c{n}: String!, $i{n}: ID" for n in range(len(part)))
        fields = " ".join(
            f"e{n}: explainAccess(user: $u, coordinate: $c{n}, id: $i{n}) {{ decision }}"
            for n in range(len(part))
        )
        values = {f"c{n}": place for n, (place, _) in enumerate(part)}
        values |= {f"i{n}": id for n, (_, id) in enumerate(part)}
        answer = await post(client, f"query ($u: ID!{names}) {{ {fields} }}", headers, u=user, **values)
        assert "errors" not in answer, answer["errors"]
        found |= {each: answer["data"][f"e{n}"]["decision"] for n, each in enumerate(part)}
    return found


def kind_of(id: str) -> str:
    return id.partition(":")[0]


def ids_of(world: World) -> list[str]:
    return [*world.patents.values(), *world.units.values(), *world.users.values()]


async def really(client: httpx.AsyncClient, headers: dict[str, str], ids: Sequence[str]) -> dict[Asked, str]:
    """What becomes of every place on every object for whoever sends these headers."""
    answer = await post(client, NODES, headers, ids=ids)
    denied = {tuple(key for key in e["path"] if isinstance(key, str)) for e in answer.get("errors", ())}
    outcomes: dict[Asked, str] = {}
    for id, node in zip(ids, answer["data"]["nodes"], strict=True):
        for place in places_on(id):
            outcomes[place, id] = outcome(node, PATHS[place], denied)
    return outcomes | await by_roots(client, headers, ids)


def places_on(id: str) -> list[str]:
    heads = {
        "Patent": ("Patent", "FilingDecision", "Node"),
        "OrgUnit": ("OrgUnit", "OwnerAlias", "Node"),
        "User": ("User", "Permission", "Node"),
    }[kind_of(id)]
    return [each for each in PATHS if each.startswith(heads)]


def outcome(node: Any, path: Sequence[str], denied: set[tuple[str, ...]]) -> str:
    if node is None:
        return "NOT_FOUND"
    for index, key in enumerate(path):
        node = node[key]
        if node is None:
            return "DENIED" if ("nodes", *path[: index + 1]) in denied else "MASKED"
    return "ALLOWED"


async def by_roots(
    client: httpx.AsyncClient, headers: dict[str, str], ids: Sequence[str]
) -> dict[Asked, str]:
    """Whether each object is given by the root fields of its type."""
    lists = " ".join(f"{name}: {text} {{ nodes {{ id }} }}" for name, text in LISTS.items())
    listed = (await post(client, f"{{ {lists} }}", headers))["data"]
    outcomes = {}
    for id in ids:
        kind = kind_of(id)
        fields = ["node", *([SINGLE[kind]] if kind in SINGLE else [])]
        text = " ".join(f'{field}(id: "{id}") {{ id }}' for field in fields)
        answer = await post(client, f"{{ {text} }}", headers)
        for field in fields:
            there = "ALLOWED" if answer["data"][field] else "NOT_FOUND"
            outcomes |= {(f"Query.{field}", id): there, (f"Query.{field}(id:)", id): there}
        if kind in LISTS:
            there = "ALLOWED" if {"id": id} in listed[kind]["nodes"] else "NOT_FOUND"
            name = LISTS[kind].partition("(")[0]
            outcomes |= {(f"Query.{name}", id): there, (f"Query.{name}(where:)", id): there}
    return outcomes
