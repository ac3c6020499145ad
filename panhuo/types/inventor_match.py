"""Patents that may be somebody's: as the inventor meets them, and as an administrator does (S191).

Both are the same rows under another ability, so one account's proposals are never another's to read.
"""

from collections.abc import Callable

import strawberry

from panhuo.compiler.binding import Condition
from panhuo.compiler.ordering import SortKey
from panhuo.enums import described
from panhuo.permissions.ability import Ability
from panhuo.permissions.matches import REASONS, REFUSALS, MatchAct, MatchRefusal
from panhuo.rules.vocabulary import MatchState
from panhuo.types.declare import (
    Place,
    column,
    decision,
    declared,
    derived,
    embedded,
    entity,
    physical,
    to_one,
)
from panhuo.types.filters import enum_operators, filter_input
from panhuo.types.node import PAGING, Connection, Node
from panhuo.types.patent import NAMES, Patent
from panhuo.types.scalars import Instant
from panhuo.types.user import User

described(
    MatchState,
    "How far an account is matched to an inventor of a patent (匹配状态).",
    {
        "PROPOSED": "The patent names an inventor of the account's name; nobody said anything yet (待认领).",
        "CLAIMED": "The account says that it is the inventor; an administrator decides (已认领，待确认).",
        "DECLINED": "The account says that it is not the inventor (非本人).",
        "CONFIRMED": "The account is the inventor (已确认).",
        "REFUSED": "An administrator says that it is not the inventor (已拒绝).",
    },
)
described(
    MatchRefusal,
    "Why a match cannot be acted upon (不可操作原因).",
    {name: " ".join(texts) for name, texts in REASONS.items()},
)
STATE = (Condition(physical("state"), "enum"), "How far it is matched (匹配状态).")
OWN = {"state": STATE}
CLAIMS = {
    "state": STATE,
    "standing": (Condition(physical("standing"), "bool"), "Whether it can be confirmed still (仍可确认)."),
}
STATES = {"state": enum_operators(MatchState, "Comparisons of match states (匹配状态条件).")}
InventorMatchFilter = filter_input(
    "InventorMatchFilter", __name__, "Which of one's own matches (认领筛选).", OWN, STATES
)
InventorClaimFilter = filter_input(
    "InventorClaimFilter", __name__, "Which claims (认领筛选).", CLAIMS, STATES
)
NEWEST = SortKey("CHANGED_AT", "changed_at", "instant", True)
MATCH_ARGUMENTS = {"where": (InventorMatchFilter | None, strawberry.UNSET, "Which (筛选)."), **PAGING}
CLAIM_ARGUMENTS = {"where": (InventorClaimFilter | None, strawberry.UNSET, "Which (筛选)."), **PAGING}


def of_patent(name: str) -> Callable[[Place], str]:
    """A column of the patent, whoever may read the patent itself."""

    def sql(place: Place) -> str:
        alias = place.join("patent", "patent", lambda alias: f"{alias}.id = {place['patent_id']}")
        return f"{alias}.{name}"

    return sql


def refusal_sql(act: MatchAct) -> Callable[[Place], str]:
    """The reason the viewer may not, null where nothing stands against it; the mutations go by the same."""

    def sql(place: Place) -> str:
        reasons = " ".join(
            f"when {stands.sql(place.statement, place.alias)} then '{reason.value}'"
            for reason, stands in REFUSALS[act]
        )
        return f"case {reasons} end"

    return sql


@strawberry.type(description="Whether an act on a match is open to the viewer (操作权限), and why not.")
class MatchDecision:
    """A decision about a match."""

    allowed: bool = declared(None, "Whether it is open (是否允许).")
    reason: MatchRefusal | None = declared(None, "Why not (原因代码).")
    message: str | None = declared(None, "Why not, in words (原因).")


@strawberry.type(description="What the inventor may do with a match (可执行操作).")
class InventorMatchViewerCan:
    """Acts of the inventor."""

    claim: MatchDecision = decision("Claim it (认领).", refusal_sql(MatchAct.CLAIM), REASONS)
    decline: MatchDecision = decision(
        "Say that it is not one's own, or withdraw the claim (标记为非本人).",
        refusal_sql(MatchAct.DECLINE),
        REASONS,
    )


@strawberry.type(description="What the viewer may do with a claim (可执行操作).")
class InventorClaimViewerCan:
    """Acts of an administrator."""

    confirm: MatchDecision = decision("Confirm it (确认).", refusal_sql(MatchAct.CONFIRM), REASONS)
    refuse: MatchDecision = decision("Refuse it (拒绝).", refusal_sql(MatchAct.REFUSE), REASONS)
    reopen: MatchDecision = decision(
        "Take its decision back (撤销处理).", refusal_sql(MatchAct.REOPEN), REASONS
    )


@entity(
    "inventor_match",
    Ability.MATCH_CLAIM,
    "A patent that names an inventor of the viewer's name (待认领专利). Until it is confirmed it shows these "
    "facts of the patent, and nothing else.",
    conditions={name: condition for name, (condition, _) in OWN.items()},
    orders={"CHANGED_AT": NEWEST},
    default_order=(NEWEST,),
)
class InventorMatch(Node):
    """A match as its inventor meets it."""

    title: str = derived("Title of the patent (专利名称).", of_patent("title"))
    application_number: str = derived(
        "Its application number, canonical (申请号).", of_patent("application_number")
    )
    first_inventor: str | None = derived("Its first inventor (第一发明人).", of_patent("first_inventor"))
    owner_names: list[str] = derived("Its owners in order (专利权人).", of_patent("owner_names"), size=NAMES)
    state: MatchState = column("How far it is matched (匹配状态).")
    reason: str | None = column("Why it was refused, or its decision taken back (原因).")
    changed_at: Instant = column("When the state changed last (更新时间).")
    patent: Patent | None = to_one(
        "The patent itself, once it is confirmed or where readable anyway (专利).", "Patent", "patent_id"
    )
    viewer_can: InventorMatchViewerCan = embedded("What the viewer may do with it (可执行操作).")


@entity(
    "inventor_match",
    Ability.MATCH_CONFIRM,
    "A claim of an account to be an inventor of a patent (认领申请), waiting or decided. What was not "
    "claimed is shown to nobody but its inventor.",
    conditions={name: condition for name, (condition, _) in CLAIMS.items()},
    orders={"CHANGED_AT": NEWEST},
    default_order=(NEWEST,),
)
class InventorClaim(Node):
    """A match as an administrator meets it."""

    title: str = derived("Title of the patent (专利名称).", of_patent("title"))
    application_number: str = derived(
        "Its application number, canonical (申请号).", of_patent("application_number")
    )
    first_inventor: str | None = derived("Its first inventor (第一发明人).", of_patent("first_inventor"))
    owner_names: list[str] = derived("Its owners in order (专利权人).", of_patent("owner_names"), size=NAMES)
    state: MatchState = column("How far it is matched (匹配状态).")
    standing: bool = column(
        "Whether the patent still has a place of this name that nobody else is confirmed for (仍可确认)."
    )
    reason: str | None = column("Why it was refused, or its decision taken back (原因).")
    changed_at: Instant = column("When the state changed last (更新时间).")
    user: User | None = to_one("The account that claims it (认领人).", "User", "user_id")
    patent: Patent | None = to_one("The patent itself, where readable (专利).", "Patent", "patent_id")
    viewer_can: InventorClaimViewerCan = embedded("What the viewer may do with it (可执行操作).")


@strawberry.type(description="A page of one's own matches (待认领专利列表).")
class InventorMatchConnection(Connection[InventorMatch]):
    """Matches."""


@strawberry.type(description="A page of claims (认领申请列表).")
class InventorClaimConnection(Connection[InventorClaim]):
    """Claims."""


__all__ = ["InventorClaim", "InventorMatch", "MatchState"]
