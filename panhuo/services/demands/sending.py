"""Demands sent by enterprises: directed to what is registered (S162), or general."""

from collections.abc import Mapping
from typing import Any

import orjson

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.demand_lifecycle import DemandAct
from panhuo.rules.vocabulary import NoticeKind
from panhuo.services.acting import Action, acting
from panhuo.services.demands.content import DemandContent, cleaned
from panhuo.services.demands.steps import record, tell_institution

INSERT = """
insert into demand (kind, enterprise_id, author_id, dossier_id, patent_id, institution_id, branch_id, unit_id,
                    technology, inventors, description, region, contact, phone, keywords, classes, created_at,
                    updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)
on conflict (enterprise_id, dossier_id)
  where dossier_id is not null and state in ('NEW', 'CONTACTED', 'IN_TALKS') do nothing
returning *
"""
INVENTORS = "select inventor_names from patent where id = $1"
MODE = "insert into demand_mode (demand_id, position, mode, custom) values ($1, $2, $3, $4)"
NOWHERE = dict.fromkeys(("kind", "id", "patent_id", "institution_id", "branch_id", "unit_id"))


async def create_demand(
    viewer: Viewer, dossier: int | None, content: DemandContent, key: str | None = None
) -> int:
    """Send a demand; its id. Without a dossier it is general, and nobody's but the enterprise's.

    Raises NOT_FOUND for a dossier that is not shown, DEMAND_SENT_ALREADY where the enterprise has an open one
    for it, INVALID_VALUE for what cannot be filled in.
    """
    async with acting(viewer) as action:
        known = await action.once(key, "createDemand", given(dossier, content))
        if known is not None:
            return known
        target: Mapping[str, Any] = NOWHERE
        if dossier is None:
            await action.reached(Ability.DEMAND_CREATE, "dossier", [])
        else:
            target = await action.one(Ability.DEMAND_CREATE, "dossier", dossier, "dossier")
        row = await insert(action, target, await cleaned(content, general=dossier is None))
        await action.made(key, row["id"])
        await record(action, row, DemandAct.SEND, None)
        if row["institution_id"] is not None:
            await tell_institution(action, row, NoticeKind.DEMAND_RECEIVED)
        return int(row["id"])


async def insert(action: Action, target: Mapping[str, Any], content: DemandContent) -> dict[str, Any]:
    rows = await run(
        INSERT,
        *(target["kind"], action.viewer.enterprise_id, action.viewer.user_id),
        *(target["id"], target["patent_id"]),
        *(target["institution_id"], target["branch_id"], target["unit_id"]),
        *(content.topic or target["title"], await inventors(target), content.description),
        *(content.region, content.contact, content.phone),
        as_json(content.keywords),
        as_json([[kind.value, code] for kind, code in content.classes]),
        action.now,
    )
    if not rows:
        raise PanhuoError(ErrorCode.DEMAND_SENT_ALREADY, field="dossier")
    for place, each in enumerate(content.modes, 1):
        await run(MODE, rows[0]["id"], place, each.mode.value, each.custom)
    return rows[0]


async def inventors(target: Mapping[str, Any]) -> str:
    """The names on the patent, as JSON; of a portfolio's first."""
    rows = await run(INVENTORS, target["patent_id"])
    return str(rows[0]["inventor_names"]) if rows else "[]"


def given(dossier: int | None, content: DemandContent) -> list[Any]:
    """What was sent, as an idempotency key remembers it."""
    modes = [[each.mode.value, each.custom] for each in content.modes]
    classes = [[kind.value, code] for kind, code in content.classes]
    said = [content.region, content.contact, content.phone, content.description, content.topic]
    return [dossier, *said, modes, list(content.keywords), classes]


def as_json(value: Any) -> str:
    return orjson.dumps(value).decode()
