"""API tokens (访问令牌): made by their owners, revoked by them or by whoever manages them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from panhuo.auth.sessions import API_PREFIX, INSERT, TOKEN_BYTES, revoke_session, token_hash
from panhuo.auth.statements import run
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import grantable, scopes_of
from panhuo.permissions.viewer import Viewer
from panhuo.rules.origin import is_origin
from panhuo.rules.vocabulary import AuditAction, NoticeKind
from panhuo.services.acting import Action, Subject, acting
from panhuo.services.recipients import managers

NAME_AT_MOST = 60
ORIGINS_AT_MOST = 20
DAYS_AT_MOST = 366
LIVE_AT_MOST = 20
"""Tokens of one account that are neither revoked nor expired."""
DAY_MS = 24 * 3600 * 1000
PREFIX_CHARACTERS = 10
LOCK_OWNER = "select id from user_account where id = $1 for no key update"
LIVE = "select count(*) as many from api_token where owner_id = $1 and revoked_at is null and expires_at > $2"
MAKE = """
insert into api_token (session_id, owner_id, enterprise_id, name, prefix, abilities, origins, created_at,
                       expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning *
"""
PLACE = "select institution_id, branch_id, unit_id, name as person from user_account where id = $1"
OVER = ("The token is revoked already.", "该令牌已被撤销。")


@dataclass(frozen=True, slots=True)
class TokenAsked:
    """A token to be."""

    name: str
    abilities: Sequence[Ability]
    origins: Sequence[str]
    days: int
    """How long it is good, 1–366."""


async def create_token(viewer: Viewer, asked: TokenAsked) -> tuple[int, str]:
    """Make a token of the viewer's own: its id, and the secret, which nothing can show again.

    Raises UNAUTHENTICATED, FORBIDDEN; INVALID_VALUE, TOKEN_ABILITIES_UNFIT, TOKEN_ORIGIN_INVALID at the field
    that is wrong; TOKENS_TOO_MANY.
    """
    name = checked(viewer, asked)
    secret = API_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    async with acting(viewer) as action:
        await require_room(action)
        expires_at = action.now + asked.days * DAY_MS
        [session] = await run(INSERT, token_hash(secret), viewer.user_id, action.now, expires_at)
        lists = [orjson.dumps(sorted(each)).decode() for each in (asked.abilities, asked.origins)]
        mine = (session["id"], viewer.user_id, viewer.enterprise_id)
        values = (*mine, name, secret[:PREFIX_CHARACTERS], *lists, action.now, expires_at)
        [row] = await run(MAKE, *values)
        await told(action, row)
    return int(row["id"]), secret


def checked(viewer: Viewer, asked: TokenAsked) -> str:
    """The name as it is kept. Raises what stands against the token, at its field."""
    name = asked.name.strip()
    if not 1 <= len(name) <= NAME_AT_MOST or not name.isprintable():
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(1–{NAME_AT_MOST})", field="name")
    unique = set(asked.abilities)
    if not unique or len(unique) < len(asked.abilities) or not unique <= grantable(viewer.role):
        raise PanhuoError(ErrorCode.TOKEN_ABILITIES_UNFIT, field="abilities")
    origins, many = set(asked.origins), len(asked.origins)
    if len(origins) < many or many > ORIGINS_AT_MOST or not all(map(is_origin, origins)):
        raise PanhuoError(ErrorCode.TOKEN_ORIGIN_INVALID, field="origins")
    if not 1 <= asked.days <= DAYS_AT_MOST:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(1–{DAYS_AT_MOST})", field="validDays")
    return name


async def require_room(action: Action) -> None:
    """Raise FORBIDDEN for whoever makes none, TOKENS_TOO_MANY where as many live as may."""
    if not scopes_of(Ability.TOKEN_MANAGE, action.viewer.rights):
        code = ErrorCode.FORBIDDEN if action.viewer.signed_in else ErrorCode.UNAUTHENTICATED
        raise PanhuoError(code, ability=Ability.TOKEN_MANAGE.value)
    if dialect() == "postgres":  # two at once must count one another; SQLite writes one at a time
        await run(LOCK_OWNER, action.viewer.user_id)
    [found] = await run(LIVE, action.viewer.user_id, action.now)
    if found["many"] >= LIVE_AT_MOST:
        raise PanhuoError(ErrorCode.TOKENS_TOO_MANY, f"({LIVE_AT_MOST})")


async def told(action: Action, row: dict[str, Any]) -> None:
    """Record a new token, and tell the enterprise's managers of it."""
    subject, person = await subject_of(row)
    after = {name: orjson.loads(row[name]) for name in ("abilities", "origins")}
    await action.audit(AuditAction.TOKEN_CREATED, subject, None, {"prefix": row["prefix"], **after})
    people = await managers(row["enterprise_id"])
    await action.notify(people, NoticeKind.TOKEN_CREATED, subject, name=row["name"], person=person)


async def revoke_token(viewer: Viewer, number: int) -> None:
    """End a token: whatever uses it is signed out with the commit.

    Its owner is told, where somebody else did it. Raises NOT_FOUND; CONFLICT for one that is revoked.
    """
    async with acting(viewer) as action:
        row = await action.one(Ability.TOKEN_MANAGE, "api_token", number)
        if row["revoked_at"] is not None:
            raise PanhuoError(ErrorCode.CONFLICT, OVER, field="id")
        await revoke_session(row["session_id"])
        subject, _ = await subject_of(row)
        await action.audit(AuditAction.TOKEN_REVOKED, subject, {"prefix": row["prefix"]}, None)
        await action.notify([row["owner_id"]], NoticeKind.TOKEN_REVOKED, subject, name=row["name"])


async def subject_of(row: dict[str, Any]) -> tuple[Subject, str]:
    """A token, standing where its owner stands, and the owner's name."""
    [place] = await run(PLACE, row["owner_id"])
    person = str(place.pop("person"))
    return Subject("ApiToken", {"id": row["id"], "name": row["name"], **place}), person
