"""What one row leaves, written into the ledger: the same rows as the single acts would have left.

Each function answers to one of `panhuo.services.dossiers`: `filed` to `file_dossier`, `saved` to
`save_dossier`, `sent` to `submit_dossier`, `decided` to `register_directly`, `revised` to `revise_dossier`.
`tests/dossier_batch/test_same_rows.py` holds the two equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct, moved
from panhuo.rules.dossier_outcome import outcome_of
from panhuo.rules.routing import LevelOutcome
from panhuo.rules.vocabulary import DossierKind, DossierState, JobRowOutcome
from panhuo.services.acting import Action
from panhuo.services.approval_flow import RouteLevel
from panhuo.services.dossier_batch.judging import Candidate, Door
from panhuo.services.dossier_batch.ledger import EMPTY, Entry, Ledger, Row, Version
from panhuo.services.dossiers.outcome import KEPT
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


def sent(hand: Hand, row: Row, content: DossierContent, candidate: Candidate) -> None:
    """On its way to the first level that reviews; the route is frozen."""
    freeze(hand, row, content, candidate)
    hand.ledger.steps.append((row["id"], row["submission"]))
    position, unit = hand.first_step
    columns = {"step": position, "step_unit_id": unit, "waiting_since": hand.action.now}
    take(hand, row, DossierAct.SUBMIT, DossierState.PENDING, content, columns)


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
        "flagged": False,
    }
