"""How far the demo's campaign has come: who filed which patents, and where that stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from panhuo.auth.statements import spelled
from panhuo.db import dialect
from panhuo.rules.vocabulary import DossierKind, DossierState, LegalStatus, Role
from panhuo.services.dossiers.patents import FILING_STATES
from seed.dossiers import Filing, add_dossiers
from seed.filings import written
from seed.notices import tell
from seed.offices import Offices, offices_of
from seed.reviews import Person, acts
from seed.world import FIRST_PUSH

CAMPAIGN_START = date(2024, 3, 1)
STATE_WEIGHTS: dict[DossierState | None, int] = {
    None: 50,
    DossierState.DRAFT: 5,
    DossierState.PENDING: 6,
    DossierState.REJECTED: 3,
    DossierState.INVENTORIED: 9,
    DossierState.DELISTED: 2,
    DossierState.REGISTERED: 28,
}
ON_THEIR_WAY = (DossierState.PENDING, DossierState.REJECTED)
"""States that an institution's own admin never meets (S20)."""
UNDER_REVIEW_MORE = 0.15
"""How much more often patents of a unit with an admin are under review: so that every queue has rows."""
RECENT_DAYS = 30
MEMBERS = (2, 5)
FIRST_OWNED = """
select h.id, h.patent_id, h.institution_id, h.branch_id, h.unit_id, p.title, p.legal_status, p.grant_date,
       o.open_showcase
from holding h join patent p on p.id = h.patent_id join org_unit o on o.id = h.institution_id
where p.grant_date is not null and h.rank = 1 order by p.application_number
"""
FILE_HOLDING = """
update holding set filing_state = $3, registered_sort = $4 where patent_id = $1 and institution_id = $2
"""
FILE_PATENT = """
update patent
set filing_state = $2, registered_sort = $3, registered_at = $4, published = $5, open_showcase = $6
where id = $1
"""
SHOW_CO_OWNERS = """
update holding set filing_state = patent.filing_state, registered_sort = patent.registered_sort
from patent
where patent.id = holding.patent_id and patent.filing_state = 'REGISTERED' and holding.current
  and holding.rank > 1
"""
"""A co-owner sees the first owner's dossier once it is registered."""


@dataclass(frozen=True, slots=True)
class FirstHolding:
    """The holding of a granted patent's first owner."""

    id: int
    patent_id: int
    institution_id: int
    branch_id: int | None
    unit_id: int
    title: str
    valid: bool
    grant_date: date
    open_showcase: bool


async def file_dossiers(rng: Random) -> None:
    """File first owners' patents, singly and in portfolios, as a campaign under way leaves them.

    Registered and in force is published; what lapsed since is flagged.
    """
    async with in_transaction() as client:
        held = [first_holding(row) for row in await client.execute_query_dict(FIRST_OWNED)]
        offices = await offices_of(client)
        filings = [*singles(rng, held, offices), *portfolios(rng, held, offices)]
        await tell(client, await add_dossiers(client, filings), filings)
        single = [each for each in filings if each.kind is DossierKind.SINGLE]
        rows = [patent_row(each) for each in single]
        places = [(each.patents[0], each.filer.institution_id) for each in single]
        held_rows = [(*place, *row[1:3]) for place, row in zip(places, rows, strict=True)]
        await each_row(client, FILE_HOLDING, held_rows)
        await each_row(client, FILE_PATENT, rows)
        await client.execute_query(SHOW_CO_OWNERS)


def first_holding(row: dict[str, Any]) -> FirstHolding:
    granted = row.pop("grant_date")
    return FirstHolding(
        valid=row.pop("legal_status") == LegalStatus.VALID.value,
        grant_date=granted if isinstance(granted, date) else date.fromisoformat(granted),
        open_showcase=bool(row.pop("open_showcase")),
        **row,
    )


def singles(rng: Random, held: Sequence[FirstHolding], offices: Offices) -> Iterator[Filing]:
    """One patent each; what has lapsed was mostly never filed."""
    for holding in held:
        state = rng.choices(list(STATE_WEIGHTS), list(STATE_WEIGHTS.values()))[0]
        filers = offices.filers(holding)
        if offices.inventors_below_admin(holding) and rng.random() < UNDER_REVIEW_MORE:
            state, filers = DossierState.PENDING, offices.inventors_below_admin(holding)
        if state is not None and filers and (holding.valid or rng.random() < 0.15):
            yield filing(rng, state, rng.choice(filers), (holding,), offices)


def portfolios(rng: Random, held: Sequence[FirstHolding], offices: Offices) -> Iterator[Filing]:
    """In every state, of everybody who can sign in and reaches enough patents."""
    for person in offices.ready:
        within = [each for each in held if each.valid and offices.may_combine(person, each)]
        for state in filter(None, STATE_WEIGHTS):
            if len(within) >= MEMBERS[0]:
                size = min(rng.randint(*MEMBERS), len(within))
                yield filing(rng, state, person, tuple(rng.sample(within, size)), offices)


def filing(
    rng: Random, state: DossierState, filer: Person, held: tuple[FirstHolding, ...], offices: Offices
) -> Filing:
    """A dossier with its past. An institution's own admin is never reviewed."""
    if filer.role == Role.INSTITUTION_ADMIN.value and state in ON_THEIR_WAY:
        state = DossierState.DRAFT
    numbers = tuple(each.patent_id for each in held)
    recent = state in (DossierState.DRAFT, *ON_THEIR_WAY)
    until = working_hour(rng, max(each.grant_date for each in held), recent)
    route = offices.route(filer, every_level=rng.random() < 0.5)
    return Filing(
        patents=numbers,
        title=held[0].title,
        filer=filer,
        content=written(rng, state, held[0].title, numbers, filer.name, filer.phone),
        route=route,
        taken=tuple(acts(rng, state, filer, offices.head(filer), route, until)),
        flagged=frozenset(each.patent_id for each in held if not each.valid),
        open_showcase=held[0].open_showcase,
    )


def working_hour(rng: Random, granted: date, recent: bool) -> int:
    """Some working hour between the grant, or the campaign's start, and the date of the data."""
    earliest = FIRST_PUSH - timedelta(days=RECENT_DAYS) if recent else CAMPAIGN_START
    start = max(granted, earliest)
    day = start + timedelta(days=rng.randint(0, max(0, (FIRST_PUSH - start).days)))
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int(at.timestamp() * 1000) + rng.randrange(9 * 3_600_000)


def patent_row(filed: Filing) -> tuple[Any, ...]:
    registered = filed.state is DossierState.REGISTERED
    since = filed.taken[-1].at if registered else None
    published = registered and not filed.flagged
    shown = published and filed.open_showcase
    return filed.patents[0], FILING_STATES[filed.state].value, since or 0, since, published, shown


async def each_row(client: BaseDBAsyncClient, statement: str, values: Sequence[Sequence[Any]]) -> None:
    """Run a statement once for each row of values."""
    await client.execute_many(spelled(statement, dialect()), [list(row) for row in values])
