"""Pages of other origins: CORS by setting, and cookies that never speak for them."""

from collections.abc import AsyncIterator

import httpx
import pytest

from panhuo.app import create_app
from panhuo.settings import get_settings
from tests.answers import content
from tests.http.answers import codes_of
from tests.http.conftest import Asking

pytestmark = pytest.mark.anyio

APP, EVIL = "https://app.panhuo.test", "https://evil.test"
VIEWER = {"query": "{ viewer { username } }"}
PREFLIGHT = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization, content-type",
}


WITHOUT_TOKEN = PREFLIGHT | {"access-control-request-headers": "x-panhuo-client"}
"""One that asks to send a token is answered whatever its origin: see tests/tokens/test_origins.py."""


@pytest.fixture
async def open_to_app(shared_db: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application with one origin allowed."""
    monkeypatch.setenv("PANHUO_CORS_ORIGINS", f'["{APP}"]')
    get_settings.cache_clear()
    transport = httpx.ASGITransport(app=create_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://panhuo.test") as http:
        yield http
    monkeypatch.undo()
    get_settings.cache_clear()


def token_as_cookie(asking: Asking) -> dict[str, str]:
    return {"Cookie": f"panhuo_session={asking.admin['Authorization'].removeprefix('Bearer ')}"}


async def test_an_allowed_origin_brings_a_token(open_to_app: httpx.AsyncClient, asking: Asking) -> None:
    preflight = await open_to_app.options("/graphql", headers=PREFLIGHT | {"origin": APP})
    response = await open_to_app.post("/graphql", json=VIEWER, headers=asking.admin | {"origin": APP})

    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == APP
    assert "access-control-allow-credentials" not in preflight.headers
    assert response.headers["access-control-allow-origin"] == APP
    assert response.json()["data"]["viewer"]


async def test_a_cookie_does_not_speak_for_another_origin(
    open_to_app: httpx.AsyncClient, asking: Asking
) -> None:
    for origin in (APP, EVIL, "null", "http://panhuo.test.evil.test", "http://panhuo.test:81"):
        headers = token_as_cookie(asking) | {"origin": origin}

        response = await open_to_app.post("/graphql", json=VIEWER, headers=headers)

        assert response.json()["data"]["viewer"] is None, origin


async def test_a_cookie_speaks_for_our_own_pages(open_to_app: httpx.AsyncClient, asking: Asking) -> None:
    headers = token_as_cookie(asking) | {"origin": "http://panhuo.test", "sec-fetch-site": "same-origin"}

    response = await open_to_app.post("/graphql", json=VIEWER, headers=headers)

    assert response.json()["data"]["viewer"]


async def test_another_origin_is_not_allowed(open_to_app: httpx.AsyncClient) -> None:
    preflight = await open_to_app.options("/graphql", headers=WITHOUT_TOKEN | {"origin": EVIL})
    response = await open_to_app.post("/graphql", json=VIEWER, headers={"origin": EVIL})

    assert preflight.status_code == 400
    assert "access-control-allow-origin" not in preflight.headers
    assert "access-control-allow-origin" not in response.headers


async def test_without_the_setting_no_origin_is(shared_client: httpx.AsyncClient) -> None:
    response = await shared_client.options("/graphql", headers=WITHOUT_TOKEN | {"origin": APP})
    bare = await shared_client.options("/graphql")

    assert response.status_code == 400
    assert "access-control-allow-origin" not in response.headers
    assert (bare.status_code, codes_of(bare)) == (405, ["METHOD_NOT_ALLOWED"])


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
async def test_what_needs_no_preflight_is_not_executed(
    media_type: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    """A form of another site could send these with our cookie."""
    headers = token_as_cookie(asking) | {"content-type": media_type}

    response = await shared_client.post(
        "/graphql", content=b'{"query": "{ viewer { id } }"}', headers=headers
    )

    assert response.status_code in (400, 401, 415)


async def test_answers_are_compressed_for_who_takes_it(
    shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    body = {"query": "{ __schema { types { name description } } }"}

    compressed = await shared_client.post(
        "/graphql", json=body, headers=asking.admin | {"accept-encoding": "gzip"}
    )
    plain = await shared_client.post(
        "/graphql", json=body, headers=asking.admin | {"accept-encoding": "identity"}
    )

    assert compressed.headers["content-encoding"] == "gzip"
    assert int(compressed.headers["content-length"]) < len(plain.content) / 2
    assert content(compressed) == content(plain)
