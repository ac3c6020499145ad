"""An outcome at once, in the ledger: registered or inventoried; a revision goes up in its base (S89, S90)."""

from typing import Any

from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.dossier_outcome import outcome_of
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.services.dossier_batch.candidate import Candidate
from panhuo.services.dossier_batch.ledger import Row
from panhuo.services.dossier_batch.stepping import Hand, draft, freeze, show, take
from panhuo.services.dossiers.outcome import KEPT


def decided(hand: Hand, row: Row, base: Row | None, content: DossierContent, candidate: Candidate) -> Row:
    """Its outcome at once; of a revision, its base's. The row that bears it."""
    draft(hand, row, content)
    freeze(hand, row, content, candidate)
    outcome = outcome_of(content).state
    if row["kind"] == DossierKind.SINGLE:
        hand.ledger.corrected.append((row["patent_id"], content))
    if base is None:
        columns = outcome_columns(hand, row, outcome) | {"reason": None}
        take(hand, row, DossierAct.REGISTER_DIRECTLY, outcome, content, columns)
        return row
    return replaced(hand, row, base, content, candidate, outcome)


def replaced(
    hand: Hand,
    revision: Row,
    base: Row,
    content: DossierContent,
    candidate: Candidate,
    outcome: DossierState,
) -> Row:
    """The revision's content takes the place of its base's; it is gone, its history is the base's."""
    take(hand, revision, DossierAct.REGISTER_DIRECTLY, None, content)
    gone_up(hand, revision, base)
    show(hand, base, revision["content_id"])
    columns = {name: revision[name] for name in KEPT} | outcome_columns(hand, base, outcome)
    hand.ledger.updated[base["id"]] = base
    take(hand, base, DossierAct.REPLACE, outcome, content, columns)
    return base


def gone_up(hand: Hand, revision: Row, base: Row) -> None:
    """What the revision left is its base's."""
    ledger, number = hand.ledger, revision["id"]
    if (version := ledger.versions.get(revision["content_id"])) is not None:
        version.dossier_id = base["id"]
    for each in ledger.of.get(number, ()):
        each.dossier_id = base["id"]
    ledger.shown.pop(number, None)
    if ledger.inserted.pop(number, None) is None:
        ledger.ended[number] = base["id"]
        ledger.updated.pop(number, None)


def outcome_columns(hand: Hand, row: Row, outcome: DossierState) -> dict[str, Any]:
    """What arrival at an outcome sets. Whatever is registered was inventoried first (S188)."""
    registered, now = outcome is DossierState.REGISTERED, hand.action.now
    return {
        "inventoried_at": row["inventoried_at"] or now,
        "registered_at": now if registered else None,
        "registered_sort": now if registered else 0,
        "delisted_at": None,
        "published": registered,
        "open_showcase": registered and hand.open_showcase,
        "flagged": False,
    }
