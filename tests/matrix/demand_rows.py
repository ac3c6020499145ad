"""The rows of the world's demands."""

from panhuo.models import Dossier, User
from panhuo.rules.vocabulary import DemandState
from tests.factories import demand
from tests.matrix.demands import DEMANDS


async def make_demands(users: dict[str, User], dossiers: dict[str, int]) -> dict[str, int]:
    """Ids by name."""
    made: dict[str, int] = {}
    for name, it in DEMANDS.items():
        target = await Dossier.get(id=dossiers[it.dossier]) if it.dossier else None
        row = await demand(
            users[it.sender],
            target,
            state=DemandState[it.state],
            handler=users["OP"],
            withdrawn=it.withdrawn,
            technology=f"{name} 电池",
        )
        made[name] = row.id
    return made
