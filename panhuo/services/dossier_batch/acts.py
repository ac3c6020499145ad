"""What one row leaves, written into the ledger: the same rows as the single acts would have left.

Each function answers to one of `panhuo.services.dossiers`: `filed` to `file_dossier`, `saved` to
`save_dossier`, `sent` to `submit_dossier`, `decided` to `register_directly`, `revised` to `revise_dossier`.
`tests/dossier_batch/test_same_rows.py` holds the two equal.
"""

from collections.abc import Mapping
from typing import Any

from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct, moved
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.rules.vocabulary import DossierState
from panhuo.services.dossier_batch.candidate import Candidate
from panhuo.services.dossier_batch.deciding import decided
from panhuo.services.dossier_batch.ledger import EMPTY, Row
from panhuo.services.dossier_batch.stepping import (
    Hand,
    add_version,
    audit,
    changed,
    draft,
    entry,
    followed,
    freeze,
    summarise,
    take,
)


def write_down(hand: Hand, candidate: Candidate) -> None:
    """Let a row become what it was judged to become."""
    row, base, content = begun(hand, candidate)
    if candidate.outcome is JobRowOutcome.DRAFT:
        if row["id"] in hand.ledger.updated or base is not None:
            saved(hand, row, content, candidate)
    elif hand.door.at_once:
        row = decided(hand, row, base, content, candidate)
    else:
        if candidate.target is not None:
            saved(hand, row, content, candidate)
        sent(hand, row, content, candidate)
    candidate.made = int(row["id"])


def begun(hand: Hand, candidate: Candidate) -> tuple[Row, Row | None, DossierContent]:
    """The dossier a row goes on with: a new one, one's own, or a revision of one's own with its base."""
    content, standing, target = candidate.content, candidate.standing, candidate.target
    if standing is None or target is None:
        return filed(hand, candidate), None, content
    row = dict(target.row)
    if target is not standing:
        hand.ledger.updated[row["id"]] = row
        return row, dict(standing.row), content
    if standing.state is DossierState.INVENTORIED:
        return revised(hand, candidate), hand.ledger.updated[standing.id], content
    hand.ledger.updated[row["id"]] = row
    return row, None, content


def filed(hand: Hand, candidate: Candidate) -> Row:
    """Saved for the first time: it is the viewer's from now on."""
    content, viewer = candidate.content, hand.action.viewer
    row = new_row(hand, candidate, {"institution_id": viewer.institution_id, "submission": 0})
    version = add_version(hand, row, content, 1, shown=True)
    row["draft_id"] = version.id
    moved(DossierAct.FILE, None, DossierState.DRAFT)
    entry(hand, row, DossierAct.FILE, None, DossierState.DRAFT, version.id)
    titled = row | {"title": candidate.patents[0].title}
    audit(hand, titled, DossierAct.FILE, None, DossierState.DRAFT)
    summarise(row, content, candidate)
    followed(hand, row)
    hand.ledger.reach(content, everybody=False)
    hand.ledger.inserted[row["id"]] = row
    return row


def new_row(hand: Hand, candidate: Candidate, columns: Mapping[str, Any]) -> Row:
    now, viewer = hand.action.now, hand.action.viewer
    return {
        "id": hand.ledger.numbers.dossier(),
        **EMPTY,
        **hand.place,
        "kind": candidate.checked.kind.value,
        "filer_id": viewer.user_id,
        "patent_id": candidate.content.members[0],
        "created_at": now,
        "updated_at": now,
        **columns,
    }


def revised(hand: Hand, candidate: Candidate) -> Row:
    """A revision beside an inventoried dossier; its draft says what the row says from the beginning."""
    assert candidate.standing is not None
    base, said = dict(candidate.standing.row), candidate.standing.said or DossierContent()
    columns = {name: base[name] for name in ("kind", "institution_id", "patent_id", "submission")}
    row = new_row(hand, candidate, {**columns, "base_id": base["id"]})
    version = add_version(hand, row, said, int(base["last_number"] or 0) + 1, shown=True)
    row |= {"draft_id": version.id, "title": base["title"]}
    moved(DossierAct.REVISE, None, DossierState.DRAFT, True)
    entry(hand, row, DossierAct.REVISE, None, DossierState.DRAFT, version.id)
    audit(hand, row, DossierAct.REVISE, None, DossierState.DRAFT)
    summarise(row, said, candidate)
    hand.ledger.updated[base["id"]] = base
    state = DossierState.INVENTORIED
    take(hand, base, DossierAct.REVISE, state, said)
    hand.ledger.inserted[row["id"]] = row
    return row


def saved(hand: Hand, row: Row, content: DossierContent, candidate: Candidate) -> None:
    """Keep what a row says as the filer's working copy; readers keep seeing what was submitted."""
    target = candidate.target
    if target is not None and target.id == row["id"] and target.latest == content:
        return
    state = DossierState(row["state"])
    moved(DossierAct.SAVE, state, state, row["base_id"] is not None)
    draft(hand, row, content)
    if not row["submitted"]:
        summarise(row, content, candidate)
        row |= hand.place
    changed(hand, row)


def sent(hand: Hand, row: Row, content: DossierContent, candidate: Candidate) -> None:
    """On its way to the first level that reviews; the route is frozen."""
    freeze(hand, row, content, candidate)
    hand.ledger.steps.append((row["id"], row["submission"]))
    position, unit = hand.first_step
    columns = {"step": position, "step_unit_id": unit, "waiting_since": hand.action.now}
    take(hand, row, DossierAct.SUBMIT, DossierState.PENDING, content, columns)
