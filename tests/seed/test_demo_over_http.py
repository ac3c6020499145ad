"""The demo as its visitors meet it: each ready account signs in and has something to look at."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from panhuo.rules.vocabulary import TENANT_ROLES, Role
from seed.accounts import DEMO_PASSWORD, READY_ACCOUNTS, Account
from tests.shared import post

pytestmark = pytest.mark.anyio
in_demo = pytest.mark.usefixtures("demo")

LOGIN = """
mutation ($username: String!, $password: String!) {
  login(input: {username: $username, password: $password}) { token userErrors { code } }
}
"""
EVERYTHING = """
{
  patents(filed: ALL, campus: ALL, first: 100) {
    totalCount
    nodes { title applicationNumber unit { name } }
  }
}
"""
DEFAULTS = "{ patents { totalCount } orgUnits { totalCount } viewer { name role unit { name } } }"

AT_LEAST = {
    Role.INSTITUTION_ADMIN: 300,
    Role.COLLEGE_ADMIN: 150,
    Role.BRANCH_ADMIN: 150,
    Role.BRANCH_COLLEGE_ADMIN: 100,
    Role.INVENTOR: 50,
    Role.ENTERPRISE: 400,
    Role.PLATFORM_OPERATOR: 3000,
    Role.ANONYMOUS: 200,
}
"""Patents a role has to look at."""


@pytest.fixture
def http(shared_client: httpx.AsyncClient, count_request: Callable[[], None]) -> Iterator[httpx.AsyncClient]:
    """The client, its requests counted for the acceptance report."""

    async def counted(_: httpx.Request) -> None:
        count_request()

    shared_client.event_hooks = {"request": [counted]}
    yield shared_client
    shared_client.event_hooks = {}


async def ask(client: httpx.AsyncClient, query: str, token: str | None = None, **variables: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = await post(client, query, headers, **variables)
    assert "errors" not in body, body
    return body["data"]


async def token_of(client: httpx.AsyncClient, account: Account) -> str:
    payload = await ask(client, LOGIN, username=account.username, password=DEMO_PASSWORD)
    assert payload["login"]["userErrors"] == []
    return str(payload["login"]["token"])


@in_demo
@pytest.mark.req("S3", "S5")
@pytest.mark.parametrize("account", READY_ACCOUNTS, ids=lambda account: account.username)
async def test_each_ready_account_signs_in_and_has_patents(http: httpx.AsyncClient, account: Account) -> None:
    # when
    data = await ask(http, EVERYTHING, await token_of(http, account))

    # then
    assert data["patents"]["totalCount"] >= AT_LEAST[account.role]
    assert len(data["patents"]["nodes"]) >= 50


@in_demo
@pytest.mark.parametrize("account", READY_ACCOUNTS, ids=lambda account: account.username)
async def test_each_ready_account_has_a_first_page_without_arguments(
    http: httpx.AsyncClient, account: Account
) -> None:
    # when
    data = await ask(http, DEFAULTS, await token_of(http, account))

    # then
    assert data["viewer"]["name"] == account.name
    assert data["viewer"]["role"] == account.role.value
    if account.role in (*TENANT_ROLES, Role.PLATFORM_OPERATOR):
        assert data["patents"]["totalCount"] >= 20
        assert data["orgUnits"]["totalCount"] >= 1


@in_demo
async def test_a_visitor_sees_what_open_institutions_publish(http: httpx.AsyncClient) -> None:
    visitor = await ask(http, EVERYTHING)
    expert = await ask(http, EVERYTHING, await token_of(http, READY_ACCOUNTS[5]))

    assert AT_LEAST[Role.ANONYMOUS] <= visitor["patents"]["totalCount"] < expert["patents"]["totalCount"]


def test_every_role_has_a_ready_account() -> None:
    first_seven = [account.role for account in READY_ACCOUNTS[:7]]
    assert set(first_seven) == set(Role) - {Role.ANONYMOUS}
    assert len(set(first_seven)) == len(first_seven)
