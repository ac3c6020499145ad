"""`jobProgress`: how far a job is, whichever process runs it."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any, cast

import strawberry

from panhuo.compiler.ids import number_of
from panhuo.compiler.plan import Record
from panhuo.compiler.ref import Ref
from panhuo.compiler.scoped import scoped_rows
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.jobs.table import OVER
from panhuo.permissions.ability import Ability
from panhuo.resolvers.following import following
from panhuo.signals import job_topic
from panhuo.types.job import Job

ABILITY = Ability.JOB_READ
SEEN = "state, version, done, total, phase, cancel_requested"


async def job_progress(
    info: strawberry.Info[Context, None],
    id: Annotated[strawberry.ID, strawberry.argument(description="The job, `Job:number` (任务编号).")],
) -> AsyncGenerator[Job | None, None]:
    """The job as it is, and again whenever it got on, until it is over. NOT_FOUND once it is out of scope."""
    number, known = number_of(id, "Job"), None
    async with following(info.context, ABILITY, lambda viewer: [job_topic(number)]) as events:
        while True:
            found = await seen(info.context, number)
            if found != known:
                known = found
                yield cast(Any, Ref("Job", number))
            if found[0] in OVER:
                return
            await events.woken()


async def seen(context: Context, number: int) -> Record:
    """What tells one event from the next. Raises NOT_FOUND."""
    env, where = context.env({}), f"id = {number}"
    rows = await scoped_rows("job", SEEN, ABILITY, env, context.dialect, context.database, where)
    if not rows:
        raise PanhuoError(ErrorCode.NOT_FOUND)
    return tuple(rows[0])
