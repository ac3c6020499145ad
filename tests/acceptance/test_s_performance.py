"""S. Performance reports (S32, S147, S152–S161): submitted, confirmed, returned, counted (S178, S179)."""

from datetime import date
from typing import Any

import httpx
import pytest

from panhuo.models import Patent
from panhuo.rules.vocabulary import LegalEventKind, Role
from tests.acceptance import demanding
from tests.acceptance.demanding import branch_registered, company, notices, registered
from tests.acceptance.filing import Person, University, nothing_changes, university
from tests.acceptance.reporting import LICENCE, TRANSFER, at, does, refused
from tests.factories import institution, legal_event

pytestmark = pytest.mark.anyio

DETAIL = """query ($id: ID!) { performance(id: $id) {
  name state partner signedOn endsOn terms authorName institutionName reason
  deals { mode modeLabel amount remark options { option label } }
  patents { position institutionName registeredAt facts { applicationNumber title firstInventor grantDate } }
  steps { act toState byName reason } viewerCan { resubmit { allowed reason }
  confirm { allowed reason } } } }"""
DRAFT = """query ($d: ID, $n: ID) { performanceDraft(dossier: $d, demand: $n) {
  name partner demandId patents { patentId registered } deals { mode options } } }"""
CONVERTED = "{ libraryFigures(campus: ALL) { converted { count listArguments } } }"
LISTED = """{ patents(filed: ALL, campus: ALL, where: { converted: { eq: true } }) {
  totalCount nodes { applicationNumber } } }"""
FOUND = """query ($w: PerformanceFilter, $s: String) {
  performances(where: $w, search: $s) { totalCount nodes { name } counts(by: STATE) { key count } } }"""


async def patents_of(here: University, count: int) -> tuple[dict[str, Any], list[str]]:
    """A registered dossier, and the ids of its patents."""
    dossier = await registered(here, count)
    query = "query ($id: ID!) { dossier(id: $id) { members { facts { patentId } } } }"
    members = (await here.admin.asks(query, id=dossier["id"]))["dossier"]["members"]
    return dossier, [each["facts"]["patentId"] for each in members]


async def converted(who: Person) -> int:
    """The figure, which is the total of the list it gives."""
    figure = (await who.asks(CONVERTED))["libraryFigures"]["converted"]["count"]
    assert figure == (await who.asks(LISTED))["patents"]["totalCount"]
    return int(figure)


@pytest.mark.req("S147", "S152", "S153")
async def test_a_report_names_registered_patents_and_what_came_of_them(client: httpx.AsyncClient) -> None:
    # given a portfolio in the library
    here = await university(client)
    dossier, patents = await patents_of(here, 3)

    # when: the form is filled in from it, and submitted
    draft = (await here.admin.asks(DRAFT, d=dossier["id"]))["performanceDraft"]
    report = await does(
        here.admin,
        "submitPerformance",
        name=draft["name"],
        patents=patents,
        licence=LICENCE,
        transfer=TRANSFER,
        partner="晴川储能有限公司",
        signedOn="2024-05-06",
        endsOn="2029-05-05",
        terms="分期支付",
    )

    # then
    assert draft["name"] == "储能组合" and [each["registered"] for each in draft["patents"]] == [True] * 3
    found = (await here.admin.asks(DETAIL, id=report["id"]))["performance"]
    assert (found["state"], found["authorName"], found["institutionName"]) == (
        "SUBMITTED",
        "校管",
        "青岚大学",
    )
    assert [each["position"] for each in found["patents"]] == [1, 2, 3]
    row = await Patent.get(id=int(patents[0].partition(":")[2]))
    assert found["patents"][0]["facts"] == {
        "applicationNumber": row.application_number,
        "title": "储能装置0",
        "firstInventor": "陈一",
        "grantDate": "2021-06-01",
    }
    assert found["patents"][0]["registeredAt"] and found["patents"][0]["institutionName"] == "青岚大学"
    assert (found["partner"], found["signedOn"], found["endsOn"]) == (
        "晴川储能有限公司",
        "2024-05-06",
        "2029-05-05",
    )
    assert [each["act"] for each in found["steps"]] == ["SUBMIT"]


@pytest.mark.req("S154", "S155", "S156")
async def test_options_and_amounts_of_both_ways(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    _, patents = await patents_of(here, 1)
    base = {"name": "项目", "patents": patents}

    # then
    async with demanding.nothing_changes():
        for wrong, code in (
            ({}, "INVALID_VALUE"),
            ({"licence": {"options": [], "amount": "1"}}, "PERFORMANCE_OPTIONS_UNFIT"),
            ({"licence": {"options": ["ASSIGNMENT_SIGNED"], "amount": "1"}}, "PERFORMANCE_OPTIONS_UNFIT"),
            ({"transfer": {"options": ["PATENT_POOL"], "amount": "1"}}, "PERFORMANCE_OPTIONS_UNFIT"),
            ({"licence": {"options": ["PATENT_POOL"]}}, "PERFORMANCE_AMOUNT_MISSING"),
            ({"licence": {"options": ["PATENT_POOL"], "amount": "很多"}}, "DOSSIER_AMOUNT_INVALID"),
            ({"licence": LICENCE, "name": " "}, "INVALID_VALUE"),
            ({"licence": LICENCE, "signedOn": "2024-02-01", "endsOn": "2024-01-01"}, "INVALID_VALUE"),
        ):
            assert await refused(here.admin, "submitPerformance", **{**base, **wrong}) == code, wrong
    report = await does(here.admin, "submitPerformance", **base, licence=LICENCE, transfer=TRANSFER)
    deals = (await here.admin.asks(DETAIL, id=report["id"]))["performance"]["deals"]
    assert deals == [
        {
            "mode": "LICENCE",
            "modeLabel": "已许可",
            "amount": "12.5",
            "remark": None,
            "options": [
                {"option": "OPEN_LICENCE_SIGNED", "label": "已达成开放许可合同"},
                {"option": "PATENT_POOL", "label": "已参与专利运营池"},
            ],
        },
        {
            "mode": "TRANSFER",
            "modeLabel": "已转让",
            "amount": None,
            "remark": "按销售额提成",
            "options": [{"option": "ASSIGNMENT_SIGNED", "label": "已转让"}],
        },
    ]


@pytest.mark.req("S158", "S159")
async def test_one_code_bears_each_forms_own_words(client: httpx.AsyncClient) -> None:
    # given a dossier and a report that tick the same two options
    here = await university(client)
    options = ["PATENT_POOL", "INDUSTRIALISED_BY_PARTNER"]
    _, patents = await patents_of(here, 1)
    ticked = {"options": options, "amount": "3"}
    report = await does(here.admin, "submitPerformance", name="项目", patents=patents, licence=ticked)
    statuses = [{"first": "LICENSED", "second": each} for each in options]
    filed = await here.chen.files(await here.invention(here.chen), content={"statuses": statuses})
    query = "query ($id: ID!) { dossier(id: $id) { draft { statuses { second secondLabel } } } }"

    # then
    draft = (await here.chen.asks(query, id=filed["id"]))["dossier"]["draft"]
    assert draft["statuses"] == [
        {"second": "PATENT_POOL", "secondLabel": "已参与专利池运营"},
        {
            "second": "INDUSTRIALISED_BY_PARTNER",
            "secondLabel": "已通过技术服务合同或技术开发合同约定由合作企业实现产业化",
        },
    ]
    [deal] = (await here.admin.asks(DETAIL, id=report["id"]))["performance"]["deals"]
    assert {each["option"]: each["label"] for each in deal["options"]} == {
        "PATENT_POOL": "已参与专利运营池",
        "INDUSTRIALISED_BY_PARTNER": "已通过技术开发合同或技术合作合同由合作企业实现产业化",
    }


@pytest.mark.req("S32", "S161")
async def test_only_the_institution_reports_and_only_what_is_in_the_library(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    _, patents = await patents_of(here, 1)
    branch = await branch_registered(here)
    unfiled = await here.invention(here.chen)
    operator = await here.person(Role.PLATFORM_OPERATOR)
    qian, _ = await company(here)
    stranger = await here.person(Role.INSTITUTION_ADMIN, await institution())
    given = {"name": "项目", "patents": patents, "licence": LICENCE}

    # then
    async with nothing_changes():
        for who in (here.dean, here.head, here.chief, here.chen, qian, operator):
            assert await refused(who, "submitPerformance", **given) == "FORBIDDEN"
        assert await refused(stranger, "submitPerformance", **given) == "NOT_FOUND"
        both = given | {"patents": [*patents, f"Patent:{unfiled.id}"]}
        assert await refused(here.admin, "submitPerformance", **both) == "PERFORMANCE_NOT_REGISTERED"
        twice = given | {"patents": [*patents, *patents]}
        assert await refused(here.admin, "submitPerformance", **twice) == "INVALID_VALUE"
    # a branch's too, once however often it is asked for under one key
    query = "query ($id: ID!) { dossier(id: $id) { members { facts { patentId } } } }"
    members = (await here.admin.asks(query, id=branch["id"]))["dossier"]["members"]
    whole = given | {"patents": [*patents, members[0]["facts"]["patentId"]], "idempotencyKey": "k"}
    first = await does(here.admin, "submitPerformance", **whole)
    assert (await does(here.admin, "submitPerformance", **whole))["id"] == first["id"]
    # read by the institution and the platform alone
    for who, total in ((here.admin, 1), (operator, 1), (stranger, 0)):
        assert (await who.asks(FOUND))["performances"]["totalCount"] == total
    for who in (here.dean, here.head, here.chief, here.chen, qian):
        answer = await who.post(FOUND)
        assert [each["extensions"]["code"] for each in answer["errors"]] == ["FORBIDDEN"]


@pytest.mark.req("S157", "S160")
async def test_the_platform_confirms_or_returns_and_returned_reports_come_again(
    client: httpx.AsyncClient,
) -> None:
    # given two reports
    here = await university(client)
    _, patents = await patents_of(here, 1)
    operator = await here.person(Role.PLATFORM_OPERATOR)
    given = {"patents": patents, "licence": LICENCE}
    good = await does(here.admin, "submitPerformance", name="甲项目", **given)
    bad = await does(here.admin, "submitPerformance", name="乙项目", **given)
    assert len(await notices(operator)) == 2

    # then
    async with demanding.nothing_changes():
        for who in (here.admin, here.dean, here.chen):
            assert await refused(who, "confirmPerformance", **at(good)) == "FORBIDDEN"
        assert await refused(operator, "returnPerformance", **at(bad), reason=" ") == "DOSSIER_REASON_MISSING"
        assert await refused(operator, "confirmPerformance", id=good["id"], version=7) == "CONFLICT"
        early = {**at(bad), **given, "name": "乙项目"}
        assert await refused(here.admin, "resubmitPerformance", **early) == "PERFORMANCE_ACT_UNAVAILABLE"

    # when
    confirmed = await does(operator, "confirmPerformance", **at(good))
    returned = await does(operator, "returnPerformance", **at(bad), reason="合同页不清")

    # then
    assert (confirmed["state"], returned["state"], returned["reason"]) == (
        "CONFIRMED",
        "RETURNED",
        "合同页不清",
    )
    assert "returned" in (await notices(here.admin))[0] and "confirmed" in (await notices(here.admin))[1]
    again = await refused(operator, "confirmPerformance", **at(returned))
    assert again == "PERFORMANCE_ACT_UNAVAILABLE"
    renewed = await does(here.admin, "resubmitPerformance", **at(returned), **given, name="乙项目（更正）")
    found = (await operator.asks(DETAIL, id=renewed["id"]))["performance"]
    assert (found["name"], found["state"], found["reason"]) == ("乙项目（更正）", "SUBMITTED", None)
    assert [each["act"] for each in found["steps"]] == ["SUBMIT", "RETURN", "RESUBMIT"]
    where = {"state": {"eq": "CONFIRMED"}}
    assert (await operator.asks(FOUND, w=where))["performances"]["nodes"] == [{"name": "甲项目"}]
    for where, total in (
        ({"mode": {"eq": "LICENCE"}}, 2),
        ({"mode": {"eq": "TRANSFER"}}, 0),
        ({"option": {"in": ["PATENT_POOL"]}}, 2),
        ({"institution": {"eq": f"OrgUnit:{here.root.id}"}}, 2),
    ):
        assert (await operator.asks(FOUND, w=where))["performances"]["totalCount"] == total
    assert (await operator.asks(FOUND, s="更正"))["performances"]["totalCount"] == 1


@pytest.mark.req("S178", "S179")
async def test_reports_count_once_with_events_from_submission_unless_returned(
    client: httpx.AsyncClient,
) -> None:
    # given a patent transferred in time, one licensed too early, one only reported, one of both
    here = await university(client)
    _, (sold, licensed, reported) = await patents_of(here, 3)
    numbers = [int(each.partition(":")[2]) for each in (sold, licensed)]
    await legal_event(await Patent.get(id=numbers[0]), LegalEventKind.TRANSFER, date(2023, 10, 19))
    await legal_event(await Patent.get(id=numbers[1]), LegalEventKind.LICENCE, date(2023, 10, 18))
    operator = await here.person(Role.PLATFORM_OPERATOR)
    assert await converted(here.admin) == 1

    # when: two reports name the sold one, and one of them another
    given = {"name": "项目", "licence": LICENCE}
    await does(here.admin, "submitPerformance", **given, patents=[sold])
    report = await does(here.admin, "submitPerformance", **given, patents=[sold, reported])

    # then each patent counts once, for those who read reports
    assert await converted(here.admin) == await converted(operator) == 2
    assert await converted(here.dean) == await converted(here.chen) == 1
    # and no more once it is returned
    returned = await does(operator, "returnPerformance", **at(report), reason="待补")
    assert await converted(here.admin) == 1
    await does(here.admin, "resubmitPerformance", **at(returned), **given, patents=[reported])
    assert await converted(here.admin) == 2


@pytest.mark.req("S152", "S166")
async def test_a_signed_demand_starts_a_report(client: httpx.AsyncClient) -> None:
    # given a demand, signed
    here = await university(client)
    dossier, patents = await patents_of(here, 1)
    qian, firm = await company(here)
    sent = await demanding.does(qian, "createDemand", dossier=dossier["id"], **demanding.WANTED)
    unsigned = await here.admin.post(DRAFT, n=sent["id"])
    talking = await demanding.does(here.admin, "handleDemand", **demanding.step(sent, "TALK"))
    await demanding.does(here.admin, "handleDemand", **demanding.step(talking, "SIGN"))

    # when
    draft = (await here.admin.asks(DRAFT, n=sent["id"]))["performanceDraft"]

    # then: filled in from it
    assert [each["extensions"]["code"] for each in unsigned["errors"]] == ["INVALID_VALUE"]
    assert draft == {
        "name": "储能装置0",
        "partner": firm.name,
        "demandId": sent["id"],
        "patents": [{"patentId": patents[0], "registered": True}],
        "deals": [{"mode": "LICENCE", "options": ["PATENT_POOL", "OPEN_LICENCE_SIGNED"]}],
    }
    deal = {"options": draft["deals"][0]["options"], "amount": "8"}
    given = {"name": draft["name"], "patents": patents, "licence": deal, "demand": sent["id"]}
    report = await does(here.admin, "submitPerformance", **given)
    query = "query ($id: ID!) { performance(id: $id) { demand { id } } }"
    assert (await here.admin.asks(query, id=report["id"]))["performance"]["demand"] == {"id": sent["id"]}
    # nobody else is given one
    for who in (here.dean, here.head, qian):
        answer = await who.post(DRAFT, n=sent["id"])
        assert [each["extensions"]["code"] for each in answer["errors"]] == ["FORBIDDEN"]
