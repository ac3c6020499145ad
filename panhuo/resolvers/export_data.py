"""The exports, and `exportData`: any list or table beside the libraries, refused as the others refuse."""

from dataclasses import replace
from typing import Annotated

import strawberry

from panhuo.compiler.uncoerced import uncoerced
from panhuo.jobs.export_asked import ExportAsked, ExportLayout, among, named
from panhuo.permissions.ability import Ability
from panhuo.resolvers.export_inputs import ExportDataInput
from panhuo.resolvers.exports import export_dossiers, export_patents, given_in, numbered, started
from panhuo.resolvers.jobs import Info, JobPayload
from panhuo.sheets.export_columns import ROOTS, ExportLibrary
from panhuo.types.declare import mutation


async def export_data(
    info: Info,
    input: Annotated[ExportDataInput, strawberry.argument(description="What is exported (待导出数据).")],
) -> JobPayload:
    """Export rows of a list, or figures."""
    return await started(info, lambda: asked_for(info, input), input.idempotency_key)


def asked_for(info: Info, input: ExportDataInput) -> ExportAsked:
    """The input as a job keeps it. Raises INVALID_VALUE, BAD_ID."""
    given, kind = given_in(info)
    [(name, arguments)] = uncoerced(given["of"], kind.fields["of"].type).items()
    library, ids = named(name.upper()), arguments.pop("ids", None)
    if isinstance(library, ExportLibrary) and ids is not None:
        arguments, numbers = {}, numbered(ids, ROOTS[library][1])
    else:
        arguments, numbers = {key: each for key, each in arguments.items() if each is not None}, None
    asked = ExportAsked(
        library, [], input.format, ExportLayout.COLUMNS, info.context.chinese, arguments, numbers
    )
    return replace(asked, columns=[column.key for column in among(asked.known(), input.columns)])


@strawberry.type(description="Exporting (导出).")
class ExportMutations:
    """Jobs that write files."""

    export_patents: JobPayload | None = mutation(
        export_patents,
        "Write patents of the library into a file: a job (导出专利, S128–S130). `exportColumns` lists what "
        "they may be exported with; every cell is what a query by the same viewer would answer.",
        Ability.EXPORT,
        cost=20_000,  # the list is planned, and ticked rows are looked up
    )
    export_data: JobPayload | None = mutation(
        export_data,
        "Export demands, performance reports or evaluations, statistics or the dashboard: a row a row of the "
        "list, a group or a figure, as a job (导出). What a query would refuse is refused here.",
        Ability.EXPORT,
        cost=30_000,
    )
    export_dossiers: JobPayload | None = mutation(
        export_dossiers,
        "Write dossiers of a list into a file: a job (导出档案, S111, S128–S130).",
        Ability.EXPORT,
        cost=20_000,
    )
