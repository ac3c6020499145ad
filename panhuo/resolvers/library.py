"""`libraryChanged`: dashboards and lists read again when an import is published (S49, S51)."""

from collections.abc import AsyncGenerator
from typing import Any, cast

import strawberry

from panhuo.compiler.ref import Ref
from panhuo.compiler.scoped import scoped_rows
from panhuo.context import Context
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.resolvers.following import following
from panhuo.signals import library_topic
from panhuo.types.library import LibraryChange

ABILITY = Ability.LIBRARY_FIGURES_READ


async def library_changed(
    info: strawberry.Info[Context, None],
) -> AsyncGenerator[LibraryChange | None, None]:
    """An event for each change of the viewer's own version, which moves when something in scope did."""
    context = info.context
    async with following(context, ABILITY, topics_of) as changes:
        known = await versions(context)
        while True:
            await changes.woken()
            found = await versions(context)
            if changed := found - known:
                yield cast(Any, Ref("LibraryChange", max(changed)[0]))
            known = found


def topics_of(viewer: Viewer) -> list[str]:
    return [library_topic(viewer.institution_id)]


async def versions(context: Context) -> set[tuple[int, int]]:
    """Id and version of what counts the changes of the viewer's patents; nothing where there was none yet."""
    rows = await scoped_rows(
        "data_version", "id, version", ABILITY, context.env({}), context.dialect, context.database
    )
    return {(row[0], row[1]) for row in rows}
