"""A step of a report's life, taken, with everything that it leaves behind."""

from collections.abc import Mapping
from typing import Any

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.rules.performance_lifecycle import PerformanceAct, PerformanceState, PerformanceTransition, legal
from panhuo.rules.vocabulary import AuditAction, NoticeKind
from panhuo.services.acting import Action, Subject
from panhuo.services.recipients import administrators, operators
from panhuo.services.tree import require_version
from panhuo.signals import library_topic

Row = dict[str, Any]
RECORD = """
insert into performance_step (performance_id, at, act, to_state, by_id, by_name, reason)
values ($1, $2, $3, $4, $5, coalesce((select name from user_account where id = $5), ''), $6)
"""
RAISE = """
insert into data_version (kind, key, version, changed_at)
select kind, key, 1, cast($1 as bigint) from (
  select 'LIBRARY' as kind, 0 as key union select 'UNIT', cast($2 as bigint)
) reached where true order by kind, key
on conflict (kind, key) do update set
  version = data_version.version + 1, as_of = null, changed_at = excluded.changed_at
"""
"""The figures of those who read reports: the institution's administrators, and the operator."""
INSTITUTION = "select name from org_unit where id = $1"
AUDITED = {
    PerformanceAct.CONFIRM: AuditAction.PERFORMANCE_CONFIRMED,
    PerformanceAct.RESUBMIT: AuditAction.PERFORMANCE_SUBMITTED,
    PerformanceAct.RETURN: AuditAction.PERFORMANCE_RETURNED,
    PerformanceAct.SUBMIT: AuditAction.PERFORMANCE_SUBMITTED,
}


async def report_for(
    action: Action, ability: Ability, act: PerformanceAct, number: int, version: int
) -> tuple[Row, PerformanceTransition]:
    """A report with which the viewer may do something now. Raises NOT_FOUND, CONFLICT,
    PERFORMANCE_ACT_UNAVAILABLE."""
    row = await action.one(ability, "performance", number)
    require_version(row, version)
    step = legal(act, PerformanceState(row["state"]))
    if step is None:
        raise PanhuoError(ErrorCode.PERFORMANCE_ACT_UNAVAILABLE, field="id")
    return row, step


async def move(action: Action, row: Row, columns: Mapping[str, Any]) -> Row:
    """Change columns of a report, its version and its time with them; the row afterwards."""
    sets = "".join(f", {name} = ${place}" for place, name in enumerate(columns, 3))
    statement = (
        f"update performance set version = version + 1, updated_at = $2{sets} where id = $1 returning *"
    )
    [after] = await run(statement, row["id"], action.now, *columns.values())
    return after


async def record(
    action: Action, row: Row, act: PerformanceAct, before: str | None, reason: str | None = None
) -> None:
    """The row of `performance_step`, the audit entry, and whose figures it changes."""
    await run(RECORD, row["id"], action.now, act.value, row["state"], action.viewer.user_id, reason)
    was = {"state": before} if before else None
    now = {"state": row["state"]} | ({"reason": reason} if reason else {})
    await action.audit(AUDITED[act], Subject("Performance", row), was, now)
    counted = [state not in (None, PerformanceState.RETURNED.value) for state in (before, row["state"])]
    if counted[0] != counted[1] or act is PerformanceAct.RESUBMIT:
        await run(RAISE, action.now, row["institution_id"])
        await action.signal([library_topic(None), library_topic(row["institution_id"])])


async def tell_operators(action: Action, row: Row) -> None:
    """Those who confirm it are told that it waits."""
    [institution] = await run(INSTITUTION, row["institution_id"])
    words = {"name": row["name"], "institution": institution["name"]}
    await action.notify(
        await operators(), NoticeKind.PERFORMANCE_WAITING, Subject("Performance", row), **words
    )


async def tell_institution(action: Action, row: Row) -> None:
    """Those who submit reports there are told what became of it."""
    people = await administrators(row["institution_id"])
    words = {"name": row["name"], "outcome": row["state"]}
    await action.notify(people, NoticeKind.PERFORMANCE_DECIDED, Subject("Performance", row), **words)
