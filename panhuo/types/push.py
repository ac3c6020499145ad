"""Deliveries of patents, as the operator sees them."""

import strawberry

from panhuo.compiler.ordering import SortKey
from panhuo.enums import described
from panhuo.permissions.ability import Ability
from panhuo.rules.push_kind import PushKind
from panhuo.types.declare import Place, column, derived, entity
from panhuo.types.node import Connection, Node
from panhuo.types.scalars import Date, Instant

described(
    PushKind,
    "What a delivery of patents holds (推送类型, S50–S51).",
    {
        "FACTS": "Patents with their facts, month by month (专利数据，按月).",
        "LEGAL_STATES": "Legal states and events of known patents alone, week by week (法律状态，按周).",
    },
)
NEWEST = SortKey("PUBLISHED_AT", "published_at", "instant", True)


def repeated(place: Place) -> str:
    return f"({place['repeats_id']} is not null)"


@entity(
    "push",
    Ability.PUSH_IMPORT,
    "A delivery of patents that was published (数据推送): its date and what it changed.",
    orders={"PUBLISHED_AT": NEWEST},
    default_order=(NEWEST,),
)
class Push(Node):
    """A delivery."""

    kind: PushKind = column("What it held (推送类型).")
    batch: str | None = column("Its batch number, as its files or the operator said (批次号).")
    as_of: Date = column("Date of its data (数据截止日, S51).")
    file_name: str = column("Name of its first file (文件名).")
    parts: int = column("Of how many files it was (文件数).")
    repeated: bool = derived(
        "Whether the same files had been published before; they change nothing then (重复推送).", repeated
    )
    rows: int = column("Rows of its files (行数).")
    created: int = column("Patents that were new (新增).")
    updated: int = column("Known patents of which a fact, an event or a code changed (变更).")
    unchanged: int = column("Known patents of which nothing changed (未变).")
    transferred: int = column("Known patents whose owners changed (转让).")
    lapsed: int = column("Patents that lapsed (失效).")
    restored: int = column("Patents that came back into force (恢复).")
    licensed: int = column("Patents with a licence not told before (许可).")
    flagged: int = column("Dossiers that were flagged and left the showcase (标记档案, S189).")
    unflagged: int = column("Dossiers whose flag was lifted (取消标记).")
    unknown: int = column("Rows of states of patents that are not known yet: left out (未知专利).")
    rejected: int = column("Rows left out for what is wrong in them (未导入).")
    warnings: int = column("What deserves a look in rows that were taken (警告).")
    started_at: Instant = column("When it was begun (开始时间).")
    published_at: Instant = column("When it was published (发布时间).")


@strawberry.type(description="A page of deliveries (推送列表).")
class PushConnection(Connection[Push]):
    """Deliveries."""
