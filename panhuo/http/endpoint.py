"""`/graphql`: queries and mutations over HTTP, subscriptions as events and over WebSocket, and GraphiQL."""

from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from panhuo.auth.http import clear_session_cookie, cookie_request_is_safe
from panhuo.context import Context
from panhuo.draining import Draining
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.http.accepting import Accepted, accepted
from panhuo.http.answering import answer, refusal
from panhuo.http.multipart import close_files
from panhuo.http.performing import perform, settle
from panhuo.http.reading import read
from panhuo.http.requests import HeadedRequest
from panhuo.http.sockets import converse
from panhuo.http.streaming import event_stream
from panhuo.language import prefers_chinese
from panhuo.permissions.viewer import ANONYMOUS, Viewer
from panhuo.web.pages import graphiql_page


class Endpoint:
    """The ASGI application of one path."""

    def __init__(self, draining: Draining) -> None:
        self.draining = draining

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await converse(WebSocket(scope, receive, send), self.draining)
            return
        request = HeadedRequest(scope, receive)
        try:
            response = await self.respond(request)
        except ClientDisconnect:
            return
        finally:
            await close_files(request)
        await response(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        wanted = accepted(request.headers.get("accept"))
        if is_for_page(request, wanted):
            return await graphiql_page(request)
        context = context_of(request)
        try:
            response = await self.executed(request, wanted, context)
        except ClientDisconnect:
            raise
        except Exception as error:
            response = refusal(error, wanted.json, context.chinese)
        response.raw_headers.extend(context.cookies())
        return response

    async def executed(self, request: Request, wanted: Accepted, context: Context) -> Response:
        """The answer to what was executed. Raises what stood against it."""
        asked = await read(request)
        as_events = request.method != "HEAD" and wanted.events
        if as_events and wanted.prefers_events:
            return await event_stream(asked, context, self.draining)
        settled = settle(asked) if as_events or wanted.json is not None else None
        if as_events and settled is not None and settled.subscribes:
            return await event_stream(asked, context, self.draining)
        if settled is None or wanted.json is None:
            raise PanhuoError(ErrorCode.NOT_ACCEPTABLE)
        return answer(await perform(settled, context), wanted.json, context, request)


def is_for_page(request: Request, wanted: Accepted) -> bool:
    """Whether a browser was pointed at this address: it gets GraphiQL."""
    if request.method not in ("GET", "HEAD") or not wanted.prefers_page:
        return False
    return not any(name in request.query_params for name in ("query", "documentId", "extensions"))


def context_of(request: HTTPConnection) -> Context:
    """What a request carries to its resolvers; who sent it is found out later (`Context.identify`)."""
    chinese = prefers_chinese(request.headers.get("accept-language"))
    return Context(request, takes_cookies=True, chinese=chinese, authenticate=viewer_of_request)


async def viewer_of_request(context: Context) -> Viewer:
    """Who sends a request: a visitor where a cookie alone speaks and another site may have caused it."""
    found = await context.authentication()
    if found.stale_cookie and context.response is not None:
        clear_session_cookie(context.response)
    posted = context.request.scope.get("method", "GET") == "POST"
    if found.by_cookie and posted and not cookie_request_is_safe(context.request):
        return ANONYMOUS
    return found.viewer
