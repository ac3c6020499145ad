"""An institution with a few patents, somebody who asks, and a guard: whatever is sent, nothing changes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from panhuo.models import Session
from panhuo.rules.vocabulary import Role
from tests.factories import college, institution, now, patent, sign_in, user
from tests.shared import contents, row_counts, shared_client, shared_db, shared_url

__all__ = ["shared_client", "shared_db", "shared_url"]


@dataclass(frozen=True)
class Asking:
    """Headers of an admin's session, and ids of what is theirs and what is not."""

    admin: dict[str, str]
    expired: dict[str, str]
    revoked: dict[str, str]
    closed: dict[str, str]
    """Of an account that was closed since."""
    ids: dict[str, str]


@pytest.fixture(scope="module")
async def asking(shared_db: str) -> Asking:
    ours, theirs = await institution("甲大学"), await institution("乙大学")
    unit = await college(ours, "甲一")
    admin = await user(Role.INSTITUTION_ADMIN, ours)
    stranger = await user(Role.INSTITUTION_ADMIN, theirs)
    former = await user(Role.INVENTOR, unit)
    mine = [await patent(ours, inventors=["张三"]) for _ in range(3)]
    other = await patent(theirs)
    headers = [await sign_in(account) for account in (admin, admin, admin, former)]
    sessions = await Session.all().order_by("id")
    await Session.filter(id=sessions[1].id).update(expires_at=now() - 1)
    await Session.filter(id=sessions[2].id).update(revoked_at=now())
    former.active = False
    await former.save(update_fields=["active"])
    ids = {
        "mine": f"Patent:{mine[0].id}",
        "theirs": f"Patent:{other.id}",
        "their unit": f"OrgUnit:{theirs.id}",
        "their admin": f"User:{stranger.id}",
    }
    return Asking(*headers, ids)


@pytest.fixture(autouse=True)
async def unchanged(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[None]:
    """Bad input changes nothing, tries of signing in aside."""
    if "asking" not in request.fixturenames:
        yield
        return
    tables = ("patent", "holding", "org_unit", "user_account", "session")
    before = {**await row_counts(), "sign_in_throttle": 0}, await contents(*tables)
    yield
    assert ({**await row_counts(), "sign_in_throttle": 0}, await contents(*tables)) == before
