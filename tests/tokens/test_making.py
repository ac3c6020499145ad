"""API tokens are made by who may, with what they have, shown once, seen and ended by who manages them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from panhuo.auth.sessions import delete_old_sessions
from panhuo.clock import now_ms
from panhuo.models import ApiToken, AuditEntry, Notice, User
from panhuo.services.tokens import DAY_MS, LIVE_AT_MOST
from tests.shared import contents
from tests.tokens.world import CREATE, LIST, READS, REVOKE, SHOWN, World

pytestmark = pytest.mark.anyio

WRITTEN = ("api_token", "session", "audit_entry", "notice")


async def test_the_secret_is_shown_once_and_only_its_hash_kept(world: World) -> None:
    # when
    payload = await world.tries(
        world.expert, "DOSSIER_READ", "EVALUATION_WRITE", origins=["https://www.firm.example"]
    )

    # then
    secret, token = payload["secret"], payload["token"]
    assert secret.startswith("pht_") and secret.startswith(token["prefix"]) and len(token["prefix"]) == 10
    assert token["abilities"] == ["DOSSIER_READ", "EVALUATION_WRITE"] and token["active"] is True
    assert token["origins"] == ["https://www.firm.example"] and token["lastUsedAt"] is None
    ends = datetime.fromisoformat(token["expiresAt"]) - datetime.now(UTC)
    assert timedelta(days=29) < ends <= timedelta(days=30)
    everything = await contents(*WRITTEN)
    assert secret not in str(everything) and secret[4:] not in str(everything)
    entry = await AuditEntry.filter(action="TOKEN_CREATED").order_by("-id").first()
    assert entry is not None and entry.actor_id == world.expert.id and "DOSSIER_READ" in str(entry.after)
    told = await Notice.filter(kind="TOKEN_CREATED").order_by("-id").first().values("user_id", "words")
    assert told["user_id"] == world.manager.id and world.expert.name in told["words"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"abilities": []}, "TOKEN_ABILITIES_UNFIT abilities"),
        ({"abilities": ["PATENT_READ", "PATENT_READ"]}, "TOKEN_ABILITIES_UNFIT abilities"),
        ({"abilities": ["AUDIT_READ"]}, "TOKEN_ABILITIES_UNFIT abilities"),
        ({"abilities": ["TOKEN_MANAGE"]}, "TOKEN_ABILITIES_UNFIT abilities"),
        ({"abilities": ["PROFILE_EDIT"]}, "TOKEN_ABILITIES_UNFIT abilities"),
        ({"name": "  "}, "INVALID_VALUE name"),
        ({"name": "长" * 61}, "INVALID_VALUE name"),
        ({"validDays": 0}, "INVALID_VALUE validDays"),
        ({"validDays": 367}, "INVALID_VALUE validDays"),
        ({"origins": ["https://a.example", "https://a.example"]}, "TOKEN_ORIGIN_INVALID origins"),
        ({"origins": ["https://a.example/"]}, "TOKEN_ORIGIN_INVALID origins"),
        ({"origins": ["*"]}, "TOKEN_ORIGIN_INVALID origins"),
        ({"origins": ["null"]}, "TOKEN_ORIGIN_INVALID origins"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(world: World, given: dict[str, Any], error: str) -> None:
    before = await contents(*WRITTEN[:1])

    payload = await world.tries(world.expert, "PATENT_READ", **given)

    assert [f"{each['code']} {each['field'][1]}" for each in payload["userErrors"]] == [error]
    assert payload["secret"] is None and await contents(*WRITTEN[:1]) == before


async def test_who_has_no_tokens_makes_none(world: World) -> None:
    given = {"name": "x", "abilities": ["PATENT_READ"], "validDays": 1}
    before = await contents(*WRITTEN[:1])

    inventor = await world.as_account(world.inventor, CREATE, input=given)
    visitor = await world.asks({}, CREATE, input=given)

    codes = [each["errors"][0]["extensions"]["code"] for each in (inventor, visitor)]
    assert codes == ["FORBIDDEN", "UNAUTHENTICATED"] and await contents(*WRITTEN[:1]) == before


async def test_each_sees_and_ends_the_tokens_that_the_policy_gives_them(world: World) -> None:
    """TOKEN_MANAGE: IA and BA their own, ENT the enterprise's, OP all (POLICY)."""
    # given
    mine, headers = await world.made(world.expert, *READS, name="专家")
    other, _ = await world.made(world.rival, *READS, name="对手")
    school, _ = await world.made(world.admin, "PATENT_READ", name="学校")

    # when
    async def listed(account: User) -> set[str]:
        found = (await world.as_account(account, LIST))["data"]["apiTokens"]["nodes"]
        return {each["id"] for each in found} & {mine, other, school}

    seen = {name: await listed(getattr(world, name)) for name in ("manager", "rival", "admin", "operator")}
    outside = await world.as_account(world.rival, REVOKE, id=mine)
    used = (await world.asks(headers, SHOWN))["data"]["showcase"]
    ended = await world.as_account(world.manager, REVOKE, id=mine)
    again = await world.as_account(world.manager, REVOKE, id=mine)

    # then
    assert seen == {
        "manager": {mine},
        "rival": {other},
        "admin": {school},
        "operator": {mine, other, school},
    }
    assert [each["code"] for each in outside["data"]["revokeApiToken"]["userErrors"]] == ["NOT_FOUND"]
    assert used["totalCount"] == 1
    assert ended["data"]["revokeApiToken"]["token"]["active"] is False
    assert [each["code"] for each in again["data"]["revokeApiToken"]["userErrors"]] == ["CONFLICT"]
    response = await world.post(headers, SHOWN)
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (
        401,
        "UNAUTHENTICATED",
    )
    told = await Notice.filter(kind="TOKEN_REVOKED").get().values("user_id")
    assert told["user_id"] == world.expert.id
    assert await AuditEntry.filter(action="TOKEN_REVOKED", actor_id=world.manager.id).count() == 1


async def test_an_account_has_only_so_many_at_once(world: World) -> None:
    held = await ApiToken.filter(owner_id=world.operator.id, revoked_at=None).count()
    for _ in range(LIVE_AT_MOST - held):
        last, _ = await world.made(world.operator, "PATENT_READ")

    refused = await world.tries(world.operator, "PATENT_READ")
    await world.as_account(world.operator, REVOKE, id=last)
    room = await world.tries(world.operator, "PATENT_READ")

    assert [each["code"] for each in refused["userErrors"]] == ["TOKENS_TOO_MANY"]
    assert room["userErrors"] == []


async def test_they_are_forgotten_a_month_after_their_end(world: World) -> None:
    number, headers = await world.made(world.rival, *READS, validDays=1)
    later = now_ms() + 32 * DAY_MS

    await delete_old_sessions(later)

    assert not await ApiToken.filter(id=number.partition(":")[2]).exists()
    assert (await world.post(headers, SHOWN)).status_code == 401
