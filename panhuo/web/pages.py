"""What browsers get: GraphiQL at /graphql, its files, its example queries, and the demo's accounts.

Nothing here names another host, and the Content-Security-Policy lets the page reach none.
"""

import orjson
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from panhuo.settings import get_settings
from panhuo.web.assets import PAGE, STATIC, etag_of, not_modified, static_file
from panhuo.web.demo import demo_accounts
from panhuo.web.examples import examples
from panhuo.web.headers import SECURITY_HEADERS

NOT_BUILT = (
    "The GraphiQL page has not been built. Install the package (pip install -e .), or run "
    "'npm ci && npm run build' in web/. The API itself works: POST to this address.\n"
    "GraphiQL 页面尚未构建：请重新安装本软件包（pip install -e .），"
    "或在 web/ 目录执行 npm ci && npm run build。"
    "接口本身可用：请向本地址发送 POST 请求。\n"
)


def page_html(demo: bool) -> bytes:
    """The page as built. Raises FileNotFoundError where it has not been."""
    html = (STATIC / PAGE).read_bytes()
    return html.replace(b'data-demo="false"', b'data-demo="true"') if demo else html


def tagged(request: Request, body: bytes, media_type: str, vary: str = "") -> Response:
    """A body that browsers keep, and ask about each time."""
    headers = {"ETag": etag_of(body), "Cache-Control": "no-cache", **SECURITY_HEADERS}
    if vary:
        headers["Vary"] = vary
    if not_modified(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


async def graphiql_page(request: Request) -> Response:
    """GET /graphql for browsers."""
    try:
        html = page_html(get_settings().demo)
    except FileNotFoundError:
        return PlainTextResponse(NOT_BUILT, 503, headers=dict(SECURITY_HEADERS))
    return tagged(request, html, "text/html; charset=utf-8", vary="Accept")


async def home(request: Request) -> Response:
    """GET / goes to the page, under whatever prefix a proxy gave us."""
    return RedirectResponse(f"{request.scope.get('root_path', '')}/graphql", headers=dict(SECURITY_HEADERS))


async def examples_json(request: Request) -> Response:
    """GET /examples.json: the ready queries of every role."""
    return tagged(request, orjson.dumps(examples()), "application/json")


async def demo_accounts_json(request: Request) -> Response:
    """GET /demo-accounts.json: name, role, place and password of each ready account; 404 outside the demo."""
    if not get_settings().demo:
        return PlainTextResponse("Not found\n", 404, headers=dict(SECURITY_HEADERS))
    return tagged(request, orjson.dumps(demo_accounts()), "application/json")


def page_routes() -> list[Route]:
    """Every page but GET /graphql, which the application shares with the API."""
    return [
        Route("/", home),
        Route("/static/{name}", static_file),
        Route("/examples.json", examples_json),
        Route("/demo-accounts.json", demo_accounts_json),
    ]
