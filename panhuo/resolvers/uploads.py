"""`uploadFile` and `discardUpload`. The same file may be sent without GraphQL, by POST /uploads."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, cast

import strawberry
from starlette.datastructures import UploadFile

from panhuo.compiler.ids import number_of
from panhuo.compiler.ref import Ref
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.services.uploads import discard_upload, receive_upload
from panhuo.types.scalars import Upload
from panhuo.types.upload import FileUpload
from panhuo.types.user_error import UserError, user_error, user_errors

Info = strawberry.Info[Context, None]
CHUNK_BYTES = 256 * 1024
NOT_THEIRS = (ErrorCode.FILES_UNAVAILABLE, ErrorCode.UNAUTHENTICATED)
"""What nobody can mend in the input."""


@strawberry.input(description="A file to keep (待上传文件).")
class UploadFileInput:
    """What `uploadFile` takes."""

    file: Upload = strawberry.field(description="The file (文件): .xlsx, .csv or .csv.gz.")


@strawberry.type(description="The upload (上传结果), or why there is none.")
class UploadFilePayload:
    """What `uploadFile` answers."""

    upload: FileUpload | None = strawberry.field(default=None, description="The upload (上传文件).")
    user_errors: list[UserError] = user_errors(
        "FILE_TOO_LARGE, UPLOADS_TOO_MANY, or what is wrong with the file, SHEET_… (错误)."
    )


@strawberry.input(description="An upload to throw away (待删除的上传文件).")
class DiscardUploadInput:
    """What `discardUpload` takes."""

    id: strawberry.ID = strawberry.field(description="Id of the upload (编号).")


@strawberry.type(description="The upload that is gone (删除结果), or why it is not.")
class DiscardUploadPayload:
    """What `discardUpload` answers."""

    discarded_id: strawberry.ID | None = strawberry.field(
        default=None, description="Id of the upload that was thrown away (编号)."
    )
    user_errors: list[UserError] = user_errors(
        "NOT_FOUND where the viewer has no such upload waiting (错误)."
    )


async def upload_file(
    info: Info,
    input: Annotated[UploadFileInput, strawberry.argument(description="The file (待上传文件).")],
) -> UploadFilePayload:
    """Keep a file for the viewer alone, until it is used, discarded, or expires."""
    file = cast(UploadFile, input.file)
    try:
        found = await receive_upload(info.context.viewer, file.filename or "", chunks_of(file))
    except PanhuoError as error:
        return UploadFilePayload(user_errors=told(error, info, "file"))
    return UploadFilePayload(upload=cast(Any, Ref("FileUpload", found.id)))


async def discard(
    info: Info,
    input: Annotated[DiscardUploadInput, strawberry.argument(description="The upload (待删除的上传文件).")],
) -> DiscardUploadPayload:
    """Throw away a waiting upload of the viewer's own."""
    try:
        await discard_upload(info.context.viewer, number_of(input.id, "FileUpload"))
    except PanhuoError as error:
        return DiscardUploadPayload(user_errors=told(error, info, "id"))
    return DiscardUploadPayload(discarded_id=input.id)


async def chunks_of(file: UploadFile) -> AsyncIterator[bytes]:
    """The bytes of a file of a form, which lies on disk where it is large."""
    await file.seek(0)
    while chunk := await file.read(CHUNK_BYTES):
        yield chunk


def told(error: PanhuoError, info: Info, field: str) -> list[UserError]:
    """An error as the payload shows it. Raises it where the input is not to blame."""
    if error.code in NOT_THEIRS:
        raise error
    return [user_error(error, info.context.chinese, ["input", field])]
