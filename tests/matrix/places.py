"""Where the papers of the fixture world stand for a viewer."""

from tests.matrix.cells import Asking
from tests.matrix.facts import BRANCHES, CHAINS, PAPERS, chain_of


def place_for(viewer_chain: tuple[str, ...], name: str) -> str | None:
    """Where a patent stands for a viewer: in the own institution, or with its first owner."""
    paper = PAPERS[name]
    institution = viewer_chain[0] if viewer_chain else paper.first
    return paper.stands.get(institution) if institution else None


def branch_in(chain: tuple[str, ...]) -> str | None:
    return next((unit for unit in chain if unit in BRANCHES), None)


def own_campus(asking: Asking, name: str) -> bool:
    """The main campus, or an inventor's own branch; admins of a part have nothing else, others no campus."""
    if asking.role not in ("IA", "INV"):
        return True
    mine = chain_of(asking.viewer)
    stands = CHAINS[place_for(mine, name) or mine[0]]
    own = None if asking.role == "IA" else branch_in(mine)
    return branch_in(stands) == own
