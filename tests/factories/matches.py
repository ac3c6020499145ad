"""What people decided on who invented what, without their mutations."""

from panhuo.models import InventorMatch, Patent, PatentInventor, User
from panhuo.rules.names import fold_name
from panhuo.rules.vocabulary import MatchState
from tests.factories.org import now


async def confirm(account: User, name: str | None = None) -> None:
    """Let an account be the first inventor of a name, its own unless said otherwise, on every patent."""
    for inventor in await PatentInventor.filter(folded=fold_name(name or account.name)).order_by("position"):
        if not await PatentInventor.exists(patent_id=inventor.patent_id, user_id=account.id):
            await PatentInventor.filter(id=inventor.id).update(user_id=account.id, match="CONFIRMED")
            await decide(inventor, account, MatchState.CONFIRMED)


async def decide(inventor: PatentInventor, account: User, state: MatchState) -> InventorMatch:
    """A match of an account and an inventor; the inventor's own row is left alone."""
    namesakes = PatentInventor.filter(patent_id=inventor.patent_id, folded=inventor.folded)
    confirmed = state is MatchState.CONFIRMED
    made, _ = await InventorMatch.update_or_create(
        {
            "state": state,
            "changed_at": now(),
            "folded": inventor.folded if confirmed else None,
            "nth": await namesakes.filter(position__lte=inventor.position).count() if confirmed else None,
        },
        patent_id=inventor.patent_id,
        user_id=account.id,
    )
    return made


async def match_of(account: User, made: Patent) -> InventorMatch:
    """The match of an account and a patent."""
    return await InventorMatch.get(user_id=account.id, patent_id=made.id)
