"""What every subscription waits on: signals of its topics, and the session it rests on.

Who asks is found out anew for each event. A subscription ends with the session, or with the ability.
"""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from panhuo.auth.sessions import viewers_of
from panhuo.auth.watching import watched
from panhuo.compiler.refusals import refusal
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.viewer import ANONYMOUS, Viewer
from panhuo.signals import Wakes, listening, session_topic

TopicsOf = Callable[[Viewer], Iterable[str]]


class Following:
    """A subscription between its events."""

    def __init__(self, context: Context, ability: Ability, topics_of: TopicsOf, wakes: Wakes) -> None:
        self.context = context
        self.ability = ability
        self.topics_of = topics_of
        self.wakes = wakes
        self.session_id = context.viewer.session_id

    async def woken(self) -> None:
        """Wait until something may have changed; `context.viewer` is who asks by then.

        Raises UNAUTHENTICATED once the session is over or its account closed, FORBIDDEN once its role lacks
        the ability.
        """
        await self.wakes.wait()
        await self.check()

    async def check(self) -> None:
        viewer = await self.viewer_now()
        if viewer is None:
            raise PanhuoError(ErrorCode.UNAUTHENTICATED)
        if not scopes_of(self.ability, viewer.rights):
            raise refusal(viewer, self.context.chinese, self.ability.value)
        self.context.viewer = viewer
        self.wakes.listen([*self.topics_of(viewer), *self.own_topics()])

    async def viewer_now(self) -> Viewer | None:
        if self.session_id is None:
            return ANONYMOUS
        return (await viewers_of([self.session_id])).get(self.session_id)

    def own_topics(self) -> list[str]:
        return [] if self.session_id is None else [session_topic(self.session_id)]


@asynccontextmanager
async def following(context: Context, ability: Ability, topics_of: TopicsOf) -> AsyncIterator[Following]:
    """Follow topics, which may depend on the viewer, for the length of the block. Raises as `woken`.

    What is read inside the block is not older than the first wake-up.
    """
    async with watched(context.viewer.session_id), listening(()) as wakes:
        found = Following(context, ability, topics_of, wakes)
        await found.check()
        yield found
