"""How far the demo's inventors have come in knowing their patents."""

from collections.abc import Sequence
from itertools import chain
from random import Random
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from panhuo.auth.statements import spelled
from panhuo.db import dialect
from panhuo.rules.vocabulary import MatchState
from panhuo.services.patent_import import rematch_owners
from seed.accounts import HOMONYMS
from seed.world import INSTITUTIONS

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


async def each(client: BaseDBAsyncClient, statement: str, values: Sequence[Sequence[Any]]) -> None:
    """Run a statement once for each row of values."""
    await client.execute_many(spelled(statement, dialect()), [list(row) for row in values])
