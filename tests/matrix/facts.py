"""The fixture world in words: where everything stands, and how it is related to each viewer.

甲大学 A              乙大学 B, open to visitors    丙大学 C, nothing published     E, F: enterprises
├ college A1          ├ college B1
├ college A2          └ branch BB
├ college A3, nothing at it
├ branch AB ─ branch colleges ABC, ABD
└ branch AC
"""

from dataclasses import dataclass

CHAINS: dict[str, tuple[str, ...]] = {
    "A": ("A",),
    "A1": ("A", "A1"),
    "A2": ("A", "A2"),
    "A3": ("A", "A3"),
    "AB": ("A", "AB"),
    "AC": ("A", "AC"),
    "ABC": ("A", "AB", "ABC"),
    "ABD": ("A", "AB", "ABD"),
    "B": ("B",),
    "B1": ("B", "B1"),
    "BB": ("B", "BB"),
    "C": ("C",),
}
"""Each unit with what is above it."""
BRANCHES = {"AB", "AC", "BB"}

ACCOUNTS = (
    *("IA A", "CA A1", "CA A2", "BA AB", "BA AC", "BCA ABC", "BCA ABD", "INV A1", "INV A2", "INV ABC"),
    *("IA B", "CA B1", "BA BB", "INV B1", "ENT E", "ENT E2", "ENT EM", "ENT F", "OP"),
)
"""The role's letters and where it stands; E2 and EM at enterprise E."""
MANAGERS = {"ENT EM"}
"""Who manages the accounts of their enterprise."""
VIEWERS = (*ACCOUNTS, "visitor")


@dataclass(frozen=True)
class Paper:
    """A patent: its owners in order, where it stands in each institution that owns or owned it."""

    owners: str
    stands: dict[str, str]
    inventors: str = ""
    """Accounts confirmed, in order; `?` before one proposed, `*` claiming, `!` refused; 佚名 of none."""
    former: str = ""
    state: str = "UNFILED"
    flagged: bool = False

    @property
    def first(self) -> str | None:
        """The institution of the first owner, where it is one of the platform."""
        owner = self.owners.split()[0]
        return CHAINS[owner][0] if owner in CHAINS else None

    @property
    def listed(self) -> list[str]:
        """The inventors, in order, with their marks."""
        return [each.strip() for each in self.inventors.split(",") if each.strip()]

    @property
    def accounts(self) -> list[str]:
        return [each.lstrip("?*!") for each in self.listed if each.lstrip("?*!") in ACCOUNTS]

    @property
    def confirmed(self) -> list[str]:
        return [each for each in self.listed if each in ACCOUNTS]

    @property
    def published(self) -> bool:
        return self.state == "REGISTERED" and not self.flagged


PAPERS = {
    "a1": Paper("A", {"A": "A1"}, "INV A1, 佚名"),
    "a2": Paper("A", {"A": "A2"}, "INV A2"),
    "a1 filed": Paper("A", {"A": "A1"}, "INV A1", state="FILED"),
    "a1 published": Paper("A", {"A": "A1"}, "INV A1", state="REGISTERED"),
    "a1 flagged": Paper("A", {"A": "A1"}, "INV A1", state="REGISTERED", flagged=True),
    "a pool": Paper("A", {"A": "A"}, "佚名"),
    "a claimed": Paper("A", {"A": "A"}, "?INV A1"),
    "a refused": Paper("A", {"A": "A"}, "!INV A1"),
    "a2 with all": Paper("A", {"A": "A2"}, "INV A2, CA A1, BA AB, BCA ABC, INV A1, INV ABC"),
    "ab pool": Paper("AB", {"A": "AB"}, "佚名"),
    "abc": Paper("AB", {"A": "ABC"}, "INV ABC"),
    "abc published": Paper("AB", {"A": "ABC"}, "INV ABC", state="REGISTERED"),
    "abc with IA A": Paper("AB", {"A": "ABC"}, "INV ABC, IA A"),
    "ac pool": Paper("AC", {"A": "AC"}),
    "b1": Paper("B", {"B": "B1"}, "INV B1"),
    "b1 open": Paper("B", {"B": "B1"}, "INV B1", state="REGISTERED"),
    "bb open": Paper("BB", {"B": "BB"}, state="REGISTERED"),
    "b1 with a1": Paper("B A", {"B": "B1", "A": "A1"}, "INV B1, INV A1"),
    "b1 open with a1": Paper("B A", {"B": "B1", "A": "A1"}, "INV B1, INV A1", state="REGISTERED"),
    "a2 with b": Paper("A B", {"A": "A2", "B": "B"}, "INV A2"),
    "sold by a": Paper("某公司", {"A": "A1"}, "INV A1", former="A"),
    "nobody's": Paper("某公司", {}),
    "a asked": Paper("A", {"A": "A"}, "*INV A1, *CA A1, *IA A, ?BA AB, ?BCA ABC"),
    "ab asked": Paper("AB", {"A": "AB"}, "*INV ABC, *BA AB, *BCA ABC, ?IA A, ?CA A1"),
    "b asked": Paper("B", {"B": "B"}, "*INV B1, *IA B"),
    "c": Paper("C", {"C": "C"}, "佚名"),
}
CODES = {"H": "", "H01M": "H", "H01M 10/00": "H01M"}
"""Codes of IPC, with what is above them."""
EDITIONS = ("in force", "replaced")


def role_of(viewer: str) -> str:
    return viewer.split()[0]


def chain_of(viewer: str) -> tuple[str, ...]:
    """The units above a viewer, its own last; none outside institutions."""
    return CHAINS.get(viewer.partition(" ")[2], ())


def between(mine: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """How something at a unit stands to a viewer at another."""
    if not mine or not theirs:
        return "outside institutions"
    if mine == theirs:
        return "own unit"
    if theirs[: len(mine)] == mine:
        return "below"
    if mine[: len(theirs)] == theirs:
        return "above"
    if mine[0] != theirs[0]:
        return "other institution"
    return "sibling" if mine[:-1] == theirs[:-1] else "other branch"


def shown_words(paper: Paper) -> set[str]:
    """Published, and open to visitors as institution B is."""
    if not paper.published:
        return {"flagged"} if paper.flagged else set()
    return {"published", "published, open"} if paper.first == "B" else {"published"}


INVENTORS_THERE = {"own unit": "inventors of own unit", "below": "inventors below"}


def unit_words(viewer: str, unit: str) -> set[str]:
    stands = between(chain_of(viewer), CHAINS[unit])
    words = {"anything", stands, INVENTORS_THERE.get(stands, stands)}
    if len(CHAINS[unit]) == 1:
        words |= {"institution", *(["own institution"] if unit in chain_of(viewer) else [])}
    for paper in PAPERS.values():
        if paper.first and unit in CHAINS[paper.stands[paper.first]]:
            words |= shown_words(paper) - {"flagged"}
    return words


def account_words(viewer: str, account: str) -> set[str]:
    stands = between(chain_of(viewer), chain_of(account))
    words = {"anything", stands}
    if role_of(account) == "INV":
        words.add(INVENTORS_THERE.get(stands, stands))
    if role_of(viewer) == role_of(account) == "ENT":
        own = viewer.split()[1][0] == account.split()[1][0]
        words.add("own enterprise" if own else "other enterprise")
        words |= {"managed enterprise"} if own and viewer in MANAGERS else set()
    return words | ({"self"} if viewer == account else set())


def paper_words(viewer: str, name: str) -> set[str]:
    paper, mine = PAPERS[name], chain_of(viewer)
    stands = paper.stands.get(mine[0]) if mine else None
    words = {"anything"} | shown_words(paper)
    if mine:
        words.add(between(mine, CHAINS[stands]) if stands else "other institution")
    else:
        words.add("outside institutions")
    if stands:
        words.add("transferred out" if mine[0] in paper.former.split() else "co-owned")
        words -= {"co-owned"} if paper.first == mine[0] else set()
        words |= set() if BRANCHES & {*CHAINS[stands]} else {"main campus"}
    marks = {"": "confirmed inventor", "?": "proposed", "*": "claimed", "!": "refused"}
    return words | {word for mark, word in marks.items() if f"{mark}{viewer}" in paper.listed}
