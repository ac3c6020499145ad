"""`loadCodes`."""

from typing import Annotated

import strawberry

from panhuo.jobs.asking import start_job
from panhuo.jobs.codes_load import CODES_LOAD
from panhuo.resolvers.jobs import KEY, JobPayload
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.rules.code_table import CodeTable
from panhuo.services.code_tables.loading import edition_name


@strawberry.input(description="A file of a code table or a concordance to load (待导入分类表, S92).")
class LoadCodesInput:
    """What `loadCodes` takes."""

    upload: strawberry.ID = strawberry.field(description="Id of the upload (上传文件编号).")
    table: CodeTable = strawberry.field(description="What the file is of (分类表).")
    edition: str | None = strawberry.field(
        default=None,
        description="What the edition is called, such as `2018`; else as its file is called (版本名称).",
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


async def load(
    info: Info,
    input: Annotated[LoadCodesInput, strawberry.argument(description="The file (待导入分类表).")],
) -> JobPayload:
    """Compare a file with the edition in force; `confirmJob` puts it in force."""
    payload = JobPayload()
    with told_in(payload, info):
        upload = numbered(input.upload, "FileUpload", "upload")
        edition = None if input.edition is None else edition_name(input.edition, "")
        given = {"table": input.table.value, "edition": edition}
        number = await start_job(info.context.viewer, CODES_LOAD, upload, given, input.idempotency_key)
        payload.job = shown("Job", number)
    return payload
