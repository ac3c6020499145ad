"""GET /downloads/{token}: a file of a job, to whoever asked for it, by a link that is good for minutes."""

from collections.abc import AsyncIterable
from urllib.parse import quote

import orjson
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from panhuo.auth.budget import spend_on_file
from panhuo.auth.http import authenticate
from panhuo.auth.statements import run
from panhuo.compiler.faults import as_errors
from panhuo.compiler.scoped import scoped_rows
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.files.links import is_signed, number_in
from panhuo.files.store import file_store
from panhuo.http.accepting import JSON
from panhuo.http.answering import STATUS, headers_of
from panhuo.jobs.files import take_once
from panhuo.jobs.owner import require_standing
from panhuo.jobs.table import Row
from panhuo.language import prefers_chinese
from panhuo.permissions.ability import Ability

NOT_FOUND = 404
FILE = """
select f.id, f.name, f.media_type, f.size, f.store_key, f.secret, j.kind, j.standing, j.token_id
from job_file f join job j on j.id = f.job_id where f.id = $1
"""


async def download(request: Request) -> Response:
    """The file, as an attachment. 401 without a session, 403 where its job may not be had, else 404."""
    try:
        viewer = (await authenticate(request)).viewer
        await spend_on_file(request, viewer)
        context = Context(request, viewer=viewer)
        file = await permitted(request, context)
        if file["secret"]:
            if not await take_once(file):
                raise PanhuoError(ErrorCode.NOT_FOUND)
            await context.seen(wrote=True)
        return served(file, await begun(file_store().read(file["store_key"])))
    except Exception as error:
        return refused(error, prefers_chinese(request.headers.get("accept-language")))


async def permitted(request: Request, context: Context) -> Row:
    """The file of a link, if the viewer may read it by now. Raises UNAUTHENTICATED, NOT_FOUND, FORBIDDEN."""
    viewer = context.viewer
    if not viewer.signed_in:
        raise PanhuoError(ErrorCode.UNAUTHENTICATED)
    if not viewer.complete:
        raise PanhuoError(ErrorCode.PROFILE_INCOMPLETE)
    token = request.path_params["token"]
    number = number_in(token)
    rows = [] if number is None else await run(FILE, number)
    if not rows or not is_signed(token, rows[0]["id"], rows[0]["store_key"]):
        raise PanhuoError(ErrorCode.NOT_FOUND)
    found = await scoped_rows(
        "job_file",
        "id",
        Ability.JOB_READ,
        context.env({}),
        context.dialect,
        context.database,
        f"id = {number}",
    )
    if not found:
        raise PanhuoError(ErrorCode.NOT_FOUND)
    require_standing(viewer, rows[0])
    return rows[0]


async def begun(chunks: AsyncIterable[bytes]) -> AsyncIterable[bytes]:
    """The same chunks, the first already here: a store that is away is an error, not half an answer."""
    reading = aiter(chunks)
    first = await anext(reading, b"")

    async def rest() -> AsyncIterable[bytes]:
        yield first
        async for chunk in reading:
            yield chunk

    return rest()


def served(file: Row, chunks: AsyncIterable[bytes]) -> Response:
    headers = {
        "Content-Disposition": disposition(file["name"]),
        "Content-Length": str(file["size"]),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return StreamingResponse(chunks, 200, headers, file["media_type"])


def disposition(name: str) -> str:
    """An attachment under a name of any script (RFC 6266): for old clients its ASCII, for all its UTF-8."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def refused(error: Exception, chinese: bool) -> Response:
    errors = as_errors(error, chinese)
    code = ErrorCode((errors[0].extensions or {})["code"])
    status = NOT_FOUND if code == ErrorCode.NOT_FOUND else STATUS.get(code, 500)
    headers = {"Cache-Control": "no-store", **headers_of(status, errors)}
    return Response(orjson.dumps({"errors": [each.formatted for each in errors]}), status, headers, JSON)
