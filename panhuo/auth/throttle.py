"""Lock-out: failed sign-ins are counted by account name and by client address.

A try is counted before its password is looked at and given back if it succeeds, so tries in parallel,
or aliased in one operation, cannot slip past the limit together.
"""

import hashlib
import ipaddress
from dataclasses import dataclass

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.rules.account_name import account_name
from panhuo.settings import get_settings

COUNT = """
insert into sign_in_throttle as t (key, failures, window_started_at, locked_until)
values ($1, 1, $2, case when $5 <= 1 then $4 else cast(0 as bigint) end)
on conflict (key) do update set
  failures = case when t.window_started_at <= $3 then 1 else t.failures + 1 end,
  window_started_at = case when t.window_started_at <= $3 then $2 else t.window_started_at end,
  locked_until = case
    when (case when t.window_started_at <= $3 then 1 else t.failures + 1 end) >= $5 then $4
    else cast(0 as bigint) end
where t.locked_until <= $2
returning window_started_at
"""
"""Values: key, now, the end of windows that are over, the end of a lock that begins now, the limit.
No row comes back where the key is locked."""
LOCKED_UNTIL = "select locked_until from sign_in_throttle where key = $1"
GIVE_BACK = """
update sign_in_throttle set failures = failures - 1, locked_until = 0
where key = $1 and window_started_at = $2 and failures > 0
"""
FORGET = "delete from sign_in_throttle where key = $1"
DELETE_OLD = "delete from sign_in_throttle where window_started_at <= $1 and locked_until <= $2 returning key"


@dataclass(frozen=True, slots=True)
class Counted:
    """A try counted against one key, in the window that began then."""

    key: str
    window_started_at: int


@dataclass(frozen=True, slots=True)
class SignInTry:
    """A try that may go on to the password."""

    account: Counted
    address: Counted


async def begin_try(username: str, address: str, now: int) -> SignInTry:
    """Count a try against the address, then the account name. Raises TOO_MANY_TRIES where one is locked."""
    settings = get_settings()
    by_address = await count(address_key(address), settings.sign_in_address_failures, now)
    try:
        by_account = await count(account_key(username), settings.sign_in_account_failures, now)
    except PanhuoError:
        await give_back(by_address)  # no password was tried: others behind this address need not pay for it
        raise
    return SignInTry(by_account, by_address)


async def try_succeeded(attempt: SignInTry) -> None:
    """Forget the account's failures; of the address's, only this try, which was none."""
    await run(FORGET, attempt.account.key)
    await give_back(attempt.address)


async def count(key: str, limit: int, now: int) -> Counted:
    """Count a try; the one that reaches the limit locks the key for a window's length from then on."""
    window = get_settings().sign_in_window_seconds * 1000
    rows = await run(COUNT, key, now, now - window, now + window, limit)
    if not rows:
        await refuse(key, now)
    return Counted(key, rows[0]["window_started_at"])


async def require_unlocked(key: str, now: int) -> None:
    """Raise TOO_MANY_TRIES where a key is locked, without counting anything."""
    rows = await run(LOCKED_UNTIL, key)
    if rows and rows[0]["locked_until"] > now:
        await refuse(key, now)


async def refuse(key: str, now: int) -> None:
    """Raise TOO_MANY_TRIES, with the seconds to wait."""
    rows = await run(LOCKED_UNTIL, key)
    locked_until = rows[0]["locked_until"] if rows else now
    seconds = max(1, -(-(locked_until - now) // 1000))
    raise PanhuoError(ErrorCode.TOO_MANY_TRIES, f"({seconds} s)", retryAfter=seconds)


async def give_back(counted: Counted) -> None:
    """Take one try off its window again; the lock, should this try have set it, goes too."""
    await run(GIVE_BACK, counted.key, counted.window_started_at)


async def delete_old_tries(now: int) -> int:
    """Delete counters whose window and lock are over; how many."""
    window = get_settings().sign_in_window_seconds * 1000
    return len(await run(DELETE_OLD, now - window, now))


def account_key(username: str) -> str:
    """The key of an account name, existing or not. Hashed: people type passwords into this field too."""
    name = account_name(username) or username
    return f"account:{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()}"


def address_key(address: str) -> str:
    """The key of a client address. An IPv6 host has a /64 to itself, so those count as one."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"address:{address[:64]}"
    if parsed.version == 6 and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return f"address:{parsed if parsed.version == 4 else ipaddress.ip_network((parsed, 64), strict=False)}"
