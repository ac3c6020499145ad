import asyncio
import subprocess
import sys

import pytest

from panhuo.auth.throttle import (
    SignInTry,
    account_key,
    address_key,
    begin_try,
    delete_old_tries,
    try_succeeded,
)
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.models import SignInThrottle
from panhuo.settings import get_settings

pytestmark = pytest.mark.anyio
NOW = 1_760_000_000_000
ACCOUNT_LIMIT, ADDRESS_LIMIT, WINDOW = 8, 40, 900_000


async def attempt(username: str = "zhang", address: str = "10.0.0.1", now: int = NOW) -> SignInTry | None:
    """A try that fails, or None where it was refused."""
    try:
        return await begin_try(username, address, now)
    except PanhuoError as error:
        if error.code != ErrorCode.TOO_MANY_TRIES:
            raise
        return None


async def refused_for(username: str, address: str, now: int) -> int:
    """Seconds to wait, as the refusal says."""
    with pytest.raises(PanhuoError) as raised:
        await begin_try(username, address, now)
    return raised.value.extensions["retryAfter"]


async def passed(count: int, **named: object) -> int:
    return sum([await attempt(**named) is not None for _ in range(count)])


def test_the_limits_these_tests_assume():
    settings = get_settings()

    assert (settings.sign_in_account_failures, settings.sign_in_address_failures) == (8, 40)
    assert settings.sign_in_window_seconds * 1000 == WINDOW


async def test_an_account_is_locked_at_its_limit_from_whatever_address(db: str):
    tries = [await attempt(address=f"10.0.0.{n}") for n in range(12)]

    assert [t is not None for t in tries] == [True] * ACCOUNT_LIMIT + [False] * 4
    assert await attempt(username="li") is not None


async def test_an_address_is_locked_at_its_limit_over_whatever_accounts(db: str):
    tries = [await attempt(username=f"user{n}") for n in range(45)]

    assert [t is not None for t in tries] == [True] * ADDRESS_LIMIT + [False] * 5
    assert await attempt(username="user50", address="10.0.0.2") is not None


async def test_tries_in_parallel_never_pass_the_limit(db: str):
    together = await asyncio.gather(*(attempt(address=f"10.0.0.{n % 5}") for n in range(60)))

    assert sum(t is not None for t in together) == ACCOUNT_LIMIT
    spread = await asyncio.gather(*(attempt(username=f"u{n}", address="10.0.0.9") for n in range(80)))
    assert sum(t is not None for t in spread) == ADDRESS_LIMIT


SEVERAL_TRIES = """
import asyncio, sys
from panhuo.auth.throttle import begin_try
from panhuo.db import database
from panhuo.errors import PanhuoError

async def main(url):
    passed = 0
    async with database(url):
        for n in range(10):
            try:
                await begin_try("zhang", f"10.0.{n}.1", 1_760_000_000_000)
                passed += 1
            except PanhuoError:
                pass
    print(passed)

asyncio.run(main(sys.argv[1]))
"""


def test_tries_in_several_processes_never_pass_the_limit(database_url: str):
    command = [sys.executable, "-c", SEVERAL_TRIES, database_url]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]

    assert sum(int(worker.communicate(timeout=60)[0]) for worker in workers) == ACCOUNT_LIMIT


async def test_a_lock_says_how_long_and_lasts_a_window_from_the_last_failure(db: str):
    await passed(7)
    late = NOW + WINDOW - 10_000
    await attempt(now=late)

    assert await refused_for("zhang", "10.0.0.2", late) == 900
    assert await refused_for("zhang", "10.0.0.2", late + 1) == 900
    assert await refused_for("zhang", "10.0.0.2", late + WINDOW - 1) == 1
    assert await passed(12, now=late + WINDOW, address="10.0.0.2") == ACCOUNT_LIMIT


async def test_tries_while_locked_do_not_lengthen_the_lock(db: str):
    await passed(8)
    before = await SignInThrottle.get(key=account_key("zhang"))

    assert await passed(20, now=NOW + 60_000, address="10.0.0.2") == 0
    after = await SignInThrottle.get(key=account_key("zhang"))

    assert (after.failures, after.locked_until) == (before.failures, before.locked_until)
    assert after.locked_until == NOW + WINDOW


async def test_failures_of_a_window_that_is_over_are_forgotten(db: str):
    assert await passed(7) == 7

    assert await passed(1, now=NOW + WINDOW) == 1
    row = await SignInThrottle.get(key=account_key("zhang"))
    assert (row.failures, row.window_started_at) == (1, NOW + WINDOW)


async def test_success_forgets_the_account_and_takes_back_only_itself_from_the_address(db: str):
    await passed(7)
    await try_succeeded(await attempt())

    assert await SignInThrottle.filter(key=account_key("zhang")).count() == 0
    assert (await SignInThrottle.get(key=address_key("10.0.0.1"))).failures == 7
    assert await passed(12, address="10.0.0.2") == ACCOUNT_LIMIT


async def test_a_success_that_filled_the_address_unlocks_it_by_one(db: str):
    tries = [await attempt(username=f"u{n}") for n in range(ADDRESS_LIMIT)]
    assert await attempt(username="v") is None

    await try_succeeded(tries[3])

    assert await attempt(username="v") is not None
    assert await attempt(username="w") is None


async def test_many_successes_from_one_address_lock_nobody_out(db: str):
    for n in range(ADDRESS_LIMIT * 2):
        await try_succeeded(await attempt(username=f"u{n}"))

    assert (await SignInThrottle.get(key=address_key("10.0.0.1"))).failures == 0


async def test_a_success_of_an_earlier_window_takes_nothing_from_this_one(db: str):
    slow = await attempt()
    later = NOW + WINDOW
    await passed(3, now=later, username="li")

    await try_succeeded(slow)

    assert (await SignInThrottle.get(key=address_key("10.0.0.1"))).failures == 3


async def test_a_try_refused_for_its_account_is_not_charged_to_the_address(db: str):
    await passed(8, address="10.0.0.2")
    assert await passed(50) == 0

    assert (await SignInThrottle.get(key=address_key("10.0.0.1"))).failures == 0
    assert await attempt(username="li") is not None


@pytest.mark.parametrize("limit", [1, 2])
async def test_the_smallest_limits_hold(db: str, limit: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PANHUO_SIGN_IN_ACCOUNT_FAILURES", str(limit))
    get_settings.cache_clear()

    assert await passed(5) == limit


async def test_counters_that_are_over_are_deleted(db: str):
    await passed(8)
    await attempt(username="li", now=NOW + WINDOW - 1)

    assert await delete_old_tries(NOW + WINDOW - 1) == 0
    # both are over for zhang; the address's window too
    assert await delete_old_tries(NOW + WINDOW) == 2
    assert [row.key for row in await SignInThrottle.all()] == [account_key("li")]


def test_keys_hold_no_account_name_and_fit_their_column():
    spellings = ["Zhang.Wei", " zhang.wei ", "ｚｈａｎｇ．ｗｅｉ", "ZHANG.WEI"]

    assert len({account_key(name) for name in spellings}) == 1
    for name in ["zhang", "", "\x00", "\ud800", "张" * 1000, "x" * 1_000_000]:
        assert len(account_key(name)) <= 120
        assert name in ("", "\x00") or name not in account_key(name)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("10.0.0.1", "address:10.0.0.1"),
        ("::ffff:10.0.0.1", "address:10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "address:2001:db8:1:2::/64"),
        ("fe80::1%eth0", "address:fe80::/64"),
        ("unknown", "address:unknown"),
        ("x" * 500, "address:" + "x" * 64),
    ],
)
def test_an_address_counts_as_the_network_one_host_can_choose_from(address: str, key: str):
    assert address_key(address) == key
