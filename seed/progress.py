"""How far the demo has come: inventors who know their patents, dossiers filed and registered.

Dossiers themselves are not made here: what follows from them stands in columns of patents and holdings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from random import Random
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from panhuo.auth.statements import spelled
from panhuo.db import dialect
from panhuo.rules.vocabulary import FilingState, LegalStatus, MatchState
from panhuo.services.patent_import import rematch_owners
from seed.accounts import HOMONYMS
from seed.world import FIRST_PUSH, INSTITUTIONS

CAMPAIGN_START = date(2024, 3, 1)
STATE_WEIGHTS = {
    FilingState.UNFILED: 50,
    FilingState.FILED: 12,
    FilingState.INVENTORIED: 10,
    FilingState.REGISTERED: 28,
}
MATCH_WEIGHTS = {
    MatchState.CONFIRMED: 85,
    MatchState.PROPOSED: 6,
    MatchState.CLAIMED: 4,
    MatchState.DECLINED: 2,
    MatchState.REFUSED: 3,
}
"""What became of a proposed account; nobody has said anything yet on those that stay PROPOSED."""

PROPOSALS = """
select m.id, a.name from inventor_match m join user_account a on a.id = m.user_id
join patent_inventor i on i.patent_id = m.patent_id and i.folded = a.folded
order by i.patent_id, i.position
"""
DECIDE = "update inventor_match set state = $2 where id = $1"
SEAT = """
update inventor_match set nth = 1, folded = (
  select a.folded from user_account a where a.id = inventor_match.user_id)
where state = 'CONFIRMED'
"""
"""Nobody's name stands twice on a patent here."""
SIT = """
update patent_inventor set user_id = m.user_id, match = 'CONFIRMED' from inventor_match m
where m.patent_id = patent_inventor.patent_id and m.folded = patent_inventor.folded and m.nth = 1
"""
FIRST_OWNED = """
select h.id, h.patent_id, p.legal_status, p.grant_date, o.open_showcase
from holding h join patent p on p.id = h.patent_id join org_unit o on o.id = h.institution_id
where p.grant_date is not null and h.rank = 1 order by p.application_number
"""
FILE_HOLDING = "update holding set filing_state = $2, registered_sort = $3 where id = $1"
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
    valid: bool
    grant_date: date
    open_showcase: bool


async def decide_matches(rng: Random) -> None:
    """Confirm most proposed inventors and refuse a few; patents then stand at their inventors' units.

    Names that several people share are left to people.
    """
    choices, weights = list(MATCH_WEIGHTS), list(MATCH_WEIGHTS.values())
    async with in_transaction() as client:
        proposals = await client.execute_query_dict(PROPOSALS)
        decided = [(row["id"], rng.choices(choices, weights)[0]) for row in proposals if clear(row["name"])]
        await each(client, DECIDE, [(id, state.value) for id, state in decided])
        await client.execute_script(SEAT)
        await client.execute_script(SIT)
        await rematch_owners(
            client, [name for unit in chain.from_iterable(INSTITUTIONS) for name in unit.owner_names]
        )


def owner_names() -> list[str]:
    return [name for unit in chain.from_iterable(INSTITUTIONS) for name in unit.owner_names]


def clear(name: str) -> bool:
    return name not in HOMONYMS


async def file_dossiers(rng: Random) -> None:
    """Put first owners' patents into the states a campaign under way leaves them in.

    Registered and in force is published; registered and lapsed since is flagged.
    """
    async with in_transaction() as client:
        filed = [
            (holding, state, registered_at(rng, holding) if state is FilingState.REGISTERED else 0)
            for holding in map(first_holding, await client.execute_query_dict(FIRST_OWNED))
            if (state := state_of(rng, holding)) is not FilingState.UNFILED
        ]
        await each(client, FILE_HOLDING, [(held.id, state.value, at) for held, state, at in filed])
        await each(client, FILE_PATENT, [patent_row(*row) for row in filed])
        await client.execute_query(SHOW_CO_OWNERS)


def first_holding(row: dict[str, Any]) -> FirstHolding:
    granted = row["grant_date"]
    return FirstHolding(
        id=row["id"],
        patent_id=row["patent_id"],
        valid=row["legal_status"] == LegalStatus.VALID.value,
        grant_date=granted if isinstance(granted, date) else date.fromisoformat(granted),
        open_showcase=bool(row["open_showcase"]),
    )


def state_of(rng: Random, holding: FirstHolding) -> FilingState:
    """What has lapsed was mostly never filed."""
    state = rng.choices(list(STATE_WEIGHTS), list(STATE_WEIGHTS.values()))[0]
    return state if holding.valid or rng.random() < 0.15 else FilingState.UNFILED


def registered_at(rng: Random, holding: FirstHolding) -> int:
    """Some working hour between the grant, or the campaign's start, and the date of the data."""
    start = max(holding.grant_date, CAMPAIGN_START)
    day = start + timedelta(days=rng.randint(0, max(0, (FIRST_PUSH - start).days)))
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int(at.timestamp() * 1000) + rng.randrange(9 * 3_600_000)


def patent_row(holding: FirstHolding, state: FilingState, at: int) -> tuple[Any, ...]:
    published = state is FilingState.REGISTERED and holding.valid
    return holding.patent_id, state.value, at, at or None, published, published and holding.open_showcase


async def each(client: BaseDBAsyncClient, statement: str, values: Sequence[Sequence[Any]]) -> None:
    """Run a statement once for each row of values."""
    await client.execute_many(spelled(statement, dialect()), [list(row) for row in values])
