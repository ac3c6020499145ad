"""`importPatents`, `confirmJob`, `cancelJob`, `retryJob`."""

from typing import Annotated, Any, cast

import strawberry

from panhuo.compiler.ids import number_of
from panhuo.compiler.ref import Ref
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.jobs.asking import cancel_job, confirm_job, retry_job, start_job
from panhuo.jobs.patent_import import PATENT_IMPORT
from panhuo.services.patent_import import BATCH_AT_MOST, day_of
from panhuo.types.job import Job
from panhuo.types.scalars import Date
from panhuo.types.user_error import UserError, user_error, user_errors

Info = strawberry.Info[Context, None]
IN_THE_INPUT = (
    ErrorCode.BAD_ID,
    ErrorCode.CONFLICT,
    ErrorCode.INVALID_VALUE,
    ErrorCode.NOT_FOUND,
)
PARTS_AT_MOST = 50
KEY = "A word of the client's own: asking again under it starts nothing new (幂等键)."


@strawberry.input(description="A column with an unusual heading (列对应).")
class HeadingInput:
    """One pair of `mapping`."""

    heading: str = strawberry.field(description="The heading as it stands in the file (表头).")
    field: str = strawberry.field(description="The field it is read as, such as `title` (字段).")


@strawberry.input(description="A delivery of patents to import, of one file or several (待导入专利文件).")
class ImportPatentsInput:
    """What `importPatents` takes."""

    upload: strawberry.ID = strawberry.field(description="Id of the upload (上传文件编号).")
    parts: list[strawberry.ID] = strawberry.field(
        default_factory=list,
        description="Ids of further uploads that belong to the same delivery, in any order, at most 50 "
        "(其余分卷文件).",
    )
    batch: str | None = strawberry.field(
        default=None,
        description="Batch number of the delivery, else what its files say, at most 60 characters (批次号).",
    )
    as_of: Date | None = strawberry.field(
        default=None, description="Date of the data, today where it is not given (数据截止日, S51)."
    )
    mapping: list[HeadingInput] = strawberry.field(
        default_factory=list, description="Columns with unusual headings (列对应)."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="Rows of a file, as a spreadsheet program numbers them (行范围).")
class RowRangeInput:
    """One range of `rows`."""

    first: int = strawberry.field(description="The first row, from 1 (首行).")
    last: int = strawberry.field(description="The last row, the first again for one row alone (末行).")


@strawberry.input(description="A checked job to go on with (待确认任务).")
class ConfirmJobInput:
    """What `confirmJob` takes."""

    id: strawberry.ID = strawberry.field(description="Id of the job (编号).")
    version: int = strawberry.field(description="The version that was looked at (版本).")
    rows: list[RowRangeInput] | None = strawberry.field(
        default=None,
        description="Of a file of accounts or dossiers: the valid rows to take, all where it is not given "
        "(所选行, S46, S88).",
    )


@strawberry.input(description="A job to end (待取消任务).")
class CancelJobInput:
    """What `cancelJob` takes."""

    id: strawberry.ID = strawberry.field(description="Id of the job (编号).")


@strawberry.input(description="A failed job to start again (待重试任务).")
class RetryJobInput:
    """What `retryJob` takes."""

    id: strawberry.ID = strawberry.field(description="Id of the job (编号).")


@strawberry.type(description="The job (任务), or why nothing happened.")
class JobPayload:
    """What mutations of jobs answer."""

    job: Job | None = strawberry.field(default=None, description="The job (任务).")
    user_errors: list[UserError] = user_errors("NOT_FOUND, CONFLICT, or what is wrong in the input (错误).")


async def import_patents(
    info: Info,
    input: Annotated[ImportPatentsInput, strawberry.argument(description="The file (待导入文件).")],
) -> JobPayload:
    """Check a delivery, and look at what it would change; `confirmJob` publishes it, all parts at once."""
    try:
        as_of = None if input.as_of is None else day_of(input.as_of).isoformat()
        upload, parts = number_of(input.upload, "FileUpload"), parts_of(input)
        given: dict[str, Any] = {
            "asOf": as_of,
            "mapping": {pair.heading: pair.field for pair in input.mapping},
        }
        if input.batch:
            given["batch"] = input.batch.strip()
        key = input.idempotency_key
        number = await start_job(info.context.viewer, PATENT_IMPORT, upload, given, key, parts)
    except PanhuoError as error:
        return refused(error, info, "upload")
    return shown(number)


async def confirm(
    info: Info, input: Annotated[ConfirmJobInput, strawberry.argument(description="The job (任务).")]
) -> JobPayload:
    """Let a checked job do what it found."""
    try:
        number = number_of(input.id, "Job")
        await confirm_job(info.context.viewer, number, input.version, chosen(input.rows))
    except PanhuoError as error:
        return refused(error, info, "id")
    return shown(number)


async def cancel(
    info: Info, input: Annotated[CancelJobInput, strawberry.argument(description="The job (任务).")]
) -> JobPayload:
    """End a job before it has any effect."""
    try:
        number = number_of(input.id, "Job")
        await cancel_job(info.context.viewer, number)
    except PanhuoError as error:
        return refused(error, info, "id")
    return shown(number)


async def retry(
    info: Info, input: Annotated[RetryJobInput, strawberry.argument(description="The job (任务).")]
) -> JobPayload:
    """Start a failed job again."""
    try:
        number = number_of(input.id, "Job")
        await retry_job(info.context.viewer, number)
    except PanhuoError as error:
        return refused(error, info, "id")
    return shown(number)


def parts_of(input: ImportPatentsInput) -> list[int]:
    """The further uploads. Raises INVALID_VALUE, BAD_ID."""
    if len(input.parts) > PARTS_AT_MOST or len({input.upload, *input.parts}) <= len(input.parts):
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(≤ {PARTS_AT_MOST}, ≠)", field="parts")
    if input.batch and len(input.batch.strip()) > BATCH_AT_MOST:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(≤ {BATCH_AT_MOST})", field="batch")
    return [number_of(part, "FileUpload") for part in input.parts]


def chosen(rows: list[RowRangeInput] | None) -> dict[str, Any] | None:
    """The choice of rows as a job keeps it. Raises INVALID_VALUE."""
    if rows is None:
        return None
    if not rows or any(not 0 < each.first <= each.last for each in rows):
        raise PanhuoError(ErrorCode.INVALID_VALUE, "(rows: 1 ≤ first ≤ last)", field="rows")
    return {"rows": [[each.first, each.last] for each in rows]}


def shown(number: int) -> JobPayload:
    return JobPayload(job=cast(Any, Ref("Job", number)))


def refused(error: PanhuoError, info: Info, field: str) -> JobPayload:
    """An error as the payload shows it. Raises it where the input is not to blame."""
    if error.code not in IN_THE_INPUT:
        raise error
    place = str((error.extensions or {}).get("field") or field)
    return JobPayload(user_errors=[user_error(error, info.context.chinese, ["input", place])])
