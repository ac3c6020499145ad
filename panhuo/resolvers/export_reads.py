"""What is read of exports: their columns, and how far the viewer's own are."""

from collections.abc import Mapping
from typing import Any

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.arguments import Tree
from panhuo.compiler.binding import Asker
from panhuo.compiler.listing import Listing
from panhuo.permissions.ability import Ability
from panhuo.resolvers.exports import columns_for
from panhuo.sheets.export_columns import ExportLibrary
from panhuo.types.declare import declared
from panhuo.types.export import COLUMNS, ExportColumn
from panhuo.types.job import JobConnection
from panhuo.types.node import PAGING


def exports_alone(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    return [f"{rows.own()['kind']} = 'EXPORT'"]


async def columns(asker: Asker, library: ExportLibrary) -> list[ExportColumn]:
    return columns_for(asker.viewer, library)


def library_of(given: Mapping[str, Any]) -> ExportLibrary:
    return ExportLibrary(given["library"])


@strawberry.type
class ExportQuery:
    """Exports."""

    export_columns: list[ExportColumn] | None = declared(
        bind.Worked(library_of, columns),
        "The columns that exports of a list may have, and which of them the viewer may read "
        "(可导出列, S129).",
        Ability.EXPORT,
        {"library": (ExportLibrary, strawberry.UNSET, "The list (列表).")},
        size=COLUMNS,
        cost=20_000,  # every column is planned
    )
    exports: JobConnection | None = declared(
        bind.Connection("Job", None, exports_alone, within=Ability.JOB_RUN),
        "The viewer's own exports, newest first (导出进度); a client shows the last five, `first: 5` (S130).",
        Ability.EXPORT,
        PAGING,
    )
