"""`exportPatents`, `exportDossiers`: refused before any job exists, or a job that writes the file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, cast

import strawberry
from graphql import GraphQLInputObjectType, get_named_type
from graphql.execution.values import VariableValues, get_argument_values

from panhuo.compiler.ids import number_of
from panhuo.compiler.ref import Ref
from panhuo.compiler.request_errors import RequestErrors
from panhuo.compiler.uncoerced import uncoerced
from panhuo.compiler.whole_list import WholeList
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.jobs.asking import start_job
from panhuo.jobs.export import EXPORT
from panhuo.jobs.export_asked import ExportAsked, ExportLayout, chosen, denied, planned
from panhuo.permissions.viewer import Viewer
from panhuo.resolvers.export_inputs import ExportDossiersInput, ExportPatentsInput
from panhuo.resolvers.jobs import Info, JobPayload
from panhuo.services.dossier_template import require_uploading
from panhuo.sheets.export_columns import ROOTS, ExportColumn, ExportLibrary, columns_of
from panhuo.sheets.export_file import ExportFormat
from panhuo.types.dossier_list import ReviewedState
from panhuo.types.export import ExportColumn as Column
from panhuo.types.user_error import user_error

IN_THE_INPUT = frozenset(
    {
        ErrorCode.BAD_ID,
        ErrorCode.CONFLICT,
        ErrorCode.INVALID_VALUE,
        ErrorCode.JOBS_TOO_MANY,
        ErrorCode.NOT_FOUND,
    }
)
LISTED = ("filed", "campus", "branch", "kind", "search", "where", "orderBy")
"""Inputs that are arguments of the list as they stand."""
UNFILTERED: Mapping[ExportLibrary, Mapping[str, Any]] = {
    ExportLibrary.PATENTS: {"filed": "ALL", "campus": "ALL"}
}
"""What lets ticked rows be found wherever they stand in the list."""


async def export_patents(
    info: Info,
    input: Annotated[ExportPatentsInput, strawberry.argument(description="The patents (待导出专利).")],
) -> JobPayload:
    """Export rows of the patent library."""
    return await started(info, lambda: asked_for(info, ExportLibrary.PATENTS, input), input.idempotency_key)


async def export_dossiers(
    info: Info,
    input: Annotated[ExportDossiersInput, strawberry.argument(description="The dossiers (待导出档案).")],
) -> JobPayload:
    """Export rows of a list of dossiers."""
    library = ExportLibrary(input.library.value)
    return await started(info, lambda: asked_for(info, library, input), input.idempotency_key)


async def started(info: Info, ask: Callable[[], ExportAsked], key: str | None) -> JobPayload:
    """Refuse what the viewer may not or what cannot be; else start the job."""
    viewer, chinese = info.context.viewer, info.context.chinese
    try:
        asked = ask()
        await require_readable(info, asked, viewer)
        name = asked.name
        number = await start_job(viewer, EXPORT, None, asked.parameters(), key, name=name)
    except PanhuoError as error:
        if error.code not in IN_THE_INPUT:
            raise
        field = (error.extensions or {}).get("field")
        path = ["input", *str(field).split(".")] if field else ["input"]
        return JobPayload(user_errors=[user_error(error, chinese, path)])
    return JobPayload(job=cast(Any, Ref("Job", number)))


def asked_for(
    info: Info, library: ExportLibrary, input: ExportPatentsInput | ExportDossiersInput
) -> ExportAsked:
    """The input as a job keeps it. Raises INVALID_VALUE, BAD_ID."""
    columns = [column.key for column in chosen(library, input.columns)]
    if input.layout is ExportLayout.TEMPLATE and input.format is not ExportFormat.XLSX:
        raise PanhuoError(ErrorCode.INVALID_VALUE, TEMPLATE_IS_XLSX, field="format")
    if input.layout is ExportLayout.TEMPLATE:
        require_template(info.context.viewer)
    arguments = arguments_of(info) if input.ids is None else {**UNFILTERED.get(library, {})}
    if isinstance(input, ExportDossiersInput):
        arguments |= tab_of(library, input)
    ids = None if input.ids is None else numbered(input.ids, ROOTS[library][1])
    return ExportAsked(library, columns, input.format, input.layout, info.context.chinese, arguments, ids)


def require_template(viewer: Viewer) -> None:
    """Raise FORBIDDEN for who uploads no dossiers: the layout is for those who do."""
    try:
        require_uploading(viewer)
    except PanhuoError as error:
        ability = (error.extensions or {}).get("ability")
        raise PanhuoError(error.code, ability=ability, field="layout") from None


def given_in(info: Info) -> tuple[dict[str, Any], GraphQLInputObjectType]:
    """The input as the request gave it, and its type."""
    raw = info._raw_info
    field_def = raw.parent_type.fields[raw.field_name]
    values = VariableValues({}, raw.variable_values)  # type: ignore[arg-type]
    given = get_argument_values(field_def, raw.field_nodes[0], values)["input"]
    kind = get_named_type(field_def.args["input"].type)
    assert isinstance(kind, GraphQLInputObjectType)
    return given, kind


def arguments_of(info: Info) -> dict[str, Any]:
    """The arguments of the list, as the request gave them."""
    given, kind = given_in(info)
    return {
        name: uncoerced(given[name], kind.fields[name].type) for name in LISTED if given.get(name) is not None
    }


def tab_of(library: ExportLibrary, input: ExportDossiersInput) -> dict[str, Any]:
    """The argument `state` of a list that has one. Raises INVALID_VALUE where it has no such tab."""
    if input.state is None:
        return {}
    fits = library is ExportLibrary.MY_DOSSIERS or (
        library is ExportLibrary.REVIEWED and input.state.value in list(ReviewedState)
    )
    if not fits:
        raise PanhuoError(ErrorCode.INVALID_VALUE, NO_TAB, field="state")
    if library is ExportLibrary.MY_DOSSIERS and input.ids is not None:
        return {}
    return {"state": input.state.value}


def numbered(ids: Sequence[strawberry.ID], kind: str) -> list[int]:
    """The numbers of ticked rows. Raises BAD_ID at what is none, INVALID_VALUE where nothing is ticked."""
    if not ids:
        raise PanhuoError(ErrorCode.INVALID_VALUE, NO_ROW, field="ids")
    found = []
    for at, id in enumerate(ids):
        try:
            found.append(number_of(id, kind))
        except PanhuoError as error:
            raise PanhuoError(error.code, error.detail, field=f"ids.{at}") from None
    return found


async def require_readable(info: Info, asked: ExportAsked, viewer: Viewer) -> None:
    """Raise FORBIDDEN at a column or list the role may not read, NOT_FOUND at a ticked row out of sight."""
    columns = asked.asked_columns()
    try:
        plan = planned(asked, columns, viewer)
    except PanhuoError as error:
        if error.code != ErrorCode.FORBIDDEN:
            raise
        ability = (error.extensions or {}).get("ability")
        raise PanhuoError(error.code, ability=ability, field=asked.where_named) from None
    except RequestErrors as error:
        raise PanhuoError(ErrorCode.INVALID_VALUE, field="where") from error
    lacking = denied(plan, columns)
    for at, key in enumerate(asked.columns):
        if key in lacking:
            raise PanhuoError(ErrorCode.FORBIDDEN, ability=lacking[key], field=f"columns.{at}")
    if asked.ids is not None:
        assert isinstance(plan, WholeList)
        records = await info.context.database.fetch(plan.ids_sql, plan.ids.arguments(plan.env))
        found = {record[0] for record in records}
        for at, number in enumerate(asked.ids):
            if number not in found:
                raise PanhuoError(ErrorCode.NOT_FOUND, field=f"ids.{at}")


def columns_for(viewer: Viewer, library: ExportLibrary) -> list[Column]:
    """Every column of a list, and whether a viewer's role may read it."""
    columns = columns_of(library)
    lacking = refused_to(viewer, library, columns)
    return [
        Column(
            key=column.key,
            english=column.english,
            chinese=column.chinese,
            group=column.group,
            default=column.default,
            readable=column.key not in lacking,
        )
        for column in columns
    ]


def refused_to(viewer: Viewer, library: ExportLibrary, columns: Sequence[ExportColumn]) -> frozenset[str]:
    every = [column.key for column in columns]
    asked = ExportAsked(library, every, ExportFormat.JSONL, ExportLayout.COLUMNS, False, {}, None)
    try:
        return frozenset(denied(planned(asked, columns, viewer), columns))
    except PanhuoError as error:
        if error.code != ErrorCode.FORBIDDEN:
            raise
        return frozenset(every)  # the role has nothing of the list


TEMPLATE_IS_XLSX = ("The template's layout is a workbook: XLSX.", "建档模板版式仅支持 XLSX 格式。")
NO_TAB = ("This list has no such tab.", "该列表没有此状态。")
NO_ROW = ("Tick at least one row, or leave `ids` out.", "请至少勾选一条记录，或不填 ids。")
