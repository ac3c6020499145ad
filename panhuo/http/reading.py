"""HTTP request → what it asks. Whatever is malformed is a coded error with a status of 4xx."""

from functools import lru_cache
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, HTTPConnection, Request

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.http.asked import Asked, asked_of, bad
from panhuo.http.multipart import is_form, read_multipart
from panhuo.settings import get_settings

JSON = "application/json"
IN_JSON = ("variables", "extensions")
"""Parameters of a URL that hold JSON."""


async def read(request: Request) -> Asked:
    """What a request asks. Raises METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE, BAD_REQUEST."""
    if request.method in ("GET", "HEAD"):
        return read_parameters(request)
    if request.method != "POST":
        raise PanhuoError(ErrorCode.METHOD_NOT_ALLOWED)
    return asked_of(await (read_multipart(request) if is_form(request) else read_json(request)))


def read_parameters(request: Request) -> Asked:
    """The parameters of a URL. Each may stand there once."""
    found: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name in found:
            raise bad(f"`{name}` is given twice.", f"`{name}` 重复出现。")
        found[name] = decoded(value.encode(), name) if name in IN_JSON and value else value
    return asked_of(found, reads_only=True)


async def read_json(request: Request) -> Any:
    """The body, which must say that it is JSON in UTF-8."""
    if not is_json(request):
        raise PanhuoError(ErrorCode.UNSUPPORTED_MEDIA_TYPE)
    return decoded(await body_of(request, get_settings().max_body_bytes), "the body")


def decoded(text: bytes, name: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        place = ("The body", "请求体") if name == "the body" else (f"`{name}`", f"`{name}`")
        raise bad(f"{place[0]} is not JSON.", f"{place[1]}不是合法的 JSON。") from None


async def body_of(request: Request, at_most: int) -> bytes:
    """A body as it arrives, and no more of it than is allowed. Raises BODY_TOO_LARGE."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared[:20]) > at_most:
        raise PanhuoError(ErrorCode.BODY_TOO_LARGE)
    body, more = bytearray(), True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > at_most:
            raise PanhuoError(ErrorCode.BODY_TOO_LARGE)
    return bytes(body)


def is_json(request: HTTPConnection) -> bool:
    """Whether a body is JSON in UTF-8, uncompressed."""
    headers = request.headers
    return (
        names_json(headers.get("content-type", ""))
        and headers.get("content-encoding", "identity") == "identity"
    )


@lru_cache(maxsize=200)
def names_json(content_type: str) -> bool:
    """Whether a Content-Type is that of JSON in UTF-8."""
    kind, _, parameters = content_type.partition(";")
    if kind.strip().lower() != JSON:
        return False
    given = dict(part.strip().lower().partition("=")[::2] for part in parameters.split(";"))
    return given.get("charset", "utf-8").strip('"') in ("utf-8", "utf8")
