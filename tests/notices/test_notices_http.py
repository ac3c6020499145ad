"""`notices` and `markNoticesRead` over HTTP: everybody's own, and nobody else's."""

from typing import Any

import httpx
import pytest

from panhuo.clock import now_ms
from panhuo.models import IdempotencyKey, Notice, User
from panhuo.rules.vocabulary import Role
from panhuo.services.acting import acting
from panhuo.services.notices import DAY_MS, forget_old_notices
from tests.factories import institution, sign_in, user
from tests.notices.sending import send
from tests.shared import contents, post
from tests.viewers import viewer_of

pytestmark = pytest.mark.anyio

NOTICES = """query ($unread: Boolean! = false) { notices(unreadOnly: $unread, first: 50) {
  totalCount nodes { id kind message subjectId readAt } } }"""
MARK = "mutation ($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) {"
MARK += " marked userErrors { code field } } }"
NODE = "query ($id: ID!) { node(id: $id) { ... on Notice { message } } }"


async def two() -> tuple[User, User]:
    school = await institution()
    return await user(Role.INVENTOR, school), await user(Role.INSTITUTION_ADMIN, school)


async def own(client: httpx.AsyncClient, account: User, unread: bool = False) -> dict[str, Any]:
    headers = {**await sign_in(account), "Accept-Language": "zh-CN"}
    found = await post(client, NOTICES, headers, unread=unread)
    return dict(found["data"]["notices"])


async def mark(client: httpx.AsyncClient, account: User, **given: Any) -> dict[str, Any]:
    answer = await post(client, MARK, await sign_in(account), input=given)
    return dict(answer["data"]["markNoticesRead"])


async def test_everybody_reads_their_own_newest_first(client: httpx.AsyncClient) -> None:
    # given
    one, other = await two()
    for name in "甲乙":
        await send(one, name=name)

    # when
    mine, theirs = await own(client, one), await own(client, other)
    alone = [await post(client, NODE, await sign_in(who), id=mine["nodes"][0]["id"]) for who in (one, other)]

    # then
    assert [node["message"] for node in mine["nodes"]] == ["任务已完成：乙。", "任务已完成：甲。"]
    assert {node["subjectId"] for node in mine["nodes"]} == {"Job:1"} and mine["totalCount"] == 2
    assert theirs == {"totalCount": 0, "nodes": []}
    assert alone[0]["data"]["node"] and alone[1]["data"]["node"] is None


@pytest.mark.parametrize(("language", "text"), [("en", "A job is done: 甲."), ("zh-CN", "任务已完成：甲。")])
async def test_in_the_language_of_the_request(client: httpx.AsyncClient, language: str, text: str) -> None:
    one, _ = await two()
    await send(one, name="甲")

    answer = await post(client, NOTICES, {**await sign_in(one), "Accept-Language": language})

    assert [node["message"] for node in answer["data"]["notices"]["nodes"]] == [text]


async def test_a_visitor_has_none(client: httpx.AsyncClient) -> None:
    read, marked = await post(client, NOTICES), await post(client, MARK, input={"ids": ["Notice:1"]})

    for answer in (read, marked):
        assert [each["extensions"]["code"] for each in answer["errors"]] == ["UNAUTHENTICATED"]


async def test_what_is_marked_is_read_once(client: httpx.AsyncClient) -> None:
    one, _ = await two()
    for _ in range(3):
        await send(one)
    newest, middle, oldest = [node["id"] for node in (await own(client, one))["nodes"]]

    assert (await mark(client, one, ids=[newest, newest]))["marked"] == 1
    assert (await mark(client, one, ids=[newest]))["marked"] == 0
    assert [node["id"] for node in (await own(client, one, unread=True))["nodes"]] == [middle, oldest]
    assert (await mark(client, one, upTo=middle))["marked"] == 2
    assert (await own(client, one, unread=True))["totalCount"] == 0


async def test_others_notices_stay_as_they_are(client: httpx.AsyncClient) -> None:
    one, other = await two()
    await send(one)
    [node], before = (await own(client, one))["nodes"], await contents("notice")

    for given in ({"ids": [node["id"]]}, {"upTo": "Notice:999999"}):
        assert await mark(client, other, **given) == {"marked": 0, "userErrors": []}

    assert await contents("notice") == before


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "INVALID_VALUE", ["input"]),
        ({"ids": ["Notice:1"], "upTo": "Notice:1"}, "INVALID_VALUE", ["input"]),
        ({"ids": [f"Notice:{number}" for number in range(1, 102)]}, "INVALID_VALUE", ["input"]),
        ({"ids": ["Notice:1", "Patent:1"]}, "BAD_ID", ["input", "ids"]),
        ({"upTo": "nonsense"}, "BAD_ID", ["input", "upTo"]),
    ],
)
async def test_what_cannot_be_marked_is_said(
    client: httpx.AsyncClient, given: dict[str, Any], code: str, field: list[str]
) -> None:
    one, _ = await two()
    await send(one)

    payload = await mark(client, one, **given)

    assert payload == {"marked": 0, "userErrors": [{"code": code, "field": field}]}
    assert (await own(client, one, unread=True))["totalCount"] == 1


@pytest.mark.usefixtures("db")
async def test_notices_go_after_400_days_and_keys_after_7() -> None:
    # given
    one, _ = await two()
    await send(one)
    async with acting(viewer_of(one)) as action:
        await action.once("k", "x", [])

    # then
    for days, keys, notices in ((6.9, 1, 1), (7.1, 0, 1), (399.9, 0, 1), (400.1, 0, 0)):
        await forget_old_notices(now_ms() + round(days * DAY_MS))
        assert (await IdempotencyKey.all().count(), await Notice.all().count()) == (keys, notices)
