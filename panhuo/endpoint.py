"""`/graphql` over HTTP: strawberry's view with our context, our encoder, and errors in GraphQL's shape."""

from typing import Any

import orjson
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult

from panhuo.auth.http import Authentication, authenticate, clear_session_cookie, cookie_request_is_safe
from panhuo.compiler.faults import as_error
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.language import prefers_chinese
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.schema import schema
from panhuo.settings import get_settings
from panhuo.web.pages import graphiql_page

STATUS = {
    ErrorCode.BAD_REQUEST: 400,
    ErrorCode.UNAUTHENTICATED: 401,
    ErrorCode.DATABASE_UNAVAILABLE: 503,
    ErrorCode.INTERNAL: 500,
}
"""HTTP status of an error that leaves no GraphQL result at all."""


HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 405: {"Allow": "GET, POST"}}
"""Headers that a status asks for (RFC 9110)."""


class Endpoint(GraphQL[Context, None]):
    """One GraphQL endpoint: POST, GET for queries, and the GraphiQL page for browsers."""

    def __init__(self) -> None:
        super().__init__(
            schema, graphql_ide="graphiql", subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await super().__call__(scope, receive, send)
        request = Request(scope, receive)
        try:
            response = await self.run(request)
        except HTTPException as error:
            response = self.failure(
                PanhuoError(ErrorCode.BAD_REQUEST, error.reason), request, error.status_code
            )
        except Exception as error:
            response = self.failure(error, request)
        await response(scope, receive, send)
        return None

    async def run(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """A plain POST of a known query takes the short way; it needs nothing of strawberry's negotiation."""
        asked = await plain_post(request)
        if asked is None or not schema.plans(asked["query"], asked.get("operationName")):
            return await super().run(request, *args, **kwargs)
        response = await self.get_sub_response(request)
        context = await self.get_context(request, response)
        result = await schema.execute(
            asked["query"], asked.get("variables"), context, operation_name=asked.get("operationName")
        )
        return self.create_response(await self.process_result(request, result), response)

    def failure(self, error: Exception, request: Request, status: int | None = None) -> Response:
        """A request that could not be executed, as a GraphQL error with its HTTP status."""
        shown = as_error(error, prefers_chinese(request.headers.get("accept-language")))
        code = ErrorCode((shown.extensions or {})["code"])
        body = orjson.dumps({"data": None, "errors": [shown.formatted]})
        status = status or STATUS.get(code, 400)
        return Response(body, status, HEADERS.get(status), "application/json")

    async def get_context(self, request: HTTPConnection, response: Any) -> Context:  # type: ignore[override]
        found = await authenticate(request)
        if found.stale_cookie and isinstance(response, Response):
            clear_session_cookie(response)
        chinese = prefers_chinese(request.headers.get("accept-language"))
        return Context(request, response, self.believed(request, found), chinese)

    def believed(self, request: HTTPConnection, found: Authentication) -> Any:
        """The viewer, or a visitor where a cookie alone speaks and another site may have sent the request."""
        posted = request.scope.get("method", "GET") != "GET"
        if found.by_cookie and posted and not cookie_request_is_safe(request):
            return ANONYMOUS
        return found.viewer

    def parse_json(self, data: str | bytes) -> Any:
        if len(data) > get_settings().max_body_bytes:
            raise HTTPException(413, "The body is too large. 请求体过大。")
        try:
            found = orjson.loads(data)
        except ValueError:
            raise HTTPException(400, "The body is not JSON. 请求体不是 JSON。") from None
        if not isinstance(found, dict):
            raise HTTPException(400, "The body is not a JSON object. 请求体不是 JSON 对象。")
        return found

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> Any:
        if request.method == "POST" and media_type(request.content_type) != "application/json":
            raise HTTPException(415, "Send application/json. 请以 application/json 发送。")
        return await super().parse_http_body(request)

    def encode_json(self, data: object) -> bytes:
        return orjson.dumps(data)

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        answer: dict[str, Any] = {"data": result.data}
        if result.errors:
            chinese = prefers_chinese(request.headers.get("accept-language"))
            answer["errors"] = [as_error(error, chinese).formatted for error in result.errors]
        if result.extensions:
            answer["extensions"] = result.extensions
        return answer  # type: ignore[return-value]

    async def execute_single(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return await super().execute_single(*args, **kwargs)
        except HTTPException as error:
            if isinstance(error.__cause__, InvalidOperationTypeError):  # a mutation by GET
                raise HTTPException(405, error.reason) from None
            raise

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        """200 for whatever was executed; else the status of what stood in its way."""
        response = super().create_response(response_data, sub_response)
        if response_data["data"] is None and response_data.get("errors"):
            code = response_data["errors"][0]["extensions"]["code"]
            response.status_code = STATUS.get(ErrorCode(code), response.status_code)
        return response

    async def render_graphql_ide(self, request: Request) -> Response:
        return await graphiql_page(request)


STREAMS = ("multipart", "event-stream")
"""In an Accept header: the client may want more than one answer."""


async def plain_post(request: HTTPConnection) -> Any:
    """What a POST of JSON for one answer asks; None where strawberry has to look at it more closely."""
    if not isinstance(request, Request) or request.method != "POST":
        return None
    accept = request.headers.get("accept", "").lower()
    if media_type(request.headers.get("content-type")) != "application/json" or any(
        stream in accept for stream in STREAMS
    ):
        return None
    body = await request.body()
    if len(body) > get_settings().max_body_bytes:
        return None
    try:
        asked = orjson.loads(body)
    except ValueError:
        return None
    return asked if isinstance(asked, dict) and is_plain(asked) else None


def is_plain(asked: dict[str, Any]) -> bool:
    """Whether a body has a query, and nothing but what belongs to it."""
    return (
        isinstance(asked.get("query"), str)
        and isinstance(asked.get("variables"), dict | None)
        and isinstance(asked.get("operationName"), str | None)
        and not asked.get("extensions")
    )


def media_type(content_type: str | None) -> str:
    """`application/json` of `application/json; charset=utf-8`."""
    return (content_type or "").partition(";")[0].strip().lower()
