"""Which server is read, and that a reader never misses what they wrote or were told."""

from typing import Any

import pytest

from panhuo.app import create_app
from panhuo.auth.passwords import hash_password
from panhuo.models import OrgUnit, User
from panhuo.rules.vocabulary import Role
from tests.factories import institution, sign_in, user
from tests.notices.sending import send
from tests.replica.conftest import Servers, Stage, staged
from tests.shared import post
from tests.subscriptions.asking import begun
from tests.subscriptions.conftest import serving

pytestmark = pytest.mark.anyio

UNITS = "{ orgUnits(first: 50) { totalCount nodes { name } } }"
CREATE = """mutation ($input: CreateOrgUnitInput!) { createOrgUnit(input: $input) {
  orgUnit { name } userErrors { code } } }"""
ME = "{ viewer { username } }"
LOGIN = 'mutation { login(input: {username: "later", password: "Panhuo-test-2026"}) { token } }'
ADDED = "subscription { noticeAdded { id } }"
NOTICES = "{ notices { totalCount } }"


async def two(school: OrgUnit) -> tuple[User, User]:
    return await user(Role.INSTITUTION_ADMIN, school), await user(Role.INSTITUTION_ADMIN, school)


async def names(stage: Stage, headers: dict[str, str]) -> list[str]:
    found = (await post(stage.http, UNITS, headers))["data"]["orgUnits"]
    assert found["totalCount"] == len(found["nodes"])
    return [each["name"] for each in found["nodes"]]


async def create(stage: Stage, headers: dict[str, str], school: OrgUnit, name: str) -> Any:
    given = {"parent": f"OrgUnit:{school.id}", "kind": "COLLEGE", "name": name}
    return (await post(stage.http, CREATE, headers, input=given))["data"]["createOrgUnit"]


async def test_queries_are_read_from_the_replica(stage: Stage) -> None:
    """Shown by what only a replica can: an answer that is old."""
    # given
    await institution("甲大学")
    headers = await sign_in(await user(Role.PLATFORM_OPERATOR))
    await stage.caught_up()
    await stage.pause()

    # when
    await institution("乙大学", open_showcase=True)

    # then
    assert await names(stage, headers) == ["甲大学"]
    assert await names(stage, {}) == []
    assert stage.reads == ["replica", "replica"]


async def test_ones_own_write_is_seen_at_once_while_the_replica_stands_still(stage: Stage) -> None:
    # given
    school = await institution("甲大学")
    one, other = await two(school)
    mine, theirs = await sign_in(one), await sign_in(other)
    again = await sign_in(one)
    await stage.caught_up()
    await stage.pause()

    # when
    made = await create(stage, mine, school, "新学院")

    # then
    assert made == {"orgUnit": {"name": "新学院"}, "userErrors": []}
    assert "新学院" in await names(stage, mine)
    assert "新学院" in await names(stage, again)
    assert "新学院" not in await names(stage, theirs)
    assert stage.reads == ["primary", "primary", "replica"]

    # and then
    await stage.resume()
    await stage.caught_up()
    assert "新学院" in await names(stage, mine) and "新学院" in await names(stage, theirs)
    assert stage.reads[3:] == ["replica", "replica"]


async def test_without_redis_everybody_sees_whatever_is_committed(stage_without_redis: Stage) -> None:
    # given
    stage = stage_without_redis
    school = await institution("甲大学")
    one, other = await two(school)
    mine, theirs = await sign_in(one), await sign_in(other)
    await stage.caught_up()
    before = await names(stage, theirs)
    await stage.pause()

    # when
    await create(stage, mine, school, "新学院")

    # then
    assert "新学院" not in before
    assert "新学院" in await names(stage, mine) and "新学院" in await names(stage, theirs)
    await names(stage, {})
    assert stage.reads == ["replica", "primary", "primary", "primary"]
    await stage.resume()
    await stage.caught_up()
    await names(stage, theirs)
    assert stage.reads[-1] == "replica"


async def test_a_redis_that_is_away_costs_no_guarantee(servers: Servers, reads: list[str]) -> None:
    """A writer then waits for the replica; who reads meanwhile, sees all that is committed."""
    given = {"budget_url": "redis://127.0.0.1:1", "replica_lag_seconds": 0.5}
    async with staged(servers, reads, **given) as stage:
        school = await institution("甲大学")
        one, other = await two(school)
        mine, theirs = await sign_in(one), await sign_in(other)
        await stage.caught_up()
        await stage.pause()

        await create(stage, mine, school, "新学院")

        assert "新学院" in await names(stage, theirs)


async def test_who_signs_in_sees_themselves(stage: Stage) -> None:
    # given
    await stage.pause()
    hashed = await hash_password("Panhuo-test-2026")
    await user(Role.INSTITUTION_ADMIN, await institution(), username="later", password_hash=hashed)

    # when
    token = (await post(stage.http, LOGIN))["data"]["login"]["token"]
    found = await post(stage.http, ME, {"Authorization": f"Bearer {token}"})

    # then
    assert found["data"]["viewer"]["username"] == "later"
    assert stage.reads == ["primary"]


async def test_a_session_that_ended_counts_at_once(stage: Stage) -> None:
    one, _ = await two(await institution())
    headers = await sign_in(one)
    await stage.caught_up()
    await stage.pause()

    before = await post(stage.http, ME, headers)
    await post(stage.http, "mutation { logout { signedOut } }", headers)
    after = await stage.http.post("/graphql", json={"query": ME}, headers=headers)

    assert before["data"]["viewer"]["username"] == one.username
    assert after.status_code == 401


async def test_what_a_subscription_told_of_the_next_query_shows(stage: Stage) -> None:
    # given
    one, other = await two(await institution())
    mine, theirs = await sign_in(one), await sign_in(other)
    await stage.caught_up()
    await stage.pause()

    # when
    async with serving(create_app()) as server, server.socket(mine) as socket:
        await socket.subscribe(ADDED)
        await begun(1)
        await send(one, name="甲")
        await send(other, name="乙")
        await socket.receive()

    # then
    assert (await post(stage.http, NOTICES, mine))["data"]["notices"]["totalCount"] == 1
    assert (await post(stage.http, NOTICES, theirs))["data"]["notices"]["totalCount"] == 0
    assert stage.reads == ["primary", "replica"]
