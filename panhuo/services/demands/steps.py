"""A step of a demand's life, taken: by the table alone, with everything that it leaves behind."""

from collections.abc import Mapping, Sequence
from typing import Any

from panhuo.auth.statements import run
from panhuo.rules.demand_lifecycle import DemandAct
from panhuo.rules.vocabulary import AuditAction, DemandState, NoticeKind
from panhuo.services.acting import Action, Subject

Row = dict[str, Any]
RECORD = """
insert into demand_step (demand_id, at, act, from_state, to_state, by_id, by_name, note)
values ($1, $2, $3, $4, $5, $6, coalesce((select name from user_account where id = $6), ''), $7)
"""
ADMINISTRATORS = """
select id from user_account where unit_id in ($1, $2) and active
  and role in ('INSTITUTION_ADMIN', 'BRANCH_ADMIN') order by id
"""
SENDERS = "select id from user_account where id = $1 and enterprise_id = $2 and active"
COMPANY = "select name from enterprise where id = $1"
AUDITED = {
    DemandAct.SEND: AuditAction.DEMAND_SENT,
    DemandAct.WITHDRAW: AuditAction.DEMAND_WITHDRAWN,
}
"""What the audit log calls each act, where that is not DEMAND_HANDLED."""


async def move(
    action: Action, row: Row, act: DemandAct, target: DemandState, columns: Mapping[str, Any]
) -> Row:
    """Change a demand's state and other columns, its version and its time with them; the row afterwards."""
    changed = {"state": target.value, **columns}
    sets = "".join(f", {name} = ${place}" for place, name in enumerate(changed, 3))
    statement = f"update demand set version = version + 1, updated_at = $2{sets} where id = $1 returning *"
    [after] = await run(statement, row["id"], action.now, *changed.values())
    return after


async def record(
    action: Action, row: Row, act: DemandAct, source: DemandState | None, note: str | None = None
) -> None:
    """Add the row of `demand_step`, and the audit entry."""
    state = row["state"]
    await run(RECORD, row["id"], action.now, act.value, source, state, action.viewer.user_id, note)
    before = {"state": source.value} if source else None
    after = {"state": state} | ({"note": note} if note else {})
    kind = AUDITED.get(act, AuditAction.DEMAND_HANDLED)
    await action.audit(kind, Subject("Demand", row | {"title": row["technology"]}), before, after)


async def tell_institution(action: Action, row: Row, kind: NoticeKind) -> None:
    """Tell those who handle it: the institution's administrators, and of a branch's the branch's."""
    people = await run(ADMINISTRATORS, row["institution_id"], row["branch_id"])
    [company] = await run(COMPANY, row["enterprise_id"])
    await notify(action, people, kind, row, company=company["name"])


async def tell_sender(action: Action, row: Row) -> None:
    """Tell whoever sent it how far it has come."""
    people = await run(SENDERS, row["author_id"], row["enterprise_id"])
    await notify(action, people, NoticeKind.DEMAND_MOVED, row, outcome=row["state"])


async def notify(
    action: Action, people: Sequence[Mapping[str, Any]], kind: NoticeKind, row: Row, **words: str
) -> None:
    told = [each["id"] for each in people]
    await action.notify(told, kind, Subject("Demand", row), name=row["technology"], **words)
