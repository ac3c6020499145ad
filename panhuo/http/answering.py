"""Results → HTTP responses: media type, status and headers (GraphQL over HTTP, "Response")."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from graphql import ExecutionResult
from starlette.requests import Request
from starlette.responses import Response

from panhuo.compiler.faults import as_errors, shown
from panhuo.context import Context
from panhuo.errors import ErrorCode
from panhuo.http.accepting import JSON, RESPONSE
from panhuo.observing.observed import current
from panhuo.web.assets import etag_of, not_modified

STATUS: Mapping[ErrorCode, int] = {
    ErrorCode.BAD_REQUEST: 400,
    ErrorCode.BODY_TOO_LARGE: 413,
    ErrorCode.DATABASE_UNAVAILABLE: 503,
    ErrorCode.FILES_UNAVAILABLE: 503,
    ErrorCode.FILE_TOO_LARGE: 413,
    ErrorCode.FORBIDDEN: 403,
    ErrorCode.INTERNAL: 500,
    ErrorCode.METHOD_NOT_ALLOWED: 405,
    ErrorCode.NOT_ACCEPTABLE: 406,
    ErrorCode.ORIGIN_NOT_ALLOWED: 403,
    ErrorCode.PROFILE_INCOMPLETE: 403,
    ErrorCode.RATE_LIMITED: 429,
    ErrorCode.TIMEOUT: 504,
    ErrorCode.UNAUTHENTICATED: 401,
    ErrorCode.UNSUPPORTED_MEDIA_TYPE: 415,
}
"""The status of an error that leaves no result at all. Every other: 400, and 200 in `application/json`, whose
clients cannot tell our 4xx from a proxy's."""
HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 405: {"Allow": "GET, HEAD, POST"}, 503: {"Retry-After": "5"}}
"""Headers that a status asks for (RFC 9110, RFC 6750)."""
VARY = "Accept, Accept-Encoding, Accept-Language, Authorization, Cookie"


def answer(result: ExecutionResult, media_type: str, context: Context, request: Request) -> Response:
    """What was executed, though errors may stand in it: 200."""
    found = response_map(result, context.chinese)
    response = Response(orjson.dumps(found), 200, media_type=content_type(media_type))
    if request.method != "POST":
        return revalidated(response, found, context, request)
    return response


def refusal(error: Exception, media_type: str | None, chinese: bool) -> Response:
    """Why nothing was executed: no `data`, and a status that says so."""
    errors = as_errors(error, chinese)
    current().answered(errors)
    status = status_of(ErrorCode((errors[0].extensions or {})["code"]), media_type)
    found: dict[str, Any] = {"errors": [each.formatted for each in errors]}
    if "cost" in (errors[0].extensions or {}):
        found["extensions"] = {"cost": (errors[0].extensions or {})["cost"]}
    body = orjson.dumps(found)
    headers = {"Cache-Control": "no-store", **headers_of(status, errors)}
    return Response(body, status, headers, content_type(media_type or RESPONSE))


def headers_of(status: int, errors: Sequence[Any]) -> dict[str, str]:
    """Headers of an answer that tells of nothing but errors."""
    wait = (errors[0].extensions or {}).get("retryAfter")
    return HEADERS.get(status, {}) | ({} if wait is None else {"Retry-After": str(wait)})


def status_of(code: ErrorCode, media_type: str | None) -> int:
    return STATUS.get(code, 200 if media_type == JSON else 400)


def content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8"


def response_map(result: ExecutionResult, chinese: bool) -> dict[str, Any]:
    """A response map (GraphQL October 2021, §7.1)."""
    found: dict[str, Any] = {"data": result.data}
    if result.errors:
        errors = shown(result.errors, chinese)
        current().answered(errors)
        found["errors"] = [each.formatted for each in errors]
    if result.extensions:
        found["extensions"] = result.extensions
    return found


def revalidated(response: Response, found: Mapping[str, Any], context: Context, request: Request) -> Response:
    """An answer to GET: caches may keep it and ask whether it still holds (RFC 9110 §8.8.3, §13.1.2).

    What it cost, which varies with what is planned already, does not make it another answer.
    """
    headers = response.headers
    headers["ETag"] = etag_of(orjson.dumps({**found, "extensions": None}))
    headers["Cache-Control"] = "private, no-cache" if context.viewer.signed_in else "public, no-cache"
    headers["Vary"] = VARY
    if not_modified(request, headers["ETag"]):
        kept = {name: headers[name] for name in ("ETag", "Cache-Control", "Vary")}
        return Response(status_code=304, headers=kept)
    return response
