"""R. What enterprises say of what is registered (S30, S126, S149–S151, S181)."""

from typing import Any

import httpx
import pytest

from panhuo.models import Enterprise
from panhuo.rules.vocabulary import Role
from tests.acceptance.filing import (
    Person,
    University,
    all_at_once,
    at,
    codes,
    university,
)
from tests.acceptance.test_q_afterwards import registered
from tests.factories import enterprise, institution
from tests.shared import contents

pytestmark = pytest.mark.anyio

EVALUATE = (
    "mutation ($input: EvaluateDossierInput!) { evaluateDossier(input: $input) {"
    " evaluation { id version rating prospects improvements cooperation expertName enterpriseName mine"
    " dossierTitle versions { number rating prospects } } userErrors { code field message } } }"
)
LIST = (
    "{ evaluations { totalCount nodes { enterpriseName expertName rating prospects improvements cooperation"
    " dossier { id } } } }"
)
OF = (
    "query ($id: ID!) { dossier(id: $id) { evaluationSummary { count average }"
    " evaluations { totalCount nodes { expertName rating } } availableActions"
    " viewerCan { evaluate { allowed reason } } } }"
)
SUMMARIES = (
    "query ($unit: ID!) { orgUnit(id: $unit) { evaluationSummary { count average } }"
    " patents(filed: ALL, orderBy: [{field: EVALUATION_AVERAGE, direction: DESC}]) {"
    " nodes { title evaluationSummary { count average } } } }"
)
BEST_UNITS = (
    "{ orgUnits(orderBy: [{field: EVALUATION_AVERAGE, direction: DESC}, {field: NAME, direction: DESC}]) {"
    " nodes { name evaluationSummary { count average } } } }"
)
UNITS_WITH = "{ orgUnits(where: {%s}) { nodes { name } } }"
SAID = {"prospects": "储能市场可期", "improvements": "循环寿命待提高", "cooperation": "愿共建中试线"}
ROWS = ("evaluation", "evaluation_version", "dossier", "notice", "audit_entry")


async def expert(here: University, name: str, of: Enterprise) -> Person:
    return await here.person(Role.ENTERPRISE, of, name)


async def evaluates(person: Person, dossier: str, rating: int, **more: Any) -> dict[str, Any]:
    """The payload."""
    given = {"dossier": dossier, "rating": rating, **more}
    payload: dict[str, Any] = (await person.asks(EVALUATE, input=given))["evaluateDossier"]
    return payload


async def sees(person: Person, dossier: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await person.asks(OF, id=dossier["id"]))["dossier"]
    return found


@pytest.mark.req("S149", "S151")
async def test_an_expert_gives_stars_and_three_texts_once_and_changes_them_with_a_history(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    dossier = await registered(here)
    wu = await expert(here, "吴专家", await enterprise("赤霞储能"))

    # when: several at once make one evaluation
    at_once = await all_at_once(*(evaluates(wu, dossier["id"], 4, **SAID) for _ in range(3)))
    [first] = [each["evaluation"] for each in at_once if each["evaluation"]]
    refused = [code for each in at_once for code in codes(each)]
    changed = await evaluates(wu, dossier["id"], 2, version=first["version"], prospects="  ")
    stale = await evaluates(wu, dossier["id"], 5, version=first["version"])

    # then
    assert refused == ["CONFLICT", "CONFLICT"] and codes(stale) == ["CONFLICT"]
    assert {name: first[name] for name in SAID} == SAID
    assert (first["expertName"], first["enterpriseName"], first["mine"]) == ("吴专家", "赤霞储能", True)
    after = changed["evaluation"]
    assert (after["rating"], after["prospects"], after["version"]) == (2, None, 2)
    assert after["versions"] == [
        {"number": 1, "rating": 4, "prospects": "储能市场可期"},
        {"number": 2, "rating": 2, "prospects": None},
    ]
    shown = (await here.admin.asks(LIST))["evaluations"]
    assert shown["totalCount"] == 1 and shown["nodes"][0]["dossier"] == {"id": dossier["id"]}


@pytest.mark.req("S149", "S150", "S151")
async def test_only_what_is_registered_is_evaluated_and_only_by_enterprises(
    client: httpx.AsyncClient,
) -> None:
    # given: one inventoried only, one a draft, one registered
    here = await university(client)
    draft = await here.chen.files(await here.invention(here.chen))
    dossier = await registered(here)
    wu = await expert(here, "吴专家", await enterprise())
    before = await contents(*ROWS)

    # when
    unpublished = await evaluates(wu, draft["id"], 5)
    missing = await evaluates(wu, "Dossier:999999", 5)
    stars = [await evaluates(wu, dossier["id"], rating) for rating in (0, 6)]
    long = await evaluates(wu, dossier["id"], 3, cooperation="长" * 1001)
    operator = await here.person(Role.PLATFORM_OPERATOR)
    others = [
        await each.post(EVALUATE, input={"dossier": dossier["id"], "rating": 5})
        for each in (here.admin, here.dean, here.chen, operator)
    ]

    # then: what is not published is as if it did not exist
    assert codes(unpublished) == codes(missing) == ["NOT_FOUND"]
    assert [each["userErrors"][0]["field"] for each in (*stars, long)] == [
        ["input", "rating"],
        ["input", "rating"],
        ["input", "cooperation"],
    ]
    assert [each["errors"][0]["extensions"]["code"] for each in others] == ["FORBIDDEN"] * 4
    assert await contents(*ROWS) == before
    assert (await sees(wu, dossier))["viewerCan"]["evaluate"] == {"allowed": True, "reason": None}
    assert (await sees(here.chen, dossier))["viewerCan"]["evaluate"]["reason"] == "ROLE"


@pytest.mark.req("S30")
async def test_who_reads_evaluations_follows_the_unit_the_inventor_and_the_enterprise(
    client: httpx.AsyncClient,
) -> None:
    # given: one dossier of a college, one of the branch, each evaluated by two enterprises
    here = await university(client)
    ours = await registered(here)
    filed = await here.head.files(await here.branch_invention(here.lin))
    theirs = await here.admin.approves(await here.head.submits(filed), "REGISTERED")
    wu, zheng = [await expert(here, name, await enterprise()) for name in ("吴专家", "郑专家")]
    colleague = await expert(here, "冯专家", await Enterprise.get(id=wu.account.enterprise_id))
    for person, stars in ((wu, 5), (zheng, 2)):
        for dossier in (ours, theirs):
            await evaluates(person, dossier["id"], stars)
    stranger = await here.person(Role.INSTITUTION_ADMIN, await institution())
    operator = await here.person(Role.PLATFORM_OPERATOR)

    # when
    people = {
        "admin": here.admin, "dean": here.dean, "head": here.head, "chief": here.chief, "chen": here.chen,
        "zhou": here.zhou, "lin": here.lin, "wu": wu, "colleague": colleague, "stranger": stranger,
        "operator": operator,
    }  # fmt: skip
    counts = {name: (await each.asks(LIST))["evaluations"]["totalCount"] for name, each in people.items()}
    visitor = await client.post("/graphql", json={"query": LIST})

    # then: an inventor reads what is said of patents of their own, whoever filed them
    assert counts == {
        "admin": 4, "dean": 2, "head": 2, "chief": 0, "chen": 2, "zhou": 2, "lin": 2, "wu": 2,
        "colleague": 2, "stranger": 0, "operator": 4,
    }  # fmt: skip
    assert visitor.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    found = await sees(wu, ours)
    assert found["evaluationSummary"] == {"count": 2, "average": 3.5}
    assert found["evaluations"] == {"totalCount": 1, "nodes": [{"expertName": "吴专家", "rating": 5}]}


@pytest.mark.req("S126")
async def test_evaluations_stay_when_a_dossier_is_taken_out_and_show_while_it_is_edited(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    dossier, silent = await registered(here), await registered(here)
    wu = await expert(here, "吴专家", await enterprise())
    first = await evaluates(wu, dossier["id"], 3)

    # when
    delisted = await here.admin.does("delistDossier", **at(dossier), reason="请更新")
    unrated = await here.admin.does("delistDossier", **at(silent), reason="请更新")
    late = await evaluates(wu, dossier["id"], 5, version=first["evaluation"]["version"])
    pending = await here.chen.submits(delisted)

    # then: the menu shows 企业评价 where there is any, and always while it is registered
    assert codes(late) == ["NOT_FOUND"]
    assert "EVALUATIONS" in (await sees(here.chen, pending))["availableActions"]
    assert "EVALUATIONS" not in (await sees(here.chen, unrated))["availableActions"]
    assert "EVALUATIONS" in (await sees(here.chen, await registered(here)))["availableActions"]
    kept = (await wu.asks("{ evaluations { nodes { rating dossierTitle dossier { id } } } }"))["evaluations"]
    assert [each["dossier"] for each in kept["nodes"]] == [None]
    assert (await sees(here.admin, pending))["evaluationSummary"] == {"count": 1, "average": 3.0}


@pytest.mark.req("S149", "S181")
async def test_a_summary_stands_on_patent_and_unit_and_counts_portfolios(client: httpx.AsyncClient) -> None:
    # given: two singles and a portfolio of both
    here = await university(client)
    good, fair = [await here.invention(here.chen, title=title) for title in ("甲装置", "乙装置")]
    for paper in (good, fair):
        await registered(here, paper)
    group = await registered(here, good, fair)
    rows = await here.admin.asks("{ resources(kind: SINGLE) { nodes { id title } } }")
    single = {each["title"]: each["id"] for each in rows["resources"]["nodes"]}
    wu, zheng, feng = [await expert(here, name, await enterprise()) for name in ("吴", "郑", "冯")]

    # when: 5 + 4 + 4 of one, 2 of the other, 1 of the portfolio
    for person, stars in ((wu, 5), (zheng, 4), (feng, 4)):
        await evaluates(person, single["甲装置"], stars)
    await evaluates(wu, single["乙装置"], 2)
    await evaluates(wu, group["id"], 1)
    found = await here.admin.asks(SUMMARIES, unit=f"OrgUnit:{here.physics.id}")

    # then: 13 / 3 and 16 / 5
    assert found["orgUnit"]["evaluationSummary"] == {"count": 5, "average": 3.2}
    assert found["patents"]["nodes"] == [
        {"title": "甲装置", "evaluationSummary": {"count": 3, "average": 4.33}},
        {"title": "乙装置", "evaluationSummary": {"count": 1, "average": 2.0}},
    ]
    assert (await sees(here.chen, group))["evaluations"]["nodes"] == [{"expertName": "吴", "rating": 1}]
    best = await wu.asks(
        "{ resources(where: {evaluationAverage: {gte: 4.33}}) {"
        " nodes { title evaluationSummary { count } } } }"
    )
    assert best["resources"]["nodes"] == [{"title": "甲装置", "evaluationSummary": {"count": 3}}]
    visitor = await client.post(
        "/graphql", json={"query": "{ resources(where: {evaluationCount: {gt: 0}}) { totalCount } }"}
    )
    assert visitor.json()["errors"][0]["extensions"]["ability"] == "EVALUATION_SUMMARY_READ"


@pytest.mark.req("S149")
async def test_filer_and_inventors_hear_of_a_new_evaluation_and_the_institution_finds_it_audited(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    dossier = await registered(here)
    wu = await expert(here, "吴专家", await enterprise("赤霞储能"))

    # when
    await evaluates(wu, dossier["id"], 4)

    # then
    for person in (here.chen, here.zhou):
        [told] = [
            each
            for each in (await person.asks("{ notices { nodes { kind message } } }"))["notices"]["nodes"]
            if each["kind"] == "EVALUATION_GIVEN"
        ]
        assert "4 of 5 stars" in told["message"] and "赤霞储能" in told["message"]
    log = await here.admin.asks(
        "{ auditLog(where: {action: {eq: EVALUATION_GIVEN}}) { nodes { actorName subjectName } } }"
    )
    assert [each["actorName"] for each in log["auditLog"]["nodes"]] == ["吴专家"]


@pytest.mark.req("S30", "S149")
async def test_units_are_sorted_and_found_by_what_the_viewer_reads_of_their_evaluations(
    client: httpx.AsyncClient,
) -> None:
    # given: 5 and 2 stars at the college, 4 at the branch
    here = await university(client)
    ours = await registered(here)
    filed = await here.head.files(await here.branch_invention(here.lin))
    theirs = await here.admin.approves(await here.head.submits(filed), "REGISTERED")
    wu, zheng = [await expert(here, name, await enterprise()) for name in ("吴专家", "郑专家")]
    for person, dossier, stars in ((wu, ours, 5), (zheng, ours, 2), (wu, theirs, 4)):
        await evaluates(person, dossier["id"], stars)

    # when
    best = {name: await best_units(each) for name, each in (("admin", here.admin), ("dean", here.dean))}
    good = (await here.admin.asks(UNITS_WITH % "evaluationAverage: {gte: 3.9}"))["orgUnits"]
    few = (await here.dean.asks(UNITS_WITH % "evaluationCount: {eq: 2}"))["orgUnits"]
    visits = [
        (await client.post("/graphql", json={"query": query})).json()
        for query in (BEST_UNITS, UNITS_WITH % "evaluationCount: {gte: 1}")
    ]

    # then: the institution is the sum of what the viewer reads below it, for the dean of the college alone
    assert best["admin"] == [("东校区", 1, 4.0), ("青岚大学", 3, 3.67), (here.physics.name, 2, 3.5)]
    assert best["dean"] == [("青岚大学", 2, 3.5), (here.physics.name, 2, 3.5)]
    assert [each["name"] for each in good["nodes"]] == ["东校区"]
    assert {each["name"] for each in few["nodes"]} == {"青岚大学", here.physics.name}
    for answer in visits:
        assert answer["errors"][0]["extensions"]["ability"] == "EVALUATION_SUMMARY_READ"


async def best_units(person: Person) -> list[tuple[str, int, float]]:
    """The units with any evaluations, the best first."""
    nodes = (await person.asks(BEST_UNITS))["orgUnits"]["nodes"]
    told = [(each["name"], each["evaluationSummary"]) for each in nodes]
    return [(name, summary["count"], summary["average"]) for name, summary in told if summary["count"]]
