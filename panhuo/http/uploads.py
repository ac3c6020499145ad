"""POST /uploads: one file, as the body itself (`?name=…`) or as a form of one file; 201 and the upload."""

from collections.abc import AsyncIterable

import orjson
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from panhuo.auth.budget import spend_on_file
from panhuo.compiler.faults import as_errors
from panhuo.compiler.rowcode import instant
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.http.accepting import JSON
from panhuo.http.answering import STATUS, headers_of
from panhuo.http.asked import bad
from panhuo.http.multipart import capped, close_files, form_of, is_form, require_uploader
from panhuo.language import prefers_chinese
from panhuo.resolvers.uploads import chunks_of
from panhuo.services.uploads import Received, receive_upload
from panhuo.settings import get_settings

STATUSES = {**STATUS, ErrorCode.SHEET_WRONG_TYPE: 415, ErrorCode.UPLOADS_TOO_MANY: 409}
UNFIT = 422
"""The status of a file that cannot be taken for another reason (RFC 9110 §15.5.21)."""


class Uploads:
    """The ASGI application of /uploads."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self.respond(request)
        except ClientDisconnect:
            return
        finally:
            await close_files(request)
        await response(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        try:
            return created(await received(request))
        except ClientDisconnect:
            raise
        except Exception as error:
            return refused(error, prefers_chinese(request.headers.get("accept-language")))


async def received(request: Request) -> Received:
    """Keep the file. Raises METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE, and what keeping it raises."""
    if request.method != "POST":
        raise PanhuoError(ErrorCode.METHOD_NOT_ALLOWED)
    if request.headers.get("content-encoding", "identity") != "identity":
        raise PanhuoError(ErrorCode.UNSUPPORTED_MEDIA_TYPE)
    viewer = await require_uploader(request)
    await spend_on_file(request, viewer)
    name, chunks = await form_file(request) if is_form(request) else body_file(request)
    found = await receive_upload(viewer, name, chunks)
    await Context(request, viewer=viewer).seen(wrote=True)
    return found


def body_file(request: Request) -> tuple[str, AsyncIterable[bytes]]:
    """The body as a file, named by the parameter `name`."""
    name = request.query_params.get("name")
    if not name:
        raise bad(
            "Name the file: POST /uploads?name=patents.csv.", "请指定文件名：POST /uploads?name=patents.csv。"
        )
    return name, capped(request, get_settings().max_upload_bytes)


async def form_file(request: Request) -> tuple[str, AsyncIterable[bytes]]:
    """The one file of a form."""
    parts = (await form_of(request, files=1, fields=0)).multi_items()
    file = parts[0][1] if parts else None
    if not isinstance(file, UploadFile):
        raise bad("The form must hold one file.", "表单中须有且仅有一个文件。")
    return file.filename or "", chunks_of(file)


def created(found: Received) -> Response:
    upload = {
        "id": f"FileUpload:{found.id}",
        "name": found.name,
        "mediaType": found.media_type,
        "size": found.size,
        "expiresAt": instant(found.expires_at),
    }
    return Response(orjson.dumps({"upload": upload}), 201, media_type=JSON)


def refused(error: Exception, chinese: bool) -> Response:
    """Why there is no upload, in the shape of GraphQL errors."""
    errors = as_errors(error, chinese)
    status = STATUSES.get(ErrorCode((errors[0].extensions or {})["code"]), UNFIT)
    headers = headers_of(status, errors) | ({"Allow": "POST"} if status == 405 else {})
    headers |= {"Connection": "close"} if status == 413 else {}  # the rest of the body is not waited for
    return Response(orjson.dumps({"errors": [each.formatted for each in errors]}), status, headers, JSON)
