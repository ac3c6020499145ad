"""`dossierChanged`: an open form hears that somebody else changed its dossier."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any, cast

import strawberry

from panhuo.compiler.ids import number_of
from panhuo.compiler.plan import Record
from panhuo.compiler.ref import Ref
from panhuo.compiler.scoped import scoped_rows
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.resolvers.following import following
from panhuo.signals import dossier_topic
from panhuo.types.dossier import Dossier

ABILITY = Ability.DOSSIER_READ


async def dossier_changed(
    info: strawberry.Info[Context, None],
    id: Annotated[strawberry.ID, strawberry.argument(description="Id of the dossier (档案编号).")],
) -> AsyncGenerator[Dossier | None, None]:
    """The dossier as it is, and again after every change. NOT_FOUND once it is gone, or out of scope."""
    number, known = number_of(id, "Dossier"), None
    async with following(info.context, ABILITY, lambda viewer: [dossier_topic(number)]) as events:
        while True:
            found = await seen(info.context, number)
            if found != known:
                known = found
                yield cast(Any, Ref("Dossier", number))
            await events.woken()


async def seen(context: Context, number: int) -> Record:
    """What tells one event from the next. Raises NOT_FOUND."""
    env, where = context.env({}), f"id = {number}"
    rows = await scoped_rows("dossier", "version", ABILITY, env, context.dialect, context.database, where)
    if not rows:
        raise PanhuoError(ErrorCode.NOT_FOUND)
    return tuple(rows[0])
