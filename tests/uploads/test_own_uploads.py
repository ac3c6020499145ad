"""`uploads`, `node` and `discardUpload`: one's own while they wait, nobody else's, and none that is over."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.files.store import file_store
from panhuo.models import Upload, User
from panhuo.permissions.viewer import Viewer
from panhuo.services.uploads import Consumed, consume_upload
from tests.factories import now
from tests.shared import post
from tests.uploads.conftest import CSV, People, an_upload, files_in

pytestmark = pytest.mark.anyio

UPLOADS = """
query ($first: Int, $after: String) {
  uploads(first: $first, after: $after) {
    totalCount nodes { id name mediaType size createdAt expiresAt } pageInfo { hasNextPage endCursor }
  }
}
"""
NODE = "query ($id: ID!) { node(id: $id) { id ... on FileUpload { name size } } }"
DISCARD = """
mutation ($id: ID!) { discardUpload(input: {id: $id}) { discardedId userErrors { code field message } } }
"""
OVER = {
    "expired": {"expires_at": 1},
    "consumed": {"consumed_at": 1},
    "still arriving": {"stored": False},
}


def viewer(account: User) -> Viewer:
    return Viewer(account.role, user_id=account.id)


async def ids(client: httpx.AsyncClient, headers: dict[str, str]) -> list[str]:
    found = (await post(client, UPLOADS, headers))["data"]["uploads"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["id"] for node in found["nodes"]]


async def discard(client: httpx.AsyncClient, headers: dict[str, str], id: str) -> Any:
    payload = (await post(client, DISCARD, headers, id=id))["data"]["discardUpload"]
    return payload["discardedId"], [(error["code"], error["field"]) for error in payload["userErrors"]]


def number(id: str) -> int:
    return int(id.partition(":")[2])


async def test_everybody_sees_their_own_newest_first(
    shared_client: httpx.AsyncClient, people: People, folder: Path
) -> None:
    made = {
        name: [await an_upload(shared_client, people.headers[name]) for _ in range(2)]
        for name in people.accounts
    }

    for name, own in made.items():
        assert await ids(shared_client, people.headers[name]) == own[::-1]
        for other, theirs in made.items():
            node = await post(shared_client, NODE, people.headers[name], id=theirs[0])
            if other == name:
                assert node["data"]["node"] == {"id": theirs[0], "name": "patents.csv", "size": len(CSV)}
            else:
                assert node["data"] == {"node": None}
                assert [error["extensions"]["code"] for error in node["errors"]] == ["NOT_FOUND"]


async def test_page_by_page(shared_client: httpx.AsyncClient, people: People, folder: Path) -> None:
    made = [await an_upload(shared_client, people.headers["INV"]) for _ in range(5)]

    walked, cursor = [], None
    while True:
        page = (await post(shared_client, UPLOADS, people.headers["INV"], first=2, after=cursor))["data"][
            "uploads"
        ]
        walked += [node["id"] for node in page["nodes"]]
        cursor = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert walked == made[::-1]


async def test_a_visitor_has_none(shared_client: httpx.AsyncClient, people: People, folder: Path) -> None:
    id = await an_upload(shared_client, people.headers["IA"])

    listed = await post(shared_client, UPLOADS)
    node = await post(shared_client, NODE, id=id)
    discarded = await post(shared_client, DISCARD, id=id)

    assert (listed["data"], listed["errors"][0]["extensions"]["code"]) == (
        {"uploads": None},
        "UNAUTHENTICATED",
    )
    assert node["data"] == {"node": None}
    assert discarded["data"] == {"discardUpload": None}
    assert discarded["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert await ids(shared_client, people.headers["IA"]) == [id]


@pytest.mark.parametrize("over", OVER)
async def test_what_is_over_is_not_found(
    over: str, shared_client: httpx.AsyncClient, people: People, folder: Path
) -> None:
    # given
    id = await an_upload(shared_client, people.headers["BCA"])
    await Upload.filter(id=number(id)).update(**OVER[over])
    before = await Upload.get().values()

    # then
    assert await ids(shared_client, people.headers["BCA"]) == []
    assert (await post(shared_client, NODE, people.headers["BCA"], id=id))["data"] == {"node": None}
    assert await discard(shared_client, people.headers["BCA"], id) == (None, [("NOT_FOUND", ["input", "id"])])
    with pytest.raises(PanhuoError) as refused:
        await consume_upload(viewer(people.accounts["BCA"]), number(id))
    assert refused.value.code is ErrorCode.NOT_FOUND
    assert await Upload.get().values() == before
    assert len(files_in(folder)) == 1


async def test_discarding_removes_row_and_file(
    shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    id = await an_upload(shared_client, people.headers["ENT"])

    assert await discard(shared_client, people.headers["ENT"], id) == (id, [])
    assert await discard(shared_client, people.headers["ENT"], id) == (None, [("NOT_FOUND", ["input", "id"])])


@pytest.mark.parametrize(
    ("id", "code"),
    [("FileUpload:999999999", "NOT_FOUND"), ("Patent:1", "BAD_ID"), ("nonsense", "BAD_ID"), ("", "BAD_ID")],
)
async def test_ids_of_nothing(id: str, code: str, shared_client: httpx.AsyncClient, people: People) -> None:
    assert await discard(shared_client, people.headers["OP"], id) == (None, [(code, ["input", "id"])])


async def test_nobody_discards_what_is_not_theirs(
    shared_client: httpx.AsyncClient, people: People, folder: Path
) -> None:
    """The operator and the owner's own admin included."""
    id = await an_upload(shared_client, people.headers["INV"])
    before = await Upload.get().values()

    for name in people.accounts.keys() - {"INV"}:
        assert await discard(shared_client, people.headers[name], id) == (
            None,
            [("NOT_FOUND", ["input", "id"])],
        )
    assert await Upload.get().values() == before
    assert len(files_in(folder)) == 1


async def test_one_of_many_that_consume_and_discard_wins(
    shared_client: httpx.AsyncClient, people: People, folder: Path
) -> None:
    owner = viewer(people.accounts["IA"])
    for _ in range(10):
        id = await an_upload(shared_client, people.headers["IA"])

        outcomes = await asyncio.gather(
            *(consume_upload(owner, number(id)) for _ in range(3)),
            *(discard(shared_client, people.headers["IA"], id) for _ in range(3)),
            return_exceptions=True,
        )

        consumed = [each for each in outcomes if isinstance(each, Consumed)]
        discarded = [each for each in outcomes if isinstance(each, tuple) and each[0] == id]
        assert len(consumed) + len(discarded) == 1
        for upload in consumed:
            assert b"".join([chunk async for chunk in file_store().read(upload.store_key)]) == CSV
        assert await Upload.filter(id=number(id)).count() == len(consumed)


async def test_what_was_consumed_is_kept_as_long_again(
    shared_client: httpx.AsyncClient, people: People, folder: Path
) -> None:
    id = await an_upload(shared_client, people.headers["BA"])
    await Upload.all().update(expires_at=now() + 60_000)

    found = await consume_upload(viewer(people.accounts["BA"]), number(id))

    assert (found.name, found.media_type, found.size) == ("patents.csv", "text/csv", len(CSV))
    assert (await Upload.get()).expires_at > now() + 23 * 3_600_000
    with pytest.raises(PanhuoError):
        await consume_upload(viewer(people.accounts["BA"]), number(id))
