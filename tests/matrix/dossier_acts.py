"""What each viewer may do with a dossier or a paper, by hand from the life of a dossier (S121–S140)."""

from collections.abc import Iterator

from tests.matrix.dossiers import DOSSIERS, Dossier, dossier_words, own_dossier, portfolios_of, revision_of
from tests.matrix.expectation import has, never
from tests.matrix.facts import PAPERS, chain_of, role_of

OWN_ONLY, STEP, PLACE = "NOT_FILER", "NOT_YOUR_STEP", "OUT_OF_SCOPE"
ABILITIES = {
    "edit": ("DOSSIER_EDIT", OWN_ONLY),
    "submit": ("DOSSIER_SUBMIT", OWN_ONLY),
    "withdraw": ("DOSSIER_WITHDRAW", OWN_ONLY),
    "discard": ("DOSSIER_DISCARD", OWN_ONLY),
    "approve": ("DOSSIER_REVIEW", STEP),
    "return": ("DOSSIER_REVIEW", STEP),
    "delist": ("DOSSIER_DELIST", PLACE),
    "handOver": ("DOSSIER_HANDOVER", PLACE),
    "revise": ("DOSSIER_EDIT", OWN_ONLY),
    "changeContact": ("DOSSIER_CONTACT_EDIT", OWN_ONLY),
    "evaluate": ("EVALUATION_WRITE", "STATE"),
}
"""Act → its ability, and how its refusal outside of that is called."""
STATES = {
    **dict.fromkeys(("edit", "submit"), "DRAFT REJECTED DELISTED"),
    **dict.fromkeys(("withdraw", "approve", "return"), "PENDING"),
    "discard": "DRAFT",
    "delist": "REGISTERED",
    "changeContact": "REGISTERED",
    "evaluate": "REGISTERED",
    "revise": "INVENTORIED",
    "handOver": "DRAFT REJECTED INVENTORIED REGISTERED DELISTED",
}
OF_REVISION = {
    **dict.fromkeys(("edit", "submit", "discard"), "DRAFT REJECTED"),
    **dict.fromkeys(("withdraw", "approve", "return"), "PENDING"),
}
"""The states from which an act begins, of a dossier and of a revision."""
RATED = {"of a1 flagged", "delisted of INV A1", "delisted of BCA ABC", "handed to INV A2"}
"""What is evaluated though not in the showcase: `evaluations` stands on this module."""
MENU = ("submit", "withdraw", "discard", "approve", "return", "revise", "delist", "changeContact", "handOver")
ENTRIES = {"changeContact": "CHANGE_CONTACT", "handOver": "HAND_OVER"}


def acting(viewer: str, name: str) -> dict[str, str | None]:
    """Why the viewer may not act upon a dossier it reads, null where it may."""
    return {act: against(viewer, name, act) for act in ABILITIES}


def against(viewer: str, name: str, act: str) -> str | None:
    ability, outside = ABILITIES[act]
    it, role = DOSSIERS[name], role_of(viewer)
    if never(ability, role):
        return "ROLE"
    if it.state not in (OF_REVISION if it.base else STATES).get(act, "").split():
        return "STATE"
    if not has(ability, role, dossier_words(viewer, name)):
        return outside
    return next((reason for reason in standing(viewer, name, act)), None)


def standing(viewer: str, name: str, act: str) -> Iterator[str]:
    """What else stands against it."""
    it, revision = DOSSIERS[name], DOSSIERS.get(revision_of(name) or "")
    if act in ("approve", "return") and it.filer == viewer:
        yield "OWN_REVIEW"
    if act == "withdraw" and it.approved:
        yield "APPROVED_ALREADY"
    if act == "discard" and it.was and not it.base:
        yield "SUBMITTED_BEFORE"
    if revision and (act == "revise" or (act == "handOver" and revision.state == "PENDING")):
        yield "REVISION_OPEN"
    if act in ("submit", "approve") and not fit(it):
        yield "MEMBER_INELIGIBLE"


def fit(it: Dossier) -> bool:
    """Whether its institution is the first owner of every paper in it; all papers here are valid."""
    return all(PAPERS[each].first == it.home for each in it.members)


def dossier_menu(viewer: str, name: str) -> list[str]:
    """What the viewer is offered for a dossier that it reads."""
    it, can = DOSSIERS[name], acting(viewer, name)
    told = has("REVIEW_HISTORY_READ", role_of(viewer), dossier_words(viewer, name))
    entries = ["EDIT" if can["edit"] is None else "DETAIL"]
    entries += ["REASON"] if it.state in ("REJECTED", "DELISTED") and told else []
    rated = (it.state == "REGISTERED" or name in RATED) and role_of(viewer) != "visitor"
    entries += ["EVALUATIONS"] if rated else []
    return [*entries, "PORTFOLIOS", *(ENTRIES.get(act, act.upper()) for act in MENU if can[act] is None)]


def reads(viewer: str, name: str) -> bool:
    return has("DOSSIER_READ", role_of(viewer), dossier_words(viewer, name))


def in_portfolios(viewer: str, paper: str) -> set[str]:
    """The portfolios of a paper that the viewer reads."""
    return {name for name in portfolios_of(paper) if reads(viewer, name)}


def filing_together(viewer: str, paper: str) -> str | None:
    """Why the viewer may not put a paper that it reads in a portfolio (S81, S85); filed or not."""
    it = PAPERS[paper]
    if never("PORTFOLIO_FILE", role_of(viewer)):
        return "ROLE"
    mine = chain_of(viewer)[0]
    if mine in it.former.split():
        return "TRANSFERRED_OUT"
    if it.first != mine:
        return "NOT_FIRST_OWNER" if it.first else "FIRST_OWNER_OUTSIDE"
    return None


def paper_menu(viewer: str, paper: str, filing: str | None) -> list[str]:
    """What the viewer is offered for a paper that it reads; `filing` stands against filing it singly."""
    entries = ["FILE"] if filing is None else []
    entries += ["FILE_PORTFOLIO"] if filing_together(viewer, paper) is None else []
    own = own_dossier(viewer, paper)
    if own and reads(viewer, own):
        return entries + dossier_menu(viewer, own)
    return [*entries, "PORTFOLIOS"] if in_portfolios(viewer, paper) else entries
