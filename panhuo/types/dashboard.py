"""The dashboard (数据看板, S167–S172): each figure and row with its definition and the list behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson
import strawberry

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.filters import unit_sql
from panhuo.compiler.listing import Listing
from panhuo.compiler.statement import Env
from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.types.dashboard_figures import DEFINITIONS, FIGURES, OTHERS, RANKINGS
from panhuo.types.dashboard_tables import TABLES, TICKED, TICKS, definition_of, rows_of
from panhuo.types.declare import declared
from panhuo.types.library_figures import BESIDE, VALID
from panhuo.types.scalars import Date

DashboardRanking = described(
    StrEnum("DashboardRanking", {name.upper(): name.upper() for name in RANKINGS}),
    "What inventors, colleges and institutions are ranked by (排名依据, S172).",
    {name.upper(): DEFINITIONS[name] for name in RANKINGS},
)
ROWS = Size(20, 100)


@strawberry.type(description="A figure of the dashboard (指标), its definition, and the list behind it.")
class DashboardFigure:
    """A figure."""

    count: int = declared(None, "How many (数量).")
    definition: str = declared(None, "What is counted, in English and Chinese (指标说明).")
    list: str = declared(None, "The root field that lists it: `patents`, `demands` or `evaluations` (列表).")
    list_arguments: str = declared(
        None, "That field's arguments that list exactly these, as JSON (列表条件)."
    )


@strawberry.type(description="How far filing has come (建档进度, S170).")
class DashboardProgress:
    """A bar."""

    done: DashboardFigure = declared(None, "What is filed (已建档).")
    all: DashboardFigure = declared(None, "Of what (应建档).")
    ratio: float | None = declared(None, "The one by the other, 0–1; null of nothing (进度).")


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
    rows: list[DashboardRow] = declared(
        None,
        "Its rows, the largest count first, equal ones by code, the unknown last; at most 100, of rankings "
        "what `top` says (数据行).",
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


@dataclass(frozen=True)
class Figure:
    count: int
    definition: str
    list: str
    list_arguments: str


@dataclass(frozen=True)
class Progress:
    done: Figure
    all: Figure

    @property
    def ratio(self) -> float | None:
        return self.done.count / self.all.count if self.all.count else None


@dataclass(frozen=True)
class Line:
    item: str | None
    code: str | None
    label: str | None
    count: int
    list_arguments: str


@dataclass(frozen=True)
class Told:
    definition: str
    rows: list[Line]


class Found:
    """What was found, by the names of the fields; tables that were not selected are not there."""

    def __init__(self, **found: Any) -> None:
        self.__dict__.update(found)


def below(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """The condition of `unit`: at it or below, where the viewer reads it."""
    unit = arguments.get("unit")
    return [unit_sql("under", unit, rows.column("unit"), rows.statement)] if isinstance(unit, Leaf) else []


def checked(given: Mapping[str, Any], env: Env) -> None:
    """Raises INVALID_VALUE for so many rows as no table has."""
    if not 1 <= given["top"] <= ROWS.most:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"top: 1–{ROWS.most}.")


def dashboard(counts: Mapping[str, Any], arguments: Mapping[str, Any], chinese: bool) -> Any:
    """The dashboard of a run."""
    unit = arguments.get("unit")
    asked = {"unit": {"under": str(unit)}} if unit else {}
    found: dict[str, Any] = {
        name: figure(name, counts[name], asked) for name in (*FIGURES, *OTHERS) if name not in BESIDE
    }
    found["filing"] = Progress(found["own_valid_filed"], found["own_valid"])
    found["filing_of_2023"] = Progress(found["own_of_2023_filed"], found["own_of_2023"])
    ranked_by = str(arguments["rankBy"]).lower()
    for name in TABLES.keys() & counts.keys():
        where = FIGURES[ranked_by] if TABLES[name].ranked else VALID
        found[name] = Told(definition_of(name, ranked_by), lines(name, counts[name], where, asked, chinese))
    if f"ticks__{next(iter(TICKED))}" in counts:
        rows = [
            line for name in TICKED for line in lines(name, counts[f"ticks__{name}"], VALID, asked, chinese)
        ]
        found["ticks"] = Told(TICKS, rows)
    return Found(**found, as_of=counts["as_of"])


def figure(name: str, count: int, asked: Mapping[str, Any]) -> Figure:
    """A figure with the arguments of its list; a unit is one more condition of its filter."""
    _, listed, where = OTHERS.get(name) or ("Patent", "patents", FIGURES[name])
    return Figure(count, DEFINITIONS[name], listed, listing(listed, where, asked))


def listing(field: str, where: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    """The arguments of a root field."""
    shown: dict[str, Any] = {"filed": "ALL", "campus": "ALL"} if field == "patents" else {}
    return orjson.dumps({**shown, "where": {**where, **asked}}).decode()


def lines(
    name: str, text: str, where: Mapping[str, Any], asked: Mapping[str, Any], chinese: bool
) -> list[Line]:
    """The rows of a table, each with the arguments of its list."""
    told, item = (TICKED[name], camel(name)) if name in TICKED else (TABLES[name], None)
    return [
        Line(row.item, row.code, row.label, row.count, listing("patents", {"and": [where, row.where]}, asked))
        for row in rows_of(told, orjson.loads(text), chinese, item)
    ]


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(each.title() for each in rest)
