"""What the demo's enterprises want: demands in every state, and general ones, answered by suggestions."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from panhuo.models import Demand, DemandMode, DemandStep
from panhuo.rules.demand_lifecycle import DemandAct, legal
from panhuo.rules.dossier_options import WillingnessDetail as Mode
from panhuo.rules.vocabulary import DemandState, Role

DAY_MS = 86_400_000
SPARED = 12
"""The dossiers registered last are left for those who try the demo."""
OF_EACH = 5
"""Dossiers of each institution and of each of its branches that are asked for."""
STEPS: dict[DemandState, tuple[DemandAct, ...]] = {
    DemandState.NEW: (),
    DemandState.CONTACTED: (DemandAct.CONTACT,),
    DemandState.IN_TALKS: (DemandAct.CONTACT, DemandAct.TALK),
    DemandState.SIGNED: (DemandAct.CONTACT, DemandAct.TALK, DemandAct.SIGN),
    DemandState.CLOSED: (DemandAct.CONTACT, DemandAct.CLOSE),
}
NOTES = {
    DemandAct.CONTACT: "已电话联系，对方希望先看样机。",
    DemandAct.TALK: "双方已见面，正在商谈费用。",
    DemandAct.SIGN: "合同已签，原件存科技处。",
    DemandAct.CLOSE: "对方预算未通过，暂不推进。",
}
MODES: Sequence[tuple[Mode, ...]] = (
    (Mode.OPEN_LICENCE,),
    (Mode.PATENT_POOL, Mode.OPEN_LICENCE),
    (Mode.EXCLUSIVE_LICENCE,),
    (Mode.ASSIGNMENT,),
    (Mode.ASSIGNMENT, Mode.EQUITY),
    (Mode.ORDINARY_LICENCE,),
)
REGIONS = ("330100", "420100", "440300", "330200")
GENERAL = (
    ("寻找储能电池相关技术", ("电池", "储能"), (("IPC", "H01M"),)),
    ("寻找医疗检测相关技术", ("检测", "医"), (("IPC", "A61B"), ("IPC", "G01N"))),
)
TARGETS = """
select d.*, p.inventor_names from dossier d join patent p on p.id = d.patent_id
where d.published order by d.registered_sort desc, d.id
"""
EXPERTS = """
select id, name, phone, enterprise_id from user_account where role = $1 and password_hash is not null
order by id
"""
ADMINISTRATORS = (
    "select unit_id, id, name from user_account where role in ('INSTITUTION_ADMIN', 'BRANCH_ADMIN')"
)


@dataclass(frozen=True, slots=True)
class Teller:
    """What is drawn from, and who handles demands where."""

    rng: Random
    client: BaseDBAsyncClient
    administrators: dict[int, dict[str, Any]]
    now: int


async def send_demands(rng: Random, now: int) -> None:
    """Some for dossiers of every institution and branch, and one general demand of each expert's."""
    async with in_transaction() as client:
        experts = await client.execute_query_dict(EXPERTS.replace("$1", f"'{Role.ENTERPRISE.value}'"))
        rows = await client.execute_query_dict(ADMINISTRATORS)
        teller = Teller(rng, client, {row["unit_id"]: row for row in rows}, now)
        targets = chosen(rng, (await client.execute_query_dict(TARGETS))[SPARED:])
        for place, target in enumerate(targets):
            await send(teller, experts[place % len(experts)], target, list(STEPS)[place % len(STEPS)])
        for expert, (topic, keywords, classes) in zip(experts, GENERAL, strict=False):
            words = {"technology": topic, "keywords": as_json(keywords), "classes": as_json(classes)}
            await send(teller, expert, None, DemandState.NEW, **words)


def chosen(rng: Random, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A few of each campus, in the order of their dossiers."""
    campuses: dict[tuple[int, int | None], list[dict[str, Any]]] = {}
    for row in rows:
        campuses.setdefault((row["institution_id"], row["branch_id"]), []).append(row)
    return [row for some in campuses.values() for row in rng.sample(some, min(OF_EACH, len(some)))]


async def send(
    teller: Teller, expert: dict[str, Any], target: dict[str, Any] | None, state: DemandState, **words: str
) -> None:
    """A demand with its modes and with everything that led to its state."""
    acts = STEPS[state]
    since = teller.now - teller.rng.randint(5, 90) * DAY_MS
    times = [since + place * DAY_MS for place in range(len(acts) + 1)]
    at = dict(zip(acts, times[1:], strict=True))
    directed = {} if target is None else directed_to(target)
    made = Demand(
        state=state,
        enterprise_id=expert["enterprise_id"],
        author_id=expert["id"],
        description="希望了解技术指标、样机情况与许可条件。",
        region=teller.rng.choice(REGIONS),
        contact=expert["name"],
        phone="0571-88880000",
        version=1 + len(acts),
        reason=NOTES[DemandAct.CLOSE] if state is DemandState.CLOSED else None,
        created_at=since,
        updated_at=times[-1],
        signed_at=at.get(DemandAct.SIGN),
        closed_at=at.get(DemandAct.CLOSE),
        **directed,
        **words,
    )
    await made.save(using_db=teller.client)
    for place, mode in enumerate(teller.rng.choice(MODES), 1):
        await DemandMode(demand_id=made.id, position=place, mode=mode).save(using_db=teller.client)
    before = await record(teller, made.id, DemandAct.SEND, None, times[0], expert)
    for act in acts:
        by = teller.administrators[directed["branch_id"] or directed["institution_id"]]
        before = await record(teller, made.id, act, before, at[act], by)


def directed_to(target: dict[str, Any]) -> dict[str, Any]:
    place = {name: target[name] for name in ("kind", "patent_id", "institution_id", "branch_id", "unit_id")}
    named = {"technology": target["title"], "inventors": target["inventor_names"]}
    return {"dossier_id": target["id"], **place, **named}


async def record(
    teller: Teller,
    demand: int,
    act: DemandAct,
    before: DemandState | None,
    at: int,
    by: dict[str, Any],
) -> DemandState:
    """Write a step down; answers the state it led to."""
    taken = legal(act, before)
    assert taken is not None
    step = DemandStep(
        demand_id=demand,
        at=at,
        act=act,
        from_state=before,
        to_state=taken.target,
        by_id=by["id"],
        by_name=by["name"],
        note=NOTES.get(act),
    )
    await step.save(using_db=teller.client)
    return taken.target


def as_json(value: Any) -> str:
    return orjson.dumps(value).decode()
