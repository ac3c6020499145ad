"""The dossiers of the fixture world in words, how each stands to each viewer, and what may be done with it.

Singles are of the papers that are filed. Portfolios leave what is told of their papers' own dossiers alone,
so there is one in every state, at every level.
"""

from dataclasses import dataclass

from tests.matrix.facts import ACCOUNTS, PAPERS, between, chain_of, role_of

ADMINS = ("IA", "CA", "BA", "BCA")
STAFFED = {chain_of(each)[-1] for each in ACCOUNTS if role_of(each) in ADMINS}


@dataclass(frozen=True)
class Dossier:
    """Whose it is, of what, and where it stands."""

    filer: str
    papers: str
    state: str
    at: str = ""
    """While PENDING: the unit it waits at, and in `route` where it was to go."""
    route: str = ""
    flagged: bool = False
    base: str = ""
    """Of a revision: the dossier it revises."""
    was: bool = False
    """A DRAFT or a revision that was submitted before."""
    redone: bool = False
    """Its filer works on a draft again."""
    approved: bool = False
    """A level approved what was submitted."""

    @property
    def members(self) -> list[str]:
        return [each.strip() for each in self.papers.split(",")]

    @property
    def single(self) -> bool:
        return len(self.members) == 1

    @property
    def submitted(self) -> bool:
        return self.state != "DRAFT" or self.was

    @property
    def has_draft(self) -> bool:
        return self.redone or not self.submitted

    @property
    def published(self) -> bool:
        return self.state == "REGISTERED" and not self.flagged

    @property
    def home(self) -> str:
        """Its institution."""
        return chain_of(self.filer)[0]


DOSSIERS = {
    "of a1 filed": Dossier("INV A1", "a1 filed", "PENDING", "A1", "A1 A"),
    "of a1 published": Dossier("INV A1", "a1 published", "REGISTERED"),
    "of a1 flagged": Dossier("INV A1", "a1 flagged", "REGISTERED", flagged=True),
    "of abc published": Dossier("INV ABC", "abc published", "REGISTERED"),
    "of b1 open": Dossier("INV B1", "b1 open", "REGISTERED"),
    "of bb open": Dossier("BA BB", "bb open", "REGISTERED"),
    "of b1 open with a1": Dossier("INV B1", "b1 open with a1", "REGISTERED"),
    "draft by IA A": Dossier("IA A", "a pool, abc", "DRAFT"),
    "draft by CA A1": Dossier("CA A1", "a1, a1 filed", "DRAFT"),
    "draft by BA AB": Dossier("BA AB", "ab pool, abc", "DRAFT"),
    "draft by BCA ABC": Dossier("BCA ABC", "abc, abc with IA A", "DRAFT"),
    "draft by INV A1": Dossier("INV A1", "a1, a2 with all", "DRAFT"),
    "draft by INV A2": Dossier("INV A2", "a2, a2 with b", "DRAFT"),
    "draft by INV ABC": Dossier("INV ABC", "abc, a2 with all", "DRAFT"),
    "draft by CA B1": Dossier("CA B1", "b1, b1 with a1", "DRAFT"),
    "draft by INV A1 with sold": Dossier("INV A1", "a1, sold by a", "DRAFT"),
    "withdrawn by INV A1": Dossier("INV A1", "a1, a1 flagged", "DRAFT", was=True, redone=True),
    "at A by CA A1": Dossier("CA A1", "a1, a2 with all", "PENDING", "A", "A"),
    "at A with sold": Dossier("INV A1", "a1, sold by a", "PENDING", "A", "A1 A", flagged=True, approved=True),
    "at A1 by CA A1": Dossier("CA A1", "a1, a1 published", "PENDING", "A1", "A1 A"),
    "at A1 by INV A1": Dossier("INV A1", "a1, a1 published", "PENDING", "A1", "A1 A"),
    "at A2 by INV A2": Dossier("INV A2", "a2, a2 with all", "PENDING", "A2", "A2 A"),
    "at A3, unstaffed": Dossier("INV A2", "a2, a2 with b", "PENDING", "A3", "A"),
    "at ABC by INV ABC": Dossier("INV ABC", "abc, abc with IA A", "PENDING", "ABC", "ABC AB A"),
    "at AB by INV ABC": Dossier("INV ABC", "abc, abc published", "PENDING", "AB", "ABC AB A", approved=True),
    "at BB by BA BB": Dossier("BA BB", "bb open, b1", "PENDING", "B", "B"),
    "returned to CA A1": Dossier("CA A1", "a1, a1 filed", "REJECTED"),
    "returned to INV A1": Dossier("INV A1", "a1, a2 with all", "REJECTED", redone=True),
    "returned to BCA ABC": Dossier("BCA ABC", "abc, abc with IA A", "REJECTED"),
    "returned to INV ABC": Dossier("INV ABC", "abc, a2 with all", "REJECTED", redone=True),
    "inventoried by INV A1": Dossier("INV A1", "a1, a2 with all", "INVENTORIED"),
    "inventoried by INV A2": Dossier("INV A2", "a2, a2 with b", "INVENTORIED"),
    "inventoried by CA B1": Dossier("CA B1", "b1, b1 open", "INVENTORIED"),
    "inventoried by BA AB": Dossier("BA AB", "ab pool, abc", "INVENTORIED"),
    "revision by INV A1": Dossier("INV A1", "a1, a2 with all", "DRAFT", base="inventoried by INV A1"),
    "revision by INV A2": Dossier(
        "INV A2", "a2, a2 with b", "PENDING", "A2", "A2 A", base="inventoried by INV A2"
    ),
    "revision by CA B1": Dossier("CA B1", "b1, b1 open", "REJECTED", base="inventoried by CA B1"),
    "listed by INV A2": Dossier("INV A2", "a2, a2 with all", "REGISTERED"),
    "listed by IA A": Dossier("IA A", "a pool, abc", "REGISTERED"),
    "listed by BA AB": Dossier("BA AB", "ab pool, a2 with all", "REGISTERED"),
    "listed by CA B1, open": Dossier("CA B1", "b1, b1 with a1", "REGISTERED"),
    "flagged by BA BB, open": Dossier("BA BB", "bb open, b1 open", "REGISTERED", flagged=True),
    "delisted of BCA ABC": Dossier("BCA ABC", "abc, abc published", "DELISTED"),
    "delisted of INV A1": Dossier("INV A1", "a1, a1 published", "DELISTED"),
    "handed to INV A2": Dossier("INV A2", "a1, a1 filed", "DELISTED"),
    "delisted of IA A": Dossier("IA A", "a pool, a claimed", "DELISTED"),
}


def shown(name: str) -> set[str]:
    """Published, and open to visitors as institution B is."""
    if not DOSSIERS[name].published:
        return {"flagged"} if DOSSIERS[name].flagged else set()
    return {"published", "published, open"} if DOSSIERS[name].home == "B" else {"published"}


def dossier_words(viewer: str, name: str) -> set[str]:
    """Before it was submitted it is its filer's alone; an inventor's, within its own institution (S71)."""
    it, mine = DOSSIERS[name], chain_of(viewer)
    stands = between(mine, chain_of(it.filer))
    words = {"anything", stands, *shown(name)}
    if viewer == it.filer:
        words |= {"self", f"submitted, {stands}"}
    if it.submitted:
        words |= {"submitted", f"submitted, {stands}"}
        if it.home in mine[:1] and any(viewer in PAPERS[each].confirmed for each in it.members):
            words.add("submitted, confirmed inventor")
    return words | ({"at my step"} if waits_for(viewer, it) else set())


def waits_for(viewer: str, it: Dossier) -> bool:
    """At the viewer's own unit; the institution stands in for one without an administrator."""
    if not it.at or role_of(viewer) not in ADMINS:
        return False
    stands_in = role_of(viewer) == "IA" and it.home in chain_of(viewer) and it.at not in STAFFED
    return chain_of(viewer)[-1] == it.at or stands_in


def filer_of(name: str) -> str:
    return DOSSIERS[name].filer


def revision_of(name: str) -> str | None:
    return next((each for each, it in DOSSIERS.items() if it.base == name), None)


def own_dossier(viewer: str, paper: str) -> str | None:
    """A paper's own dossier in the viewer's institution; outside institutions, in the first owner's."""
    home = (chain_of(viewer) or (PAPERS[paper].first,))[0]
    return next(
        (
            name
            for name, it in DOSSIERS.items()
            if it.single and it.members == [paper] and it.home == home and not it.base
        ),
        None,
    )


def portfolios_of(paper: str) -> set[str]:
    return {name for name, it in DOSSIERS.items() if paper in it.members and not it.single and not it.base}
