"""The ready queries in the demo's world: rows for the role they are for."""

from typing import Any

import httpx
import pytest

from panhuo.rules.vocabulary import Role
from panhuo.web.examples import examples
from seed.accounts import DEMO_PASSWORD, READY_ACCOUNTS
from seed.demo import seed_demo

pytestmark = pytest.mark.anyio

LOGIN = """mutation Login($username: String!, $password: String!) {
  login(input: { username: $username, password: $password }) { token userErrors { message } }
}"""


async def test_each_role_gets_rows_from_its_examples_in_the_demo(client: httpx.AsyncClient) -> None:
    # given the demo's world
    await seed_demo()

    # when each role runs its examples
    failures = []
    for role in Role:
        headers = await headers_of(client, role)
        for example in (example for example in examples() if example["role"] == role.value):
            answer = await client.post("/graphql", json={"query": example["query"]}, headers=headers)
            failures += [f"{example['name']}: {fault}" for fault in faults(answer.json())]

    # then each answers with rows and without errors
    assert failures == []


async def headers_of(client: httpx.AsyncClient, role: Role) -> dict[str, str]:
    """The sign-in of the role's first ready account; none for visitors."""
    account = next((account for account in READY_ACCOUNTS if account.role is role), None)
    if account is None:
        return {}
    variables = {"username": account.username, "password": DEMO_PASSWORD}
    answer = await client.post("/graphql", json={"query": LOGIN, "variables": variables})
    return {"Authorization": f"Bearer {answer.json()['data']['login']['token']}"}


def faults(answer: dict[str, Any]) -> list[str]:
    """What an answer lacks: errors, and every root field or list of a connection that is empty."""
    found = [error["message"] for error in answer.get("errors", ())]
    for name, value in (answer["data"] or {}).items():
        lists = value.items() if isinstance(value, dict) else ()
        found += [f"{name}.{key} is empty" for key, part in lists if part == [] or part == 0]
        found += [f"{name} is empty"] if not value else []
    return found
