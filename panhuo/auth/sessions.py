"""Sessions: opaque tokens of which only the SHA-256 is kept, read once a request.

An API token (`panhuo.services.tokens`) is the token of a session that has a row of `api_token` beside it.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Protocol

from tortoise.transactions import in_transaction

from panhuo.auth.statements import run, spelled
from panhuo.clock import now_ms
from panhuo.db import Dialect, connection, dialect
from panhuo.permissions.ability import Ability
from panhuo.permissions.rights import NEVER_BY_TOKEN
from panhuo.permissions.viewer import Token, Viewer
from panhuo.rules.vocabulary import Role
from panhuo.settings import get_settings
from panhuo.signals import session_topic, signal

TOKEN_BYTES = 32
API_PREFIX = "pht_"
"""How API tokens begin, so that people and scanners of secrets know one when they see it."""
TOKEN = re.compile(rf"(?:{API_PREFIX})?[A-Za-z0-9_-]{{43}}", re.ASCII)
"""32 bytes in URL-safe base64."""
KEPT_MS = 30 * 24 * 3600 * 1000
"""How long the row of a session that is over stays."""

INSERT = """
insert into session (token_hash, user_id, created_at, expires_at) values ($1, $2, $3, $4) returning id
"""
COMPLETE = """
(u.job_title is not null and u.phone is not null and u.email is not null and not u.password_temporary)
"""
"""Whether an account did what its first sign-in asks (S2)."""
VIEWERS = f"""
select s.id as session_id, u.id as user_id, u.role, u.institution_id, u.branch_id, u.unit_id,
       u.enterprise_id, u.is_manager, {COMPLETE} as complete, k.id as token_id, k.name as token_name,
       k.abilities, k.origins, k.expires_at as token_expires_at
from session s join user_account u on u.id = s.user_id left join api_token k on k.session_id = s.id
where s.revoked_at is null and s.expires_at > $1 and u.active and """
OF_TOKEN = f"{VIEWERS} s.token_hash = $2"
OF_API_TOKEN = f"{VIEWERS} k.id = $2"
ACCOUNT = f"""
select u.id as user_id, u.role, u.institution_id, u.branch_id, u.unit_id, u.enterprise_id, u.is_manager,
       {COMPLETE} as complete
from user_account u where u.id = $1 and u.active
"""
AMONG = {
    "postgres": "(select value::bigint from json_array_elements_text($2::text::json))",
    "sqlite": "(select value from json_each($2))",
}
REVOKE = "update session set revoked_at = $2 where id = $1 and revoked_at is null returning id"
REVOKE_ALL = "update session set revoked_at = $2 where user_id = $1 and revoked_at is null returning id"
REVOKE_TOKENS = {
    "postgres": "update api_token set revoked_at = $1 where session_id in"
    " (select value::bigint from json_array_elements_text($2::text::json))",
    "sqlite": "update api_token set revoked_at = $1 where session_id in (select value from json_each($2))",
}
DELETE_OLD = "delete from session where expires_at < $1 or revoked_at < $1 returning id"


async def create_session(user_id: int) -> tuple[str, int]:
    """Open a session: its token, which nothing can show again, and when it ends (milliseconds)."""
    token, now = secrets.token_urlsafe(TOKEN_BYTES), now_ms()
    expires_at = now + get_settings().session_hours * 3600 * 1000
    await run(INSERT, token_hash(token), user_id, now, expires_at)
    return token, expires_at


class Reader(Protocol):
    """A connection that is held already, so that a request need not take another."""

    @property
    def dialect(self) -> Dialect:
        """Which database it leads to."""
        ...

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Any]: ...


async def viewer_of(token: str, reader: Reader | None = None) -> Viewer | None:
    """Who a token speaks for; None where it is malformed, unknown, expired, revoked, or its account closed.

    One statement, and nothing is remembered between requests: a revocation, a closed account or a new
    role counts from the next request of every worker.
    """
    if not TOKEN.fullmatch(token):
        return None
    values = [now_ms(), token_hash(token)]
    if reader is None:
        rows: Sequence[Any] = await run(OF_TOKEN, *values)
    else:
        rows = await reader.fetch(spelled(OF_TOKEN, reader.dialect), values)
    return viewer_in(dict(rows[0])) if rows else None


async def viewers_of(session_ids: Iterable[int]) -> dict[int, Viewer]:
    """Who sessions speak for by now, in one statement; those that are over are left out."""
    rows = await run(f"{VIEWERS} s.id in {AMONG[dialect()]}", now_ms(), json.dumps(list(session_ids)))
    return {row["session_id"]: viewer_in(row) for row in rows}


async def viewer_of_api_token(number: int) -> Viewer | None:
    """Who an API token speaks for by now, for work that outlives requests; None where it is over."""
    rows = await run(OF_API_TOKEN, now_ms(), number)
    return viewer_in(rows[0]) if rows else None


async def viewer_of_account(user_id: int) -> Viewer | None:
    """Who an account is by now, for work that outlives requests; None where it is closed."""
    rows = await run(ACCOUNT, user_id)
    return viewer_in(rows[0]) if rows else None


def viewer_in(row: dict[str, Any]) -> Viewer:
    """The viewer of a row of VIEWERS or ACCOUNT."""
    role = Role(row["role"])
    return Viewer(
        role,
        row["user_id"],
        row["institution_id"],
        row["branch_id"],
        row["unit_id"],
        row["enterprise_id"],
        bool(row["is_manager"]),
        row.get("session_id"),
        bool(row["complete"]),
        token_in(row) if row.get("token_id") is not None else None,
    )


def token_in(row: dict[str, Any]) -> Token:
    """The API token of a row."""
    abilities, origins = abilities_in(row["abilities"]), tuple(json.loads(row["origins"]))
    return Token(row["token_id"], row["token_name"], abilities, origins, row["token_expires_at"])


@lru_cache(maxsize=1000)
def abilities_in(text: str) -> frozenset[Ability]:
    """Abilities as a token keeps them; one that is not known any more is none."""
    return frozenset(Ability) & frozenset(json.loads(text)) - NEVER_BY_TOKEN


async def revoke_session(session_id: int) -> bool:
    """End one session; False where it had ended or never was."""
    return bool(await end(REVOKE, session_id))


async def revoke_all(user_id: int) -> int:
    """End every session of an account; how many it ended."""
    return len(await end(REVOKE_ALL, user_id))


async def end(statement: str, key: int) -> list[int]:
    """End sessions, and with them whatever is subscribed on them; their ids."""
    async with in_transaction():
        now = now_ms()
        ended = [row["id"] for row in await run(statement, key, now)]
        if ended:
            await run(REVOKE_TOKENS[dialect()], now, json.dumps(ended))
        await signal(connection().execute_script, map(session_topic, ended))
    return ended


async def delete_old_sessions(now: int) -> int:
    """Delete the rows of sessions that ended over 30 days before `now`; how many."""
    return len(await run(DELETE_OLD, now - KEPT_MS))


def token_hash(token: str) -> str:
    """What the database holds for a token. Unsalted: 256 random bits cannot be guessed from it."""
    return hashlib.sha256(token.encode()).hexdigest()
