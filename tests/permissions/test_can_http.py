"""`can`: what whoever asks may do at all, told at the root and on an account."""

from typing import Any

import httpx
import pytest

from panhuo.context import Context
from panhuo.models import User
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.schema import schema
from tests.permissions.test_policy import EXPECTED
from tests.permissions.world import World
from tests.shared import post

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("unchanged")]

CAN = "{ can { ability allowed scopes message } }"
OF_ACCOUNT = "query ($id: ID!) { node(id: $id) { ... on User { can { ability allowed scopes } } } }"


def by_ability(told: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["ability"]: each for each in told}


async def test_a_visitor_is_told_too(shared_client: httpx.AsyncClient, world: World) -> None:
    # when
    told = (await post(shared_client, CAN))["data"]["can"]

    # then
    assert [each["ability"] for each in told] == sorted({ability for ability, _ in EXPECTED})
    allowed = {each["ability"]: each["scopes"] for each in told if each["allowed"]}
    assert allowed == {
        "CODE_TABLE_READ": ["ALL"],
        "DOSSIER_READ": ["PUBLISHED_OPEN"],
        "ORG_UNIT_READ": ["PUBLISHED_OPEN"],
        "PATENT_READ": ["PUBLISHED_OPEN"],
        "SHOWCASE_READ": ["PUBLISHED_OPEN"],
    }


@pytest.mark.parametrize("is_manager", [False, True])
async def test_of_an_enterprise_a_manager_opens_accounts(
    shared_client: httpx.AsyncClient, world: World, is_manager: bool
) -> None:
    # given
    account = User.filter(id=int(world.users["ENT F"].partition(":")[2]))
    await account.update(is_manager=is_manager)

    # when
    own = (await post(shared_client, CAN, world.headers["ENT F"]))["data"]["can"]
    seen = await post(shared_client, OF_ACCOUNT, world.headers["OP"], id=world.users["ENT F"])
    await account.update(is_manager=False)

    # then
    scopes = ["ENTERPRISE_AS_MANAGER"] if is_manager else []
    for told in (own, seen["data"]["node"]["can"]):
        found = by_ability(told)["USER_CREATE"]
        assert (found["allowed"], found["scopes"]) == (is_manager, scopes)


async def test_an_account_tells_what_it_may_do_and_not_its_reader(
    shared_client: httpx.AsyncClient, world: World
) -> None:
    answer = await post(shared_client, OF_ACCOUNT, world.headers["IA A"], id=world.users["INV A1"])

    found = by_ability(answer["data"]["node"]["can"])
    assert found["PATENT_READ"]["scopes"] == ["OWN"]
    assert not found["USER_CREATE"]["allowed"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["Import patent files: never for the role Inventor.", "See org units: the viewer's unit and the"],
        ),
        ("zh-CN", ["导入专利数据：发明人没有此权限。", "查看组织机构：本级及上级。"]),
    ],
)
async def test_in_words(
    shared_client: httpx.AsyncClient, world: World, language: str, words: list[str]
) -> None:
    headers = {**world.headers["INV A1"], "Accept-Language": language}

    found = by_ability((await post(shared_client, CAN, headers))["data"]["can"])

    messages = [found[name]["message"] for name in ("PUSH_IMPORT", "ORG_UNIT_READ")]
    assert all(text.startswith(start) for text, start in zip(messages, words, strict=True))


async def test_any_selection_is_answered(shared_client: httpx.AsyncClient, world: World) -> None:
    # given
    query = """query ($no: Boolean!) {
      a: can { __typename name: ability ability @skip(if: $no) ...F }
      viewer { can { ...F ...F } }
    }
    fragment F on Permission { ok: allowed }"""

    # when
    plain, beside = [
        (await post(shared_client, text, world.headers["OP"], no=True))["data"]
        for text in (query, query.replace("a: can", "__schema { queryType { name } } a: can"))
    ]

    # then
    assert plain["a"][0] == {"__typename": "Permission", "name": "APPROVAL_FLOW_EDIT", "ok": False}
    assert plain["viewer"]["can"] == [{"ok": each["ok"]} for each in plain["a"]]
    assert {"a": beside["a"], "viewer": beside["viewer"]} == plain


async def test_it_takes_no_statement(world: World) -> None:
    context = Context(None, viewer=ANONYMOUS)  # type: ignore[arg-type]

    result = await schema.execute(CAN, None, context)

    assert result.errors is None and len(result.data["can"]) == len({ability for ability, _ in EXPECTED})  # type: ignore[index]
    assert context.database.statements == 0
