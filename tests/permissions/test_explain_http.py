"""`explainAccess` over HTTP: what it says is what happens when the account itself asks."""

from typing import Any

import httpx
import pytest

from panhuo.models import User
from tests.permissions.conftest import Ask
from tests.permissions.explaining import TO_ONE, explained, ids_of, really
from tests.permissions.world import ACCOUNTS, BELOW, MAY_READ, World
from tests.shared import post

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("unchanged")]

EXPLAIN = """query ($user: ID!, $coordinate: String!, $id: ID) {
  explainAccess(user: $user, coordinate: $coordinate, id: $id) {
    decision coordinate role message
    decidedBy { coordinate ability met scopes { scope holds message } }
    demands { coordinate ability met scopes { scope holds } }
  }
}"""
PAIRS = [
    *(("IA A", user) for user in ("IA A", "CA A2", "BA AB", "BCA ABC", "INV A1")),
    *(("BA AB", user) for user in ("BA AB", "BCA ABC", "INV ABC")),
    *(("OP", user) for user in ("IA A", "CA A1", "BA AB", "BCA ABC", "INV A1", "IA B", "ENT E", "OP")),
]
"""Who asks, and about whom."""
BY_ROLE = {
    "Query.patents": "{ patents { totalCount } }",
    "Query.uploads": "{ uploads { totalCount } }",
    "Query.codes(kind:)": "{ codes(kind: IPC) { totalCount } }",
    "Query.can": "{ can { allowed } }",
    "Query.viewer": "{ viewer { id } }",
    "Query.explainAccess": '{ explainAccess(user: "%s", coordinate: "Query.can") { decision } }',
    "Query.explainAccess(id:)": '{ explainAccess(user: "%s", coordinate: "User.name", id: "%s") { role } }',
    "Patent.title": "{ patents { nodes { title } } }",
    "PatentConnection.totalCount": "{ patents { totalCount } }",
    "PatentFilter.type": "{ patents(where: {type: {eq: DESIGN}}) { totalCount } }",
    "PatentOrderField.GRANT_DATE": "{ patents(orderBy: [{field: GRANT_DATE}]) { totalCount } }",
    "PatentDimension.TYPE": "{ patents { counts(by: TYPE) { count } } }",
    "OrgUnit.ownerAliases": "{ orgUnits { nodes { ownerAliases { name } } } }",
    "OwnerAlias.name": "{ orgUnits { nodes { ownerAliases { name } } } }",
    "Mutation.discardUpload": (
        'mutation { discardUpload(input: {id: "FileUpload:1"}) { userErrors { code } } }'
    ),
}
"""Coordinate → an operation that meets it, `%s` the account itself."""


def in_sight(asker: str, world: World) -> list[str]:
    """Of whose places explanations are given: what the asker reads, within its unit and below."""
    units = BELOW.get(asker.split()[1], set()) if asker != "OP" else world.units
    found = [world.patents[name] for name in MAY_READ[asker]] + [world.units[name] for name in units]
    return found + [world.users[name] for name in ACCOUNTS[asker]]


@pytest.mark.parametrize(("asker", "user"), PAIRS)
async def test_the_explanation_agrees_with_what_happens(
    shared_client: httpx.AsyncClient, world: World, asker: str, user: str
) -> None:
    # given
    ids = in_sight(asker, world)
    found, seen = [await really(shared_client, world.headers[name], ids) for name in (user, asker)]
    for place, id in found:
        if place in TO_ONE and found[place, id] == "MASKED" == seen[place, id]:
            found[place, id] = "ALLOWED"  # as far as the asker knows, it leads nowhere

    # when
    said = await explained(shared_client, world.headers[asker], world.users[user], [*found])

    # then
    assert {each: (said[each], found[each]) for each in found if said[each] != found[each]} == {}


@pytest.mark.parametrize("user", ["IA A", "CA A1", "BA AB", "BCA ABC", "INV A1", "ENT E", "OP"])
async def test_without_an_object_the_role_is_explained(
    shared_client: httpx.AsyncClient, world: World, user: str
) -> None:
    for place, operation in BY_ROLE.items():
        # given
        own = operation.replace("%s", world.users[user])
        answer = await post(shared_client, own, world.headers[user])
        refused = [e["extensions"].get("ability") for e in answer.get("errors", ())]

        # when
        said = await post(
            shared_client, EXPLAIN, world.headers["OP"], user=world.users[user], coordinate=place
        )
        found = said["data"]["explainAccess"]

        # then
        assert (found["decision"] == "DENIED") == bool(refused), (place, found, answer)
        if refused:
            assert found["decidedBy"]["ability"] == refused[0]
            assert found["decidedBy"]["scopes"] == []


@pytest.mark.parametrize("asker", ["IA A", "BA AB"])
async def test_what_is_out_of_the_askers_scope_does_not_exist(
    shared_client: httpx.AsyncClient, world: World, asker: str
) -> None:
    # given
    seen, own = in_sight(asker, world), world.users[asker]
    hidden = [id for id in ids_of(world) if id not in seen]

    async def told(user: str, id: str | None) -> Any:
        place = {"Patent": "Patent.title", "OrgUnit": "OrgUnit.name", "User": "User.phone"}
        coordinate = place[(id or user).partition(":")[0]]
        return await post(
            shared_client, EXPLAIN, world.headers[asker], user=user, coordinate=coordinate, id=id
        )

    # when
    of_objects = [await told(own, id) for id in hidden]
    of_users = [await told(id, None) for id in hidden if id.startswith("User")]
    of_both = [await told(id, seen[0]) for id in hidden if id.startswith("User")]
    missing = [
        await told(own, "Patent:99999"),
        await told("User:99999", None),
        await told("User:9999", seen[0]),
    ]

    # then
    assert len(of_objects) > 10 and len(of_users) > 5
    for answer in (*of_objects, *of_users, *of_both, *missing):
        assert answer["data"] == {"explainAccess": None}
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_FOUND"]
        assert answer["errors"] == missing[0]["errors"]


@pytest.mark.parametrize("viewer", MAY_READ)
async def test_who_may_ask(ask: Ask, world: World, viewer: str) -> None:
    # when
    answer = await ask(EXPLAIN, user=world.users["INV ABC"], coordinate="Query.can")

    # then
    if viewer.split()[0] in ("IA", "BA", "OP"):
        codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
        assert codes == ([] if "INV ABC" in ACCOUNTS[viewer] else ["NOT_FOUND"])
    else:
        assert answer["data"] == {"explainAccess": None}
        (error,) = answer["errors"]
        code = "UNAUTHENTICATED" if viewer == "visitor" else "FORBIDDEN"
        assert error["extensions"] == {"code": code, "ability": "EXPLAIN_ACCESS", "count": 1}


async def test_a_disabled_account_is_explained_as_such(
    shared_client: httpx.AsyncClient, world: World
) -> None:
    # given
    account = User.filter(id=int(world.users["INV A2"].partition(":")[2]))
    await account.update(active=False)

    # when
    try:
        asked = {"user": world.users["INV A2"], "coordinate": "Patent.title"}
        answer = await post(shared_client, EXPLAIN, world.headers["IA A"], id=world.patents["a2"], **asked)
        hidden = await post(shared_client, EXPLAIN, world.headers["IA A"], id=world.patents["b1"], **asked)
        can = await post(
            shared_client,
            "query ($i: ID!) { node(id: $i) { ... on User { can { allowed message } } } }",
            world.headers["IA A"],
            i=world.users["INV A2"],
        )
        body = {"query": "{ viewer { id } }"}
        real = await shared_client.post("/graphql", json=body, headers=world.headers["INV A2"])
    finally:
        await account.update(active=True)

    # then
    found = answer["data"]["explainAccess"]
    assert (found["decision"], found["decidedBy"]) == ("DISABLED", None)
    assert found["message"].startswith("Disabled: the account cannot sign in")
    assert hidden["data"] == {"explainAccess": None}
    assert not any(each["allowed"] for each in can["data"]["node"]["can"])
    assert can["data"]["node"]["can"][0]["message"] == "Change the review chains: the account is disabled."
    assert real.status_code == 401


async def test_everything_that_is_asked_is_told_in_order(
    shared_client: httpx.AsyncClient, world: World
) -> None:
    # when
    asked = {"user": world.users["CA A1"], "coordinate": "Patent.unit", "id": world.patents["b1 with a1"]}
    found = (await post(shared_client, EXPLAIN, world.headers["OP"], **asked))["data"]["explainAccess"]

    # then
    subtree, chain = {"scope": "SUBTREE", "holds": True}, {"scope": "OWN_CHAIN", "holds": False}
    assert found["demands"] == [
        {"coordinate": "Patent", "ability": "PATENT_READ", "met": True, "scopes": [subtree]},
        {
            "coordinate": "OrgUnit",
            "ability": "ORG_UNIT_READ",
            "met": False,
            "scopes": [chain, {"scope": "SUBTREE", "holds": False}],
        },
    ]
    assert (found["decision"], found["role"]) == ("MASKED", "COLLEGE_ADMIN")
    assert found["decidedBy"]["ability"] == "ORG_UNIT_READ"


@pytest.mark.parametrize(
    ("language", "user", "coordinate", "message"),
    [
        (
            "en",
            "INV A1",
            "Patent.title",
            "Allowed: Patent.title asks for PATENT_READ (see patents), which reaches it: "
            "the viewer's own: matched inventor, filer, author, self.",
        ),
        (
            "zh-CN",
            "INV A1",
            "Patent.title",
            "允许：Patent.title 要求 PATENT_READ（查看专利），在此成立：本人。",
        ),
        (
            "zh-CN",
            "INV A2",
            "Patent.title",
            "未找到：该对象不在 PATENT_READ（查看专利）的范围内：本人。结果与对象不存在时相同。",
        ),
        (
            "en",
            "CA A2",
            "Query.patents",
            "Not found: the object lies outside what PATENT_READ (see patents) reaches: "
            "the viewer's own unit and everything below it. "
            "The answer is that of an object that does not exist.",
        ),
    ],
)
async def test_in_words(
    shared_client: httpx.AsyncClient, world: World, language: str, user: str, coordinate: str, message: str
) -> None:
    headers = {**world.headers["IA A"], "Accept-Language": language}

    asked = {"user": world.users[user], "coordinate": coordinate, "id": world.patents["a1"]}
    answer = await post(shared_client, EXPLAIN, headers, **asked)

    assert answer["data"]["explainAccess"]["message"] == message


@pytest.mark.parametrize(
    ("coordinate", "kind", "code"),
    [
        *((text, None, "BAD_COORDINATE") for text in ("", "Patent", "Patent.nope", "Nope.title", "title")),
        *(
            (text, None, "BAD_COORDINATE")
            for text in ("Patent.title(x:)", "@requires", "@requires(ability:)")
        ),
        *((text, None, "BAD_COORDINATE") for text in ("__Type.name", "Query.__schema", "Patent.title.x")),
        *((text, None, "BAD_COORDINATE") for text in ("Patent .title", "x" * 201, "Patent.title\u0000")),
        *((text, None, "COORDINATE_MISMATCH") for text in ("Node.id", "PageInfo.hasNextPage")),
        *((text, "a1", "COORDINATE_MISMATCH") for text in ("OrgUnit.name", "Query.orgUnit", "Query.can")),
        *((text, "a1", "COORDINATE_MISMATCH") for text in ("PatentFilter.type", "PatentDimension.TYPE")),
        *(
            (text, "a1", "COORDINATE_MISMATCH")
            for text in ("Query.viewer", "Mutation.login", "PatentEdge.node")
        ),
    ],
)
async def test_a_coordinate_that_cannot_be_explained(
    ask: Ask, world: World, viewer: str, coordinate: str, kind: str | None, code: str
) -> None:
    id = world.patents[kind] if kind else None

    answer = await ask(EXPLAIN, user=world.users["INV A1"], coordinate=coordinate, id=id)

    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]
    assert answer.get("data") is None


@pytest.fixture
def viewer() -> str:
    """Of the tests that do not name one."""
    return "OP"
