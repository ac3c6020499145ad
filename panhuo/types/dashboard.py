"""The dashboard (数据看板, S167–S170): each figure with its definition and the list behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import strawberry

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.filters import unit_sql
from panhuo.compiler.listing import Listing
from panhuo.types.declare import declared
from panhuo.types.library_figures import BESIDE, FILEABLE
from panhuo.types.library_figures import FIGURES as LIBRARY
from panhuo.types.scalars import Date

STOCK_OF_2023 = {"validAtEndOf2023": {"eq": True}}
MOVED, LICENSED = {"transferredSinceRegistered": {"eq": True}}, {"licensedSinceRegistered": {"eq": True}}
FILED = {"filed": {"eq": True}}
FIGURES: Mapping[str, Mapping[str, Any]] = {
    "pushed": LIBRARY["pushed"],
    "valid_at_end_of_2023": STOCK_OF_2023,
    "co_owned": LIBRARY["co_owned"],
    "new_this_month": LIBRARY["new_this_month"],
    "registered": LIBRARY["registered"],
    "registered_singly": LIBRARY["registered_singly"],
    "registered_in_portfolio": LIBRARY["registered_in_portfolio"],
    "converted": LIBRARY["converted"],
    "own_valid": FILEABLE,
    "dealt_since_registered": {"or": [MOVED, LICENSED]},
    "transferred_since_registered": MOVED,
    "licensed_since_registered": LICENSED,
    "own_valid_filed": {**FILEABLE, **FILED},
    "own_of_2023": {**FILEABLE, **STOCK_OF_2023},
    "own_of_2023_filed": {**FILEABLE, **STOCK_OF_2023, **FILED},
}
"""Name → the filter of `patents` that lists what is counted."""
DIRECTED = {"kind": {"isNull": False}}
OTHERS: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    "demands": ("Demand", "demands", DIRECTED),
    "evaluations": ("Evaluation", "evaluations", {}),
}
"""Name → the type, the root field that lists it, and its filter."""
DEFINITIONS = {
    "pushed": "Valid patents as of the last delivery, those sold left out (截至最新推送的有效专利, S173).",
    "valid_at_end_of_2023": "In force on 2023-12-31, those lapsed since included "
    "(2023年12月31日有效，含后续失效, S174, S187).",
    "co_owned": "Valid, with two owners or more (权利人不少于两个的有效专利, S176).",
    "new_this_month": "Granted, or come by transfer, in the month of the last delivery's date, and valid "
    "(当月授权或受让的有效专利, S175).",
    "registered": "Now registered, singly or in a portfolio, each once (现登记入库的专利，每件计一次, S177).",
    "registered_singly": "Of these by themselves (单条登记入库, S177).",
    "registered_in_portfolio": "Of these in a portfolio alone (仅随组合登记入库, S177).",
    "converted": "Transferred or licensed from 2023-10-19 on, or so reported and not returned, each once "
    "(2023年10月19日起转让、许可及填报业绩，去重, S178, S179).",
    "own_valid": "Valid, and the institution is first owner: come by transfer included, co-owned ones of "
    "another first owner left out (现有效且为第一权利人，含受让, S169).",
    "dealt_since_registered": "Transferred or licensed on or after the day of registration, or so reported "
    "(登记入库后转让或许可, S182).",
    "transferred_since_registered": "Of these transferred (登记入库后已转让, S182).",
    "licensed_since_registered": "Of these licensed; one of both counts in both (登记入库后已许可, S182).",
    "own_valid_filed": "Own valid patents with a dossier of their own, in any state (已建档, S170).",
    "own_of_2023": "Own valid patents that were in force on 2023-12-31 (截至2023年底有效, S170).",
    "own_of_2023_filed": "Of these with a dossier of their own, in any state (其中已建档, S170).",
    "demands": "What enterprises directed to the institution's dossiers (企业定向发布的合作意向, S180).",
    "evaluations": "Ratings by experts of enterprises of the institution's dossiers, each expert's of each "
    "dossier once, those of dossiers delisted since included (企业专家评价次数, S181).",
}


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


@strawberry.type(
    description="The dashboard (数据看板, S167–S170): of the viewer's scope, or of one unit within it. Each "
    "figure is the `totalCount` of its list in the same moment."
)
class Dashboard:
    """Figures and bars."""

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


def below(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """The condition of `unit`: at it or below, where the viewer reads it."""
    unit = arguments.get("unit")
    return [unit_sql("under", unit, rows.column("unit"), rows.statement)] if isinstance(unit, Leaf) else []


def dashboard(counts: Mapping[str, Any], arguments: Mapping[str, Any]) -> Any:
    """The dashboard of a run."""
    unit = arguments.get("unit")
    found: dict[str, Any] = {
        name: figure(name, count, unit and str(unit)) for name, count in counts.items() if name not in BESIDE
    }
    bars: dict[str, Any] = {
        "filing": Progress(found.pop("own_valid_filed"), found["own_valid"]),
        "filing_of_2023": Progress(found.pop("own_of_2023_filed"), found.pop("own_of_2023")),
    }
    return Found(**found, **bars, as_of=counts["as_of"])


def figure(name: str, count: int, unit: str | None) -> Figure:
    """A figure with the arguments of its list; a unit is one more condition of its filter."""
    shown: dict[str, Any] = {"filed": "ALL", "campus": "ALL"} if name in FIGURES else {}
    _, listed, where = OTHERS.get(name) or ("Patent", "patents", FIGURES[name])
    if unit:
        where = {**where, "unit": {"under": unit}}
    return Figure(count, DEFINITIONS[name], listed, orjson.dumps({**shown, "where": where}).decode())


@dataclass(frozen=True)
class Found:
    pushed: Figure
    valid_at_end_of_2023: Figure
    co_owned: Figure
    new_this_month: Figure
    registered: Figure
    registered_singly: Figure
    registered_in_portfolio: Figure
    converted: Figure
    demands: Figure
    evaluations: Figure
    own_valid: Figure
    dealt_since_registered: Figure
    transferred_since_registered: Figure
    licensed_since_registered: Figure
    filing: Progress
    filing_of_2023: Progress
    as_of: str | None
