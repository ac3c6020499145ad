"""A step of a dossier's life, taken: by the table alone, with everything that it leaves behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from panhuo.auth.statements import run
from panhuo.rules.dossier_lifecycle import DossierAct, moved
from panhuo.rules.vocabulary import AuditAction, DossierKind, DossierState
from panhuo.services.acting import Action, Subject
from panhuo.services.dossiers.finding import is_revision, state_of
from panhuo.services.dossiers.patents import follow, raise_versions
from panhuo.signals import dossier_topic

Row = dict[str, Any]
MEMBERS = "select patent_id from dossier_patent where dossier_id = $1 and current order by position"
RECORD = """
insert into review (dossier_id, at, act, revision, from_state, to_state, submission, step, unit_id, by_id,
                    by_name, on_behalf, reason, receiver_id, version_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce((select name from user_account where id = $10), ''),
        $11, $12, $13, $14)
"""
AUDITED = {
    DossierAct.APPROVE: AuditAction.DOSSIER_APPROVED,
    DossierAct.CHANGE_CONTACT: AuditAction.DOSSIER_CONTACT_CHANGED,
    DossierAct.DELIST: AuditAction.DOSSIER_DELISTED,
    DossierAct.DISCARD: AuditAction.DOSSIER_DISCARDED,
    DossierAct.FILE: AuditAction.DOSSIER_FILED,
    DossierAct.FLAG: AuditAction.DOSSIER_FLAGGED,
    DossierAct.HAND_OVER: AuditAction.DOSSIER_HANDED_OVER,
    DossierAct.REGISTER_DIRECTLY: AuditAction.DOSSIER_APPROVED,
    DossierAct.RETURN: AuditAction.DOSSIER_RETURNED,
    DossierAct.REVISE: AuditAction.DOSSIER_REVISED,
    DossierAct.SUBMIT: AuditAction.DOSSIER_SUBMITTED,
    DossierAct.WITHDRAW: AuditAction.DOSSIER_WITHDRAWN,
}
"""What the audit log calls each act. REPLACE goes with its approval, SAVE is nobody's affair."""


@dataclass(frozen=True, slots=True)
class Step:
    """An act on a dossier and where it leads."""

    act: DossierAct
    target: DossierState | None
    columns: Mapping[str, Any] = field(default_factory=dict)
    """Other columns of the dossier that it changes."""
    reason: str | None = None
    on_behalf: bool = False
    receiver: int | None = None
    version_id: int | None = None
    """The version it is about, where that is not the one readers see."""


async def take(action: Action, row: Row, step: Step) -> Row:
    """Take a step from the row's state; the row as it is afterwards.

    Where it ends the dossier (a target of None) deleting the row is the caller's. Raises Illegal where the
    table has no such transition, which callers have ruled out.
    """
    source = state_of(row)
    moved(step.act, source, step.target, is_revision(row))
    after = await update(row, dict(step.columns) | state_columns(action, step), action.now)
    await record(action, after, step, source, row)
    await audit(action, row, step, source)
    await tell(action, row, after, step.target)
    return after


async def begin(action: Action, row: Row, act: DossierAct, version: int) -> None:
    """Record that a dossier came into being, whose row was just inserted."""
    state = state_of(row)
    moved(act, None, state, is_revision(row))
    step = Step(act, state, version_id=version)
    await record(action, row, step, None, row)
    await audit(action, row, step, None)
    if not is_revision(row):
        if row["kind"] == DossierKind.SINGLE:
            await follow(row, state, None, False)
        await raise_versions(action, row["institution_id"], await member_ids(row["id"]), False)


def state_columns(action: Action, step: Step) -> dict[str, Any]:
    """What every arrival at a state sets."""
    target = step.target
    if target is None:
        return {}
    columns: dict[str, Any] = {"state": target.value}
    if target is not DossierState.PENDING:
        columns |= {"step": 0, "step_unit_id": None, "waiting_since": 0}
    return columns


async def update(row: Row, columns: Mapping[str, Any], now: int) -> Row:
    """Change columns of a dossier, its version and its time with them."""
    names = list(columns)
    sets = "".join(f", {name} = ${place}" for place, name in enumerate(names, 3))
    statement = f"update dossier set version = version + 1, updated_at = $2{sets} where id = $1 returning *"
    [after] = await run(statement, row["id"], now, *columns.values())
    return after


async def record(action: Action, row: Row, step: Step, source: DossierState | None, before: Row) -> None:
    """Add the row of `review`."""
    reviewed = before["state"] == DossierState.PENDING
    await run(
        RECORD,
        *(row["id"], action.now, step.act.value, is_revision(row), source, step.target),
        *(row["submission"], before["step"] if reviewed else 0),
        before["step_unit_id"] if reviewed else None,
        *(action.viewer.user_id, step.on_behalf, step.reason, step.receiver),
        step.version_id or row["content_id"] or row["draft_id"],
    )


async def audit(action: Action, row: Row, step: Step, source: DossierState | None) -> None:
    kind = AUDITED.get(step.act)
    if kind is not None:
        before = {"state": source.value} if source else None
        after: dict[str, Any] = {"state": step.target.value} if step.target else {}
        after |= {"reason": step.reason} if step.reason else {}
        after |= {"filer": step.receiver} if step.receiver else {}
        await action.audit(kind, Subject("Dossier", row), before, after or None)


async def tell(action: Action, before: Row, after: Row, target: DossierState | None) -> None:
    """Let patents, counters and open forms follow a change of state."""
    await action.signal([dossier_topic(before["id"])])
    if is_revision(before):
        return
    if before["kind"] == DossierKind.SINGLE and before["state"] != (target and target.value):
        await follow(after, target, after["registered_at"], bool(after["published"]))
    registered = DossierState.REGISTERED.value in (before["state"], target and target.value)
    await raise_versions(action, before["institution_id"], await member_ids(before["id"]), registered)


async def member_ids(dossier: int) -> Sequence[int]:
    """The patents of a dossier as its readers see it, in order."""
    return [row["patent_id"] for row in await run(MEMBERS, dossier)]
