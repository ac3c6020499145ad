"""Entries of the audit log and notices by the thousand: as many statements as for one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from panhuo.auth.statements import run
from panhuo.db import connection
from panhuo.rules.vocabulary import AuditAction, NoticeKind
from panhuo.services.acting import Action, Subject, as_json
from panhuo.services.patents.bulk import within
from panhuo.signals import notices_topic

ACTOR = "select name from user_account where id = $1"
ENTRY = (
    "at", "actor_id", "actor_name", "institution_id", "branch_id", "unit_id", "action", "subject_type",
    "subject_id", "subject_name", "before", "after",
)  # fmt: skip
PLACE = ("institution_id", "branch_id", "unit_id")
NOTICE = ("user_id", "kind", "subject_type", "subject_id", "words", "created_at")

Columns = Mapping[str, Any] | None
Told = tuple[int, str, int, Mapping[str, str]]
"""An account, type and number of what it is told of, and the words of the text."""


async def audit_all(
    action: Action, done: AuditAction, entries: Iterable[tuple[Subject, Columns, Columns]]
) -> None:
    """`Action.audit` of one thing done to many subjects, each with its columns before and after."""
    found = await run(ACTOR, action.viewer.user_id)
    actor = action.viewer.user_id, found[0]["name"] if found else ""
    rows = [
        (
            *(action.now, *actor, *(subject.row.get(name) for name in PLACE)),
            *(done.value, subject.type_name, subject.row["id"], subject.name[:300]),
            *(as_json(before), as_json(after)),
        )
        for subject, before, after in entries
    ]
    async with within(connection()) as bulk:
        await bulk.copy("audit_entry", ENTRY, rows)


async def notify_all(action: Action, kind: NoticeKind, told: Sequence[Told]) -> None:
    """`Action.notify` of many accounts at once, never the one that acts."""
    rows = [
        (user, kind.value, type_name, number, orjson.dumps(words).decode(), action.now)
        for user, type_name, number, words in told
        if user != action.viewer.user_id
    ]
    async with within(connection()) as bulk:
        await bulk.copy("notice", NOTICE, rows)
    await action.signal(sorted({notices_topic(row[0]) for row in rows}))
