"""`panhuo user`: operators' accounts, and passwords set anew."""

import asyncio

import pytest

from panhuo.auth.passwords import verify_password
from panhuo.auth.sessions import create_session
from panhuo.auth.throttle import account_key
from panhuo.clock import now_ms
from panhuo.db import database
from panhuo.models import Session, SignInThrottle, User
from panhuo.rules.vocabulary import Role
from tests.cli.conftest import Run

PASSWORD = "a long enough one\n"


async def only_user(url: str) -> User:
    async with database(url):
        return await User.get()


def test_an_operator_is_created_once_with_the_password_piped_in(run: Run, database_url: str) -> None:
    # when
    created = run("user", "create", "Root@Platform ", "--name", "张三", input=PASSWORD)
    again = run("user", "create", "root@platform", "--name", "李四", input=PASSWORD)

    # then
    user = asyncio.run(only_user(database_url))
    assert (created.exit_code, again.exit_code) == (0, 1)
    assert (user.username, user.name, user.role) == ("root@platform", "张三", Role.PLATFORM_OPERATOR)
    assert asyncio.run(verify_password(PASSWORD.rstrip("\n"), user.password_hash))
    assert "root@platform" in again.output
    assert PASSWORD.strip() not in created.output
    assert "张三" in run("user", "list").output


@pytest.mark.parametrize(
    ("arguments", "password"),
    [
        (("root", "--name", "张三"), "short\n"),
        (("root", "--name", "张三"), "\n"),
        (("root", "--name", " "), PASSWORD),
        (("root", "--name", "名" * 61), PASSWORD),
        (("r" * 65, "--name", "张三"), PASSWORD),
        (("a\tb", "--name", "张三"), PASSWORD),
        (("root", "--name", "张三"), "x" * 257 + "\n"),
    ],
)
def test_an_operator_s_account_must_be_right(
    run: Run, database_url: str, arguments: tuple[str, ...], password: str
) -> None:
    # when
    result = run("user", "create", *arguments, input=password)

    # then
    async def count() -> int:
        async with database(database_url):
            return await User.all().count()

    assert result.exit_code == 1
    assert "not valid" in result.output
    assert asyncio.run(count()) == 0


def test_a_reset_ends_sessions_and_lifts_the_lock(run: Run, database_url: str) -> None:
    # given
    run("user", "create", "root", "--name", "张三", input=PASSWORD)

    async def use() -> None:
        async with database(database_url):
            user = await User.get()
            await create_session(user.id)
            await SignInThrottle.create(key=account_key("root"), failures=9, window_started_at=now_ms())

    asyncio.run(use())

    # when
    result = run("user", "reset", "ROOT", input="another long one\n")
    unknown = run("user", "reset", "nobody", input="another long one\n")

    # then
    async def left() -> tuple[int, int]:
        async with database(database_url):
            return await Session.filter(revoked_at=None).count(), await SignInThrottle.all().count()

    user = asyncio.run(only_user(database_url))
    assert (result.exit_code, unknown.exit_code) == (0, 1)
    assert "1 sessions ended" in result.output
    assert asyncio.run(verify_password("another long one", user.password_hash))
    assert asyncio.run(left()) == (0, 0)
