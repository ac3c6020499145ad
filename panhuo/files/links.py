"""Links that serve a file for some minutes, signed with the file's unguessable name in the store.

Nobody outside ever sees that name. A link serves nobody who could not read the file by query.
"""

import hashlib
import hmac
import re

from panhuo.clock import now_ms

LINK_MS = 5 * 60 * 1000
"""A link lives between once and twice as long, so that it stays the same for a while."""
TOKEN = re.compile(r"([1-9][0-9]{0,17})-([1-9][0-9]{0,10})-([0-9a-f]{32})", re.ASCII)
PATH = "/downloads/"


def link_of(number: int, store_key: str) -> tuple[str, int]:
    """The path a file is served at, and until when (milliseconds)."""
    until = (now_ms() // LINK_MS + 2) * LINK_MS
    return f"{PATH}{number}-{until // 1000}-{signature(number, until // 1000, store_key)}", until


def number_in(token: str) -> int | None:
    """The file a token speaks of; None where it is malformed or its time is over."""
    found = TOKEN.fullmatch(token)
    return int(found[1]) if found and int(found[2]) * 1000 > now_ms() else None


def is_signed(token: str, number: int, store_key: str) -> bool:
    """Whether a well-formed token was made for a file."""
    _, until, given = token.split("-")
    return hmac.compare_digest(given, signature(number, int(until), store_key))


def signature(number: int, until: int, store_key: str) -> str:
    return hmac.new(store_key.encode(), f"{number}-{until}".encode(), hashlib.sha256).hexdigest()[:32]
