"""Signing in and out. Accounts are assigned by the platform; nobody registers one here (S1)."""

import asyncio
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from panhuo.auth.passwords import verify_password
from panhuo.auth.sessions import create_session, delete_old_sessions, revoke_session, viewer_of
from panhuo.auth.statements import run
from panhuo.auth.throttle import begin_try, delete_old_tries, try_succeeded
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.observing.metrics import count_sign_in
from panhuo.permissions.viewer import Viewer
from panhuo.rules.account_name import account_name
from panhuo.settings import get_settings

ACCOUNT = "select id, password_hash, active from user_account where username = $1"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session just opened: its token, its end in milliseconds, and who it speaks for."""

    token: str = field(repr=False)
    expires_at: int
    viewer: Viewer


async def sign_in(username: str, password: str, address: str, now: int) -> SignedIn:
    """Open a session for an account name and its password, tried from an address at `now` (milliseconds).

    Raises SIGN_IN_FAILED, the same for a name nobody has, a wrong password, a closed account and one
    without a password, at the cost of one hash each; TOO_MANY_TRIES, with `retryAfter` in seconds.
    """
    try:
        signed_in = await try_to_sign_in(username, password, address, now)
    except PanhuoError as error:
        count_sign_in(error.code.value)
        raise
    count_sign_in("ok")
    return signed_in


async def try_to_sign_in(username: str, password: str, address: str, now: int) -> SignedIn:
    async with few_at_once():
        attempt = await begin_try(username, address, now)
        user_id = await account_with(username, password)
        if user_id is None:
            raise PanhuoError(ErrorCode.SIGN_IN_FAILED)
        await try_succeeded(attempt)
    return await open_session(user_id)


async def sign_out(viewer: Viewer) -> bool:
    """End the viewer's session; False where there was none."""
    return viewer.session_id is not None and await revoke_session(viewer.session_id)


async def forget_old(now: int) -> tuple[int, int]:
    """Delete sessions and counters of tries that no longer matter at `now`; how many of each."""
    return await delete_old_sessions(now), await delete_old_tries(now)


async def account_with(username: str, password: str) -> int | None:
    """The id of the active account of that name and password."""
    name = account_name(username)
    row = next(iter(await run(ACCOUNT, name) if name else ()), None)
    stored = row["password_hash"] if row and row["active"] else None
    right = await verify_password(password, stored)
    return row["id"] if row and right else None


async def open_session(user_id: int) -> SignedIn:
    token, expires_at = await create_session(user_id)
    viewer = await viewer_of(token)
    if viewer is None:  # closed between the password and here
        raise PanhuoError(ErrorCode.SIGN_IN_FAILED)
    return SignedIn(token, expires_at, viewer)


_gates: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def few_at_once() -> asyncio.Semaphore:
    """As many tries under way as passwords can be hashed.

    A try counts as a failure until it succeeds: a class of a hundred behind one address, all signing in
    at nine o'clock, must wait in line here rather than lock each other out.
    """
    loop = asyncio.get_running_loop()
    return _gates.setdefault(loop, asyncio.Semaphore(get_settings().password_threads))
