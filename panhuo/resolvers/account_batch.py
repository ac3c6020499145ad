"""`createUsersFromFile`."""

from typing import Annotated

import strawberry

from panhuo.jobs.starting import start_user_import
from panhuo.resolvers.jobs import KEY, JobPayload
from panhuo.resolvers.telling import Info, numbered, shown, told_in


@strawberry.input(description="A file of accounts to open (批量新建用户文件, S42).")
class CreateUsersFromFileInput:
    """What `createUsersFromFile` takes."""

    upload: strawberry.ID = strawberry.field(description="Id of the upload (上传文件编号).")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


async def create(
    info: Info,
    input: Annotated[CreateUsersFromFileInput, strawberry.argument(description="The file (待校验文件).")],
) -> JobPayload:
    """Check a file of accounts; `confirmJob` opens them."""
    payload = JobPayload()
    with told_in(payload, info):
        upload = numbered(input.upload, "FileUpload", "upload")
        number = await start_user_import(info.context.viewer, upload, input.idempotency_key)
        payload.job = shown("Job", number)
    return payload
