"""What `exportPatents`, `exportDossiers` and `exportData` take."""

from typing import Any

import strawberry

from panhuo.jobs.export_asked import ExportLayout
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.sheets.export_file import ExportFormat
from panhuo.types.demand_columns import DemandFilter, DemandOrder
from panhuo.types.dossier_list import DossierFilter, DossierOrder
from panhuo.types.evaluation import EvaluationFilter, EvaluationOrder
from panhuo.types.export import DossierLibrary
from panhuo.types.filters import many
from panhuo.types.patent_list import PatentFilter, PatentOrder
from panhuo.types.performance_columns import PerformanceFilter, PerformanceOrder
from panhuo.types.stats import StatsOf
from panhuo.types.vocabulary import Campus, FiledFilter

IDS = (
    "The ticked rows, at most 1,000; they take the place of every filter. Without them the whole list is "
    "exported as the filters leave it (勾选的记录, S128)."
)
COLUMN_KEYS = (
    "Keys of `exportColumns` in the order wanted; basics and required fields without (导出列, S129)."
)
KEY = "A word of the client's own: asking again under it starts nothing new (幂等键)."
SEARCH, ORDER = "As in the list (快速搜索, S105).", "As in the list (排序, S109)."
SAME = "As in the list (筛选)."


@strawberry.input(description="Patents to export (待导出专利, S128).")
class ExportPatentsInput:
    """Rows of `patents`."""

    ids: list[strawberry.ID] | None = strawberry.field(default=None, description=IDS)
    filed: FiledFilter = strawberry.field(
        default=FiledFilter.UNFILED, description="As in the list (是否建档, S53)."
    )
    campus: Campus = strawberry.field(default=Campus.MAIN, description="As in the list (校区, S54).")
    branch: strawberry.ID | None = strawberry.field(default=None, description="As in the list (分校, S54).")
    search: str | None = strawberry.field(default=None, description=SEARCH)
    where: PatentFilter | None = strawberry.field(default=None, description=SAME)  # type: ignore[valid-type]
    order_by: many(PatentOrder) = strawberry.field(default=None, description=ORDER)  # type: ignore[valid-type]
    columns: list[str] | None = strawberry.field(default=None, description=COLUMN_KEYS)
    format: ExportFormat = strawberry.field(
        default=ExportFormat.XLSX, description="What the file is written as (导出格式)."
    )
    layout: ExportLayout = strawberry.field(
        default=ExportLayout.COLUMNS, description="How the columns stand (导出版式)."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="Dossiers to export, singles and portfolios (待导出档案, S111).")
class ExportDossiersInput:
    """Rows of one of the lists of dossiers."""

    library: DossierLibrary = strawberry.field(description="The list they stand in (所在列表).")
    ids: list[strawberry.ID] | None = strawberry.field(default=None, description=IDS)
    kind: DossierKind | None = strawberry.field(
        default=None, description="As in the list (单条专利或组合专利, S133)."
    )
    state: DossierState | None = strawberry.field(
        default=None,
        description="A tab of MY_DOSSIERS or REVIEWED; of the latter REJECTED unless it says DELISTED, for "
        "ticked rows too (状态, S131).",
    )
    search: str | None = strawberry.field(default=None, description=SEARCH)
    where: DossierFilter | None = strawberry.field(default=None, description=SAME)  # type: ignore[valid-type]
    order_by: many(DossierOrder) = strawberry.field(default=None, description=ORDER)  # type: ignore[valid-type]
    columns: list[str] | None = strawberry.field(default=None, description=COLUMN_KEYS)
    format: ExportFormat = strawberry.field(
        default=ExportFormat.XLSX, description="What the file is written as (导出格式)."
    )
    layout: ExportLayout = strawberry.field(
        default=ExportLayout.COLUMNS, description="How the columns stand (导出版式)."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


def rows_of(name: str, words: str, where: Any, order: Any, searched: bool) -> Any:
    """The input of a list: ticked rows, or the filters of the list."""
    fields = {
        "ids": (list[strawberry.ID] | None, IDS),
        **({"search": (str | None, SEARCH)} if searched else {}),
        "where": (where | None, SAME),
        "order_by": (many(order), ORDER),
    }
    kept = {key: strawberry.field(default=None, description=text) for key, (_, text) in fields.items()}
    cls = type(name, (), {"__module__": __name__, **kept})
    cls.__annotations__ = {key: kind for key, (kind, _) in fields.items()}
    return strawberry.input(cls, description=words)


ExportDemands = rows_of(
    "ExportDemands", "Rows of `demands` (待导出需求).", DemandFilter, DemandOrder, searched=True
)
ExportPerformances = rows_of(
    "ExportPerformances",
    "Rows of `performances` (待导出业绩).",
    PerformanceFilter,
    PerformanceOrder,
    searched=True,
)
ExportEvaluations = rows_of(
    "ExportEvaluations",
    "Rows of `evaluations` (待导出评价).",
    EvaluationFilter,
    EvaluationOrder,
    searched=False,
)


@strawberry.input(description="Statistics to export (待导出统计).")
class ExportStats:
    """The arguments of `stats`."""

    of: StatsOf = strawberry.field(description="As in `stats` (统计对象).")
    top: int = strawberry.field(
        default=1000, description="As in `stats`; what lies beyond is the last row (前 n 组)."
    )


@strawberry.input(description="The dashboard to export (待导出数据看板).")
class ExportDashboard:
    """The arguments of `dashboard`."""

    unit: strawberry.ID | None = strawberry.field(
        default=None, description="As in `dashboard`: of one unit with all below it (机构)."
    )


@strawberry.input(one_of=True, description="What is exported: one of these (导出对象).")
class ExportOf:
    """Lists and tables."""

    demands: ExportDemands | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="Demands of enterprises (企业需求)."
    )
    performances: ExportPerformances | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="Performance reports (业绩填报)."
    )
    evaluations: ExportEvaluations | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="Evaluations by enterprises (企业评价)."
    )
    stats: ExportStats | None = strawberry.field(
        default=strawberry.UNSET, description="Statistics in groups, a row a group (统计)."
    )
    dashboard: ExportDashboard | None = strawberry.field(
        default=strawberry.UNSET, description="The dashboard, a row a figure (数据看板)."
    )


@strawberry.input(description="Rows or figures to export (待导出数据).")
class ExportDataInput:
    """A list or a table, and how it is written."""

    of: ExportOf = strawberry.field(description="What is exported (导出对象).")
    columns: list[str] | None = strawberry.field(
        default=None,
        description="Of lists keys of `exportColumns`; of `stats` its dimensions, these with `_NAME`, "
        "`period`, `count` and its metrics; of `dashboard` figure, item, code, label, count, ratio and "
        "definition. The usual ones, or all of a table, without (导出列).",
    )
    format: ExportFormat = strawberry.field(
        default=ExportFormat.XLSX, description="What the file is written as (导出格式)."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)
