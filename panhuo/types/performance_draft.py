"""What a form of a performance report begins with."""

from dataclasses import dataclass

import strawberry

from panhuo.compiler.weights import Size
from panhuo.rules.dossier_options import ImplementationDetail
from panhuo.rules.performance_options import ConversionMode
from panhuo.types import performance_words  # noqa: F401  # it describes the enumerations
from panhuo.types.declare import declared

MEMBERS, DEALS, OPTIONS = Size(3, 10), Size(2, 2), Size(2, 7)


@strawberry.type(description="A patent that a report would name (待关联专利, S153).")
class DraftPatent:
    """A member of the dossier."""

    patent_id: strawberry.ID = declared(None, "Id of the patent (专利编号).")
    application_number: str = declared(None, "Application number (申请号).")
    title: str = declared(None, "Title (专利名称).")
    registered: bool = declared(None, "Whether it is in the library, so that it can be named (已登记入库).")


@strawberry.type(description="A way of conversion as a demand names it (转化方式).")
class DraftDeal:
    """What is ticked beforehand."""

    mode: ConversionMode = declared(None, "Licensed or transferred (转化方式).")
    options: list[ImplementationDetail] = declared(None, "Ticked beforehand (转化情况).", size=OPTIONS)


@strawberry.type(description="What a form of a performance report begins with (业绩填报预填, S152).")
class PerformanceDraft:
    """Nothing is written."""

    name: str = declared(None, "Title of the patent, or name of the portfolio (项目名称, S152).")
    partner: str | None = declared(None, "The enterprise of the demand (合作企业).")
    demand_id: strawberry.ID | None = declared(None, "The demand it comes of (来源需求).")
    patents: list[DraftPatent] = declared(None, "Patents of the dossier, in order (关联专利).", size=MEMBERS)
    deals: list[DraftDeal] = declared(
        None, "What the demand's ways of working together amount to (转化方式).", size=DEALS
    )


@dataclass(frozen=True)
class Member:
    patent_id: str
    application_number: str
    title: str
    registered: bool


@dataclass(frozen=True)
class Ticked:
    mode: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    name: str
    partner: str | None
    demand_id: str | None
    patents: tuple[Member, ...]
    deals: tuple[Ticked, ...]
