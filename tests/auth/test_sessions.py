import hashlib
from dataclasses import fields

import pytest

from panhuo.auth import sessions
from panhuo.auth.sessions import (
    create_session,
    delete_old_sessions,
    revoke_all,
    revoke_session,
    viewer_of,
)
from panhuo.clock import StoppedClock
from panhuo.db import connection
from panhuo.models import OrgUnit, Session, User
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import Role
from panhuo.settings import get_settings
from tests.factories import branch, branch_college, college, enterprise, user

pytestmark = pytest.mark.anyio
DAY = 24 * 3600


async def test_a_token_speaks_for_its_account_until_it_expires(admin: User, time: StoppedClock):
    token, expires_at = await create_session(admin.id)

    assert expires_at == time.at + get_settings().session_hours * 3_600_000
    time.at = expires_at - 1
    assert (await viewer_of(token)).user_id == admin.id
    time.at = expires_at
    assert await viewer_of(token) is None


@pytest.mark.req("S3", "S5")
async def test_the_viewer_carries_what_scopes_compare_with(university: OrgUnit):
    campus = await branch(university)
    unit = await branch_college(campus)
    company = await enterprise()
    accounts = {
        await user(Role.INSTITUTION_ADMIN, university): (university.id, None, university.id, None, False),
        await user(Role.COLLEGE_ADMIN, await college(university)): (university.id, None, ..., None, False),
        await user(Role.BRANCH_ADMIN, campus): (university.id, campus.id, campus.id, None, False),
        await user(Role.BRANCH_COLLEGE_ADMIN, unit): (university.id, campus.id, unit.id, None, False),
        await user(Role.INVENTOR, unit): (university.id, campus.id, unit.id, None, False),
        await user(Role.ENTERPRISE, company, is_manager=True): (None, None, None, company.id, True),
        await user(Role.PLATFORM_OPERATOR): (None, None, None, None, False),
    }

    for account, (institution_id, branch_id, unit_id, enterprise_id, is_manager) in accounts.items():
        token, _ = await create_session(account.id)
        session = await Session.get(user_id=account.id)
        assert await viewer_of(token) == Viewer(
            role=account.role,
            user_id=account.id,
            institution_id=institution_id,
            branch_id=branch_id,
            unit_id=account.unit_id if unit_id is ... else unit_id,
            enterprise_id=enterprise_id,
            is_manager=is_manager,
            session_id=session.id,
        )


async def test_a_new_role_a_new_unit_and_a_closed_account_count_at_once(admin: User, university: OrgUnit):
    token, _ = await create_session(admin.id)
    science = await college(university)

    await User.filter(id=admin.id).update(role=Role.COLLEGE_ADMIN, unit_id=science.id)
    moved = await viewer_of(token)
    await User.filter(id=admin.id).update(active=False)

    assert (moved.role, moved.unit_id) == (Role.COLLEGE_ADMIN, science.id)
    assert await viewer_of(token) is None


async def test_revoking_ends_one_session_and_says_so_once(admin: User):
    first, _ = await create_session(admin.id)
    second, _ = await create_session(admin.id)
    session_id = (await viewer_of(first)).session_id

    assert await revoke_session(session_id)
    assert not await revoke_session(session_id)
    assert not await revoke_session(10**15)
    assert await viewer_of(first) is None
    assert (await viewer_of(second)).user_id == admin.id


async def test_revoking_all_ends_every_session_of_that_account_only(admin: User, university: OrgUnit):
    other = await user(Role.INVENTOR, university)
    mine = [(await create_session(admin.id))[0] for _ in range(3)]
    theirs, _ = await create_session(other.id)

    assert await revoke_all(admin.id) == 3
    assert await revoke_all(admin.id) == 0
    assert [await viewer_of(token) for token in mine] == [None] * 3
    assert (await viewer_of(theirs)).user_id == other.id


MALFORMED = [
    "",
    " ",
    "x",
    "x" * 42,
    "x" * 44,
    "x" * 1_000_000,
    "x" * 42 + "\n",
    "x" * 43 + "\n",
    "x" * 42 + "\x00",
    "x" * 42 + "é",
    "x" * 42 + "\ud800",
    "٣" * 43,
    "x" * 42 + "=",
    "' or 1=1 --".ljust(43, "x"),
]


@pytest.mark.parametrize("token", MALFORMED)
async def test_a_malformed_token_is_unknown_and_never_reaches_the_database(
    token: str, monkeypatch: pytest.MonkeyPatch
):
    async def unreachable(*_: object) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(sessions, "run", unreachable)

    assert await viewer_of(token) is None


async def test_neither_an_unknown_token_nor_a_stored_hash_opens_anything(admin: User):
    token, _ = await create_session(admin.id)
    stored = (await Session.get(user_id=admin.id)).token_hash

    assert stored == hashlib.sha256(token.encode()).hexdigest()
    assert await viewer_of(token[::-1]) is None
    assert await viewer_of(stored) is None
    assert await viewer_of(stored[:43]) is None


async def test_reading_the_viewer_is_one_statement(admin: User, monkeypatch: pytest.MonkeyPatch):
    token, _ = await create_session(admin.id)
    client, asked = connection(), []
    execute = client.execute_query_dict

    async def counted(statement: str, values: list[object]) -> list[dict[str, object]]:
        asked.append(statement)
        return await execute(statement, values)

    monkeypatch.setattr(client, "execute_query_dict", counted)
    await viewer_of(token)

    assert len(asked) == 1


async def test_rows_of_sessions_long_over_are_deleted(admin: User, time: StoppedClock):
    for _ in range(3):
        await create_session(admin.id)
    revoked, running, expired = await Session.all().order_by("id")
    await revoke_session(revoked.id)
    await Session.filter(id=running.id).update(expires_at=time.at + 60 * DAY * 1000)
    await Session.filter(id=expired.id).update(expires_at=time.at + 1000)

    time.advance(seconds=30 * DAY)
    assert await delete_old_sessions(time.at) == 0
    time.advance(milliseconds=1)
    assert await delete_old_sessions(time.at) == 1
    time.advance(seconds=1)
    assert await delete_old_sessions(time.at) == 1
    assert [row.id for row in await Session.all()] == [running.id]


def test_a_viewer_has_no_field_that_a_session_does_not_fill():
    filled = {"role", "user_id", "institution_id", "branch_id", "unit_id", "enterprise_id"}

    assert {field.name for field in fields(Viewer)} == filled | {
        "is_manager",
        "session_id",
        "complete",
        "token",
    }
