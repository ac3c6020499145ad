"""A step of a dossier's life in the ledger, with everything that it leaves behind; see `acts`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct, moved
from panhuo.rules.routing import LevelOutcome
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.services.acting import Action
from panhuo.services.approval_flow import RouteLevel
from panhuo.services.dossier_batch.candidate import Candidate, Door
from panhuo.services.dossier_batch.ledger import Entry, Ledger, Row, Version
from panhuo.services.dossiers.steps import AUDITED


@dataclass(frozen=True)
class Hand:
    """Who writes, when, and what all rows share."""

    action: Action
    door: Door
    ledger: Ledger
    route: tuple[RouteLevel, ...]
    open_showcase: bool
    """Whether visitors see what the institution publishes."""

    @property
    def place(self) -> dict[str, Any]:
        viewer = self.action.viewer
        return {"branch_id": viewer.branch_id, "unit_id": viewer.unit_id}

    @property
    def first_step(self) -> tuple[int, int]:
        """Position and unit of the first level that reviews."""
        for position, level in enumerate(self.route, 1):
            if level.outcome is LevelOutcome.REVIEWS:
                return position, int(level.unit_id.partition(":")[2])
        raise LookupError("nobody reviews")


def take(
    hand: Hand,
    row: Row,
    act: DossierAct,
    target: DossierState | None,
    content: DossierContent,
    columns: Mapping[str, Any] | None = None,
) -> None:
    """Take a step that the table of transitions knows, with what it leaves beside the dossier."""
    source, revision = DossierState(row["state"]), row["base_id"] is not None
    moved(act, source, target, revision)
    before = dict(row)
    row |= dict(columns or {})
    if target is not None:
        row["state"] = target.value
        if target is not DossierState.PENDING:
            row |= {"step": 0, "step_unit_id": None, "waiting_since": 0}
    changed(hand, row)
    entry(hand, row, act, source, target, row["content_id"] or row["draft_id"])
    audit(hand, before, act, source, target)
    if revision:
        return
    if source is not target:
        followed(hand, row)
    everybody = DossierState.REGISTERED in (source, target)
    hand.ledger.reach(content, everybody)


def freeze(hand: Hand, row: Row, content: DossierContent, candidate: Candidate) -> None:
    """The content is frozen, and shown to the readers of the dossier."""
    version = row["draft_id"] or row["content_id"]
    show(hand, row, version)
    summarise(row, content, candidate)
    row |= {
        **hand.place,
        "content_id": version,
        "draft_id": None,
        "submitted": True,
        "submission": row["submission"] + 1,
        "submitted_at": hand.action.now,
        "came_from": row["state"],
    }
    changed(hand, row)


def show(hand: Hand, row: Row, version: int) -> None:
    found = hand.ledger.versions.get(version)
    if found is not None:
        found.frozen = found.shown = True
    else:
        hand.ledger.frozen.add(version)
    hand.ledger.shown[row["id"]] = version


def draft(hand: Hand, row: Row, content: DossierContent) -> None:
    """The working copy, written anew or begun."""
    number, versions = row["draft_id"], hand.ledger.versions
    shown = not row["submitted"]
    if number is None:
        last = int(row["last_number"] or 0)
        row["draft_id"] = add_version(hand, row, content, last + 1, shown=False).id
    elif number in versions:
        versions[number].content = content
    else:
        versions[number] = Version(number, row["id"], content, None, shown)


def add_version(hand: Hand, row: Row, content: DossierContent, number: int, shown: bool) -> Version:
    made = Version(hand.ledger.numbers.version(), row["id"], content, number, shown)
    hand.ledger.versions[made.id] = made
    return made


def summarise(row: Row, content: DossierContent, candidate: Candidate) -> None:
    """Let the dossier's own columns follow what its readers see. Members may be filed: none is flagged."""
    single = row["kind"] == DossierKind.SINGLE
    row |= {
        "title": candidate.patents[0].title if single else content.name or "",
        "members": len(content.members),
        "patent_id": content.members[0],
        "fiscal_funding": content.fiscal_funding,
        "price": content.price,
        "maturity": content.maturity,
        "rating": content.rating or 0,
        "status_bits": content.status_bits,
        "willingness_bits": content.willingness_bits,
        "flagged": False,
    }


def changed(hand: Hand, row: Row) -> None:
    row["version"] += 1
    row["updated_at"] = hand.action.now
    hand.ledger.told.add(row["id"])


def entry(
    hand: Hand,
    row: Row,
    act: DossierAct,
    source: DossierState | None,
    target: DossierState | None,
    version: int | None,
) -> None:
    revision = row["base_id"] is not None
    hand.ledger.enter(Entry(row["id"], act, revision, source, target, row["submission"], version))


def audit(
    hand: Hand, row: Row, act: DossierAct, source: DossierState | None, target: DossierState | None
) -> None:
    kind = AUDITED.get(act)
    if kind is not None:
        before = {"state": source.value} if source else None
        hand.ledger.audit(kind, row, before, {"state": target.value} if target else None)


def followed(hand: Hand, row: Row) -> None:
    if row["kind"] == DossierKind.SINGLE:
        hand.ledger.moved[row["id"]] = row
