"""What a request brings: its token, its cookie, its address, and whether its cookie may be believed."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from panhuo.auth.origins import require_origin
from panhuo.auth.sessions import API_PREFIX, Reader, viewer_of
from panhuo.auth.token_uses import note_use
from panhuo.clock import now_ms
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.viewer import ANONYMOUS, Viewer
from panhuo.settings import get_settings

COOKIE = "panhuo_session"
PREFLIGHT_HEADERS = ("x-panhuo-client", "apollo-require-preflight", "graphql-require-preflight")
"""Any value of one will do: a page of another site cannot send it without a preflight, which we refuse."""
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(slots=True)
class Authentication:
    """Who a request speaks for, and whether it is its cookie alone that says so."""

    viewer: Viewer = ANONYMOUS
    by_cookie: bool = False
    stale_cookie: bool = False
    """The cookie's session is over: answer with `clear_session_cookie`."""


async def authenticate(request: HTTPConnection, reader: Reader | None = None) -> Authentication:
    """Read the bearer token, else the cookie. Works for HTTP and for a WebSocket's first request.

    Raises UNAUTHENTICATED (HTTP 401) on a bearer token that is malformed, unknown, expired or revoked: a
    client that sends one expects to be somebody. Such a cookie, which browsers send unasked, is as good as
    none.
    """
    token = bearer_token(request)
    if token is not None:
        return Authentication(await bearer(request, token, reader))
    cookie = request.cookies.get(COOKIE)
    if cookie is None or cookie.startswith(API_PREFIX):
        return Authentication()
    viewer = await viewer_of(cookie, reader)
    return Authentication(viewer, by_cookie=True) if viewer else Authentication(stale_cookie=True)


async def bearer(request: HTTPConnection, token: str, reader: Reader | None = None) -> Viewer:
    """Who a token speaks for that a request brought.

    Raises UNAUTHENTICATED where it is no good, ORIGIN_NOT_ALLOWED where it is an API token and the request a
    page's of an origin that the token does not name.
    """
    viewer = await viewer_of(token, reader)
    if viewer is None:
        raise PanhuoError(ErrorCode.UNAUTHENTICATED)
    if viewer.token is not None:
        require_origin(request, viewer.token)
        note_use(viewer.token.id, now_ms())
    return viewer


def bearer_token(request: HTTPConnection) -> str | None:
    """The token of `Authorization: Bearer` (RFC 6750), empty where it has none; None for any other scheme."""
    return token_of(request.headers.get("authorization", ""))


def token_of(authorization: str) -> str | None:
    """The token in the value of that header."""
    scheme, _, token = authorization.strip().partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def set_session_cookie(response: Response, token: str, expires_at: int) -> None:
    """Keep a session's token in the browser until the session ends, out of reach of scripts."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=max(0, (expires_at - now_ms()) // 1000),
        path="/",
        httponly=True,
        samesite="lax",
        secure=get_settings().secure_cookies,
    )


def clear_session_cookie(response: Response) -> None:
    """Take the cookie back."""
    secure = get_settings().secure_cookies
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=secure)


def cookie_request_is_safe(request: HTTPConnection) -> bool:
    """Whether a request that changes data may rest on its cookie: no other site can have caused it (CSRF).

    It must be one that browsers preflight across sites (a JSON body, or X-Panhuo-Client or its like), and
    come from our own origin as far as its headers tell.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    preflighted = media_type == "application/json" or any(
        each in request.headers for each in PREFLIGHT_HEADERS
    )
    return preflighted and same_origin(request)


def same_origin(request: HTTPConnection) -> bool:
    """Whether Sec-Fetch-Site and Origin, where present, name our own origin.

    The only guard a WebSocket opened on a cookie has: browsers preflight none.
    """
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or is_ours(origin, host_of(request))


def is_ours(origin: str, host: str) -> bool:
    """Whether an Origin header names the host a request was sent to.

    The scheme is the Origin's own word: behind a proxy that ends TLS we see http where the browser saw https.
    """
    try:
        theirs, ours = urlsplit(origin), urlsplit(f"//{host}")
        default = DEFAULT_PORTS[theirs.scheme]
        same = theirs.hostname is not None and place(theirs, default) == place(ours, default)
    except (ValueError, KeyError):
        return False
    return same and (theirs.scheme == "https" or not get_settings().secure_cookies)


def place(address: SplitResult, default_port: int) -> tuple[str | None, int]:
    return address.hostname, address.port or default_port


def host_of(request: HTTPConnection) -> str:
    """The host the client named; as the outermost proxy of ours saw it, where there are some."""
    forwarded = from_proxies(request, "x-forwarded-host")
    return forwarded or request.headers.get("host", "")


def client_address(request: HTTPConnection) -> str:
    """The address a request comes from, as text; `unknown` on a Unix socket without a proxy's word.

    With `trusted_proxies` set, what the outermost of them wrote into X-Forwarded-For: whatever stands before
    that is the client's own claim.
    """
    forwarded = without_port(from_proxies(request, "x-forwarded-for"))
    return forwarded or (request.client.host if request.client else "unknown")


def from_proxies(request: HTTPConnection, header: str) -> str:
    """The entry our outermost proxy added to a forwarding header; empty where it is not there."""
    proxies = get_settings().trusted_proxies
    entries = ",".join(request.headers.getlist(header)).split(",")
    return entries[-proxies].strip() if 0 < proxies <= len(entries) else ""


def without_port(entry: str) -> str:
    """The IP address in `1.2.3.4`, `1.2.3.4:5`, `::1` or `[::1]:5`; empty where there is none."""
    bare = entry[1:].partition("]")[0] if entry.startswith("[") else entry
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return ""
