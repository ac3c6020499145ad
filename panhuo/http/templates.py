"""GET /templates/accounts: the workbook in which its reader fills in accounts to open (S42).

It is made for whoever asks: the session says of which units and roles. So no link to it is worth stealing.
"""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from panhuo.auth.http import authenticate
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.http.downloads import disposition, refused
from panhuo.language import prefers_chinese
from panhuo.services.account_batch.form import template_form
from panhuo.sheets import account_workbook
from panhuo.sheets.file_kind import FileKind

NAME = "批量创建账号模板.xlsx"


async def account_template(request: Request) -> Response:
    """The template, as an attachment. 401 without a session, 403 for who opens no accounts."""
    try:
        viewer = (await authenticate(request)).viewer
        if not viewer.complete:
            raise PanhuoError(ErrorCode.PROFILE_INCOMPLETE)
        form = await template_form(viewer)
        content = await asyncio.to_thread(account_workbook.account_template, form)
    except Exception as error:
        return refused(error, prefers_chinese(request.headers.get("accept-language")))
    headers = {
        "Content-Disposition": disposition(NAME),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, 200, headers, FileKind.WORKBOOK.media_type)
