"""Dossiers of the generated world: who filed what and how it fared, row for row as the services leave it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from bench.accounts import PROFILE, Account
from bench.deals import DealMaker
from bench.evaluations import EvaluationMaker, summary
from bench.institutions import Unit
from panhuo.rules.vocabulary import ADMIN_ROLES, DossierKind, DossierState
from seed.campaign import FirstHolding, filing
from seed.dossiers import BELOW, Filing, shell, version
from seed.offices import Offices
from seed.reviews import Person

WEIGHTS: Mapping[DossierState | None, float] = {
    None: 106,
    DossierState.DRAFT: 8,
    DossierState.PENDING: 14,
    DossierState.REJECTED: 6,
    DossierState.INVENTORIED: 22,
    DossierState.DELISTED: 3,
    DossierState.REGISTERED: 41,
}
"""Of the patents that may be filed: 60,000 dossiers for 200,000 patents."""
LAPSED_SINCE = 0.1
"""Of the patents that have lapsed so many were in force when somebody filed them."""
COMBINED = 0.08
"""Of the patents that may be filed, whether they are or not."""
MEMBERS = (2, 5)
CLOSED_BRANCH, CLOSED_COLLEGE, LIMITED = 3, 7, 2
"""Every so-manieth institution has that level switched off, or a limit of days to review in."""
LIMIT_DAYS = 14


def flow_row(root: Unit) -> tuple[Any, ...]:
    """The row of approval_flow of an institution, as `columns.APPROVAL_FLOW` has it."""
    college, branch = switches(root)
    days = LIMIT_DAYS if root.position % LIMITED == 0 else None
    return root.id, college, True, branch, days, days, days, days


def switches(root: Unit) -> tuple[bool, bool]:
    """Whether colleges and branches review."""
    return root.position % CLOSED_COLLEGE != 1, root.position % CLOSED_BRANCH != 1


def offices_of(roots: Sequence[Unit], accounts: Iterable[Account]) -> Offices:
    """Who reviews where; inventors are added with their patents."""
    units = {unit.id: place_of(unit) for root in roots for unit in root}
    admins = {
        account.unit.id: person(account)
        for account in accounts
        if account.unit and account.role in ADMIN_ROLES
    }
    return Offices(ready=(), admins=admins, inventors={}, units=units)


def place_of(unit: Unit) -> Mapping[str, Any]:
    """A unit and the switches above it, as `seed.offices` reads them from the database."""
    college, branch = switches(unit.institution)
    return {
        "id": unit.id,
        "kind": unit.kind,
        "institution_id": unit.institution.id,
        "branch_id": unit.branch and unit.branch.id,
        "college": college,
        "branch_college": True,
        "branch": branch,
    }


def person(account: Account) -> Person:
    unit = account.unit
    assert unit is not None
    branch = unit.branch and unit.branch.id
    _, phone, _ = PROFILE
    return Person(account.id, account.name, phone, account.role, unit.institution.id, branch, unit.id)


@dataclass
class DossierMaker:
    """Files one patent after another."""

    offices: Offices
    evaluations: EvaluationMaker
    deals: DealMaker
    rng: Random = field(default_factory=lambda: Random(60_000))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    heap: dict[int, list[FirstHolding]] = field(default_factory=lambda: defaultdict(list))
    """By unit, patents that wait for others to be combined with."""

    def single(self, held: FirstHolding, inventors: Iterable[Account]) -> Filing | None:
        """What somebody filed of a patent; None where nobody did."""
        own = [
            person(each)
            for each in inventors
            if each.unit and each.unit.institution.id == held.institution_id
        ]
        offices = Offices((), self.offices.admins, {held.patent_id: own}, self.offices.units)
        filers = offices.filers(held)
        state = self.state()
        if state is None or not filers or not (held.valid or self.rng.random() < LAPSED_SINCE):
            return None
        return filing(self.rng, state, self.rng.choice(filers), (held,), offices)

    def portfolio(self, held: FirstHolding) -> Filing | None:
        """The portfolio that a patent completes, where it goes into one."""
        if not held.valid or self.rng.random() >= COMBINED:
            return None
        waiting = self.heap[held.unit_id]
        waiting.append(held)
        if len(waiting) < self.rng.randint(*MEMBERS):
            return None
        del self.heap[held.unit_id]
        places = (held.unit_id, held.branch_id, held.institution_id)
        admins = [self.offices.admins[place] for place in places if place in self.offices.admins]
        state = self.state(filed=True) or DossierState.DRAFT
        return filing(self.rng, state, self.rng.choice(admins), tuple(waiting), self.offices)

    def state(self, filed: bool = False) -> DossierState | None:
        states = [state for state in WEIGHTS if state or not filed]
        return self.rng.choices(states, [WEIGHTS[state] for state in states])[0]

    def rows(
        self, filed: Filing, held: FirstHolding, inventors: Sequence[str]
    ) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Table and rows of a filing, which the patent at hand completes, and of what came of it.

        The dossier and its one version have the same number.
        """
        number, row = next(self.numbers), shell(filed)
        said = self.evaluations.of(number, row["title"], row["registered_at"]) if row["published"] else []
        yield "dossier", [{"id": number, **row, **summary(said), **named(number, filed)}]
        yield "dossier_version", [{"id": number, **version(number, filed)}]
        for model, made in BELOW.items():
            yield model._meta.db_table, list(made(number, number, filed))
        yield "evaluation", said
        yield "evaluation_version", list(self.evaluations.versions(said))
        if row["published"] and filed.kind is DossierKind.SINGLE:
            yield from self.deals.rows(number, filed, held, inventors)


def named(number: int, filed: Filing) -> Mapping[str, int | None]:
    """Which version a dossier names: what was submitted, or the draft."""
    submitted = len(filed.taken) > 1
    return {"content_id": number if submitted else None, "draft_id": None if submitted else number}
