"""A batch written: everything its rows become, within one transaction of the caller's."""

from collections.abc import Iterable, Mapping
from typing import Any

from panhuo.auth.statements import run
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.rules.vocabulary import AuditAction, NoticeKind
from panhuo.services.acting import Action, Subject
from panhuo.services.dossier_batch.acts import write_down
from panhuo.services.dossier_batch.candidate import WRITTEN, Candidate
from panhuo.services.dossier_batch.following import correct_all, follow_all, raise_versions
from panhuo.services.dossier_batch.ledger import Ledger
from panhuo.services.dossier_batch.looking import Looked
from panhuo.services.dossier_batch.matching import lock_patents
from panhuo.services.dossier_batch.standing import lock_dossiers
from panhuo.services.dossier_batch.stepping import Hand
from panhuo.services.dossier_batch.writing import set_aside, write_ledger
from panhuo.services.dossiers.patents import no_import_meanwhile
from panhuo.services.dossiers.submitting import NAME, REVIEWERS
from panhuo.services.telling import audit_all, notify_all
from panhuo.signals import dossier_topic

OPEN = "select open_showcase from org_unit where id = $1"


class Changed(Exception):
    """Something is not as it was when the rows were looked at: they must be looked at again."""


async def hold(candidates: Iterable[Candidate]) -> None:
    """Keep imports out, and hold the dossiers and patents of rows: whoever files one of them waits.

    Dossiers come before patents, each in the order of their ids, as where one is saved.
    """
    wanted = list(candidates)
    await no_import_meanwhile()
    dossiers = {found.id for each in wanted for found in (each.standing, each.target) if found is not None}
    await lock_dossiers(dossiers)
    await lock_patents(patent.id for each in wanted for patent in each.patents)


def require_same(before: Looked, now: Looked) -> None:
    """Raise Changed unless every row still becomes what it did."""
    if now.route != before.route or any(
        old.seen() != new.seen()
        for old, new in zip(before.candidates, now.candidates, strict=True)
        if old.outcome is not JobRowOutcome.LEFT_OUT
    ):
        raise Changed


async def write_batch(action: Action, looked: Looked, candidates: Iterable[Candidate]) -> None:
    """Write what rows become; `made` of each is its dossier then. Call `hold` first."""
    rows = [each for each in candidates if each.outcome in WRITTEN]
    if not rows:
        return
    ledger = Ledger(await set_aside(len(rows), len(rows)))
    [place] = await run(OPEN, action.viewer.institution_id)
    hand = Hand(action, looked.door, ledger, tuple(looked.route), bool(place["open_showcase"]))
    for each in rows:
        write_down(hand, each)
    await write_ledger(action, ledger, looked.route)
    await correct_all(ledger)
    await follow_all(ledger)
    for kind, entries in ledger.audited.items():
        await audit_all(action, kind, entries)
    await tell_reviewers(action, hand, sum(each.outcome is JobRowOutcome.PENDING for each in rows))
    await action.signal([dossier_topic(number) for number in sorted(ledger.told - ledger.inserted.keys())])
    await raise_versions(action, ledger)


async def tell_reviewers(action: Action, hand: Hand, many: int) -> None:
    """One notice to each who reviews at the first step, however many dossiers wait."""
    if not many:
        return
    _, unit = hand.first_step
    people = await run(REVIEWERS, unit) or await run(REVIEWERS, action.viewer.institution_id)
    [filer] = await run(NAME, action.viewer.user_id)
    words = {"count": str(many), "person": filer["name"]}
    told = [(person["id"], "OrgUnit", unit, words) for person in people]
    await notify_all(action, NoticeKind.DOSSIERS_WAITING, told)


async def audit_batch(action: Action, job: Mapping[str, Any], figures: Mapping[str, int]) -> None:
    """Record the batch as a whole, at the place of whoever sent it."""
    viewer = action.viewer
    row = {**job, "branch_id": viewer.branch_id, "unit_id": viewer.unit_id}
    await action.audit(AuditAction.DOSSIERS_UPLOADED, Subject("Job", row), None, dict(figures))
