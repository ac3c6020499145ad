"""Why a patent may not be filed (S58, S70, S71, S73, S76, S82, S85): the reasons and their order.

`panhuo/types/patent_sql.py` says the same as SQL, so that lists can tell it; the tests hold the two equal.
"""

from dataclasses import dataclass
from enum import StrEnum

from panhuo.rules.vocabulary import LegalStatus


class FilingRefusal(StrEnum):
    """Why a patent cannot be filed, in the order it is looked at."""

    ROLE = "ROLE"
    TRANSFERRED_OUT = "TRANSFERRED_OUT"
    FIRST_OWNER_OUTSIDE = "FIRST_OWNER_OUTSIDE"
    NOT_FIRST_OWNER = "NOT_FIRST_OWNER"
    LAPSED = "LAPSED"
    NOT_GRANTED = "NOT_GRANTED"
    OTHER_CAMPUS = "OTHER_CAMPUS"
    ALREADY_FILED = "ALREADY_FILED"


FILING_REFUSALS: dict[FilingRefusal, tuple[str, str]] = {
    FilingRefusal.ROLE: ("Your role does not file dossiers.", "您的角色不能建档。"),
    FilingRefusal.TRANSFERRED_OUT: (
        "Your institution no longer owns this patent, so it cannot be filed.",
        "该专利已转让，不支持建档。",
    ),
    FilingRefusal.FIRST_OWNER_OUTSIDE: (
        "The first owner is not an institution of the platform; only the first owner may file.",
        "第一权利人不是平台内的高校院所，仅第一权利人可建档。",
    ),
    FilingRefusal.NOT_FIRST_OWNER: (
        "Another institution is the first owner; co-owners may only look.",
        "本单位不是第一权利人，仅可查看，不可建档。",
    ),
    FilingRefusal.LAPSED: (
        "The patent has lapsed, so it cannot be filed.",
        "该专利已失效，不可建档。",
    ),
    FilingRefusal.NOT_GRANTED: ("The patent is not granted yet.", "该专利尚未授权，不可建档。"),
    FilingRefusal.OTHER_CAMPUS: (
        "It belongs to a branch, whose own accounts file it.",
        "该专利属于分校，应由分校建档。",
    ),
    FilingRefusal.ALREADY_FILED: ("There is a dossier already.", "该专利已建档。"),
}
"""The same in words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A patent as one institution sees it."""

    legal_status: LegalStatus
    first_owner: int | None
    """The institution of the current first owner; None where that is none of ours."""
    institution: int
    """The one that wants to file."""
    still_owner: bool
    """Whether that one is among the current owners, or never was."""
    within_reach: bool = True
    """Whether the filer may file it singly: main campus or branch (S73)."""
    filed: bool = False
    """Whether it has a dossier of its own."""


def member_refusal(patent: Standing) -> FilingRefusal | None:
    """Why a patent may not be a member of a dossier at all, singly or in a portfolio (S85)."""
    if not patent.still_owner:
        return FilingRefusal.TRANSFERRED_OUT
    if patent.first_owner is None:
        return FilingRefusal.FIRST_OWNER_OUTSIDE
    if patent.first_owner != patent.institution:
        return FilingRefusal.NOT_FIRST_OWNER
    by_status = {
        LegalStatus.LAPSED: FilingRefusal.LAPSED,
        LegalStatus.PENDING: FilingRefusal.NOT_GRANTED,
    }
    return by_status.get(patent.legal_status)


def filing_refusal(patent: Standing) -> FilingRefusal | None:
    """Why a patent may not be filed singly."""
    refused = member_refusal(patent)
    if refused is not None:
        return refused
    if not patent.within_reach:
        return FilingRefusal.OTHER_CAMPUS
    return FilingRefusal.ALREADY_FILED if patent.filed else None
