"""What the viewer may do with a dossier, why not, and the menu that follows (S121–S125, S136–S140)."""

from enum import StrEnum

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Sql
from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.rules.dossier_refusals import DOSSIER_REFUSALS, DossierRefusal
from panhuo.types import dossier_sql as see
from panhuo.types.declare import decision, declared

REASONS = {reason.value: words for reason, words in DOSSIER_REFUSALS.items()}
described(
    DossierRefusal,
    "Why something cannot be done with a dossier (不可操作原因).",
    {name: " ".join(words) for name, words in REASONS.items()},
)


class AvailableAction(StrEnum):
    """An entry of the menu of a patent or a dossier."""

    FILE = "FILE"
    FILE_PORTFOLIO = "FILE_PORTFOLIO"
    EDIT = "EDIT"
    DETAIL = "DETAIL"
    REASON = "REASON"
    EVALUATIONS = "EVALUATIONS"
    PORTFOLIOS = "PORTFOLIOS"
    SUBMIT = "SUBMIT"
    WITHDRAW = "WITHDRAW"
    DISCARD = "DISCARD"
    APPROVE = "APPROVE"
    RETURN = "RETURN"
    REVISE = "REVISE"
    DELIST = "DELIST"
    CHANGE_CONTACT = "CHANGE_CONTACT"
    HAND_OVER = "HAND_OVER"


described(
    AvailableAction,
    "An entry of the menu of a patent or a dossier (可执行操作), in the order of the menu.",
    {
        "FILE": "File the patent singly (建档, S124).",
        "FILE_PORTFOLIO": "Put the patent in a portfolio (组合建档, S82).",
        "EDIT": "Open the form (建档, S136, S138, S139).",
        "DETAIL": "Read what was filed (建档详情、盘点详情, S121–S123).",
        "REASON": "Read why it was returned or delisted (驳回原因、下架原因, S138–S140).",
        "EVALUATIONS": "Read what enterprises say of it (企业评价, S123, S126).",
        "PORTFOLIOS": "Portfolios of the patent, patents of the portfolio (组合信息, S125).",
        "SUBMIT": "Submit it for review (提交).",
        "WITHDRAW": "Take it back from review (撤回, S141).",
        "DISCARD": "Discard the draft (删除草稿).",
        "APPROVE": "Let it pass (审核通过, S112–S113).",
        "RETURN": "Return it with a reason (退回, S116).",
        "REVISE": "Take stock again (再次盘点, S122, S127).",
        "DELIST": "Take it out of the library (立即下架, S145).",
        "CHANGE_CONTACT": "Replace contact and phone (修改联系人).",
        "HAND_OVER": "Hand it to another filer (移交, S74).",
    },
)
MENU = Size(6, len(AvailableAction))
ACTS: dict[AvailableAction, Sql] = {
    AvailableAction.SUBMIT: see.SUBMIT,
    AvailableAction.WITHDRAW: see.WITHDRAW,
    AvailableAction.DISCARD: see.DISCARD,
    AvailableAction.APPROVE: see.APPROVE,
    AvailableAction.RETURN: see.RETURN,
    AvailableAction.REVISE: see.REVISE,
    AvailableAction.DELIST: see.DELIST,
    AvailableAction.CHANGE_CONTACT: see.CHANGE_CONTACT,
    AvailableAction.HAND_OVER: see.HAND_OVER,
}
VALUES: tuple[Sql, ...] = (see.EDIT, see.has_reason, see.has_evaluations, *ACTS.values())
"""What the menu of a dossier follows from."""


def menu(chinese: bool, edit: str | None, reason: object, listed: object, *acts: str | None) -> list[str]:
    """The menu of a dossier that the viewer reads: `edit` and `acts` are refusals, null for none."""
    shown = {
        AvailableAction.EDIT: edit is None,
        AvailableAction.DETAIL: edit is not None,
        AvailableAction.REASON: bool(reason),
        AvailableAction.EVALUATIONS: bool(listed),
        AvailableAction.PORTFOLIOS: True,
        **{act: refusal is None for act, refusal in zip(ACTS, acts, strict=True)},
    }
    return [act.value for act, open_ in shown.items() if open_]


@strawberry.type(description="Whether an act on a dossier is open to the viewer (操作许可), and why not.")
class DossierDecision:
    """A decision about a dossier."""

    allowed: bool = declared(None, "Whether it is open (是否允许).")
    reason: DossierRefusal | None = declared(None, "Why not (原因代码).")
    message: str | None = declared(None, "Why not, in words (原因).")


@strawberry.type(description="What the viewer may do with a dossier (可执行操作).")
class DossierViewerCan:
    """Acts on a dossier."""

    edit: DossierDecision = decision("Change what it says (建档编辑, S72).", see.EDIT, REASONS)
    submit: DossierDecision = decision(
        "Submit it, once nothing is missing: see `draft { missing }` (提交).", see.SUBMIT, REASONS
    )
    withdraw: DossierDecision = decision(
        "Take it back before anybody approved (撤回, S141).", see.WITHDRAW, REASONS
    )
    discard: DossierDecision = decision(
        "Discard a draft that was never submitted, or a revision (删除草稿).", see.DISCARD, REASONS
    )
    approve: DossierDecision = decision("Let it pass this level (审核通过).", see.APPROVE, REASONS)
    return_: DossierDecision = decision("Return it to its filer (退回, S116).", see.RETURN, REASONS, "return")
    delist: DossierDecision = decision("Take it out of the library (下架, S145–S146).", see.DELIST, REASONS)
    hand_over: DossierDecision = decision("Make somebody else its filer (移交, S74).", see.HAND_OVER, REASONS)
    revise: DossierDecision = decision("Take stock again (再次盘点, S127).", see.REVISE, REASONS)
    evaluate: DossierDecision = decision(
        "Say what one's enterprise thinks of it, while it is registered (企业评价, S150).",
        see.evaluating,
        REASONS,
    )
    change_contact: DossierDecision = decision(
        "Replace contact and phone of what is registered (修改联系人).", see.CHANGE_CONTACT, REASONS
    )


ACTIONS = bind.Computed(menu, VALUES)
