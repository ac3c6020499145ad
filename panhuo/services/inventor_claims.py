"""Administrators confirm or refuse what inventors claim, never their own, and take that back (S190, S191)."""

from collections import defaultdict
from collections.abc import Sequence

from panhuo.auth.statements import run
from panhuo.permissions.ability import Ability
from panhuo.permissions.matches import RESULTS, MatchAct
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import AuditAction, MatchState, NoticeKind
from panhuo.services.acting import Action, acting
from panhuo.services.match_acts import (
    Chosen,
    Match,
    MatchResult,
    change,
    choose,
    listed,
    match_subject,
    reason_of,
    titles,
)
from panhuo.services.patents.placing import placing_again
from panhuo.services.patents.standing import no_import
from panhuo.services.telling import audit_all, notify_all

Place = tuple[int, int]
"""Id of an inventor's row, and the how manieth of its name it is on its patent."""
Name = tuple[int, str]
"""A patent, and a name on it as it is compared."""

PATENTS = "select patent_id from inventor_match where id in ({ids})"
FREE = """
select i.id, i.patent_id, i.folded, i.nth
from (select v.*, row_number() over (partition by v.patent_id, v.folded order by v.position) as nth
      from patent_inventor v where v.patent_id in ({patents})) i
where i.match <> 'CONFIRMED' and not exists (
  select 1 from inventor_match m where m.patent_id = i.patent_id and m.folded = i.folded and m.nth = i.nth)
order by i.patent_id, i.position
"""
NAMES = """
select m.id, a.folded from inventor_match m join user_account a on a.id = m.user_id where m.id in ({ids})
"""
PLACE = """
update inventor_match as m set nth = v.column3,
  folded = (select i.folded from patent_inventor i where i.id = v.column2)
from (values {places}) v where m.id = v.column1
"""
SIT = """
update patent_inventor as i set match = 'CONFIRMED', user_id = m.user_id
from (values {places}) v join inventor_match m on m.id = v.column1 where i.id = v.column2
"""
RISE = """
update patent_inventor as i set match = 'NONE', user_id = null from inventor_match m
where m.id in ({ids}) and i.patent_id = m.patent_id and i.user_id = m.user_id
"""
LEAVE = "update inventor_match set folded = null, nth = null where id in ({ids})"
OUTCOMES = {MatchAct.CONFIRM: "CONFIRMED", MatchAct.REFUSE: "REFUSED", MatchAct.REOPEN: "REOPENED"}
RECORDED = {
    MatchAct.CONFIRM: AuditAction.MATCH_CONFIRMED,
    MatchAct.REFUSE: AuditAction.MATCH_REFUSED,
    MatchAct.REOPEN: AuditAction.MATCH_REOPENED,
}


async def confirm_claims(viewer: Viewer, numbers: Sequence[int]) -> list[MatchResult]:
    """Confirm that some claimants are the inventors: they read the patents, which stand at their unit (S190).

    A claimant takes the first place of its name that is free. Of each what became of it: NOT_FOUND for what
    is out of reach, CONFLICT for the viewer's own, what was decided meanwhile, and where no place is free.
    """
    async with acting(viewer) as action:
        await no_import()
        chosen = await choose(action, Ability.MATCH_CONFIRM, MatchAct.CONFIRM, numbers)
        places = await seat(chosen)
        if chosen.rows:
            values = ", ".join(f"({match}, {place}, {nth})" for match, (place, nth) in places.items())
            async with placing_again(PATENTS.format(ids=listed(chosen.rows))):
                await change(action, chosen, decided=True)
                await run(PLACE.format(places=values))
                await run(SIT.format(places=values))
                await record(action, chosen)
    return chosen.results


async def refuse_claims(viewer: Viewer, numbers: Sequence[int], why: str | None = None) -> list[MatchResult]:
    """Refuse some claims; they stay refused, whatever is imported. Results as for `confirm_claims`."""
    reason = reason_of(why)
    async with acting(viewer) as action:
        await no_import()
        chosen = await choose(action, Ability.MATCH_CONFIRM, MatchAct.REFUSE, numbers)
        if chosen.rows:
            await change(action, chosen, reason, decided=True)
            await record(action, chosen, reason)
    return chosen.results


async def reopen_claims(viewer: Viewer, numbers: Sequence[int], why: str) -> list[MatchResult]:
    """Take decisions back, for a reason: the claims wait again, and what was confirmed is nobody's again.

    Results as for `confirm_claims`. Raises INVALID_VALUE without a reason.
    """
    reason = reason_of(why)
    async with acting(viewer) as action:
        await no_import()
        chosen = await choose(action, Ability.MATCH_CONFIRM, MatchAct.REOPEN, numbers)
        if chosen.rows:
            ids = listed(chosen.rows)
            async with placing_again(PATENTS.format(ids=ids)):
                await run(RISE.format(ids=ids))
                await run(LEAVE.format(ids=ids))
                await change(action, chosen, reason, decided=True)
                await record(action, chosen, reason)
    return chosen.results


async def seat(chosen: Chosen) -> dict[int, Place]:
    """A free place of its name for each claim, in the order asked; those without one are refused."""
    if not chosen.rows:
        return {}
    patents = listed({row["patent_id"] for row in chosen.rows.values()})
    free: defaultdict[Name, list[Place]] = defaultdict(list)
    for row in await run(FREE.format(patents=patents)):
        free[row["patent_id"], row["folded"]].append((row["id"], row["nth"]))
    names = {row["id"]: row["folded"] for row in await run(NAMES.format(ids=listed(chosen.rows)))}
    seated = {}
    for number, row in list(chosen.rows.items()):
        places = free[row["patent_id"], names[number]]
        if places:
            seated[number] = places.pop(0)
        else:
            chosen.refuse(number, "TAKEN")
    return seated


async def record(action: Action, chosen: Chosen, reason: str | None = None) -> None:
    """Audit each, and tell each claimant once."""
    state = RESULTS[chosen.act].value
    after = {"state": state} if reason is None else {"state": state, "reason": reason}
    entries = [
        (match_subject(row), {"state": MatchState(row["state"]).value}, {"account": row["account"], **after})
        for row in chosen.rows.values()
    ]
    await audit_all(action, RECORDED[chosen.act], entries)
    by_claimant: defaultdict[int, list[Match]] = defaultdict(list)
    for row in chosen.rows.values():
        by_claimant[row["user_id"]].append(row)
    outcome = OUTCOMES[chosen.act]
    told = [
        (user, "InventorMatch", rows[0]["id"], {"patent": titles(rows), "outcome": outcome})
        for user, rows in sorted(by_claimant.items())
    ]
    await notify_all(action, NoticeKind.MATCH_DECIDED, told)
