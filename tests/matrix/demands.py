"""The demands of the fixture world in words, how each stands to each viewer, and what may be done with it."""

from dataclasses import dataclass

from tests.matrix.dossiers import DOSSIERS
from tests.matrix.expectation import has, never
from tests.matrix.facts import between, chain_of, role_of


@dataclass(frozen=True)
class Demand:
    """Who sent it, for which dossier (none: a general one), and where it stands."""

    sender: str
    dossier: str
    state: str
    withdrawn: bool = False

    @property
    def place(self) -> tuple[str, ...]:
        """Where its dossier stands."""
        return chain_of(DOSSIERS[self.dossier].filer) if self.dossier else ()

    @property
    def firm(self) -> str:
        return self.sender.split()[1][0]


DEMANDS = {
    "E, a1, new": Demand("ENT E", "of a1 published", "NEW"),
    "E, a2, contacted": Demand("ENT E2", "listed by INV A2", "CONTACTED"),
    "F, abc, talking": Demand("ENT F", "of abc published", "IN_TALKS"),
    "E, ab, signed": Demand("ENT E", "listed by BA AB", "SIGNED"),
    "E, a, closed": Demand("ENT E", "listed by IA A", "CLOSED"),
    "F, a1, withdrawn": Demand("ENT F", "of a1 published", "CLOSED", withdrawn=True),
    "E, delisted, new": Demand("ENT EM", "delisted of INV A1", "NEW"),
    "F, b1, new": Demand("ENT F", "of b1 open", "NEW"),
    "E, bb, closed": Demand("ENT E", "of bb open", "CLOSED"),
    "E, general": Demand("ENT E", "", "NEW"),
    "F, general": Demand("ENT F", "", "CLOSED", withdrawn=True),
}
STATES = {
    "contact": "NEW",
    "talk": "NEW CONTACTED",
    "sign": "CONTACTED IN_TALKS",
    "close": "NEW CONTACTED IN_TALKS",
    "reopen": "CLOSED",
    "note": "NEW CONTACTED IN_TALKS SIGNED CLOSED",
    "withdraw": "NEW CONTACTED IN_TALKS",
}
"""Act → the states in which it begins."""


def demand_words(viewer: str, name: str) -> set[str]:
    it = DEMANDS[name]
    words = {"anything", between(chain_of(viewer), it.place)}
    if role_of(viewer) == "ENT":
        words.add("own enterprise" if viewer.split()[1][0] == it.firm else "other enterprise")
    return words


def handling(viewer: str, name: str) -> dict[str, str | None]:
    """Why the viewer may not act upon a demand, null where it may."""
    return {act: against_demand(viewer, name, act) for act in STATES}


def against_demand(viewer: str, name: str, act: str) -> str | None:
    it, role = DEMANDS[name], role_of(viewer)
    if never("DEMAND_HANDLE", role):
        return "ROLE"
    if it.state not in STATES[act].split():
        return "STATE"
    if not has("DEMAND_HANDLE", role, demand_words(viewer, name)):
        return "OUT_OF_SCOPE"
    if (role == "ENT") != (act == "withdraw"):
        return "OTHER_SIDE"
    return "WITHDRAWN" if act == "reopen" and it.withdrawn else None


def handlers(name: str) -> set[str]:
    """Accounts that are told of a demand: the institution's administrator, and the branch's."""
    place = DEMANDS[name].place
    return told_at(place)


def told_at(place: tuple[str, ...]) -> set[str]:
    return {*([f"IA {place[0]}"] if place else []), *(f"BA {unit}" for unit in place if unit in ("AB", "BB"))}
