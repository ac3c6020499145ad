"""What is done with dossiers outside review: delisted, handed over, revised, its contact replaced."""

from typing import Any

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import cell_of, scopes_of
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.vocabulary import DossierKind, DossierState, NoticeKind, Role
from panhuo.services.acting import Action, Subject, Values, acting
from panhuo.services.dossiers.filing import Saved
from panhuo.services.dossiers.finding import (
    Row,
    dossier_for,
    dossier_within,
    is_revision,
    require_open,
    state_of,
)
from panhuo.services.dossiers.patents import no_import_meanwhile
from panhuo.services.dossiers.refused import changed, require_valid
from panhuo.services.dossiers.reviewing import tell_filer
from panhuo.services.dossiers.steps import Step, begin, member_ids, take
from panhuo.services.dossiers.submitting import Decided
from panhuo.services.dossiers.versions import add_version, content_of, publish_version, summarise
from panhuo.services.reasons import cleaned_reason

RECEIVER = "select t.* from user_account t where t.id = {} and t.institution_id = {} and t.active and ({})"
LAST = "select coalesce(max(number), 0) as n from dossier_version where dossier_id = $1"
REVISION = """
insert into dossier (kind, state, base_id, institution_id, branch_id, unit_id, filer_id, patent_id, title,
                     submission, created_at, updated_at)
values ($1, 'DRAFT', $2, $3, $4, $5, $6, $7, '', $8, $9, $9)
on conflict (base_id) where base_id is not null do nothing
returning *
"""
UNDER_REVIEW = "select 1 from dossier where base_id = $1 and state = 'PENDING'"
OWNER = "update dossier set filer_id = $2, version = version + 1 where base_id = $1"


async def delist_dossier(viewer: Viewer, dossier: int, version: int, reason: str) -> Decided:
    """Take a registered dossier out of the library (S145); evaluations and demands are kept.

    Raises DOSSIER_REASON_MISSING, CONFLICT, NOT_FOUND, DOSSIER_ACT_UNAVAILABLE.
    """
    text = cleaned_reason(reason)
    columns = {
        "reason": text,
        "registered_at": None,
        "registered_sort": 0,
        "published": False,
        "open_showcase": False,
    }
    async with acting(viewer) as action:
        await no_import_meanwhile()
        row = await dossier_for(action, Ability.DOSSIER_DELIST, DossierAct.DELIST, dossier, version)
        columns["delisted_at"] = action.now
        after = await take(action, row, Step(DossierAct.DELIST, DossierState.DELISTED, columns, reason=text))
        await tell_filer(action, after, NoticeKind.DOSSIER_DELISTED, reason=text)
    return Decided(dossier, after["version"], DossierState.DELISTED)


async def hand_over(viewer: Viewer, dossier: int, version: int, receiver: int, reason: str) -> Decided:
    """Make somebody else the filer (S74), with what the old one was working on; an open revision goes along.

    Raises DOSSIER_RECEIVER_UNFIT, DOSSIER_REASON_MISSING, CONFLICT, NOT_FOUND, DOSSIER_ACT_UNAVAILABLE.
    """
    text = cleaned_reason(reason)
    async with acting(viewer) as action:
        await no_import_meanwhile()
        row = await dossier_for(action, Ability.DOSSIER_HANDOVER, DossierAct.HAND_OVER, dossier, version)
        if await run(UNDER_REVIEW, dossier):
            raise PanhuoError(ErrorCode.DOSSIER_ACT_UNAVAILABLE, field="id")
        account = await fit_receiver(action, row, receiver)
        columns: dict[str, Any] = {"filer_id": receiver}
        if not row["submitted"]:
            columns |= {"unit_id": account["unit_id"], "branch_id": account["branch_id"]}
        old = row["filer_id"]
        state = state_of(row)
        step = Step(DossierAct.HAND_OVER, state, columns, reason=text, receiver=receiver)
        after = await take(action, row, step)
        await run(OWNER, dossier, receiver)
        words = {"name": row["title"], "receiver": account["name"], "reason": text}
        await action.notify([old, receiver], NoticeKind.DOSSIER_HANDED_OVER, Subject("Dossier", row), **words)
    return Decided(dossier, after["version"], state)


async def fit_receiver(action: Action, row: Row, receiver: int) -> dict[str, Any]:
    """The account that shall file.

    Raises DOSSIER_RECEIVER_UNFIT unless the viewer sees it and it could file these patents.
    """
    values = Values(action.viewer, action.now)
    marks = values.add(receiver), values.add(row["institution_id"])
    where = reach("user_account", scopes_of(Ability.USER_READ, action.viewer.rights), action.viewer.role)
    found = await run(RECEIVER.format(*marks, where.sql(values, "t")), *values.values)
    if not found or receiver == row["filer_id"]:
        raise PanhuoError(ErrorCode.DOSSIER_RECEIVER_UNFIT, field="receiver")
    account = found[0]
    single = row["kind"] == DossierKind.SINGLE
    ability = Ability.DOSSIER_FILE if single else Ability.PORTFOLIO_FILE
    patents = await member_ids(row["id"])
    if await reachable(account, ability, patents) < len(patents):
        raise PanhuoError(ErrorCode.DOSSIER_RECEIVER_UNFIT, field="receiver")
    return account


async def reachable(account: dict[str, Any], ability: Ability, patents: Any) -> int:
    """How many of some patents an account reaches with an ability."""
    role = Role(account["role"])
    cell = cell_of(ability, role)
    if not cell:
        return -1
    viewer = Viewer(role, account["id"], account["institution_id"], account["branch_id"], account["unit_id"])
    values = Values(viewer, 0)
    marks = ", ".join(f"cast({values.add(each)} as bigint)" for each in patents) or "0"
    where = reach("patent", cell, role).sql(values, "t")
    [found] = await run(
        f"select count(*) as n from patent t where t.id in ({marks}) and ({where})", *values.values
    )
    return int(found["n"])


async def revise_dossier(viewer: Viewer, dossier: int) -> Saved:
    """Begin a revision beside an inventoried dossier (再次盘点, S127), which stands until that is approved.

    Raises DOSSIER_REVISION_OPEN, CONFLICT, NOT_FOUND, DOSSIER_ACT_UNAVAILABLE.
    """
    async with acting(viewer) as action:
        await no_import_meanwhile()
        base = await dossier_within(action, Ability.DOSSIER_EDIT, dossier)
        if is_revision(base):
            raise PanhuoError(ErrorCode.DOSSIER_ACT_UNAVAILABLE, field="id")
        require_open(base, DossierAct.REVISE)
        revision, _ = await begin_revision(action, base)
    return Saved(revision["id"], revision["version"])


async def begin_revision(action: Action, base: Row) -> tuple[Row, Row]:
    """A revision with a draft of what its base says; it, and its base."""
    revision = await insert_revision(action, base)
    content = await content_of(base["content_id"])
    [last] = await run(LAST, base["id"])
    version = await add_version(action, revision["id"], content, shown=True, after=last["n"])
    await run("update dossier set draft_id = $2 where id = $1", revision["id"], version)
    await summarise(revision, content)
    revision |= {"draft_id": version, "title": base["title"]}
    await begin(action, revision, DossierAct.REVISE, version)
    return revision, await take(action, base, Step(DossierAct.REVISE, DossierState.INVENTORIED))


async def insert_revision(action: Action, base: Row) -> Row:
    viewer = action.viewer
    head = (base["kind"], base["id"], base["institution_id"], viewer.branch_id, viewer.unit_id)
    rows = await run(REVISION, *head, viewer.user_id, base["patent_id"], base["submission"], action.now)
    if not rows:
        raise PanhuoError(ErrorCode.DOSSIER_REVISION_OPEN, field="id")
    return rows[0]


async def change_contact(viewer: Viewer, dossier: int, version: int, contact: str, phone: str) -> Decided:
    """Replace contact and phone of a registered dossier, the one thing to correct without a review.

    Raises DossierProblems, CONFLICT, NOT_FOUND, DOSSIER_ACT_UNAVAILABLE.
    """
    async with acting(viewer) as action:
        await no_import_meanwhile()
        act = DossierAct.CHANGE_CONTACT
        row = await dossier_for(action, Ability.DOSSIER_CONTACT_EDIT, act, dossier, version)
        before = await content_of(row["content_id"])
        content = changed(before, {"contact": contact, "phone": phone})
        require_valid(content, DossierKind(row["kind"]), to_submit=True)
        made = await add_version(action, dossier, content, shown=True)
        await publish_version(row, made, content)
        step = Step(act, DossierState.REGISTERED, {"content_id": made}, version_id=made)
        after = await take(action, row, step)
    return Decided(dossier, after["version"], DossierState.REGISTERED)
