"""The performance reports of the fixture world in words, and what may be done with them."""

from dataclasses import dataclass

from panhuo.models import Demand, OrgUnit, Patent, User
from panhuo.rules.performance_lifecycle import PerformanceState
from tests.factories import performance
from tests.matrix.dossiers import DOSSIERS
from tests.matrix.expectation import has, never
from tests.matrix.facts import CHAINS, between, chain_of, role_of


@dataclass(frozen=True)
class Performance:
    """Whose it is, of which papers, where it stands, and the demand it came of."""

    home: str
    papers: str
    state: str
    demand: str = ""

    @property
    def members(self) -> list[str]:
        return [each.strip() for each in self.papers.split(",")]


PERFORMANCES = {
    "A, submitted": Performance("A", "a1 published", "SUBMITTED"),
    "A, confirmed": Performance("A", "abc published, a1 flagged, a1 published", "CONFIRMED", "E, ab, signed"),
    "A, returned": Performance("A", "a1, a2", "RETURNED"),
    "B, submitted": Performance("B", "b1 open", "SUBMITTED"),
    "B, returned": Performance("B", "b1", "RETURNED"),
}
ACTS = {
    "resubmit": ("PERFORMANCE_SUBMIT", "RETURNED"),
    "confirm": ("PERFORMANCE_CONFIRM", "SUBMITTED"),
    "return": ("PERFORMANCE_CONFIRM", "SUBMITTED"),
}
"""Act → its ability, and the state in which it begins."""


def performance_words(viewer: str, name: str) -> set[str]:
    return {"anything", between(chain_of(viewer), CHAINS[PERFORMANCES[name].home])}


def reporting(viewer: str, name: str) -> dict[str, str | None]:
    """Why the viewer may not act upon a report, null where it may."""
    return {act: against_report(viewer, name, act) for act in ACTS}


def against_report(viewer: str, name: str, act: str) -> str | None:
    ability, state = ACTS[act]
    if never(ability, role_of(viewer)):
        return "ROLE"
    if PERFORMANCES[name].state != state:
        return "STATE"
    return None if has(ability, role_of(viewer), performance_words(viewer, name)) else "OUT_OF_SCOPE"


def reported(viewer: str) -> set[str]:
    """Papers that reports in the viewer's sight, not returned, name (S178)."""
    return {
        paper
        for name, it in PERFORMANCES.items()
        if it.state != "RETURNED"
        and has("PERFORMANCE_READ", role_of(viewer), performance_words(viewer, name))
        for paper in it.members
    }


def in_library(home: str, paper: str) -> bool:
    """Whether an institution has a paper registered, by itself or in a portfolio (S161)."""
    return any(
        it.state == "REGISTERED" and it.home == home and not it.base and paper in it.members
        for it in DOSSIERS.values()
    )


async def make_performances(
    units: dict[str, OrgUnit], users: dict[str, User], papers: dict[str, Patent], demands: dict[str, int]
) -> dict[str, int]:
    """Ids by name."""
    made: dict[str, int] = {}
    for name, it in PERFORMANCES.items():
        of = await Demand.get(id=demands[it.demand]) if it.demand else None
        members = [papers[each] for each in it.members]
        row = await performance(
            units[it.home], users[f"IA {it.home}"], *members, state=PerformanceState[it.state], of=of
        )
        made[name] = row.id
    return made
