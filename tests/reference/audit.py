"""What the fields of the audit log answer."""

import json
from collections.abc import Callable
from typing import Any

from tests.reference.filters import Moment, holds
from tests.reference.notices import subject
from tests.reference.objects import Object, instants, listed
from tests.reference.patents import snake
from tests.reference.scopes import Ask
from tests.reference.world import Row

NEWEST_ENTRY = [("AT", "DESC")]


def audit_log(ask: Ask, _: Any, **given: Any) -> Object:
    rows = [row for row in ask.all("AuditEntry") if holds(ask, given.get("where"), row, entry_value)]
    return listed(ask, "AuditEntry", rows, NEWEST_ENTRY, given)


def entry_value(ask: Ask, entry: Row, name: str) -> Any:
    """What a field of AuditFilter compares."""
    return Moment(entry["at"]) if name == "at" else entry[snake(name)]


def actor(ask: Ask, entry: Object) -> str | None:
    return None if entry.row["actor_id"] is None else f"User:{entry.row['actor_id']}"


def changes(ask: Ask, entry: Object) -> list[Object]:
    """What was said of it before and after, name by name."""
    before, after = (json.loads(entry.row[name] or "{}") for name in ("before", "after"))
    return [
        Object("AuditChange", {"name": name, "before": text(before, name), "after": text(after, name)})
        for name in sorted({*before, *after})
    ]


def text(columns: dict[str, Any], name: str) -> str | None:
    """Texts as they are, anything else as JSON writes it."""
    value = columns.get(name)
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.auditLog": audit_log,
    "AuditEntry.actorId": actor,
    "AuditEntry.subjectId": subject,
    "AuditEntry.changes": changes,
    **instants("AuditEntry", "at"),
}
