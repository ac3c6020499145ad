"""GET /templates/accounts and /templates/dossiers: workbooks to fill in (S42, S88).

They are made for whoever asks: the session says of which units, roles and patents. So no link to them is
worth stealing.
"""

import asyncio
import io
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from panhuo.auth.budget import spend_on_file
from panhuo.auth.http import authenticate
from panhuo.compiler.ids import number_of
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.http.downloads import disposition, refused
from panhuo.language import prefers_chinese
from panhuo.permissions.viewer import Viewer
from panhuo.services.account_batch.form import template_form
from panhuo.services.dossier_template import PATENTS_AT_MOST, template_of
from panhuo.sheets import account_workbook
from panhuo.sheets.dossier_workbook import write_dossier_workbook
from panhuo.sheets.file_kind import FileKind

ACCOUNTS, DOSSIERS = "批量创建账号模板.xlsx", "建档模板.xlsx"


async def account_template(request: Request) -> Response:
    """The template of accounts. 401 without a session, 403 for who opens none."""

    async def made(viewer: Viewer) -> bytes:
        form = await template_form(viewer)
        return await asyncio.to_thread(account_workbook.account_template, form)

    return await served(request, ACCOUNTS, made)


async def dossier_template(request: Request) -> Response:
    """The template of dossiers, with the patents of `?patents=Patent:1,Patent:2` filled in, or blank.

    401 without a session, 403 for who uploads none, 404 where one is not the viewer's to read, 400 for an
    id that is none or too many of them.
    """

    async def made(viewer: Viewer) -> bytes:
        form, rows = await template_of(viewer, patents_asked(request))
        buffer = io.BytesIO()
        await asyncio.to_thread(write_dossier_workbook, buffer, rows, form)
        return buffer.getvalue()

    return await served(request, DOSSIERS, made)


def patents_asked(request: Request) -> list[int]:
    """The patents asked for. Raises BAD_REQUEST."""
    text = request.query_params.get("patents", "")
    asked = text.split(",", PATENTS_AT_MOST) if text else []
    if len(asked) > PATENTS_AT_MOST:
        raise PanhuoError(ErrorCode.BAD_REQUEST, f"patents: > {PATENTS_AT_MOST}")
    try:
        return [number_of(each.strip(), "Patent") for each in asked]
    except PanhuoError as error:
        raise PanhuoError(ErrorCode.BAD_REQUEST, "patents=Patent:1,Patent:2") from error


async def served(request: Request, name: str, made: Callable[[Viewer], Awaitable[bytes]]) -> Response:
    """A workbook as an attachment, or what stands against it."""
    try:
        viewer = (await authenticate(request)).viewer
        await spend_on_file(request, viewer)
        if not viewer.complete:
            raise PanhuoError(ErrorCode.PROFILE_INCOMPLETE)
        content = await made(viewer)
    except Exception as error:
        return refused(error, prefers_chinese(request.headers.get("accept-language")))
    headers = {
        "Content-Disposition": disposition(name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, 200, headers, FileKind.WORKBOOK.media_type)
