"""The pages alone, over no database."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from panhuo.settings import get_settings
from panhuo.web.assets import PAGE, STATIC
from panhuo.web.pages import graphiql_page, page_routes


@pytest.fixture
def anyone() -> Starlette:
    """An application with the pages and, for the API, one that knows nobody."""

    async def graphql(request: Request) -> Response:
        if request.method == "POST":
            return JSONResponse({"data": {"viewer": None}})
        return await graphiql_page(request)

    return Starlette(routes=[Route("/graphql", graphql, methods=["GET", "POST"]), *page_routes()])


@pytest.fixture
async def pages(anyone: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A browser at that application, which asks for nothing compressed unless told to."""
    headers = {"Accept": "text/html", "Accept-Encoding": "identity"}
    transport = httpx.ASGITransport(app=anyone)
    async with httpx.AsyncClient(transport=transport, base_url="http://panhuo.test", headers=headers) as http:
        yield http


@pytest.fixture
def built() -> None:
    """The page has been built, which installing the package does."""
    assert (STATIC / PAGE).is_file(), "install the package: pip install -e ."


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process runs as the demo."""
    monkeypatch.setenv("PANHUO_DEMO", "1")
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()
