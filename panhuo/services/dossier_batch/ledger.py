"""Everything that dossiers of a batch leave, kept in memory until it is written, table by table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.vocabulary import AuditAction, DossierState
from panhuo.services.acting import Subject

Row = dict[str, Any]
DOSSIER = (
    *("kind", "state", "base_id", "institution_id", "branch_id", "unit_id", "filer_id", "patent_id"),
    *("version", "content_id", "draft_id", "title", "members", "fiscal_funding", "price", "maturity"),
    *("rating", "submitted", "submission", "came_from", "step", "step_unit_id", "waiting_since", "reason"),
    *("flagged", "published", "open_showcase", "created_at", "updated_at", "submitted_at"),
    *("inventoried_at", "registered_at", "delisted_at", "registered_sort"),
    *("status_bits", "willingness_bits"),
)
"""Columns of a dossier beside its id."""
EMPTY: Mapping[str, Any] = {
    **dict.fromkeys(DOSSIER),
    "state": DossierState.DRAFT.value,
    "version": 1,
    "title": "",
    "members": 1,
    "rating": 0,
    "status_bits": 0,
    "willingness_bits": 0,
    "submission": 0,
    "step": 0,
    "waiting_since": 0,
    "registered_sort": 0,
    **dict.fromkeys(("submitted", "flagged", "published", "open_showcase"), False),
}
"""A dossier as its table makes one."""

SUBJECT = ("id", "institution_id", "branch_id", "unit_id", "title")
"""Of a dossier what the audit log says of it."""


@dataclass
class Version:
    """A version of a dossier: new, or a draft that says something else from now on."""

    id: int
    dossier_id: int
    content: DossierContent
    number: int | None
    """Of a new one; None of a draft that was there."""
    shown: bool
    frozen: bool = False


@dataclass(slots=True)
class Entry:
    """A row of `review`."""

    dossier_id: int
    act: DossierAct
    revision: bool
    source: DossierState | None
    target: DossierState | None
    submission: int
    version_id: int | None


@dataclass
class Ledger:
    """Rows to be written."""

    numbers: "Numbers"
    inserted: dict[int, Row] = field(default_factory=dict)
    """New dossiers, by id."""
    updated: dict[int, Row] = field(default_factory=dict)
    """Dossiers that were there, by id."""
    versions: dict[int, Version] = field(default_factory=dict)
    frozen: set[int] = field(default_factory=set)
    """Versions that were there and change no more."""
    shown: dict[int, int] = field(default_factory=dict)
    """Dossiers that were there → the version their readers see from now on."""
    entries: list[Entry] = field(default_factory=list)
    of: dict[int, list[Entry]] = field(default_factory=dict)
    """The same by dossier."""
    steps: list[tuple[int, int]] = field(default_factory=list)
    """Dossier and submission of each route that was frozen."""
    audited: dict[AuditAction, list[tuple[Subject, Any, Any]]] = field(default_factory=dict)
    ended: dict[int, int] = field(default_factory=dict)
    """Revisions that were there and went up in their base → it."""
    moved: dict[int, Row] = field(default_factory=dict)
    """By id: single dossiers whose state changed, as they are then: their patents follow."""
    reached: dict[int, bool] = field(default_factory=dict)
    """Patents whose readers hear of it → whether co-owners do."""
    corrected: list[tuple[int, DossierContent]] = field(default_factory=list)
    """Patents whose industries were approved."""
    told: set[int] = field(default_factory=set)
    """Dossiers that somebody may be looking at."""

    def reach(self, content: DossierContent, everybody: bool) -> None:
        for patent in content.members:
            self.reached[patent] = self.reached.get(patent, False) or everybody

    def enter(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.of.setdefault(entry.dossier_id, []).append(entry)

    def audit(self, action: AuditAction, row: Row, before: Any, after: Any) -> None:
        """As the row is now: entries are written at the end."""
        subject = Subject("Dossier", {name: row[name] for name in SUBJECT})
        self.audited.setdefault(action, []).append((subject, before, after))


@dataclass
class Numbers:
    """Ids that were set aside for new rows."""

    dossiers: Iterator[int]
    versions: Iterator[int]

    def dossier(self) -> int:
        return next(self.dossiers)

    def version(self) -> int:
        return next(self.versions)
