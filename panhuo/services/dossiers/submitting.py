"""Submitting and withdrawing (S14–S20, S141): the route is frozen from the unit and the switches of now."""

from dataclasses import dataclass

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.dossier_outcome import outcome_of
from panhuo.rules.routing import LevelOutcome
from panhuo.rules.vocabulary import DossierKind, DossierState, NoticeKind
from panhuo.services.acting import Action, Subject, acting
from panhuo.services.approval_flow import RouteLevel, route_from
from panhuo.services.dossiers.finding import Row, dossier_for
from panhuo.services.dossiers.outcome import settle
from panhuo.services.dossiers.patents import no_import_meanwhile, require_eligible
from panhuo.services.dossiers.refused import require_valid
from panhuo.services.dossiers.steps import Step, take, update
from panhuo.services.dossiers.versions import content_of, publish_version
from panhuo.services.tree import require_activated

UNIT = "select * from org_unit where id = $1"
INSERT_STEP = """
insert into review_step (dossier_id, submission, position, unit_id, kind, outcome)
values ($1, $2, $3, $4, $5, $6)
"""
NEXT_STEP = """
select position, unit_id from review_step
where dossier_id = $1 and submission = $2 and outcome = 'REVIEWS' and position > $3 order by position limit 1
"""
REVIEWERS = """
select id from user_account where unit_id = $1 and active
  and role in ('INSTITUTION_ADMIN', 'COLLEGE_ADMIN', 'BRANCH_ADMIN', 'BRANCH_COLLEGE_ADMIN') order by id
"""
APPROVED = "select 1 from review where dossier_id = $1 and submission = $2 and act = 'APPROVE' limit 1"
NAME = "select name from user_account where id = $1"


@dataclass(frozen=True, slots=True)
class Decided:
    """Where an act left a dossier: of a revision that took effect, its base."""

    id: int
    version: int
    state: DossierState


async def submit_dossier(viewer: Viewer, dossier: int, version: int) -> Decided:
    """Send a dossier on its way; the institution admin's own has its outcome at once (S20).

    Raises DossierProblems where it lacks anything, DOSSIER_MEMBER_INELIGIBLE, CONFLICT, NOT_FOUND,
    DOSSIER_ACT_UNAVAILABLE, NOT_ACTIVATED.
    """
    async with acting(viewer) as action:
        await no_import_meanwhile()
        row = await dossier_for(action, Ability.DOSSIER_SUBMIT, DossierAct.SUBMIT, dossier, version)
        await require_activated(action, row["institution_id"], "id")
        content = await content_of(row["draft_id"] or row["content_id"])
        require_valid(content, DossierKind(row["kind"]), to_submit=True)
        await require_eligible(row["institution_id"], content.members)
        frozen = await freeze(action, row, content)
        levels = await freeze_route(action, frozen)
        if not any(level.outcome is LevelOutcome.REVIEWS for level in levels):
            return await at_once(action, frozen, content)
        return await on_its_way(action, frozen)


async def freeze(action: Action, row: Row, content: DossierContent) -> Row:
    """The dossier with its content frozen and shown to its readers; its state is as before."""
    version = row["draft_id"] or row["content_id"]
    await publish_version(row, version, content)
    changes = {
        "content_id": version,
        "draft_id": None,
        "submitted": True,
        "submission": row["submission"] + 1,
        "submitted_at": action.now,
        "came_from": row["state"],
        "branch_id": action.viewer.branch_id,
        "unit_id": action.viewer.unit_id,
    }
    return await update(row, changes, action.now)


async def freeze_route(action: Action, row: Row) -> tuple[RouteLevel, ...]:
    """Keep every level above the filer, those passed over included (S18)."""
    [unit] = await run(UNIT, action.viewer.unit_id)
    levels = (await route_from(unit, action.viewer.role)).levels
    for position, level in enumerate(levels, 1):
        number = int(level.unit_id.partition(":")[2])
        place = (row["id"], row["submission"], position, number)
        await run(INSERT_STEP, *place, level.kind.value, level.outcome.value)
    return levels


async def at_once(action: Action, row: Row, content: DossierContent) -> Decided:
    """Nobody stands above the filer."""
    after = await settle(action, row, DossierAct.SUBMIT, outcome_of(content).state, content)
    return Decided(after["id"], after["version"], DossierState(after["state"]))


async def on_its_way(action: Action, row: Row) -> Decided:
    columns = await waiting_at_next(action, row)
    after = await take(action, row, Step(DossierAct.SUBMIT, DossierState.PENDING, columns))
    await tell_reviewers(action, after)
    return Decided(after["id"], after["version"], DossierState.PENDING)


async def next_step(row: Row) -> Row | None:
    """The level that reviews after the one it waits at; None behind the last."""
    rows = await run(NEXT_STEP, row["id"], row["submission"], row["step"])
    return rows[0] if rows else None


async def waiting_at_next(action: Action, row: Row) -> dict[str, int]:
    """The columns of a dossier that goes on to the next level."""
    following = await next_step(row)
    if following is None:
        raise LookupError(f"dossier {row['id']} has no further step")
    return {
        "step": following["position"],
        "step_unit_id": following["unit_id"],
        "waiting_since": action.now,
    }


async def tell_reviewers(action: Action, row: Row, kind: NoticeKind = NoticeKind.DOSSIER_WAITING) -> None:
    """Tell whoever reviews it at its step: that unit's administrators, else the institution's."""
    people = await run(REVIEWERS, row["step_unit_id"]) or await run(REVIEWERS, row["institution_id"])
    [filer] = await run(NAME, row["filer_id"])
    told = [person["id"] for person in people if person["id"] != row["filer_id"]]
    words = {"name": row["title"], "person": filer["name"]}
    await action.notify(told, kind, Subject("Dossier", row), **words)


async def withdraw_dossier(viewer: Viewer, dossier: int, version: int) -> Decided:
    """Take a dossier back before anybody approved it (S141), to the state it was submitted from.

    Raises DOSSIER_APPROVED_ALREADY, CONFLICT, NOT_FOUND, DOSSIER_ACT_UNAVAILABLE.
    """
    async with acting(viewer) as action:
        await no_import_meanwhile()
        row = await dossier_for(action, Ability.DOSSIER_WITHDRAW, DossierAct.WITHDRAW, dossier, version)
        if await run(APPROVED, dossier, row["submission"]):
            raise PanhuoError(ErrorCode.DOSSIER_APPROVED_ALREADY, field="id")
        back = DossierState(row["came_from"])
        after = await take(action, row, Step(DossierAct.WITHDRAW, back))
        await tell_reviewers(action, row, NoticeKind.DOSSIER_WITHDRAWN)
    return Decided(dossier, after["version"], back)
