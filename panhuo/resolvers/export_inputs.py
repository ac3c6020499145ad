"""What `exportPatents` and `exportDossiers` take."""

import strawberry

from panhuo.jobs.export_asked import ExportLayout
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.sheets.export_file import ExportFormat
from panhuo.types.dossier_list import DossierFilter, DossierOrder
from panhuo.types.export import DossierLibrary
from panhuo.types.filters import many
from panhuo.types.patent_list import PatentFilter, PatentOrder
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
