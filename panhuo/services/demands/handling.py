"""Demands handled by the institutions they are directed to, and withdrawn by their enterprises."""

from typing import Any

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.account_name import unprintable
from panhuo.rules.demand_lifecycle import DemandAct, DemandGuard, DemandTransition, legal
from panhuo.rules.vocabulary import DemandState, NoticeKind
from panhuo.services.acting import Action, acting
from panhuo.services.demands.steps import Row, move, record, tell_institution, tell_sender
from panhuo.services.tree import require_version

NOTE_AT_MOST = 500
OTHER_OPEN = """
select 1 from demand where enterprise_id = $1 and dossier_id = $2 and id <> $3
  and state in ('NEW', 'CONTACTED', 'IN_TALKS')
"""
LOCK = "update dossier set version = version where id = $1"
"""Of two who open demands of one enterprise for it, one at a time."""


async def handle_demand(viewer: Viewer, demand: int, version: int, act: DemandAct, note: str | None) -> None:
    """Move a demand on, or write a note, for the institution it is directed to.

    Raises DEMAND_NOTE_MISSING, DEMAND_SENT_ALREADY, and what `demand_for` raises.
    """
    text = cleaned_note(note)
    async with acting(viewer) as action:
        row, step = await demand_for(action, act, demand, version)
        if DemandGuard.NOTE in step.guards and text is None:
            raise PanhuoError(ErrorCode.DEMAND_NOTE_MISSING, field="note")
        if DemandGuard.FREE in step.guards:
            await require_free(row)
        after = await move(action, row, act, step.target, columns_of(action, act, text))
        await record(action, after, act, DemandState(row["state"]), text)
        if after["state"] != row["state"]:
            await tell_sender(action, after)


async def withdraw_demand(viewer: Viewer, demand: int, version: int, reason: str | None) -> None:
    """Close a demand for its own enterprise; its institution is told. Raises what `demand_for` raises."""
    text = cleaned_note(reason, "reason")
    async with acting(viewer) as action:
        row, step = await demand_for(action, DemandAct.WITHDRAW, demand, version)
        columns = {"withdrawn": True, "reason": text, "closed_at": action.now}
        after = await move(action, row, DemandAct.WITHDRAW, step.target, columns)
        await record(action, after, DemandAct.WITHDRAW, DemandState(row["state"]))
        if row["institution_id"] is not None:
            await tell_institution(action, after, NoticeKind.DEMAND_WITHDRAWN)


async def demand_for(
    action: Action, act: DemandAct, number: int, version: int
) -> tuple[Row, DemandTransition]:
    """A demand with which the viewer may do something now, and the transition that does it.

    Raises NOT_FOUND for one out of sight, CONFLICT where somebody changed it meanwhile,
    DEMAND_ACT_UNAVAILABLE where the act is not open in its state, or is the other side's.
    """
    row = await action.one(Ability.DEMAND_HANDLE, "demand", number)
    require_version(row, version)
    step = legal(act, DemandState(row["state"]))
    if step is None or not stands_for(step, row, action.viewer):
        raise PanhuoError(ErrorCode.DEMAND_ACT_UNAVAILABLE, field="id")
    return row, step


def stands_for(step: DemandTransition, row: Row, viewer: Viewer) -> bool:
    """Whether the viewer stands on the side whose act it is, and its enterprise still wants it."""
    if DemandGuard.SENDER in step.guards:
        return bool(row["enterprise_id"] == viewer.enterprise_id)
    mine = viewer.institution_id is not None and row["institution_id"] == viewer.institution_id
    return mine and not (DemandGuard.NOT_WITHDRAWN in step.guards and row["withdrawn"])


def columns_of(action: Action, act: DemandAct, note: str | None) -> dict[str, Any]:
    """What arrival sets beside the state."""
    if act is DemandAct.CLOSE:
        return {"reason": note, "closed_at": action.now}
    if act is DemandAct.REOPEN:
        return {"reason": None, "closed_at": None}
    return {"signed_at": action.now} if act is DemandAct.SIGN else {}


async def require_free(row: Row) -> None:
    """Raise DEMAND_SENT_ALREADY where the enterprise has sent another for the same dossier meanwhile."""
    await run(LOCK, row["dossier_id"])
    if await run(OTHER_OPEN, row["enterprise_id"], row["dossier_id"], row["id"]):
        raise PanhuoError(ErrorCode.DEMAND_SENT_ALREADY, field="id")


def cleaned_note(typed: str | None, field: str = "note") -> str | None:
    """A note as it is kept; none where it is empty. Raises DEMAND_NOTE_MISSING where it cannot be kept."""
    text = (typed or "").strip()
    if len(text) > NOTE_AT_MOST or any(unprintable(each) for each in text if each != "\n"):
        raise PanhuoError(ErrorCode.DEMAND_NOTE_MISSING, field=field)
    return text or None
