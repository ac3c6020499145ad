"""The schema is shown to who is signed in, and to visitors by a setting."""

import httpx
import pytest

from panhuo.settings import get_settings
from tests.answers import content
from tests.http.answers import codes_of, send
from tests.http.conftest import Asking

pytestmark = pytest.mark.anyio

ASKING = {
    "schema": "{ __schema { queryType { name } } }",
    "type": '{ __type(name: "Patent") { name } }',
    "in a fragment": "{ ...F } fragment F on Query { a: __schema { queryType { name } } }",
    "beside data": "{ viewer { id } __schema { queryType { name } } }",
    "in another operation": "query A { viewer { id } } query B { __schema { queryType { name } } }",
}


def request(case: str) -> dict[str, str]:
    return {"query": ASKING[case], "operationName": "A" if "query A" in ASKING[case] else ""}


@pytest.mark.parametrize("case", ASKING)
async def test_visitors_are_told_to_sign_in(
    case: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    visitor = await send(shared_client, json=request(case))
    admin = await send(shared_client, json=request(case), headers=asking.admin)

    assert (visitor.status_code, codes_of(visitor)) == (401, ["UNAUTHENTICATED"])
    assert "data" not in visitor.json()
    assert codes_of(admin) == []


async def test_a_setting_opens_it(shared_client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANHUO_OPEN_INTROSPECTION", "true")
    get_settings.cache_clear()

    response = await send(shared_client, json=request("schema"))

    monkeypatch.undo()
    get_settings.cache_clear()
    assert content(response) == {"data": {"__schema": {"queryType": {"name": "Query"}}}}


async def test_a_name_of_a_type_is_no_introspection(shared_client: httpx.AsyncClient) -> None:
    response = await send(shared_client, json={"query": "{ __typename viewer { __typename } }"})

    assert content(response) == {"data": {"__typename": "Query", "viewer": None}}
