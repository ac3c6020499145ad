"""The end of a review: inventoried or registered; a revision goes up in its base (S112–S114, S127)."""

from typing import Any

from panhuo.auth.statements import run
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.vocabulary import DossierState
from panhuo.services.acting import Action
from panhuo.services.dossiers.codes import correct_codes
from panhuo.services.dossiers.finding import Row, is_revision
from panhuo.services.dossiers.steps import Step, take
from panhuo.services.dossiers.versions import publish_version

BASE = "select * from dossier where id = $1"
OPEN = "select open_showcase from org_unit where id = $1"
CARRY = (
    "update dossier_version set dossier_id = $2 where dossier_id = $1",
    "update dossier_patent set dossier_id = $2 where dossier_id = $1",
    "update review_step set dossier_id = $2 where dossier_id = $1",
    "update review set dossier_id = $2, revision = true where dossier_id = $1",
)
"""What a revision leaves to its base: numbers of versions and submissions went on from the base's."""
END = "delete from dossier where id = $1"
KEPT = (
    *("content_id", "submission", "submitted_at", "came_from", "branch_id", "unit_id", "filer_id"),
    *("members", "patent_id", "title", "fiscal_funding", "price", "maturity", "rating"),
    *("status_bits", "willingness_bits"),
)
"""Columns of the base that become the revision's."""


async def settle(
    action: Action,
    row: Row,
    act: DossierAct,
    outcome: DossierState,
    content: DossierContent,
    on_behalf: bool = False,
) -> Row:
    """Give a dossier its outcome; of a revision, its base. The row that bears it."""
    await correct_codes(row, content)
    if is_revision(row):
        return await replace(action, row, act, outcome, content, on_behalf)
    columns = await outcome_columns(action, row, outcome) | {"reason": None}
    return await take(action, row, Step(act, outcome, columns, on_behalf=on_behalf))


async def outcome_columns(action: Action, row: Row, outcome: DossierState) -> dict[str, Any]:
    """What arrival at an outcome sets. Whatever is registered was inventoried first (S188)."""
    registered = outcome is DossierState.REGISTERED
    [place] = await run(OPEN, row["institution_id"])
    return {
        "inventoried_at": row["inventoried_at"] or action.now,
        "registered_at": action.now if registered else None,
        "registered_sort": action.now if registered else 0,
        "delisted_at": None,
        "published": registered,
        "open_showcase": registered and bool(place["open_showcase"]),
        "flagged": False,
    }


async def replace(
    action: Action,
    revision: Row,
    act: DossierAct,
    outcome: DossierState,
    content: DossierContent,
    on_behalf: bool,
) -> Row:
    """The revision's content takes the place of its base's, whose old one stays in the history."""
    ended = await take(action, revision, Step(act, None, on_behalf=on_behalf))
    [base] = await run(BASE, revision["base_id"])
    for statement in CARRY:
        await run(statement, revision["id"], base["id"])
    await publish_version(base, ended["content_id"], content)
    columns = {name: ended[name] for name in KEPT} | await outcome_columns(action, base, outcome)
    after = await take(
        action, base, Step(DossierAct.REPLACE, outcome, columns, version_id=ended["content_id"])
    )
    await run(END, revision["id"])
    return after
