"""T. Demands of enterprises (S31, S162–S166): sent, read, filtered, handled, withdrawn."""

from typing import Any

import httpx
import pytest

from panhuo.models import Dossier
from panhuo.rules.vocabulary import CodeKind, Role
from tests.acceptance.demanding import (
    WANTED,
    branch_registered,
    company,
    does,
    nothing_changes,
    notices,
    refused,
    registered,
    step,
    tries,
)
from tests.acceptance.filing import at, university
from tests.factories import code, college, institution

pytestmark = pytest.mark.anyio

COLUMNS = (
    "technology kind unitName inventorNames enterpriseName regionName cooperation { mode label custom }"
    " viewerCan { contact { allowed } withdraw { allowed reason } }"
)
DETAIL = (
    "{ id state description contact phone version createdAt dossier { id title } patent { id } institution"
    " { name } unit { name } author { name } steps { act fromState toState } }"
)
NOTES = "query ($id: ID!) { demand(id: $id) { notes { act byName note } } }"
LISTED = f"{{ demands {{ totalCount nodes {{ id {COLUMNS} }} }} }}"
FOUND = """query ($w: DemandFilter, $s: String) {
  demands(where: $w, search: $s) { totalCount nodes { technology } } }"""
COUNTED = (
    "{ demands { counts(by: STATE) { key label count } regions: counts(by: REGION) { key label count } } }"
)
ONE = f"query ($id: ID!) {{ demand(id: $id) {DETAIL} }}"


@pytest.mark.req("S31", "S162", "S164")
async def test_a_demand_is_read_by_its_institution_and_its_enterprise_alone(
    client: httpx.AsyncClient,
) -> None:
    # given a demand for a dossier of the main campus, one for a branch's
    here = await university(client)
    await code(CodeKind.REGION, "330100", "杭州市")
    main, branch = await registered(here), await branch_registered(here)
    qian, firm = await company(here)
    rival, _ = await company(here, "他司")
    stranger = await here.person(Role.INSTITUTION_ADMIN, await institution())
    operator = await here.person(Role.PLATFORM_OPERATOR)
    versions = [(row.id, row.version) for row in await Dossier.all().order_by("id")]

    # when
    first = await does(qian, "createDemand", dossier=main["id"], **WANTED)
    second = await does(qian, "createDemand", dossier=branch["id"], **WANTED)

    # then: those who read it
    own = (await here.admin.asks(LISTED))["demands"]
    assert [each["id"] for each in own["nodes"]] == [second["id"], first["id"]]
    assert own["nodes"][1] == {
        "id": first["id"],
        "technology": "储能装置0",
        "kind": "SINGLE",
        "unitName": "物理学院",
        "inventorNames": ["陈一", "周二"],
        "enterpriseName": firm.name,
        "regionName": "杭州市",
        "cooperation": [
            {"mode": "PATENT_POOL", "label": "参与专利池运营", "custom": None},
            {"mode": "OPEN_LICENCE", "label": "开放许可", "custom": None},
        ],
        "viewerCan": {
            "contact": {"allowed": True},
            "withdraw": {"allowed": False, "reason": "OTHER_SIDE"},
        },
    }
    assert [each["id"] for each in (await here.head.asks(LISTED))["demands"]["nodes"]] == [second["id"]]
    for who, count in ((qian, 2), (operator, 2), (rival, 0), (stranger, 0)):
        assert (await who.asks(LISTED))["demands"]["totalCount"] == count
    # and nobody else is told of it, by a list, a notice, a version or a count
    for who in (here.dean, here.chief, here.chen, here.zhou, here.lin):
        answer = await who.post(LISTED)
        assert [each["extensions"]["code"] for each in answer["errors"]] == ["FORBIDDEN"]
        assert not [each for each in await notices(who) if firm.name in each]
        missing = await who.post("query ($id: ID!) { node(id: $id) { id } }", id=first["id"])
        assert missing["data"] == {"node": None}
    assert [(row.id, row.version) for row in await Dossier.all().order_by("id")] == versions
    assert firm.name in (await notices(here.admin))[0] and firm.name in (await notices(here.head))[0]


@pytest.mark.req("S162", "S165")
async def test_only_enterprises_send_and_only_for_what_is_registered(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    await code(CodeKind.REGION, "330100", "杭州市")
    qian, _ = await company(here)
    draft = await here.chen.files(await here.invention(here.chen))
    listed = await registered(here)
    operator = await here.person(Role.PLATFORM_OPERATOR)
    sent = await does(qian, "createDemand", dossier=listed["id"], idempotencyKey="k", **WANTED)

    # then
    async with nothing_changes():
        for who in (here.admin, here.dean, here.head, here.chief, here.chen, operator):
            assert await refused(who, "createDemand", dossier=listed["id"], **WANTED) == "FORBIDDEN"
        assert await refused(qian, "createDemand", dossier=draft["id"], **WANTED) == "NOT_FOUND"
        for wrong in (
            {"cooperation": []},
            {"cooperation": [{"mode": "CUSTOM"}]},
            {"cooperation": [{"mode": "EQUITY", "custom": "说明"}]},
            {"region": "999999"},
            {"phone": "无"},
            {"contact": " "},
            {"topic": "储能"},
        ):
            given = {**WANTED, "dossier": listed["id"], **wrong}
            assert await refused(qian, "createDemand", **given) == "INVALID_VALUE", wrong
        again = await refused(qian, "createDemand", dossier=listed["id"], **WANTED)
        assert again == "DEMAND_SENT_ALREADY"
        repeated = await does(qian, "createDemand", dossier=listed["id"], idempotencyKey="k", **WANTED)
        assert repeated["id"] == sent["id"]


@pytest.mark.req("S163", "S164", "S166")
async def test_demands_are_searched_filtered_counted_and_read_in_detail(client: httpx.AsyncClient) -> None:
    # given one for a single patent, one for a portfolio, of two enterprises in two provinces
    here = await university(client)
    await code(CodeKind.REGION, "330100", "杭州市")
    await code(CodeKind.REGION, "110000", "北京市")
    single, group = await registered(here), await registered(here, 3)
    qian, _ = await company(here)
    rival, _ = await company(here, "北岭科技")
    one = await does(qian, "createDemand", dossier=single["id"], **WANTED)
    custom = [{"mode": "CUSTOM", "custom": "联合实验室"}]
    elsewhere = {**WANTED, "region": "110000", "cooperation": custom}
    await does(rival, "createDemand", dossier=group["id"], **elsewhere)

    async def found(where: dict[str, Any] | None = None, search: str | None = None) -> list[str]:
        page = (await here.admin.asks(FOUND, w=where, s=search))["demands"]
        assert page["totalCount"] == len(page["nodes"])
        return [each["technology"] for each in page["nodes"]]

    # then
    assert await found() == ["储能组合", "储能装置0"]
    assert await found({"kind": {"eq": "PORTFOLIO"}}) == ["储能组合"]
    assert await found({"region": {"under": "330000"}}) == ["储能装置0"]
    assert await found({"region": {"eq": "110000"}}) == ["储能组合"]
    assert await found({"cooperation": {"eq": "OPEN_LICENCE"}}) == ["储能装置0"]
    assert await found({"not": {"cooperation": {"in": ["OPEN_LICENCE", "EQUITY"]}}}) == ["储能组合"]
    assert await found(search="组合") == ["储能组合"]
    assert await found(search="晴川") == ["储能装置0"]
    assert await found(search="_") == []
    counted = (await here.admin.asks(COUNTED))["demands"]
    assert counted["counts"] == [{"key": "NEW", "label": None, "count": 2}]
    assert {(each["key"], each["label"]) for each in counted["regions"]} == {
        ("110000", "北京市"),
        ("330100", "杭州市"),
    }
    detail = (await here.admin.asks(ONE, id=one["id"]))["demand"]
    assert detail["phone"] == WANTED["phone"] and detail["description"] == WANTED["description"]
    assert detail["dossier"] == {"id": single["id"], "title": "储能装置0"}
    assert detail["unit"] == {"name": "物理学院"} and detail["author"] is None
    assert detail["steps"] == [{"act": "SEND", "fromState": None, "toState": "NEW"}]


@pytest.mark.req("S31", "S166")
async def test_the_institution_moves_a_demand_on_and_its_enterprise_is_told(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    qian, _ = await company(here)
    rival, _ = await company(here, "他司")
    operator = await here.person(Role.PLATFORM_OPERATOR)
    sent = await does(qian, "createDemand", dossier=(await registered(here))["id"], **WANTED)

    # then: nobody else, and never against the table
    async with nothing_changes():
        for who in (here.dean, here.chief, here.chen, operator):
            assert await refused(who, "handleDemand", **step(sent, "CONTACT")) == "FORBIDDEN"
        for who in (here.head, rival):
            assert await refused(who, "handleDemand", **step(sent, "CONTACT")) == "NOT_FOUND"
        assert await refused(qian, "handleDemand", **step(sent, "CONTACT")) == "DEMAND_ACT_UNAVAILABLE"
        assert await refused(here.admin, "handleDemand", **step(sent, "SIGN")) == "DEMAND_ACT_UNAVAILABLE"
        assert await refused(here.admin, "handleDemand", **step(sent, "NOTE")) == "DEMAND_NOTE_MISSING"
        assert await refused(here.admin, "handleDemand", **step(sent, "CLOSE", "")) == "DEMAND_NOTE_MISSING"
        unseen = step(sent | {"version": 9}, "CONTACT")
        assert await refused(here.admin, "handleDemand", **unseen) == "CONFLICT"

    # when
    taken = await does(here.admin, "handleDemand", **step(sent, "CONTACT", "电话已打通"))
    noted = await does(here.admin, "handleDemand", **step(taken, "NOTE", "报价待定"))
    talking = await does(here.admin, "handleDemand", **step(noted, "TALK"))
    signed = await does(here.admin, "handleDemand", **step(talking, "SIGN"))

    # then: the enterprise sees how far it is, and not the notes
    assert (signed["state"], signed["version"]) == ("SIGNED", 5)
    seen = (await qian.asks(ONE, id=sent["id"]))["demand"]
    assert [each["act"] for each in seen["steps"]] == ["SEND", "CONTACT", "TALK", "SIGN"]
    told = await notices(qian)
    assert told[0].endswith("signed.") and len(told) == 3
    hidden = await qian.post(NOTES, id=sent["id"])
    assert hidden["data"] == {"demand": {"notes": None}}
    assert hidden["errors"][0]["extensions"]["ability"] == "DEMAND_NOTES_READ"
    written = (await here.admin.asks(NOTES, id=sent["id"]))["demand"]["notes"]
    assert [(each["act"], each["note"]) for each in written] == [
        ("CONTACT", "电话已打通"),
        ("NOTE", "报价待定"),
    ]


@pytest.mark.req("S162")
async def test_a_demand_outlives_its_dossier_and_is_withdrawn_by_its_enterprise(
    client: httpx.AsyncClient,
) -> None:
    # given one whose dossier was taken out of the library meanwhile
    here = await university(client)
    qian, firm = await company(here)
    listed = await registered(here)
    sent = await does(qian, "createDemand", dossier=listed["id"], **WANTED)
    await here.admin.does("delistDossier", **at(listed), reason="合同纠纷")

    # then it stays, its dossier out of the enterprise's sight
    seen = (await qian.asks(ONE, id=sent["id"]))["demand"]
    assert (seen["state"], seen["dossier"], seen["patent"]) == ("NEW", None, None)
    assert (await here.admin.asks(ONE, id=sent["id"]))["demand"]["dossier"]["id"] == listed["id"]
    async with nothing_changes():
        refusal = await refused(here.admin, "withdrawDemand", id=sent["id"], version=1)
        assert refusal == "DEMAND_ACT_UNAVAILABLE"

    # when
    gone = await does(qian, "withdrawDemand", id=sent["id"], version=1, reason="方案已变")

    # then
    assert (gone["state"], gone["withdrawn"], gone["reason"]) == ("CLOSED", True, "方案已变")
    assert "withdrew" in (await notices(here.admin))[0] and firm.name in (await notices(here.admin))[0]
    payload = await tries(here.admin, "handleDemand", **step(gone, "REOPEN", "再联系"))
    assert [each["code"] for each in payload["userErrors"]] == ["DEMAND_ACT_UNAVAILABLE"]


@pytest.mark.req("S162", "S10")
async def test_a_merged_college_takes_its_demands_along(client: httpx.AsyncClient) -> None:
    # given one for a dossier of a college that goes up in another
    here = await university(client)
    qian, _ = await company(here)
    sent = await does(qian, "createDemand", dossier=(await registered(here))["id"], **WANTED)
    other = await college(here.root, "能源学院")
    merging = {"id": f"OrgUnit:{here.physics.id}", "into": f"OrgUnit:{other.id}"}

    # when
    query = "mutation ($i: MergeOrgUnitsInput!) { mergeOrgUnits(input: $i) { userErrors { code } } }"
    merged = await here.admin.asks(query, i=merging)

    # then
    assert merged["mergeOrgUnits"]["userErrors"] == []
    assert (await here.admin.asks(ONE, id=sent["id"]))["demand"]["unit"] == {"name": "能源学院"}
