"""What Prometheus is served, to whom; and that no client can make it grow."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import orjson
import pytest

from panhuo.app import create_app
from panhuo.http.documents import trusted_documents, trusted_texts
from tests.observing.conftest import Settings

pytestmark = pytest.mark.anyio

TOKEN = "scrape-me-0123456789"
LIST = "query Library { patents { totalCount } }"
LOGIN = 'mutation { login(input: {username: "nobody", password: "x"}) { token } }'


@pytest.fixture
async def http(db: str, configured: Settings, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application whose metrics are open, with one registered document."""
    (tmp_path / "trusted.json").write_bytes(orjson.dumps({"library": LIST}))
    configured(METRICS_TOKEN=TOKEN, TRUSTED_DOCUMENTS=str(tmp_path / "trusted.json"))
    trusted_documents.cache_clear()
    trusted_texts.cache_clear()
    transport = httpx.ASGITransport(app=create_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://panhuo.test") as client:
        yield client
    trusted_documents.cache_clear()
    trusted_texts.cache_clear()


async def scraped(http: httpx.AsyncClient) -> dict[str, float]:
    """Every sample by its name and labels."""
    response = await http.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain")
    lines = [line for line in response.text.splitlines() if not line.startswith("#")]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


async def growth(http: httpx.AsyncClient, *bodies: dict[str, str]) -> dict[str, float]:
    """What some requests added to the samples."""
    before = await scraped(http)
    for body in bodies:
        await http.post("/graphql", json=body)
    after = await scraped(http)
    return {
        name: value - before.get(name, 0) for name, value in after.items() if value != before.get(name, 0)
    }


async def test_without_the_token_there_is_nothing(http: httpx.AsyncClient) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
        response = await http.get("/metrics", headers=headers)
        assert response.status_code == 401
        assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_by_default_there_are_none(client: httpx.AsyncClient) -> None:
    response = await client.get("/metrics", headers={"Authorization": "Bearer "})

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")


async def test_operations_are_counted(http: httpx.AsyncClient) -> None:
    added = await growth(http, {"query": LIST}, {"documentId": "library"}, {"query": "{ nothing }"})

    assert added['panhuo_operations_total{operation="Library",outcome="ok",type="query"}'] == 2
    assert added['panhuo_operations_total{operation="other",outcome="VALIDATION_FAILED",type="none"}'] == 1
    assert added['panhuo_operation_duration_seconds_count{type="query"}'] == 2
    assert added['panhuo_operation_statements_sum{type="query"}'] == 2
    assert added['panhuo_plan_cache_total{result="hit"}'] >= 1


async def test_names_that_clients_choose_do_not_count(http: httpx.AsyncClient) -> None:
    bodies = [{"query": f"query Q{number} {{ __typename }}"} for number in range(50)]

    added = await growth(http, *bodies)

    assert added['panhuo_operations_total{operation="other",outcome="ok",type="query"}'] == 50
    assert not [name for name in added if re.search(r'operation="Q', name)]


async def test_signing_in_is_counted(http: httpx.AsyncClient) -> None:
    added = await growth(http, {"query": LOGIN})

    assert added['panhuo_sign_ins_total{outcome="SIGN_IN_FAILED"}'] == 1
