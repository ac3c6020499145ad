"""Bodies that are nothing but brackets, and variables of every size, are the client's fault."""

import httpx
import pytest

from tests.limits.conftest import codes_of

pytestmark = pytest.mark.anyio

TYPE = {"Content-Type": "application/json", "Accept": "application/graphql-response+json"}
OPENED = 100_000
BODIES = {
    "brackets never closed": '{"query": "{ __typename }", "variables": {"x": ' + "[" * OPENED,
    "brackets": '{"query": "{ __typename }", "variables": {"x": ' + "[" * OPENED + "]" * OPENED + "}}",
    "braces": '{"query": "{ __typename }", "variables": ' + '{"x":' * OPENED + "1" + "}" * OPENED + "}",
    "brackets alone": "[" * OPENED,
    "brackets among extensions": '{"query": "{ __typename }", "extensions": {"x": '
    + "[" * OPENED
    + "]" * OPENED
    + "}}",
    "as deep as JSON is read": '{"query": "{ __typename }", "variables": {"x": '
    + "[" * 900
    + "]" * 900
    + "}}",
}


@pytest.mark.parametrize("body", BODIES)
async def test_brackets_are_refused(
    body: str, shared_client: httpx.AsyncClient, statements: list[str]
) -> None:
    response = await shared_client.post("/graphql", content=BODIES[body], headers=TYPE)

    assert response.status_code == 400
    assert codes_of(response)[0] in ("BAD_REQUEST", "OPERATION_TOO_LARGE")
    assert statements == []
