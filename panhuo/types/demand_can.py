"""What the viewer may do with a demand, and why not."""

import strawberry

from panhuo.rules.demand_lifecycle import DemandAct
from panhuo.rules.demand_refusals import DEMAND_REFUSALS, DemandRefusal
from panhuo.types import demand_words  # noqa: F401  # it describes the enumerations
from panhuo.types.declare import decision, declared
from panhuo.types.demand_sql import held_back

REASONS = {reason.value: words for reason, words in DEMAND_REFUSALS.items()}


@strawberry.type(description="Whether an act on a demand is open to the viewer (操作许可), and why not.")
class DemandDecision:
    """A decision about a demand."""

    allowed: bool = declared(None, "Whether it is open (是否允许).")
    reason: DemandRefusal | None = declared(None, "Why not (原因代码).")
    message: str | None = declared(None, "Why not, in words (原因).")


@strawberry.type(description="What the viewer may do with a demand (可执行操作).")
class DemandViewerCan:
    """Acts on a demand: the institution's, and the enterprise's own."""

    contact: DemandDecision = decision("Take it up (联系企业).", held_back(DemandAct.CONTACT), REASONS)
    talk: DemandDecision = decision("Begin talks (进入洽谈).", held_back(DemandAct.TALK), REASONS)
    sign: DemandDecision = decision("Say that it is signed (标记签约).", held_back(DemandAct.SIGN), REASONS)
    close: DemandDecision = decision("Close it (关闭).", held_back(DemandAct.CLOSE), REASONS)
    reopen: DemandDecision = decision("Open it again (重新开启).", held_back(DemandAct.REOPEN), REASONS)
    note: DemandDecision = decision("Write a note (备注).", held_back(DemandAct.NOTE), REASONS)
    withdraw: DemandDecision = decision("Withdraw it (撤回).", held_back(DemandAct.WITHDRAW), REASONS)
