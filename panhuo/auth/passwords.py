"""Passwords: argon2id, in a few threads of their own."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import ParamSpec, TypeVar

from pwdlib.hashers.argon2 import Argon2Hasher

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.settings import get_settings

MAX_PASSWORD = 256
"""Characters a password may have."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cost:
    """Parameters of argon2id (RFC 9106)."""

    passes: int
    memory_kib: int
    lanes: int


COSTS = {
    "strong": Cost(passes=3, memory_kib=65536, lanes=4),  # the second recommendation of RFC 9106 §4
    "test": Cost(passes=1, memory_kib=8, lanes=1),
}


async def hash_password(password: str) -> str:
    """The argon2id hash to store. Raises INVALID_VALUE on an empty password or one over 256 characters."""
    secret = as_bytes(password)
    if not secret:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(1–{MAX_PASSWORD})", field="password")
    return await in_thread(hasher().hash, secret)


async def verify_password(password: str, stored: str | None) -> bool:
    """Whether a password belongs to a stored hash.

    None (no such account, one without a password, one that is closed) is never right and costs the same
    one hash. A password over 256 characters is wrong, at no hash, whatever is stored.
    """
    secret = as_bytes(password)
    if secret is None:
        return False
    real = stored is not None and Argon2Hasher.identify(stored)
    matches = await in_thread(hasher().verify, secret, stored if real and stored else dummy_hash())
    return matches and real


def as_bytes(password: str) -> bytes | None:
    """What is hashed: NFKC, so that the same key presses match on every system; None where too long."""
    if len(password) > MAX_PASSWORD:
        return None
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def cost() -> Cost:
    return COSTS[get_settings().password_cost]


def hasher() -> Argon2Hasher:
    return hasher_of(cost())


@lru_cache
def hasher_of(cost: Cost) -> Argon2Hasher:
    return Argon2Hasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)


def dummy_hash() -> str:
    """A hash of the current cost and of no password; written down, so that making it costs nothing."""
    parameters = f"m={cost().memory_kib},t={cost().passes},p={cost().lanes}"
    return f"$argon2id$v=19${parameters}${'A' * 22}${'A' * 43}"


async def in_thread(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Run it off the event loop. A pool holds its slot while a hash runs, even if the request has gone."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(threads(), lambda: function(*arguments, **named))


@lru_cache
def threads() -> ThreadPoolExecutor:
    """As many hashes at once as the settings allow, 64 MiB each; the others wait."""
    return ThreadPoolExecutor(get_settings().password_threads, thread_name_prefix="password")
