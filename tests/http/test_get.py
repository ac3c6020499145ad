"""Queries by GET: caches may keep them, and nothing changes."""

import httpx
import pytest

from tests.answers import content
from tests.http.answers import codes_of, send
from tests.http.conftest import Asking
from tests.shared import row_counts

pytestmark = pytest.mark.anyio

QUERY = {"query": "query Q($n: Int) { orgUnits(first: $n) { totalCount } }", "variables": '{"n": 1}'}


async def test_an_answer_is_kept_and_asked_about_again(
    shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    # given
    first = await send(shared_client, "GET", params=QUERY)

    # when
    again = await send(shared_client, "GET", params=QUERY, headers={"if-none-match": first.headers["etag"]})
    other = await send(
        shared_client, "GET", params=QUERY, headers={"if-none-match": first.headers["etag"]} | asking.admin
    )

    # then
    assert content(first) == {"data": {"orgUnits": {"totalCount": 0}}}
    assert first.headers["cache-control"] == "public, no-cache"
    assert {"Accept", "Accept-Language", "Authorization", "Cookie"} <= set(first.headers["vary"].split(", "))
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert other.status_code == 200
    assert other.headers["cache-control"] == "private, no-cache"


async def test_a_head_is_a_get_without_its_body(shared_client: httpx.AsyncClient) -> None:
    got = await send(shared_client, "GET", params=QUERY)
    head = await shared_client.head("/graphql", params=QUERY)

    assert (head.status_code, head.headers["etag"]) == (200, got.headers["etag"])


async def test_a_refusal_is_not_kept(shared_client: httpx.AsyncClient) -> None:
    response = await send(shared_client, "GET", params={"query": "{ nothing }"})

    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", ["query", "operationName", "variables", "documentId"])
async def test_a_parameter_given_twice_is_refused(name: str, shared_client: httpx.AsyncClient) -> None:
    response = await send(shared_client, "GET", params=[*QUERY.items(), (name, "{}"), (name, "{}")])

    assert (response.status_code, codes_of(response)) == (400, ["BAD_REQUEST"])


async def test_a_mutation_by_get_changes_nothing(shared_client: httpx.AsyncClient, asking: Asking) -> None:
    counts = await row_counts()

    response = await send(
        shared_client, "GET", params={"query": "mutation { logout { signedOut } }"}, headers=asking.admin
    )

    assert (response.status_code, codes_of(response)) == (405, ["METHOD_NOT_ALLOWED"])
    assert await row_counts() == counts
    assert (await send(shared_client, "GET", params=QUERY, headers=asking.admin)).status_code == 200


async def test_a_browser_gets_the_page_only_where_it_asks_nothing(
    shared_client: httpx.AsyncClient,
) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

    page = await send(shared_client, "GET", headers=browser)
    answer = await send(shared_client, "GET", headers=browser, params=QUERY)

    assert page.headers["content-type"].startswith(("text/html", "text/plain"))
    assert content(answer) == {"data": {"orgUnits": {"totalCount": 0}}}
