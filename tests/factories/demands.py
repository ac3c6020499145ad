"""Demands of enterprises in any state, with their modes and steps."""

from collections.abc import Sequence
from typing import Any

from panhuo.models import Demand, DemandMode, DemandStep, Dossier, Patent, User
from panhuo.rules.demand_lifecycle import DemandAct, legal
from panhuo.rules.dossier_options import WillingnessDetail
from panhuo.rules.vocabulary import DemandState
from tests.factories.org import now

STEPS: dict[DemandState, Sequence[DemandAct]] = {
    DemandState.NEW: (),
    DemandState.CONTACTED: (DemandAct.CONTACT,),
    DemandState.IN_TALKS: (DemandAct.CONTACT, DemandAct.TALK),
    DemandState.SIGNED: (DemandAct.CONTACT, DemandAct.TALK, DemandAct.SIGN),
    DemandState.CLOSED: (DemandAct.CONTACT, DemandAct.CLOSE),
}
"""How a demand comes to a state after it was sent."""


async def demand(
    sender: User,
    target: Dossier | None = None,
    *,
    state: DemandState = DemandState.NEW,
    modes: Sequence[WillingnessDetail] = (WillingnessDetail.OPEN_LICENCE,),
    handler: User | None = None,
    **columns: Any,
) -> Demand:
    """A demand directed to a dossier, or a general one; each step by a `handler` bears a note."""
    made = await Demand.create(**facts(sender, target, state) | await of_dossier(target) | columns)
    for place, mode in enumerate(modes, 1):
        custom = "联合实验室" if mode is WillingnessDetail.CUSTOM else None
        await DemandMode.create(demand_id=made.id, position=place, mode=mode, custom=custom)
    before = await add_step(made, DemandAct.SEND, sender, None)
    for act in (DemandAct.WITHDRAW,) if made.withdrawn else STEPS[state]:
        by = sender if act is DemandAct.WITHDRAW else handler or sender
        before = await add_step(made, act, by, before)
    return made


def facts(sender: User, target: Dossier | None, state: DemandState) -> dict[str, Any]:
    closed = state is DemandState.CLOSED
    return {
        "state": state,
        "enterprise_id": sender.enterprise_id,  # type: ignore[attr-defined]
        "author_id": sender.id,
        "technology": target.title if target else "寻找电池技术",
        "region": "330100",
        "contact": "钱经理",
        "phone": "0571-66000000",
        "description": "希望用于储能电站",
        "reason": "暂无意向" if closed else None,
        "created_at": now(),
        "updated_at": now(),
        "signed_at": now() if state is DemandState.SIGNED else None,
        "closed_at": now() if closed else None,
    }


async def of_dossier(target: Dossier | None) -> dict[str, Any]:
    """Where a demand is directed to."""
    if target is None:
        return {"keywords": '["电池"]', "classes": '[["IPC","H01M"]]'}
    return {
        "kind": target.kind,
        "dossier_id": target.id,
        "patent_id": target.patent_id,
        "institution_id": target.institution_id,
        "branch_id": target.branch_id,
        "unit_id": target.unit_id,
        "inventors": (await Patent.get(id=target.patent_id)).inventor_names,
    }


async def add_step(of: Demand, act: DemandAct, by: User, before: DemandState | None) -> DemandState:
    """A step of its history; answers the state it led to."""
    taken = legal(act, before)
    assert taken is not None
    handled = act not in (DemandAct.SEND, DemandAct.WITHDRAW)
    await DemandStep.create(
        demand_id=of.id,
        at=now(),
        act=act,
        from_state=before,
        to_state=taken.target,
        by_id=by.id,
        by_name=by.name,
        note="已电话联系" if handled else None,
    )
    return taken.target
