"""The matches of accounts and patents in the fixture world: each inventor of a paper that is an account."""

from tests.matrix.belongings import OVER
from tests.matrix.facts import PAPERS, account_words

STATES = {"?": "PROPOSED", "*": "CLAIMED", "!": "REFUSED"}
"""By the mark of an inventor; one without is confirmed."""
MATCHES = {
    f"{each.lstrip('?*!')} of {paper}": STATES.get(each[0], "CONFIRMED")
    for paper, facts in PAPERS.items()
    for each in facts.listed
    if each.lstrip("?*!") in facts.accounts
}
"""Name → state."""


def account_of(name: str) -> str:
    return name.partition(" of ")[0]


def paper_of(name: str) -> str:
    return name.partition(" of ")[2]


def claim_words(viewer: str, name: str) -> set[str]:
    """What was not claimed is nobody else's business."""
    return OVER if MATCHES[name] == "PROPOSED" else account_words(viewer, account_of(name))


def match_words(viewer: str, name: str) -> set[str]:
    own = {"anything", "self" if account_of(name) == viewer else "another's"}
    return own if MATCHES[name] == "PROPOSED" else own | account_words(viewer, account_of(name))


def claiming(viewer: str, name: str) -> dict[str, str | None]:
    """What stands against an inventor's acts on a match."""
    state = MATCHES[name]
    decided = state if state in ("CONFIRMED", "REFUSED") else None
    return {"claim": None if state == "PROPOSED" else state, "decline": decided}


def deciding(viewer: str, name: str) -> dict[str, str | None]:
    """What stands against an administrator's: nobody decides on its own."""
    itself = "SELF" if account_of(name) == viewer else None
    state = MATCHES[name]
    decided = state if state in ("CONFIRMED", "REFUSED") else None
    return {
        "confirm": itself or decided,
        "refuse": itself or decided,
        "reopen": itself or (None if decided else "UNDECIDED"),
    }
