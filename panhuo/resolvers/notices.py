"""`markNoticesRead`, and `noticeAdded`."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any, cast

import strawberry

from panhuo.clock import now_ms
from panhuo.compiler.ids import number_of
from panhuo.compiler.ref import Ref
from panhuo.compiler.scoped import scoped_rows
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.resolvers.following import following
from panhuo.services.notices import mark_all_read, mark_read
from panhuo.signals import notices_topic
from panhuo.types.notice import Notice
from panhuo.types.user_error import UserError, user_error, user_errors

Info = strawberry.Info[Context, None]
ABILITY = Ability.NOTICE_READ
AT_MOST = 100
RECENT_MS = 60 * 60 * 1000
"""Longer than any transaction lasts that sends a notice, and clocks differ."""


@strawberry.input(description="Notices that were read (已读通知).")
class MarkNoticesReadInput:
    """What `markNoticesRead` takes."""

    ids: list[strawberry.ID] | None = strawberry.field(
        default=strawberry.UNSET, description="These, at most 100 (通知编号)."
    )
    up_to: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="This one and everything before it (全部已读至)."
    )


@strawberry.type(description="How many notices were marked (标记结果).")
class MarkNoticesReadPayload:
    """What `markNoticesRead` answers."""

    marked: int = strawberry.field(default=0, description="How many were not read before (新标记数).")
    user_errors: list[UserError] = user_errors(
        "INVALID_VALUE where neither, both or too much is given, BAD_ID (错误)."
    )


async def mark(
    info: Info,
    input: Annotated[MarkNoticesReadInput, strawberry.argument(description="Which (已读通知).")],
) -> MarkNoticesReadPayload:
    """Mark notices of the viewer's own as read; marking again changes nothing."""
    viewer, ids, up_to = info.context.viewer, input.ids or [], input.up_to or None
    field = ["input"]
    try:
        if bool(ids) == bool(up_to) or len(ids) > AT_MOST:
            raise PanhuoError(ErrorCode.INVALID_VALUE, WHICH)
        field = ["input", "upTo" if up_to else "ids"]
        numbers = [number_of(each, "Notice") for each in ([up_to] if up_to else ids)]
    except PanhuoError as error:
        return MarkNoticesReadPayload(user_errors=[user_error(error, info.context.chinese, field)])
    marked = await (mark_all_read(viewer, *numbers) if up_to else mark_read(viewer, numbers))
    return MarkNoticesReadPayload(marked=marked)


WHICH = (f"Give 1–{AT_MOST} ids, or upTo.", f"请提供 1–{AT_MOST} 个 ids，或提供 upTo。")


async def notice_added(info: Info) -> AsyncGenerator[Notice | None, None]:
    """Every notice from now on, as they are committed."""
    context = info.context
    async with following(context, ABILITY, topics_of) as added:
        known = await recent(context)
        while True:
            await added.woken()
            found = await recent(context)
            for number in sorted(found - known):
                yield cast(Any, Ref("Notice", number))
            known = found


def topics_of(viewer: Viewer) -> list[str]:
    return [notices_topic(viewer.user_id or 0)]


async def recent(context: Context) -> set[int]:
    """The viewer's notices of the last while.

    Of two transactions the one with the lower number may be committed later, so that no number says what
    is new.
    """
    since = f"created_at > {now_ms() - RECENT_MS}"
    rows = await scoped_rows(
        "notice", "id", ABILITY, context.env({}), context.dialect, context.database, since
    )
    return {row[0] for row in rows}
