"""The dashboard (数据看板, S167–S172): each figure and row with its definition and the list behind it."""

from enum import StrEnum
from typing import Any

import strawberry

from panhuo.compiler.tables import LARGEST
from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.types.dashboard_as_of import DashboardGap
from panhuo.types.dashboard_figures import DEFINITIONS, RANKINGS
from panhuo.types.declare import declared
from panhuo.types.scalars import Date

DashboardRanking = described(
    StrEnum("DashboardRanking", {name.upper(): name.upper() for name in RANKINGS}),
    "What inventors, colleges and institutions are ranked by (排名依据, S172).",
    {name.upper(): DEFINITIONS[name] for name in RANKINGS},
)
ROWS = Size(20, LARGEST)


@strawberry.type(description="A figure of the dashboard (指标), its definition, and the list behind it.")
class DashboardFigure:
    """A figure."""

    count: int | None = declared(None, "How many; null where it is `unknown` (数量).")
    unknown: DashboardGap | None = declared(
        None, "Why it is not told as of the date asked for; null where it is (无法追溯原因)."
    )
    definition: str = declared(None, "What is counted, in English and Chinese (指标说明).")
    list: str = declared(None, "The root field that lists it: `patents`, `demands` or `evaluations` (列表).")
    list_arguments: str | None = declared(
        None, "That field's arguments that list exactly these, as JSON; null where it is unknown (列表条件)."
    )


@strawberry.type(description="How far filing has come (建档进度, S170).")
class DashboardProgress:
    """A bar."""

    done: DashboardFigure = declared(None, "What is filed (已建档).")
    all: DashboardFigure = declared(None, "Of what (应建档).")
    ratio: float | None = declared(
        None, "The one by the other, 0–1; null of nothing, and where unknown (进度)."
    )


@strawberry.type(description="A row of a table (数据表行): patents that have something alike.")
class DashboardRow:
    """A row."""

    item: str | None = declared(
        None, "Of `ticks`, which of the five items it is of, as `PatentFilter` names it; else null (标注项)."
    )
    code: str | None = declared(
        None,
        "What they have alike: a code, a value, a name, an id; null of what is not known (编码).",
    )
    label: str | None = declared(
        None, "What that is called, in the language of the request; null where the code says it (名称)."
    )
    count: int = declared(None, "Patents (专利数量).")
    list_arguments: str = declared(
        None, "The arguments of `patents` that list exactly these, as JSON (列表条件)."
    )


@strawberry.type(description="A table of the dashboard (数据表, S171).")
class DashboardTable:
    """A table."""

    definition: str = declared(None, "What is counted, in English and Chinese (指标说明).")
    unknown: DashboardGap | None = declared(
        None, "Why it is not told as of the date asked for; null where it is (无法追溯原因)."
    )
    rows: list[DashboardRow] | None = declared(
        None,
        "Null where it is `unknown`, else its rows, the largest count first, equal ones by code, the "
        "unknown last; at most 100, of rankings what `top` says (数据行).",
        size=ROWS,
    )


def table(description: str, cost: int = 5_000) -> Any:
    """A field with a table, which costs one more look at what the pass found."""
    return declared(None, description, cost=cost)


@strawberry.type(
    description="The dashboard (数据看板, S167–S172): of the viewer's scope, or of one unit within it. Each "
    "figure and each row is the `totalCount` of its list in the same moment."
)
class Dashboard:
    """Figures, bars and tables."""

    counted_on: Date | None = declared(
        None, "The date that figures are as of, where one was asked for; null for now (截至日期)."
    )
    as_of: Date | None = declared(
        None, "Date of the data of the last delivery; null before the first (数据截止日, S51)."
    )
    pushed: DashboardFigure = declared(None, "Valid patents delivered (累计推送存量有效专利量, S173).")
    valid_at_end_of_2023: DashboardFigure = declared(
        None, "Valid at the end of 2023 (截至2023年底存量有效专利量, S174)."
    )
    co_owned: DashboardFigure = declared(None, "Co-owned (权利共有专利量, S176).")
    new_this_month: DashboardFigure = declared(None, "New this month (本月新增有效专利量, S175).")
    registered: DashboardFigure = declared(None, "Registered (累计登记入库量, S177).")
    registered_singly: DashboardFigure = declared(None, "Of these singly (单条登记入库).")
    registered_in_portfolio: DashboardFigure = declared(None, "Of these in portfolios alone (仅随组合).")
    converted: DashboardFigure = declared(None, "Transferred or licensed (累计转化专利量, S178).")
    demands: DashboardFigure = declared(
        None, "Offers of cooperation received (收到企业合作意向数量, S168, S180)."
    )
    evaluations: DashboardFigure = declared(None, "Evaluations received (企业评价数量, S181).")
    own_valid: DashboardFigure = declared(None, "The institution's own (本校的存量有效专利量, S169).")
    dealt_since_registered: DashboardFigure = declared(
        None, "Transferred or licensed after registration (登记入库后已转让专利数量, S182)."
    )
    transferred_since_registered: DashboardFigure = declared(None, "Of these transferred (其中转让).")
    licensed_since_registered: DashboardFigure = declared(None, "Of these licensed (其中许可).")
    filing: DashboardProgress = declared(None, "Filing of all stock (存量有效专利建档进度, S170).")
    filing_of_2023: DashboardProgress = declared(
        None, "Filing of the stock to 2023 (截至2023年底存量建档进度, S170)."
    )
    ticks: DashboardTable = table("By the five ticked items of dossiers (各标注指标量, S61).", 15_000)
    industries: DashboardTable = table("By national industry (国民经济行业分类).")
    strategic_industries: DashboardTable = table("By strategic emerging industry (战新产业分布, S183).")
    technical_fields: DashboardTable = table("By IPC main group (技术领域分类分布, S184).")
    patent_types: DashboardTable = table("By type (专利类型分布).")
    maintenance_years: DashboardTable = table("By years maintained, rising (维持年限分布, S185–S186).")
    inventors: DashboardTable = table("The first inventors by `rankBy` (发明人TOP10分布, S172).", 30_000)
    colleges: DashboardTable = table("The first colleges by `rankBy` (学院TOP10分布, S172).")
    institutions: DashboardTable = table("The first institutions by `rankBy` (院校排名).")
