"""What machines ask: `/healthz`, `/readyz`, `/metrics`; and the answer to an address where nothing is."""

import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from panhuo.auth.http import bearer_token
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.http.answering import refusal
from panhuo.language import prefers_chinese
from panhuo.observing import metrics
from panhuo.readiness import Readiness
from panhuo.settings import get_settings

NO_STORE = {"Cache-Control": "no-store"}
CODES = {404: ErrorCode.NOT_FOUND, 405: ErrorCode.METHOD_NOT_ALLOWED}
"""Codes of what routing itself refuses."""


def probe_routes(readiness: Readiness) -> list[Route]:
    """The three addresses."""

    async def ready(request: Request) -> Response:
        """200 where this process can serve, 503 where it cannot, or was told to stop."""
        state = await readiness.state()
        return JSONResponse(state.answer, 200 if state.ready else 503, NO_STORE)

    return [Route("/healthz", healthy), Route("/readyz", ready), Route("/metrics", scraped)]


async def healthy(request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"}, headers=NO_STORE)


async def scraped(request: Request) -> Response:
    """The metrics, for whoever brings the token of the settings; without one there are none."""
    token = get_settings().metrics_token
    if not token:
        raise HTTPException(404)
    if not secrets.compare_digest((bearer_token(request) or "").encode(), token.encode()):
        return coded(request, PanhuoError(ErrorCode.UNAUTHENTICATED), 401, {"WWW-Authenticate": "Bearer"})
    return Response(metrics.page(), media_type="text/plain; version=0.0.4", headers=NO_STORE)


async def misdirected(request: Request, error: Exception) -> Response:
    """An address, or a method, that is not served."""
    assert isinstance(error, HTTPException)
    code = CODES.get(error.status_code, ErrorCode.BAD_REQUEST)
    return coded(request, PanhuoError(code), error.status_code, dict(error.headers or {}))


def coded(request: Request, error: PanhuoError, status: int, headers: dict[str, str]) -> Response:
    response = refusal(error, None, prefers_chinese(request.headers.get("accept-language")))
    response.status_code = status
    response.headers.update(headers)
    return response
