"""What the viewer may do with a patent, and the menu that follows from it (S121–S125)."""

import strawberry

from panhuo.compiler import binding as bind
from panhuo.types import dossier_can
from panhuo.types import patent_dossier as filing
from panhuo.types import patent_sql as see
from panhuo.types.declare import decision, declared
from panhuo.types.dossier_can import AvailableAction
from panhuo.types.refusal import FilingRefusal


@strawberry.type(description="Whether an act is open to the viewer, and why not (操作许可).")
class FilingDecision:
    """A decision about filing."""

    allowed: bool = declared(None, "Whether it is open (是否允许).")
    reason: FilingRefusal | None = declared(None, "Why not (原因代码).")
    message: str | None = declared(None, "Why not, in words (原因).")


@strawberry.type(description="What the viewer may do with a patent (可执行操作).")
class PatentViewerCan:
    """Acts on a patent."""

    file: FilingDecision = decision(
        "Open a dossier for it singly (建档, S58, S70–S71, S73, S76).",
        see.filing_refusal,
        see.FILING_REFUSALS,
    )
    file_portfolio: FilingDecision = decision(
        "Put it in a portfolio, whether or not it is filed singly (组合建档, S81–S85).",
        see.portfolio_refusal,
        see.FILING_REFUSALS,
    )


def menu(
    chinese: bool, file: str | None, portfolio: str | None, held: object, dossier: object, *own: object
) -> list[str]:
    """The menu of a patent: its own dossier's where the viewer reads one (S121–S124)."""
    shown = [AvailableAction.FILE] if file is None else []
    shown += [AvailableAction.FILE_PORTFOLIO] if portfolio is None else []
    if dossier is not None:
        return [*shown, *dossier_can.menu(chinese, *own)]  # type: ignore[arg-type]
    return [*shown, AvailableAction.PORTFOLIOS] if held else [*shown]


ACTIONS = bind.Computed(
    menu,
    (
        *(see.filing_refusal, see.portfolio_refusal, filing.in_portfolio, filing.of_own("id")),
        *(filing.of_own_by(each) for each in dossier_can.VALUES),
    ),
)
