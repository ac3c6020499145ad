"""An answer holds so many errors, and says that there are more."""

import httpx
import pytest

from tests.limits.conftest import ask, codes_of
from tests.settings import settings

pytestmark = pytest.mark.anyio

SOME = 50
"""As documented."""


def unknown(count: int) -> str:
    return "{ viewer { " + " ".join(f"x{number}" for number in range(count)) + " } }"


def denied(count: int) -> str:
    return "{ " + " ".join(f"a{number}: uploads {{ totalCount }}" for number in range(count)) + " }"


@pytest.mark.parametrize("count", [1, SOME])
async def test_so_many_are_told(count: int, shared_client: httpx.AsyncClient) -> None:
    response = await ask(shared_client, unknown(count))

    assert codes_of(response) == ["VALIDATION_FAILED"] * count


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("count", [SOME + 1, 2 * SOME, 10 * SOME])
async def test_of_more_it_is_told_that_there_are_more(
    count: int, language: str, shared_client: httpx.AsyncClient, statements: list[str]
) -> None:
    response = await ask(shared_client, unknown(count), {"Accept-Language": language})

    assert codes_of(response) == ["VALIDATION_FAILED"] * SOME + ["TOO_MANY_ERRORS"]
    last = response.json()["errors"][-1]
    assert last["extensions"]["count"] >= 1
    assert ("其余" in last["message"]) == (language != "en")
    assert statements == []


async def test_of_variables_too(shared_client: httpx.AsyncClient) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"

    response = await ask(shared_client, query, variables={"ids": [{}] * 500})

    assert codes_of(response) == ["VALIDATION_FAILED"] * SOME + ["TOO_MANY_ERRORS"]


async def test_errors_of_an_answer_are_counted(shared_client: httpx.AsyncClient) -> None:
    with settings(max_errors=10):
        response = await ask(shared_client, denied(33))

    assert response.status_code == 200
    assert codes_of(response) == ["UNAUTHENTICATED"] * 10 + ["TOO_MANY_ERRORS"]
    assert response.json()["errors"][-1]["extensions"]["count"] == 23
    assert response.json()["data"] == {f"a{number}": None for number in range(33)}
