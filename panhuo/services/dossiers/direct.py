"""What was inventoried offline, registered directly (上传登记入库, S89, S90, S144): the rule decides."""

from collections.abc import Sequence

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.dossier_outcome import outcome_of
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.services.acting import Action
from panhuo.services.dossiers.codes import require_known_codes
from panhuo.services.dossiers.filing import chosen, first_version, insert, kind_of
from panhuo.services.dossiers.finding import Row, require_open, state_of
from panhuo.services.dossiers.outcome import settle
from panhuo.services.dossiers.patents import refusals, require_eligible, require_fileable, taken
from panhuo.services.dossiers.refused import require_valid
from panhuo.services.dossiers.saving import draft
from panhuo.services.dossiers.settled import begin_revision
from panhuo.services.dossiers.steps import begin
from panhuo.services.dossiers.submitting import Decided, freeze

OWN = """
select d.*, u.name as filer_name from dossier d join user_account u on u.id = d.filer_id
where d.patent_id = $1 and d.institution_id = $2 and d.kind = 'SINGLE' and d.base_id is null
"""


async def register_directly(action: Action, patents: Sequence[int], content: DossierContent) -> Decided:
    """Give patents a dossier that has its outcome at once, within the caller's transaction.

    Call `no_import_meanwhile` first. One's own DRAFT, REJECTED or DELISTED is gone on with, one's own
    INVENTORIED revised. Raises CONFLICT for another's, naming the filer; DOSSIER_ACT_UNAVAILABLE for what is
    under review or registered; DOSSIER_NOT_FILEABLE, DossierProblems, NOT_FOUND, FORBIDDEN.
    """
    members = chosen(patents)
    kind = kind_of(members)
    require_valid(content, kind, to_submit=True)
    await require_known_codes(content)
    reached = await action.reached(Ability.DOSSIER_UPLOAD_DIRECT, "patent", members)
    if set(members) - reached.keys():
        raise PanhuoError(ErrorCode.NOT_FOUND, field="patents")
    row = await standing_dossier(action, kind, members)
    if row is None:
        return await from_nothing(action, kind, content)
    if state_of(row) is DossierState.INVENTORIED:
        row, _ = await begin_revision(action, row)
        return await decide(action, row, DossierAct.REGISTER_DIRECTLY, content)
    require_open(row, DossierAct.REGISTER_DIRECTLY)
    return await decide(action, row, DossierAct.REGISTER_DIRECTLY, content)


async def standing_dossier(action: Action, kind: DossierKind, members: Sequence[int]) -> Row | None:
    """The dossier a single patent has already. Raises CONFLICT where it is another's."""
    if kind is DossierKind.PORTFOLIO:
        return None
    rows = await run(OWN, members[0], action.viewer.institution_id)
    if rows and rows[0]["filer_id"] != action.viewer.user_id:
        raise taken(rows[0]["filer_name"])
    return (await action.one(Ability.DOSSIER_EDIT, "dossier", rows[0]["id"])) if rows else None


async def from_nothing(action: Action, kind: DossierKind, content: DossierContent) -> Decided:
    """Filed and decided in one."""
    rows, found = await refusals(action, kind, content.members)
    require_fileable(rows, found)
    row = await insert(action, kind, content.members)
    await first_version(action, row, content)
    titled = row | {"title": rows[content.members[0]]["title"]}
    await begin(action, titled, DossierAct.FILE, row["draft_id"])
    return await decide(action, row, DossierAct.REGISTER_DIRECTLY, content)


async def decide(action: Action, row: Row, act: DossierAct, content: DossierContent) -> Decided:
    await require_eligible(row["institution_id"], content.members)
    version = await draft(action, row, content)
    frozen = await freeze(action, row | {"draft_id": version}, content)
    after = await settle(action, frozen, act, outcome_of(content).state, content)
    return Decided(after["id"], after["version"], DossierState(after["state"]))
