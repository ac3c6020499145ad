"""From whose pages an API token may be brought.

A browser names the origin of the page in every request across origins, and in every POST; programs name none,
or what they like. So origins keep a token that stands in a page from being of use on other pages; they do not
keep it from whoever copies it into a program.
"""

from starlette.requests import HTTPConnection

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.viewer import Token

LET_IN = "panhuo.let_in"
"""Where a request's scope notes the origin that its token names, for the headers of the answer."""
REFUSED = "panhuo.refused"
"""Where it notes that its token does not."""


def require_origin(request: HTTPConnection, token: Token) -> None:
    """Note that a page is let in. Raises ORIGIN_NOT_ALLOWED where its origin is none of the token's."""
    origin = request.headers.get("origin")
    if origin is None:
        return
    if origin not in token.origins:
        request.scope[REFUSED] = True
        raise PanhuoError(ErrorCode.ORIGIN_NOT_ALLOWED)
    request.scope[LET_IN] = origin
