"""The enumerations of demands as GraphQL shows them."""

from enum import StrEnum

from panhuo.enums import described
from panhuo.rules.demand_lifecycle import DemandAct
from panhuo.rules.demand_refusals import DEMAND_REFUSALS, DemandRefusal
from panhuo.rules.vocabulary import DemandState

described(
    DemandState,
    "Where a demand stands (需求状态).",
    {
        "NEW": "Sent, nobody answered yet (待处理).",
        "CONTACTED": "The institution took it up (已联系).",
        "IN_TALKS": "Both sides talk (洽谈中).",
        "SIGNED": "A contract is signed (已签约).",
        "CLOSED": "Closed by the institution, or withdrawn by its enterprise (已关闭).",
    },
)
ACTS = {
    "CLOSE": "Closed, for a reason (关闭).",
    "CONTACT": "The institution took it up (联系企业).",
    "NOTE": "A note was written (备注).",
    "REOPEN": "Opened again, for a reason (重新开启).",
    "SEND": "Sent (提交需求).",
    "SIGN": "A contract was signed (签约).",
    "TALK": "Talks began (洽谈).",
    "WITHDRAW": "Withdrawn by its enterprise (撤回).",
}
described(DemandAct, "A step of a demand's life (操作).", ACTS)
described(
    DemandRefusal,
    "Why something cannot be done with a demand (不可操作原因).",
    {name: " ".join(words) for name, words in DEMAND_REFUSALS.items()},
)


class DemandHandling(StrEnum):
    """What an institution does with a demand."""

    CONTACT = "CONTACT"
    TALK = "TALK"
    SIGN = "SIGN"
    CLOSE = "CLOSE"
    REOPEN = "REOPEN"
    NOTE = "NOTE"


described(
    DemandHandling,
    "What an institution does with a demand (处理方式).",
    {
        "CONTACT": "Take it up, a new one (联系企业).",
        "TALK": "Begin talks (进入洽谈).",
        "SIGN": "Say that a contract is signed (标记签约).",
        "CLOSE": "Close it; the note is the reason, which its enterprise is told (关闭).",
        "REOPEN": "Open a closed one again, for a reason; never one that was withdrawn (重新开启).",
        "NOTE": "Write a note only (仅备注).",
    },
)
