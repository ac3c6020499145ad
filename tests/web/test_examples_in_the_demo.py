"""The ready queries in the demo's world: rows for the role they are for.

An example that changes something begins with a query for what it is about: its variables are what the first
object there has of their names, or the id of the query's field of their name.
"""

from typing import Any

import httpx
import pytest
from graphql import OperationDefinitionNode, parse

from panhuo.rules.vocabulary import Role
from panhuo.web.examples import examples
from seed.accounts import DEMO_PASSWORD, READY_ACCOUNTS
from seed.demo import seed_demo

pytestmark = pytest.mark.anyio

LOGIN = """mutation Login($username: String!, $password: String!) {
  login(input: { username: $username, password: $password }) { token userErrors { message } }
}"""


UPLOADS = 2
"""As many as the examples of a role use."""


async def test_each_role_gets_rows_from_its_examples_in_the_demo(client: httpx.AsyncClient) -> None:
    # given the demo's world
    await seed_demo()

    # when each role runs its examples
    failures = []
    for role in Role:
        headers = await headers_of(client, role)
        await upload_accounts(client, headers)
        for example in (example for example in examples() if example["role"] == role.value):
            found = await run(client, example["query"], headers)
            failures += [f"{example['name']}: {fault}" for fault in found]

    # then each answers with rows and without errors
    assert failures == []


async def upload_accounts(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    """Send the template of accounts, for whoever is given one."""
    template = await client.get("/templates/accounts", headers=headers)
    if template.status_code == 200:
        sent = {"params": {"name": "accounts.xlsx"}, "content": template.content, "headers": headers}
        for _ in range(UPLOADS):
            assert (await client.post("/uploads", **sent)).status_code == 201


async def run(client: httpx.AsyncClient, text: str, headers: dict[str, str]) -> list[str]:
    """What is wrong with the answers to an example's operations, in order."""
    found, seen = [], {}
    for operation in parse(text).definitions:
        assert isinstance(operation, OperationDefinitionNode)
        named = [each.variable.name.value for each in operation.variable_definitions or ()]
        body = {
            "query": text,
            "operationName": operation.name and operation.name.value,
            "variables": {name: seen[name] for name in named if name in seen},
        }
        answer = (await client.post("/graphql", json=body, headers=headers)).json()
        found += changed(answer) if operation.operation.value == "mutation" else faults(answer)
        seen = known(answer.get("data") or {})
    return found


def known(data: dict[str, Any]) -> dict[str, Any]:
    """What a change may be told: of the first object of a list its fields, of other fields their id."""
    values = {name: first_of(value) for name, value in data.items()}
    ids = {name: value.get("id") for name, value in values.items()}
    first = next(iter(values.values()), {})
    return ids | first | {"outcome": (first.get("outcome") or {}).get("state")}


def first_of(value: Any) -> dict[str, Any]:
    """An object, or the first of a list of objects."""
    nodes = value.get("nodes", [value]) if isinstance(value, dict) else []
    found: dict[str, Any] = nodes[0] if nodes else {}
    return found


def changed(answer: dict[str, Any]) -> list[str]:
    """What a change was refused."""
    found = [error["message"] for error in answer.get("errors", ())]
    for payload in (answer.get("data") or {}).values():
        told = [payload, *payload.get("results", ())] if payload else []
        found += [error["message"] for each in told for error in each["userErrors"]]
        found += ["nothing succeeded"] if payload and payload.get("succeeded") == 0 else []
    return found


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
