"""Signing in and out, tried by every role: what changes is counted, and nothing else has changed.

Every other mutation is tried by `tests/matrix/changing`, which fails for one it does not know.
"""

from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from panhuo.auth.passwords import hash_password
from panhuo.auth.sessions import token_hash
from panhuo.db import connection
from panhuo.models import Session, User
from tests.answers import without_cost
from tests.factories import sign_in
from tests.permissions.world import MAY_READ, World
from tests.shared import TABLES, contents, post, row_counts

pytestmark = pytest.mark.anyio

PASSWORD = "correct horse battery staple"
LOGIN = """
mutation ($input: LoginInput!) { login(input: $input) { token viewer { id } userErrors { code } } }
"""
LOGOUT = "mutation { logout { signedOut userErrors { code } } }"
VIEWER = "{ viewer { id } }"
UNTOUCHED = [name for name in TABLES if name not in ("patent_text", "session", "sign_in_throttle")]


@dataclass(frozen=True)
class Change:
    """What a mutation does for a role."""

    answer: dict[str, Any]
    rows: dict[str, int] = field(default_factory=dict)
    """Rows more, by table; the others stay as many."""


SIGNED_OUT = Change({"signedOut": True, "userErrors": []})
NOBODY = Change({"signedOut": False, "userErrors": [{"code": "UNAUTHENTICATED"}]})
LOGOUTS = {viewer: NOBODY if viewer == "visitor" else SIGNED_OUT for viewer in MAY_READ}


async def headers_of(world: World, viewer: str) -> dict[str, str]:
    """A session of its own, which the test may end."""
    if viewer == "visitor":
        return {}
    return await sign_in(await User.get(id=int(world.users[viewer].partition(":")[2])))


@pytest.mark.req("S3", "S5")
@pytest.mark.parametrize("viewer", MAY_READ)
async def test_signing_out_ends_the_own_session_and_no_other(
    viewer: str, shared_client: httpx.AsyncClient, world: World
) -> None:
    # given
    headers, change = await headers_of(world, viewer), LOGOUTS[viewer]
    counts, others = await row_counts(), await contents(*UNTOUCHED)
    revoked = {row.id for row in await Session.exclude(revoked_at=None)}

    # when
    answer = await post(shared_client, LOGOUT, headers)

    # then
    assert without_cost(answer) == {"data": {"logout": change.answer}}
    ended = {row.token_hash for row in await Session.exclude(revoked_at=None) if row.id not in revoked}
    assert ended == {token_hash(value.removeprefix("Bearer ")) for value in headers.values()}
    assert await row_counts() == counts
    assert await contents(*UNTOUCHED) == others
    assert (await post(shared_client, VIEWER, world.headers[viewer]))["data"] == (
        {"viewer": None} if viewer == "visitor" else {"viewer": {"id": world.users[viewer]}}
    )


@pytest.mark.parametrize("asking", ["visitor", "IA A", "ENT E"])
@pytest.mark.parametrize("viewer", [viewer for viewer in MAY_READ if viewer != "visitor"])
async def test_signing_in_opens_one_session_of_the_account_named(
    viewer: str, asking: str, shared_client: httpx.AsyncClient, world: World
) -> None:
    # given
    account = await User.get(id=int(world.users[viewer].partition(":")[2]))
    account.password_hash = await hash_password(PASSWORD)
    await account.save(update_fields=["password_hash"])
    counts, others = await row_counts(), await contents(*UNTOUCHED)

    # when
    wrong, right = [
        (
            await post(
                shared_client,
                LOGIN,
                world.headers[asking],
                input={"username": account.username, "password": each},
            )
        )
        for each in ("wrong", PASSWORD)
    ]

    # then
    failed = {"token": None, "viewer": None, "userErrors": [{"code": "SIGN_IN_FAILED"}]}
    assert without_cost(wrong) == {"data": {"login": failed}}
    payload = right["data"]["login"]
    assert (payload["viewer"], payload["userErrors"]) == ({"id": world.users[viewer]}, [])
    opened = await Session.get(token_hash=token_hash(payload["token"]))
    assert opened.user_id == account.id  # type: ignore[attr-defined]
    more = {name: count - counts[name] for name, count in (await row_counts()).items()}
    throttled = more.pop("sign_in_throttle")
    assert {name: count for name, count in more.items() if count} == {"session": 1}
    assert throttled == 1, "the address, whose failure stays counted"
    assert await contents(*UNTOUCHED) == others
    await connection().execute_query("delete from sign_in_throttle")
