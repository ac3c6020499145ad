"""What an account is told."""

from collections.abc import Mapping

import orjson
import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.listing import Listing
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.statement import Place
from panhuo.enums import described
from panhuo.permissions.ability import Ability
from panhuo.rules.notice_words import NOTICE_WORDS, notice_text
from panhuo.rules.vocabulary import NoticeKind
from panhuo.types.declare import column, declared, derived, entity
from panhuo.types.node import PAGING, Connection, Node
from panhuo.types.scalars import Instant

described(
    NoticeKind,
    "What a notice is about (通知类型).",
    {
        kind: f"{english.partition(':')[0]} ({chinese.partition('：')[0]})."
        for kind, (english, chinese) in NOTICE_WORDS.items()
    },
)
NEWEST = SortKey("CREATED_AT", "created_at", "instant", True)
LIST_ARGUMENTS = {
    "unread_only": (
        bool,
        False,
        "Only what was not read yet; `totalCount` counts it (仅未读).",
    ),
    **PAGING,
}


def notice_conditions(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """`unreadOnly`."""
    unread = arguments["unreadOnly"]
    assert isinstance(unread, Leaf)
    return [f"{rows.column('read_at')} is null"] if unread.value else []


def text(chinese: bool, kind: str, words: str) -> str:
    """The notice in words."""
    return notice_text(NoticeKind(kind), orjson.loads(words), chinese)


def subject(place: Place) -> str:
    return f"{place['subject_type']} || ':' || cast({place['subject_id']} as text)"


@entity(
    "notice",
    Ability.NOTICE_READ,
    "Something the viewer is told (通知).",
    orders={"CREATED_AT": NEWEST},
    default_order=(NEWEST,),
)
class Notice(Node):
    """A notice."""

    kind: NoticeKind = column("What it is about, for programs (通知类型).")
    message: str = declared(
        bind.Computed(text, ("kind", "words")), "What it says, in the language of the request (通知内容)."
    )
    subject_id: strawberry.ID = derived(
        "Id of what it speaks of, which `node` may show or not (相关对象).", subject
    )
    created_at: Instant = column("When it was sent (通知时间).")
    read_at: Instant | None = column("When it was marked as read; null until then (已读时间).")


@strawberry.type(description="A page of notices (通知列表).")
class NoticeConnection(Connection[Notice]):
    """Notices."""
