"""Whether what is approved is registered: a rule on the content, nobody's choice (S112–S114)."""

from dataclasses import dataclass
from enum import StrEnum

from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_options import ImplementationStatus
from panhuo.rules.vocabulary import DossierState

LOW_RATING = 2
"""Stars up to which a patent is inventoried only."""


class UnfitReason(StrEnum):
    """Why a dossier is inventoried and not registered (S112)."""

    ASSIGNED = "ASSIGNED"
    TO_BE_ABANDONED = "TO_BE_ABANDONED"
    OWNERSHIP_DISPUTE = "OWNERSHIP_DISPUTE"
    UNSUITABLE = "UNSUITABLE"
    LOW_RATING = "LOW_RATING"


UNFIT_WORDS: dict[UnfitReason, tuple[str, str]] = {
    UnfitReason.ASSIGNED: ("It is assigned, or about to be.", "已转让或已列入转让。"),
    UnfitReason.TO_BE_ABANDONED: ("It is about to be abandoned.", "即将放弃专利权。"),
    UnfitReason.OWNERSHIP_DISPUTE: ("Its ownership is disputed.", "涉及权属纠纷。"),
    UnfitReason.UNSUITABLE: ("It is otherwise unsuitable.", "其他不适宜转化的情况。"),
    UnfitReason.LOW_RATING: ("It is rated one or two stars.", "自评为1–2星。"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What approval makes of a dossier, and why it is no more than inventoried."""

    state: DossierState
    reasons: tuple[UnfitReason, ...] = ()


BLOCKING = {
    ImplementationStatus.ASSIGNED: UnfitReason.ASSIGNED,
    ImplementationStatus.TO_BE_ABANDONED: UnfitReason.TO_BE_ABANDONED,
    ImplementationStatus.OWNERSHIP_DISPUTE: UnfitReason.OWNERSHIP_DISPUTE,
    ImplementationStatus.UNSUITABLE: UnfitReason.UNSUITABLE,
}
"""First levels, whatever their second; a licence of any kind and a custom status block nothing (S114)."""


def outcome_of(content: DossierContent) -> Outcome:
    """INVENTORIED with the reasons, or REGISTERED."""
    ticked = {entry.first for entry in content.statuses}
    reasons = [reason for first, reason in BLOCKING.items() if first in ticked]
    if content.rating is not None and content.rating <= LOW_RATING:
        reasons.append(UnfitReason.LOW_RATING)
    return Outcome(DossierState.INVENTORIED if reasons else DossierState.REGISTERED, tuple(reasons))
