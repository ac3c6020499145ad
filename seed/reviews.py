"""The way of the demo's dossiers through review, act by act, up to the state each is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.routing import Level, LevelOutcome
from panhuo.rules.vocabulary import DossierState
from seed.filings import DELISTED, RETURNED

DAY_MS = 86_400_000
DRAFT, PENDING = DossierState.DRAFT, DossierState.PENDING


@dataclass(frozen=True, slots=True)
class Person:
    """An account that files or reviews."""

    id: int
    name: str
    phone: str
    role: str
    institution_id: int
    branch_id: int | None
    unit_id: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A level of a route: the unit, what becomes of the dossier there, and who reviews."""

    unit_id: int
    level: Level
    admin: Person | None


@dataclass(frozen=True, slots=True)
class Taken:
    """An act that was taken."""

    act: DossierAct
    source: DossierState | None
    target: DossierState
    by: Person
    at: int
    step: int = 0
    unit_id: int | None = None
    reason: str | None = None


Planned = tuple[DossierAct, DossierState | None, DossierState, Person, tuple[int, int | None], str | None]
"""An act before it has its time."""


def acts(
    rng: Random, state: DossierState, filer: Person, head: Person, route: Sequence[Stop], until: int
) -> list[Taken]:
    """Everything that led to a state; the last act at `until`."""
    if state is DRAFT:
        return [Taken(DossierAct.FILE, None, DRAFT, filer, until)]
    stops = [(place, stop) for place, stop in enumerate(route, 1) if reviews(stop)]
    decided = state not in (PENDING, DossierState.REJECTED)
    passed = stops if decided else stops[: rng.randrange(len(stops))]
    result = DossierState.REGISTERED if state is DossierState.DELISTED else state
    sent = PENDING if stops else result
    found: list[
        tuple[DossierAct, DossierState | None, DossierState, Person, tuple[int, int | None], str | None]
    ]
    found = [
        (DossierAct.FILE, None, DRAFT, filer, (0, None), None),
        (DossierAct.SUBMIT, DRAFT, sent, filer, (0, None), None),
    ]
    for place, stop in passed:
        last = decided and (place, stop) == stops[-1]
        target = result if last else PENDING
        found.append((DossierAct.APPROVE, PENDING, target, admin(stop), (place, stop.unit_id), None))
    if state is DossierState.REJECTED:
        place, stop = stops[len(passed)]
        reason = rng.choice(RETURNED)
        found.append((DossierAct.RETURN, PENDING, state, admin(stop), (place, stop.unit_id), reason))
    if state is DossierState.DELISTED:
        found.append((DossierAct.DELIST, result, state, head, (0, None), rng.choice(DELISTED)))
    start = until - DAY_MS * sum(gaps := [rng.randint(1, 6) for _ in found[1:]])
    times = [start + DAY_MS * sum(gaps[:place]) for place in range(len(found))]
    return [
        Taken(act, source, target, by, at, *where, reason)
        for (act, source, target, by, where, reason), at in zip(found, times, strict=True)
    ]


def reviews(stop: Stop) -> bool:
    return stop.level.outcome is LevelOutcome.REVIEWS


def admin(stop: Stop) -> Person:
    assert stop.admin is not None
    return stop.admin
