import asyncio
import logging

import pytest

from panhuo.auth.passwords import dummy_hash
from panhuo.auth.sessions import viewer_of
from panhuo.clock import StoppedClock
from panhuo.db import connection
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.models import OrgUnit, Session, SignInThrottle, User
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.rules.vocabulary import Role
from panhuo.services.sign_in import SignedIn, forget_old, sign_in, sign_out
from panhuo.settings import get_settings
from tests.auth.conftest import NOON, PASSWORD
from tests.factories import enterprise, user

pytestmark = pytest.mark.anyio
HERE = "10.0.0.1"


async def failure(username: str, password: str = "wrong", address: str = HERE) -> PanhuoError:
    with pytest.raises(PanhuoError) as raised:
        await sign_in(username, password, address, NOON)
    return raised.value


async def test_an_account_and_its_password_open_a_session(admin: User, time: StoppedClock):
    signed_in = await sign_in("zhang.wei", PASSWORD, HERE, time.at)

    assert signed_in.viewer.user_id == admin.id
    assert signed_in.viewer == await viewer_of(signed_in.token)
    assert signed_in.expires_at == time.at + get_settings().session_hours * 3_600_000


@pytest.mark.req("S3", "S5")
@pytest.mark.parametrize("role", [role for role in Role if role != Role.ANONYMOUS])
async def test_every_kind_of_account_signs_in_the_same_way(role: Role, admin: User, university: OrgUnit):
    at = {Role.PLATFORM_OPERATOR: None, Role.ENTERPRISE: await enterprise()}.get(role, university)
    account = await user(role, at, username="somebody", password_hash=admin.password_hash)

    viewer = (await sign_in("somebody", PASSWORD, HERE, NOON)).viewer

    assert (viewer.user_id, viewer.role) == (account.id, role)


@pytest.mark.parametrize("typed", ["ZHANG.WEI", " zhang.wei\n", "ｚｈａｎｇ．ｗｅｉ"])
async def test_capitals_full_width_and_outer_spaces_make_no_difference(typed: str, admin: User):
    assert (await sign_in(typed, PASSWORD, HERE, NOON)).viewer.user_id == admin.id


async def test_unknown_wrong_closed_and_passwordless_look_alike_and_cost_one_hash_each(
    admin: User, university: OrgUnit, hashes: list[str]
):
    right = admin.password_hash
    await user(Role.INVENTOR, university, username="closed", password_hash=right, active=False)
    await user(Role.INVENTOR, university, username="without")

    answers = [
        await failure("nobody", PASSWORD),
        await failure("zhang.wei", "wrong"),
        await failure("closed", PASSWORD),
        await failure("without", PASSWORD),
        await failure("without", ""),
        await failure("zhang\x00wei", PASSWORD),
        await failure("\ud800", PASSWORD),
        await failure("", PASSWORD),
        await failure("x" * 100_000, PASSWORD),
    ]

    assert len({(e.code, e.message, e.detail, str(e.extensions)) for e in answers}) == 1
    assert answers[0].code == ErrorCode.SIGN_IN_FAILED
    assert hashes == [dummy_hash(), right, *[dummy_hash()] * 7]
    assert await Session.all().count() == 0


async def test_a_very_long_password_is_refused_alike_before_any_hash(admin: User, hashes: list[str]):
    known, unknown = await failure("zhang.wei", "x" * 257), await failure("nobody", "x" * 257)

    assert (known.code, known.message) == (unknown.code, unknown.message)
    assert known.code == ErrorCode.SIGN_IN_FAILED
    assert hashes == []


async def test_a_locked_account_is_refused_even_the_right_password_at_no_hash(
    admin: User, hashes: list[str], time: StoppedClock
):
    for _ in range(8):
        await failure("zhang.wei")

    locked = await failure("Zhang.Wei", PASSWORD, "10.0.0.2")

    assert locked.code == ErrorCode.TOO_MANY_TRIES
    assert locked.extensions == {"code": "TOO_MANY_TRIES", "retryAfter": 900}
    assert len(hashes) == 8
    time.advance(seconds=900)
    assert (await sign_in("zhang.wei", PASSWORD, HERE, time.at)).viewer.user_id == admin.id


async def test_an_unknown_account_locks_just_as_an_existing_one(admin: User):
    known = [(await failure("zhang.wei")).code for _ in range(10)]

    assert [(await failure("nobody")).code for _ in range(10)] == known


async def test_parallel_guesses_never_pass_the_limit(admin: User, hashes: list[str]):
    guesses = await asyncio.gather(*(failure("zhang.wei", f"guess {n}") for n in range(30)))

    codes = [guess.code for guess in guesses]
    assert codes.count(ErrorCode.SIGN_IN_FAILED) == 8
    assert codes.count(ErrorCode.TOO_MANY_TRIES) == 22
    assert len(hashes) == 8


async def test_success_resets_the_account_but_not_the_address(admin: User):
    for _ in range(7):
        await failure("zhang.wei")
    await sign_in("zhang.wei", PASSWORD, HERE, NOON)
    for _ in range(7):
        await failure("zhang.wei")
    await sign_in("zhang.wei", PASSWORD, HERE, NOON)

    (row,) = await SignInThrottle.all()
    assert (row.key, row.failures) == (f"address:{HERE}", 14)


async def test_a_class_signing_in_together_behind_one_address_is_let_in(admin: User, university: OrgUnit):
    for n in range(60):
        await user(Role.INVENTOR, university, username=f"pupil{n}", password_hash=admin.password_hash)

    signed_in = await asyncio.gather(*(sign_in(f"pupil{n}", PASSWORD, HERE, NOON) for n in range(60)))

    assert len({one.viewer.user_id for one in signed_in}) == 60


async def test_signing_out_ends_that_session_at_once_and_once(admin: User):
    first: SignedIn = await sign_in("zhang.wei", PASSWORD, HERE, NOON)
    second = await sign_in("zhang.wei", PASSWORD, HERE, NOON)

    assert await sign_out(first.viewer)
    assert not await sign_out(first.viewer)
    assert not await sign_out(ANONYMOUS)
    assert await viewer_of(first.token) is None
    assert await viewer_of(second.token) == second.viewer


async def test_an_account_closed_while_its_password_was_checked_gets_no_session(
    admin: User, monkeypatch: pytest.MonkeyPatch
):
    async def right_but_late(password: str, stored: str | None) -> bool:
        await User.filter(id=admin.id).update(active=False)
        return True

    monkeypatch.setattr("panhuo.services.sign_in.verify_password", right_but_late)

    assert (await failure("zhang.wei", PASSWORD)).code == ErrorCode.SIGN_IN_FAILED


async def test_no_token_and_no_password_is_kept_or_logged(admin: User, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    signed_in = await sign_in("zhang.wei", PASSWORD, HERE, NOON)
    await failure("zhang.wei", "wrong secret")
    await failure("typed into the wrong field", "x")
    await viewer_of(signed_in.token)
    await sign_out(signed_in.viewer)

    kept = [
        await connection().execute_query_dict(f"select * from {table}")
        for table in ("session", "sign_in_throttle", "user_account")
    ]
    secrets = [signed_in.token, PASSWORD, "wrong secret"]

    for text in (str(kept), caplog.text, repr(signed_in)):
        assert not [secret for secret in secrets if secret in text]
    assert "typed into" not in str(kept)


async def test_what_no_longer_matters_is_deleted(admin: User, time: StoppedClock):
    await sign_in("zhang.wei", PASSWORD, HERE, time.at)
    await failure("zhang.wei")
    time.advance(seconds=(get_settings().session_hours + 31 * 24) * 3600)

    assert await forget_old(time.at) == (1, 2)
    assert await forget_old(time.at) == (0, 0)
