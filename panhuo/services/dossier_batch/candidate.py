"""A row on its way: what it is of, and what becomes of it by now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.rules.vocabulary import CodeKind
from panhuo.services.dossier_batch.checking import Checked
from panhuo.services.dossier_batch.issues import Issue
from panhuo.services.dossier_batch.matching import Known
from panhuo.services.dossier_batch.places import Places
from panhuo.services.dossier_batch.standing import Standing, StandingDossiers

WRITTEN = frozenset(
    (JobRowOutcome.DRAFT, JobRowOutcome.INVENTORIED, JobRowOutcome.PENDING, JobRowOutcome.REGISTERED)
)
"""What leaves something behind."""


@dataclass
class Candidate:
    """A row, what it is of, and what becomes of it by now."""

    checked: Checked
    outcome: JobRowOutcome = JobRowOutcome.ERROR
    issues: list[Issue] = field(default_factory=list)
    content: DossierContent = field(default_factory=DossierContent)
    """With its members."""
    patents: tuple[Known, ...] = ()
    standing: Standing | None = None
    """The dossier it goes on with, or revises; of an open revision its base."""
    made: int | None = None
    """The dossier it left, once it is written."""

    @property
    def number(self) -> int:
        return self.checked.row.row

    @property
    def first(self) -> Known | None:
        """The patent that the row names first, where the viewer sees it."""
        named = (each for each in self.patents if each.number == self.checked.row.application_number)
        return next(named, None)

    @property
    def wrong(self) -> bool:
        return any(each.fatal for each in self.issues)

    @property
    def target(self) -> Standing | None:
        """The row of `dossier` that is written: an open revision goes before its base."""
        found = self.standing
        return found.revision if found and found.revision else found

    def seen(self) -> tuple[object, ...]:
        """Everything that must still be so when it is written."""
        target = self.target
        version = (target.id, target.row["version"]) if target else None
        return self.outcome, tuple(self.issues), self.content, version


@dataclass(frozen=True)
class Door:
    """How rows enter, and for whom."""

    viewer: Viewer
    ability: Ability
    at_once: bool
    """Complete rows have their outcome at once: nobody stands above, or it is the direct door."""
    places: Places

    @property
    def act(self) -> DossierAct:
        return DossierAct.REGISTER_DIRECTLY if self.at_once else DossierAct.SUBMIT


@dataclass(frozen=True)
class Found:
    """What the database says of a file's rows."""

    patents: Mapping[str, Known]
    dossiers: StandingDossiers
    codes: Mapping[CodeKind, Collection[str] | None]
    """The corrected industries that are known, by table; None where that table is empty."""
