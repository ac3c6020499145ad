"""Q. What is registered is shown to enterprises and, where its institution allows it, to visitors (S143)."""

from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from panhuo.http.documents import trusted_documents, trusted_texts
from panhuo.models import OrgUnit
from panhuo.rules.vocabulary import DossierState, Role
from tests.acceptance.filing import University, at, university
from tests.acceptance.test_q_afterwards import branch_registered, registered
from tests.factories import college, dossier, enterprise, institution, patent, user
from tests.settings import settings
from tests.shared import contents

pytestmark = pytest.mark.anyio

SHOWN = "{ showcase { totalCount nodes { id title kind contact institution { name } } } }"
PUBLIC = (
    "query Shown($kind: DossierKind, $search: String) { showcase(kind: $kind, search: $search) {"
    " totalCount nodes { title branch { name } content { advantages } members { facts { title } } } } }"
)
DETAIL = "query ($id: ID!) { dossier(id: $id) { title contact phone content { prospects } reason } }"
FIELDS = (
    "{ id contact phone reason filerName filer { id } reviews { act } draft { savedAt } institution { name }"
    " evaluationSummary { count } evaluations { totalCount } members { facts { title } patent { id } } }"
)
BEHIND = f"{{ showcase {{ totalCount nodes {FIELDS} }} }}"
BEHIND_ONE = f"query ($id: ID!) {{ showcaseDossier(id: $id) {FIELDS} }}"
EVALUATE = (
    "mutation ($input: EvaluateDossierInput!) { evaluateDossier(input: $input) { userErrors { code } } }"
)
BEST = "{ showcase(where: {evaluationCount: {gte: 1}}) { totalCount } }"
LOOKS = (
    "{ contactAccesses { totalCount nodes { readerName enterpriseName dossierTitle dossier { id } at } } }"
)


async def closed_school() -> tuple[OrgUnit, Any]:
    """An institution that lets no visitors in, with something registered."""
    school = await institution("碧溪大学")
    filer = await user(Role.INSTITUTION_ADMIN, school)
    return school, await dossier(filer, await patent(school, title="碧溪装置"), state=DossierState.REGISTERED)


async def visit(client: httpx.AsyncClient, query: str, **variables: Any) -> dict[str, Any]:
    sent = {"query": query, "variables": variables}
    answer: dict[str, Any] = (await client.post("/graphql", json=sent)).json()
    return answer


async def everything_shown(client: httpx.AsyncClient) -> tuple[University, dict[str, Any], dict[str, Any]]:
    """Of an open institution a single, a portfolio and one of a branch; one of a closed institution."""
    here = await university(client)
    papers = [await here.invention(here.chen, title=title) for title in ("储能装置", "储能材料")]
    single = await registered(here, papers[0])
    await registered(here, *papers)
    of_branch = await branch_registered(here)
    await closed_school()
    return here, single, of_branch


@pytest.mark.req("S5", "S143")
async def test_enterprises_see_everything_registered_and_visitors_what_is_open(
    client: httpx.AsyncClient,
) -> None:
    # given one that was delisted since
    here, single, _ = await everything_shown(client)
    gone = await registered(here)
    await here.admin.does("delistDossier", **at(gone), reason="下架")
    firm = await here.person(Role.ENTERPRISE, await enterprise(), "吴专家")

    # when
    to_firm = (await firm.asks(SHOWN))["showcase"]
    to_visitor = (await visit(client, PUBLIC))["data"]["showcase"]
    groups = (await visit(client, PUBLIC, kind="PORTFOLIO"))["data"]["showcase"]
    found = (await visit(client, PUBLIC, search="储能装置"))["data"]["showcase"]

    # then: members show through the dossier; a branch's are its institution's to open
    assert to_firm["totalCount"] == 4 and to_visitor["totalCount"] == 3
    assert {each["institution"]["name"] for each in to_firm["nodes"]} == {"青岚大学", "碧溪大学"}
    assert [each["branch"]["name"] for each in to_visitor["nodes"] if each["branch"]] == ["东校区"]
    [group] = groups["nodes"]
    assert [each["facts"]["title"] for each in group["members"]] == ["储能装置", "储能材料"]
    assert found["totalCount"] == 2
    refused = await visit(client, DETAIL, id=single["id"])
    assert refused["data"]["dossier"]["title"] == "储能装置"
    assert {each["extensions"]["ability"] for each in refused["errors"]} == {
        "CONTACT_READ",
        "REVIEW_HISTORY_READ",
    }


@pytest.mark.req("S5", "S143")
async def test_people_of_another_institution_see_what_it_shows_and_nothing_behind_it(
    client: httpx.AsyncClient,
) -> None:
    # given somebody of each tenant role elsewhere; enterprises have evaluated one of the dossiers
    here, single, _ = await everything_shown(client)
    expert = await here.person(Role.ENTERPRISE, await enterprise(), "吴专家")
    await expert.asks(EVALUATE, input={"dossier": single["id"], "rating": 4, "prospects": "好"})
    elsewhere = await institution("丹枫大学")
    at = {Role.INVENTOR: await college(elsewhere), Role.COLLEGE_ADMIN: await college(elsewhere, "化学学院")}
    people = [
        await here.person(role, at.get(role, elsewhere))
        for role in (Role.INSTITUTION_ADMIN, Role.COLLEGE_ADMIN, Role.INVENTOR)
    ]
    for person in people:
        # when
        page = (await person.asks(BEHIND))["showcase"]
        one = (await person.asks(BEHIND_ONE, id=single["id"]))["showcaseDossier"]
        best = (await person.asks(BEST))["showcase"]
        lists = await person.asks(
            "{ resources { totalCount } patents(filed: ALL, campus: ALL) { totalCount } }"
        )
        again = [
            await person.post(query, id=single["id"])
            for query in (DETAIL, "query ($id: ID!) { node(id: $id) { id } }")
        ]

        # then: place and facts; no contact, history, evaluation, account, nor the patent itself
        assert page["totalCount"] == 4
        assert one in page["nodes"] and one["institution"]["name"] == "青岚大学"
        assert [each["facts"]["title"] for each in one["members"]] == ["储能装置"]
        assert [each["patent"] for each in one["members"]] == [None]
        guarded = (
            "contact",
            "phone",
            "reason",
            "filerName",
            "filer",
            "reviews",
            "draft",
            "evaluationSummary",
        )
        assert {one[name] for name in guarded} == {None}
        assert one["evaluations"]["totalCount"] == 0 and best["totalCount"] == 0
        assert {name: each["totalCount"] for name, each in lists.items()} == {"resources": 0, "patents": 0}
        assert {each["errors"][0]["extensions"]["code"] for each in again} == {"NOT_FOUND"}
    assert await contents("contact_access") == {"contact_access": []}
    mine = (await here.chen.asks(BEHIND_ONE, id=single["id"]))["showcaseDossier"]
    assert mine["contact"] == "陈一" and mine["evaluationSummary"] == {"count": 1}


@pytest.mark.req("S5")
async def test_an_institution_opens_and_closes_its_showcase_to_visitors(client: httpx.AsyncClient) -> None:
    # given
    here, single, _ = await everything_shown(client)
    change = (
        "mutation ($input: UpdateShowcaseSettingsInput!) { updateShowcaseSettings(input: $input) {"
        " userErrors { code } } }"
    )
    unit = await here.admin.asks(
        "query ($id: ID!) { orgUnit(id: $id) { version } }", id=f"OrgUnit:{here.root.id}"
    )
    given = {"id": f"OrgUnit:{here.root.id}", "openShowcase": False, "version": unit["orgUnit"]["version"]}

    # when
    refused = [await each.post(change, input=given) for each in (here.head, here.dean, here.chen)]
    await here.admin.asks(change, input=given)

    # then: visitors see nothing of it from the next request on, enterprises all
    assert [each["errors"][0]["extensions"]["code"] for each in refused] == ["FORBIDDEN"] * 3
    assert (await visit(client, PUBLIC))["data"]["showcase"]["totalCount"] == 0
    assert (await visit(client, DETAIL, id=single["id"]))["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    firm = await here.person(Role.ENTERPRISE, await enterprise())
    assert (await firm.asks(SHOWN))["showcase"]["totalCount"] == 4


@pytest.mark.req("S5", "S65")
async def test_each_look_at_a_contact_from_outside_is_recorded_for_the_institution(
    client: httpx.AsyncClient,
) -> None:
    # given
    here, single, _ = await everything_shown(client)
    firm = await here.person(Role.ENTERPRISE, await enterprise("赤霞储能"), "吴专家")
    operator = await here.person(Role.PLATFORM_OPERATOR, None, "值班员")
    stranger = await here.person(Role.INSTITUTION_ADMIN, await institution())

    # when: one detail, a whole page, titles alone, and people of the institution itself
    detail = (await firm.asks(DETAIL.replace(" reason", ""), id=single["id"]))["dossier"]
    page = (await operator.asks(SHOWN))["showcase"]
    before = await contents("contact_access")
    await firm.asks("{ showcase { nodes { title } } }")
    for person in (here.admin, here.dean, here.chen):
        await person.asks(SHOWN)

    # then
    assert (detail["contact"], detail["phone"]) == ("陈一", "0571-88000000")
    assert page["totalCount"] == 4
    assert await contents("contact_access") == before
    looks = (await here.admin.asks(LOOKS))["contactAccesses"]
    assert looks["totalCount"] == 4
    assert [each for each in looks["nodes"] if each["enterpriseName"]] == [
        {
            "readerName": "吴专家",
            "enterpriseName": "赤霞储能",
            "dossierTitle": "储能装置",
            "dossier": {"id": single["id"]},
            "at": looks["nodes"][-1]["at"],
        }
    ]
    assert (await stranger.asks(LOOKS))["contactAccesses"]["totalCount"] == 0
    assert (await operator.asks(LOOKS))["contactAccesses"]["totalCount"] == 5
    for person in (here.dean, here.head, firm):
        assert (await person.post(LOOKS))["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.req("S5")
async def test_a_page_asks_by_get_with_an_etag_and_by_the_id_of_a_trusted_document(
    client: httpx.AsyncClient, tmp_path: Path
) -> None:
    # given a server that runs trusted documents only
    await everything_shown(client)
    file = tmp_path / "documents.json"
    file.write_bytes(orjson.dumps({"showcase": PUBLIC}))
    with settings(trusted_documents=file, trusted_documents_only="true"):
        for cached in (trusted_documents, trusted_texts):
            cached.cache_clear()
        asked = {"documentId": "showcase", "variables": '{"kind": "SINGLE"}'}

        # when
        first = await client.get("/graphql", params=asked)
        again = await client.get("/graphql", params=asked, headers={"If-None-Match": first.headers["ETag"]})
        other = await client.get("/graphql", params={"query": SHOWN})
    for cached in (trusted_documents, trusted_texts):
        cached.cache_clear()

    # then
    assert first.json()["data"]["showcase"]["totalCount"] == 2
    assert (again.status_code, again.content) == (304, b"")
    assert other.json()["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"
