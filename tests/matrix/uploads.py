"""Uploads: of every account some that wait, its own alone, and some that are over, nobody's."""

import json
from collections.abc import Iterator
from typing import Any

from tests.matrix.cells import ABSENT, DENIED, VISIBLE, Asking, Cell
from tests.matrix.expectation import CHANGES, OBJECTS, has, never
from tests.matrix.upload_rows import WAITING
from tests.shared import row_counts
from tests.uploads.forms import GOOD, MULTIPART, form

ABILITY = "FILE_UPLOAD"
AT_ONCE = 40
"""Fields of one request."""
FIELDS = OBJECTS["FileUpload"][1].split()
PAGE = (
    f"totalCount nodes {{ {' '.join(FIELDS)} }} edges {{ cursor node {{ id }} }}"
    " pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
)
DISCARD = "mutation ($id: ID!) { discardUpload(input: {id: $id}) { discardedId userErrors { code } } }"
CONNECTION = [f"FileUploadConnection.{each}" for each in OBJECTS["FileUploadConnection"][1].split()]
EDGE = ["FileUploadEdge.cursor", "FileUploadEdge.node"]


def sees(asking: Asking, name: str) -> bool:
    owner, state = name.split(", ")
    words = {"self"} if owner == asking.viewer and state in WAITING else {"another's, or over"}
    return has(ABILITY, asking.role, words)


async def uploads(asking: Asking) -> list[Cell]:
    """By id, and in the list."""
    ids = asking.world.uploads
    several = f"nodes(ids: $i) {{ ... on FileUpload {{ {' '.join(FIELDS)} }} }}"
    singles = await by_node(asking, [*ids.values()])
    nodes = (await asking.ask(f"query ($i: [ID!]!) {{ {several} }}", i=[*ids.values()]))["data"]["nodes"]
    cells: list[Cell] = []
    for name, node in zip(ids, nodes, strict=True):
        expected = VISIBLE if sees(asking, name) else ABSENT
        for field in FIELDS:
            found = VISIBLE if node and node[field] is not None else ABSENT
            cells.append(asking.cell(f"FileUpload.{field}", name, expected, found))
        found = VISIBLE if ids[name] in singles else ABSENT
        cells.append(asking.cell("Query.node", name, expected, found))
    return [*cells, *await listed(asking)]


async def by_node(asking: Asking, ids: list[str]) -> set[str]:
    """Those that `node` gives."""
    found = set()
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        one = " ".join(f'f{number}: node(id: "{id}") {{ id }}' for number, id in enumerate(part))
        data = (await asking.ask(f"{{ {one} }}"))["data"]
        found |= {node["id"] for node in data.values() if node}
    return found


async def listed(asking: Asking) -> list[Cell]:
    """The list forwards and backwards, whole and beyond a cursor."""
    whole = await page(asking, "first: 100")
    if whole is None or never(ABILITY, asking.role):
        return list(refused(asking, whole))
    cells = list(shown(asking, ["Query.uploads", "Query.uploads(first:)", *CONNECTION, *EDGE], whole))
    cells += shown(asking, ["Query.uploads(last:)"], await page(asking, "last: 100"))
    for edge in whole["edges"][:1]:
        cursor = json.dumps(edge["cursor"])
        after = await page(asking, f"after: {cursor}")
        before = await page(asking, f"last: 9, before: {cursor}")
        both = {"edges": [edge, *after["edges"], *before["edges"]], "totalCount": after["totalCount"]}
        cells += shown(asking, ["Query.uploads(after:)", "Query.uploads(before:)"], both)
    return cells


async def page(asking: Asking, arguments: str) -> Any:
    return (await asking.ask(f"{{ uploads({arguments}) {{ {PAGE} }} }}"))["data"]["uploads"]


def refused(asking: Asking, whole: Any) -> Iterator[Cell]:
    arguments = [f"Query.uploads({each}:)" for each in ("first", "after", "last", "before")]
    expected = DENIED if never(ABILITY, asking.role) else VISIBLE
    for place in ("Query.uploads", *arguments, *CONNECTION, *EDGE):
        yield asking.cell(place, "the list", expected, DENIED if whole is None else whole)


def shown(asking: Asking, places: list[str], found: Any) -> Iterator[Cell]:
    """Each upload once or not at all, and as many as the total says."""
    ids = [edge["node"]["id"] for edge in found["edges"]]
    wanted = {name for name in asking.world.uploads if sees(asking, name)}
    for place in places:
        for name, id in asking.world.uploads.items():
            expected = VISIBLE if name in wanted else ABSENT
            yield asking.cell(place, name, expected, {0: ABSENT, 1: VISIBLE}.get(ids.count(id), "twice"))
        yield asking.cell(place, "total", len(wanted), found["totalCount"])


async def upload_and_discard(asking: Asking) -> list[Cell]:
    """Send a file and throw it away; others' and what is over stay."""
    may = not never(ABILITY, asking.role)
    before = await row_counts()
    response = await asking.client.post(
        "/graphql", content=form(*GOOD), headers=MULTIPART | asking.world.headers[asking.viewer]
    )
    upload = ((response.json().get("data") or {}).get("uploadFile") or {}).get("upload")
    cells = list(changed(asking, "uploadFile", may, upload is not None, before, await row_counts()))
    before, errors = await row_counts(), set()
    for name, id in asking.world.uploads.items():
        if not sees(asking, name):
            payload = (await asking.ask(DISCARD, id=id))["data"]["discardUpload"]
            errors |= {error["code"] for error in payload["userErrors"]} if payload else {"refused"}
    expected = {"NOT_FOUND"} if may else {"refused"}
    cells.append(asking.cell("DiscardUploadPayload.userErrors", "another's, or over", expected, errors))
    cells.append(asking.cell("Mutation.discardUpload", "another's, or over", before, await row_counts()))
    own = upload["id"] if upload else next(iter(asking.world.uploads.values()))
    gone = (await asking.ask(DISCARD, id=own))["data"]["discardUpload"]
    discarded = bool(gone) and gone["discardedId"] == own
    return [*cells, *changed(asking, "discardUpload", may, discarded, before, await row_counts())]


PLACES = {
    "uploadFile": "Mutation.uploadFile Mutation.uploadFile(input:) UploadFileInput.file"
    " UploadFilePayload.upload UploadFilePayload.userErrors",
    "discardUpload": "Mutation.discardUpload Mutation.discardUpload(input:) DiscardUploadInput.id"
    " DiscardUploadPayload.discardedId DiscardUploadPayload.userErrors",
}


def changed(
    asking: Asking, name: str, may: bool, did: bool, before: dict[str, int], after: dict[str, int]
) -> Iterator[Cell]:
    for place in PLACES[name].split():
        yield asking.cell(place, "one's own", may, did)
    more = {table: count - before[table] for table, count in after.items() if count != before[table]}
    yield asking.cell(f"Mutation.{name}", "rows", CHANGES[name] if may else {}, more)
