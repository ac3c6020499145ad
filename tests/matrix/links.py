"""What hangs on what in the fixture world, and what a patent says to each viewer, written out by hand."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.matrix.belongings import FILES, ROW_DOSSIER, ROW_PAPER, ROWS, owner_of
from tests.matrix.demands import DEMANDS, handling
from tests.matrix.dossier_acts import acting, filing_together, in_portfolios, paper_menu
from tests.matrix.dossiers import DOSSIERS, own_dossier, revision_of
from tests.matrix.evaluations import EVALUATIONS
from tests.matrix.expectation import has, never
from tests.matrix.facts import (
    ACCOUNTS,
    CHAINS,
    CODES,
    PAPERS,
    account_words,
    chain_of,
    paper_words,
    role_of,
)
from tests.matrix.looks import LOOKS
from tests.matrix.matches import account_of, claiming, deciding, paper_of
from tests.matrix.performances import PERFORMANCES, reporting
from tests.matrix.places import branch_in, place_for

ALIASES = {
    "A": ["甲大学", "甲学院"],
    "B": ["乙大学"],
    "C": ["丙大学"],
    "AB": ["甲东校区"],
    "AC": ["甲西校区"],
    "BB": ["乙东校区"],
}
"""Names under which units own patents, the unit's own first."""


def to_one(kind: str, name: str) -> dict[str, str | None]:
    """Field → the name of the object it leads to, whether or not the viewer may read that."""
    if kind == "Code":
        return {"parent": CODES[name] or None}
    if kind == "OrgUnit":
        chain = CHAINS[name]
        return {
            "parent": chain[-2] if len(chain) > 1 else None,
            "institution": chain[0],
            "branch": branch_in(chain),
        }
    if kind == "User":
        chain = chain_of(name)
        return {"unit": chain[-1] if chain else None, "institution": chain[0] if chain else None}
    if kind == "Dossier":
        return of_dossier(name)
    if kind == "Demand":
        return of_demand(name)
    if kind == "ContactAccess":
        return {"dossier": LOOKS[name][1]}
    if kind == "Evaluation":
        return {"expert": EVALUATIONS[name].author, "dossier": EVALUATIONS[name].dossier}
    if kind != "Patent":
        return {
            "ApprovalFlow": {"institution": name},
            "InventorClaim": {"user": account_of(name), "patent": paper_of(name)},
            "InventorMatch": {"patent": paper_of(name)},
            "ApiToken": {"owner": owner_of(name)},
            "Job": {"owner": owner_of(name)},
            "JobRow": {"patent": ROW_PAPER, "dossier": ROW_DOSSIER},
            **({"Performance": of_report(name)} if name in PERFORMANCES else {}),
        }.get(kind, {})
    paper = PAPERS[name]
    stands = paper.stands[paper.first] if paper.first else None
    return {
        "unit": stands,
        "institution": paper.first,
        "branch": branch_in(CHAINS[paper.owners.split()[0]]) if stands else None,
    }


def of_dossier(name: str) -> dict[str, str | None]:
    it = DOSSIERS[name]
    chain = chain_of(it.filer)
    return {
        "filer": it.filer,
        "institution": chain[0],
        "branch": branch_in(chain),
        "unit": chain[-1],
        "patent": it.members[0],
        "revisionOf": it.base or None,
        "openRevision": revision_of(name),
    }


def of_demand(name: str) -> dict[str, str | None]:
    it = DEMANDS[name]
    dossier = DOSSIERS.get(it.dossier)
    return {
        "dossier": it.dossier or None,
        "patent": dossier.members[0] if dossier else None,
        "institution": it.place[0] if it.place else None,
        "unit": it.place[-1] if it.place else None,
        "author": it.sender,
    }


def of_report(name: str) -> dict[str, str | None]:
    return {"demand": PERFORMANCES[name].demand or None, "institution": PERFORMANCES[name].home}


def reported_papers(name: str) -> list[str | None]:
    return [*PERFORMANCES[name].members]


def owners(name: str) -> list[str | None]:
    return [owner if owner in CHAINS else None for owner in PAPERS[name].owners.split()]


def inventors(name: str) -> list[str | None]:
    """The confirmed account of each inventor in order; a proposal or a refusal shows none."""
    return [each if each in ACCOUNTS else None for each in PAPERS[name].listed]


def children(kind: str, name: str) -> set[str]:
    parents: dict[str, Any] = {
        each: to_one(kind, each)["parent"] for each in (CHAINS if kind == "OrgUnit" else CODES)
    }
    return {each for each, parent in parents.items() if parent == name}


def patents_at(viewer: str, unit: str) -> set[str]:
    """Patents that stand at this very unit, as the viewer's institution has them."""
    return {name for name in PAPERS if place_for(chain_of(viewer), name) == unit}


def told(viewer: str, name: str) -> dict[str, Any]:
    """What a patent says differently to different viewers (S70, S71, S76)."""
    paper, mine = PAPERS[name], (chain_of(viewer) or ("",))[0]
    first = paper.first == mine if mine else paper.first is not None
    state = dossier(viewer, name)
    own = own_dossier(viewer, name) if mine else None
    return {
        "firstOwner": first,
        "transferredOut": bool(mine) and mine in paper.former.split(),
        "affiliation": ALIASES[paper.owners.split()[0]][0] if first else "--",
        "filingState": state,
        "registeredAt": state == "REGISTERED",
        "filerName": DOSSIERS[own].filer if own else None,
        "inPortfolio": bool(in_portfolios(viewer, name)),
        "availableActions": paper_menu(viewer, name, filing(viewer, name)),
    }


def dossier(viewer: str, name: str) -> str:
    """How far the dossier is: of another institution's only what the showcase shows."""
    paper, mine = PAPERS[name], (chain_of(viewer) or ("",))[0]
    own = not mine or paper.first == mine
    return paper.state if own or paper.state == "REGISTERED" else "UNFILED"


def filing(viewer: str, name: str) -> str | None:
    """Why the viewer may not file the patent singly, null where it may (S58, S70, S71, S73, S76)."""
    paper, role = PAPERS[name], role_of(viewer)
    if never("DOSSIER_FILE", role):
        return "ROLE"
    mine = chain_of(viewer)[0]
    if mine in paper.former.split():
        return "TRANSFERRED_OUT"
    if paper.first != mine:
        return "NOT_FIRST_OWNER" if paper.first else "FIRST_OWNER_OUTSIDE"
    if not has("DOSSIER_FILE", role, paper_words(viewer, name)):
        return "OTHER_CAMPUS"
    return None if paper.state == "UNFILED" else "ALREADY_FILED"


def managing(viewer: str, name: str) -> dict[str, str | None]:
    """Why the viewer may not act upon an account, null where it may; nobody does it to itself."""
    if never("USER_MANAGE", role_of(viewer)):
        return dict.fromkeys(("disable", "enable", "move", "reset"), "ROLE")
    if not has("USER_MANAGE", role_of(viewer), account_words(viewer, name)):
        return dict.fromkeys(("disable", "enable", "move", "reset"), "OUT_OF_SCOPE")
    itself = "SELF" if viewer == name else None
    fixed = "NO_OTHER_UNIT" if role_of(name) in ("IA", "ENT", "OP") else None
    return {"disable": itself, "enable": "ALREADY_ENABLED", "move": itself or fixed, "reset": itself}


DECIDED: Mapping[str, Callable[[str, str], dict[str, str | None]]] = {
    "Patent": lambda viewer, name: {
        "file": filing(viewer, name),
        "filePortfolio": filing_together(viewer, name),
    },
    "Demand": handling,
    "Dossier": acting,
    "Performance": reporting,
    "User": managing,
    "InventorMatch": claiming,
    "InventorClaim": deciding,
}
"""Type → what `viewerCan` says of an object to a viewer: field → the reason against it."""


def rows(job: str) -> set[str]:
    """As `files`."""
    owner, _, state = job.rpartition(", ")
    return {name for name in ROWS if state == "waiting" and owner_of(name) == owner}


def files(job: str) -> list[str]:
    """Every account's files are those of its job that waits."""
    owner, _, state = job.rpartition(", ")
    return [name for name in FILES if state == "waiting" and owner_of(name) == owner]


MANY: Mapping[str, Mapping[str, tuple[str, Callable[[str], list[str]]]]] = {
    "Job": {"files": ("JobFile", files)}
}
"""Type → field → the type of a plain list of objects, and their names."""
