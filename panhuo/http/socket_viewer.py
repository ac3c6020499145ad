"""Who speaks over a WebSocket: the token of `connection_init`, else that of the handshake; in which words."""

from typing import Any

from starlette.websockets import WebSocket
from strawberry.exceptions import ConnectionRejectionError
from strawberry.types.unset import UNSET

from panhuo.auth.http import authenticate, bearer, same_origin, token_of
from panhuo.context import Context
from panhuo.errors import PanhuoError
from panhuo.language import prefers_chinese
from panhuo.permissions.viewer import ANONYMOUS, Viewer


class Connection:
    """One WebSocket. Its token is looked up for each operation anew."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.connection_params: dict[str, Any] = {}
        """The payload of `connection_init`."""

    async def on_ws_connect(self, _: "Connection") -> Any:
        """Acknowledge the connection, or refuse (close code 4403) one with a token that is no good."""
        try:
            await self.viewer(self.context())
        except PanhuoError:
            raise ConnectionRejectionError from None
        return UNSET

    def context(self) -> Context:
        """What one operation carries to its resolvers. It sets no cookies."""
        language = self.given("accept-language") or self.socket.headers.get("accept-language")
        return Context(self.socket, chinese=prefers_chinese(language), authenticate=self.viewer)

    async def viewer(self, context: Context) -> Viewer:
        """Who speaks. Raises UNAUTHENTICATED on a token that is no good, as over HTTP.

        A cookie counts only for pages of our own: browsers ask nobody before they open a WebSocket elsewhere.
        """
        given = self.given("authorization")
        if given is not None:
            return await bearer(self.socket, token_of(given) or "")
        found = await authenticate(self.socket)
        return ANONYMOUS if found.by_cookie and not same_origin(self.socket) else found.viewer

    def given(self, header: str) -> str | None:
        """What stands in the payload in a header's place: browsers set none. Empty where it is no text."""
        for name, value in self.connection_params.items():
            if name.lower() == header and value is not None:
                return value if isinstance(value, str) else ""
        return None
