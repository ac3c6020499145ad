"""The demo's accounts: listed where the process is the demo, and nowhere else."""

import httpx
import pytest

from panhuo.rules.vocabulary import Role

pytestmark = pytest.mark.anyio


async def test_the_demo_lists_an_account_for_each_role(pages: httpx.AsyncClient, demo: None) -> None:
    # when the page asks for the accounts
    accounts = (await pages.get("/demo-accounts.json")).json()

    # then the first seven are one of each role, and each can be used as it stands
    assert {account["role"] for account in accounts[:7]} == {role.value for role in Role} - {"ANONYMOUS"}
    assert all(account["username"] and account["password"] and account["name"] for account in accounts)
    assert {"username": "college@yunling", "place": "云岭大学 / 材料科学与工程学院"}.items() <= accounts[
        1
    ].items()


async def test_the_page_knows_that_it_is_the_demo(pages: httpx.AsyncClient, demo: None, built: None) -> None:
    assert 'data-demo="true"' in (await pages.get("/graphql")).text


async def test_elsewhere_there_are_no_accounts(pages: httpx.AsyncClient, built: None) -> None:
    # when the process is not the demo
    answer = await pages.get("/demo-accounts.json")

    # then nothing is listed, and the page does not ask
    assert (answer.status_code, answer.text) == (404, "Not found\n")
    assert 'data-demo="false"' in (await pages.get("/graphql")).text
