"""One action, one transaction: who may, on which rows, what is recorded, who is told.

    async with acting(viewer) as action:
        unit = await action.one(Ability.ORG_UNIT_MANAGE, "org_unit", number)
        …
        await action.audit(AuditAction.UNIT_RENAMED, Subject("OrgUnit", unit), {"name": old}, {"name": new})

Everything is written or nothing; what the action says with `audit`, `notify` and `signal` goes with it.
"""

import hashlib
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from tortoise.transactions import in_transaction

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.masking import masked
from panhuo.rules.vocabulary import AuditAction, NoticeKind
from panhuo.signals import notices_topic, signal

BECOME_WRITER = "update data_version set version = version where false"
"""SQLite: a transaction that begins by reading may fail to become a writer; this one waits its turn."""
AUDIT = """
insert into audit_entry (at, actor_id, actor_name, institution_id, branch_id, unit_id, action, subject_type,
                         subject_id, subject_name, before, after)
values ($1, $2, coalesce((select name from user_account where id = $2), ''), $3, $4, $5, $6, $7, $8, $9, $10,
        $11)
"""
NOTIFY = """
insert into notice (user_id, kind, subject_type, subject_id, words, created_at)
values ($1, $2, $3, $4, $5, $6)
"""
CLAIM_KEY = """
insert into idempotency_key (user_id, key, mutation, input_hash, created_at) values ($1, $2, $3, $4, $5)
on conflict (user_id, key) do nothing returning id
"""
KEY_AT_MOST = 100
"""Characters of a key."""
KEY = "select mutation, input_hash, subject_id from idempotency_key where user_id = $1 and key = $2"
KEEP_KEY = "update idempotency_key set subject_id = $3 where user_id = $1 and key = $2"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action is about: its GraphQL type, and its row with at least id, name and where it stands."""

    type_name: str
    row: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.row.get("name") or self.row.get("title") or "")


@dataclass
class Values:
    """The parameters of one statement that a predicate writes into."""

    of: Viewer
    moment: int
    values: list[Any] = field(default_factory=list)
    aliases: int = 0

    def add(self, value: Any) -> str:
        self.values.append(value)
        return f"${len(self.values)}"

    def viewer(self, attribute: str) -> str:
        return f"cast({self.add(getattr(self.of, attribute))} as bigint)"

    def now(self) -> str:
        return f"cast({self.add(self.moment)} as bigint)"

    def alias(self, prefix: str) -> str:
        self.aliases += 1
        return f"{prefix}{self.aliases}"


@dataclass
class Action:
    """A transaction in which a viewer does something."""

    viewer: Viewer
    now: int

    async def reached(self, ability: Ability, table: str, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Of some rows, those within the viewer's reach, locked in the order of their ids, by id.

        Raises UNAUTHENTICATED or FORBIDDEN where the role has nothing of the ability.
        """
        cell = scopes_of(ability, self.viewer.rights)
        if not cell:
            signed_in = self.viewer.signed_in
            raise PanhuoError(ErrorCode.FORBIDDEN if signed_in else ErrorCode.UNAUTHENTICATED)
        values = Values(self.viewer, self.now)
        marks = ", ".join(f"cast({values.add(each)} as bigint)" for each in sorted(set(ids)))
        if not marks:
            return {}
        where = reach(table, cell, self.viewer.role).sql(values, "t")
        lock = " for update of t" if dialect() == "postgres" else ""
        rows = await run(
            f"select t.* from {table} t where t.id in ({marks}) and ({where}) order by t.id{lock}",
            *values.values,
        )
        return {row["id"]: row for row in rows}

    async def one(self, ability: Ability, table: str, number: int, field: str = "id") -> dict[str, Any]:
        """One row within reach, locked. Raises NOT_FOUND, as for a row that does not exist."""
        found = await self.reached(ability, table, [number])
        if number not in found:
            raise PanhuoError(ErrorCode.NOT_FOUND, field=field)
        return found[number]

    async def audit(
        self,
        action: AuditAction,
        subject: Subject,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Record what was done. Phones and e-mail addresses are masked."""
        row = subject.row
        await run(
            AUDIT,
            self.now,
            self.viewer.user_id,
            row.get("institution_id"),
            row.get("branch_id"),
            row.get("unit_id"),
            action.value,
            subject.type_name,
            row["id"],
            subject.name[:300],
            as_json(before),
            as_json(after),
        )

    async def notify(self, users: Iterable[int], kind: NoticeKind, subject: Subject, **words: str) -> None:
        """Tell some accounts, never the one that acts; they hear of it with the commit."""
        for user in sorted(set(users) - {self.viewer.user_id or 0}):
            text = orjson.dumps(words).decode()
            await run(NOTIFY, user, kind.value, subject.type_name, subject.row["id"], text, self.now)
            await self.signal([notices_topic(user)])

    async def signal(self, topics: Sequence[str]) -> None:
        """Wake whoever listens, once this is committed."""
        await signal(run, topics)

    async def once(self, key: str | None, mutation: str, given: Any) -> int | None:
        """What an earlier call under the same key made, if there was one; call `made` when this one has.

        Of two at once the second waits for the first. Raises CONFLICT where the key was used for something
        else, INVALID_VALUE where it is too long or no plain text.
        """
        if not key:
            return None
        if len(key) > KEY_AT_MOST or not key.isprintable():
            raise PanhuoError(ErrorCode.INVALID_VALUE, KEY_UNFIT, field="idempotencyKey")
        digest = hashlib.sha256(orjson.dumps([mutation, given], option=orjson.OPT_SORT_KEYS)).hexdigest()
        if await run(CLAIM_KEY, self.viewer.user_id, key, mutation, digest, self.now):
            return None
        [found] = await run(KEY, self.viewer.user_id, key)
        if (found["mutation"], found["input_hash"]) != (mutation, digest) or found["subject_id"] is None:
            raise PanhuoError(ErrorCode.CONFLICT, KEY_USED, field="idempotencyKey")
        return int(found["subject_id"])

    async def made(self, key: str | None, subject_id: int) -> None:
        """Remember what was made under a key."""
        if key:
            await run(KEEP_KEY, self.viewer.user_id, key, subject_id)


KEY_UNFIT = (
    f"An idempotencyKey is plain text of at most {KEY_AT_MOST} characters.",
    f"idempotencyKey 应为不超过 {KEY_AT_MOST} 个字符的普通文本。",
)
KEY_USED = (
    "The idempotencyKey was used with another input; choose a new one.",
    "该 idempotencyKey 已用于其他内容，请更换。",
)


@asynccontextmanager
async def acting(viewer: Viewer) -> AsyncIterator[Action]:
    """A transaction of a viewer's. It is committed at the end of the block and undone by any exception."""
    async with in_transaction():
        if dialect() == "sqlite":
            await run(BECOME_WRITER)
        yield Action(viewer, now_ms())


def as_json(columns: Mapping[str, Any] | None) -> str | None:
    return None if columns is None else orjson.dumps(masked(columns)).decode()
