"""A patent as one row of a file states it: normalised, but not yet matched to anything in the database."""

from dataclasses import dataclass, field
from datetime import date

from panhuo.rules.vocabulary import LegalEventKind, LegalStatus, PatentType


@dataclass(slots=True)
class PatentRecord:
    """One publication of one application. `None` means the file does not say; empty lists likewise."""

    row: int
    """The row of the file, from 1, headings included."""
    application_number: str
    """Canonical, see `panhuo.rules.application_number`."""
    title: str
    """Empty in a row of states and events alone, which speaks of a patent that is known."""
    type: PatentType
    legal_status: LegalStatus | None
    """None where the row tells of an event that says nothing of it."""
    is_grant: bool
    """Whether this publication is the grant (B, C, U, Y, S, D) rather than the application (A)."""
    publication_number: str | None = None
    abstract: str | None = None
    independent_claim: str | None = None
    owners: list[str] = field(default_factory=list)
    inventors: list[str] = field(default_factory=list)
    application_date: date | None = None
    publication_date: date | None = None
    grant_date: date | None = None
    expiry_date: date | None = None
    lapse_date: date | None = None
    legal_text: str | None = None
    ipc: list[str] = field(default_factory=list)
    """Normalised as `H01M 8/18`; the main one first."""
    industries: list[str] = field(default_factory=list)
    """GB/T 4754-2017 codes as `C3521`; the main one first."""
    strategic_industries: list[str] = field(default_factory=list)
    """Codes (`3.6`) or, where the file has titles only, titles."""
    agency: str | None = None
    agent: str | None = None
    address: str | None = None
    region_code: str | None = None
    priority: str | None = None
    events: list[tuple[LegalEventKind, date, str | None]] = field(default_factory=list)
    as_of: date | None = None
    """The row's own 数据截止日, where the file has the column."""
    batch: str | None = None
    """The delivery's 批次号, where the file has the column."""


@dataclass(slots=True, frozen=True)
class RowIssue:
    """Something wrong, or worth a warning, in one cell of a file."""

    row: int
    column: str | None
    """The heading as it stands in the file; null for the whole row."""
    code: str
    """A value of `panhuo.errors.ErrorCode`."""
    message: str
    """English and Chinese, what is wrong and what to do."""
    fatal: bool
    """True: the row was left out. False: a warning, the row was taken."""
