"""H, J, V. Industries and technical fields: labelled by the system, corrected by filers."""

from typing import Any

import httpx
import pytest

from panhuo.auth.passwords import hash_password
from panhuo.rules.vocabulary import Role
from tests.acceptance.filing import FORM, PASSWORD, Person, University, codes, nothing_changes, university
from tests.code_tables.files import loaded
from tests.factories import application_number, user
from tests.jobs.asking import CONFIRM, change, checked, job, run_due
from tests.sheets.files import csv_text

pytestmark = pytest.mark.anyio

INDUSTRIES = (
    ("代码", "名称"),
    ("C", "制造业"),
    ("C38", "电气机械和器材制造业"),
    ("C3841", "锂离子电池制造"),
    ("C384", "电池制造"),
    ("C39", "计算机、通信和其他电子设备制造业"),
)
STRATEGIC = (
    ("代码", "名称"),
    ("5", "新能源汽车产业"),
    ("5.2", "配套产业"),
    ("3", "新材料产业"),
    ("3.6", "前沿新材料"),
)
FIELDS = (
    ("IPC", "名称"),
    ("H", "电学"),
    ("H01", "电气元件"),
    ("H01M", "电池组"),
    ("H01M 10/00", "二次电池；其制造"),
)
TO_INDUSTRIES = (("IPC", "国民经济行业代码"), ("H01M", "C38"), ("H01M 10", "C3841"))
TO_STRATEGIC = (("IPC", "战新代码"), ("H01M", "5.2 3.6"))
SHOWN = """query ($id: ID!) {
  patent(id: $id) {
    mainIndustry mainStrategicIndustry technicalField
    codes { kind code title source rule ruleEdition }
  }
}"""
LISTED = """query ($where: PatentFilter) {
  patents(filed: ALL, where: $where) {
    totalCount
    nodes { id mainIndustry mainStrategicIndustry technicalField }
    industries: counts(by: INDUSTRY_DIVISION) { key count }
    strategic: counts(by: STRATEGIC_INDUSTRY) { key label count }
    fields: counts(by: IPC_MAIN_GROUP) { key label count }
  }
}"""
DELIVERED = (
    *("申请号", "标题", "专利类型", "简单法律状态", "申请(专利权)人", "发明人", "授权日", "申请日"),
    "IPC分类号",
)
CODES = ("国民经济行业分类号", "战略新兴产业分类")


async def operator_of(here: University) -> Person:
    found = Person(
        await user(Role.PLATFORM_OPERATOR, password_hash=await hash_password(PASSWORD)), here.client
    )
    await found.sign_in()
    return found


async def delivers(operator: Person, *rows: tuple[str, str, str, str], as_of: str) -> None:
    """A monthly file: number, IPC, industry, strategic industry of each patent."""
    usual = ("一种电池", "发明", "有效", "青岚大学", "陈一", "2021-06-01", "2019-06-01")
    lines = [(number, *usual, *classes) for number, *classes in rows]
    content = csv_text([(*DELIVERED, *CODES), *lines]).encode()
    waiting = await checked(operator.client, operator.headers, content, asOf=as_of)
    await change(operator.client, CONFIRM, operator.headers, id=waiting["id"], version=waiting["version"])
    await run_due()
    done = await job(operator.client, operator.headers, waiting["id"])
    assert done["state"] == "SUCCEEDED", done


async def tables(operator: Person) -> None:
    for rows, table in ((INDUSTRIES, "INDUSTRY"), (STRATEGIC, "STRATEGIC_INDUSTRY"), (FIELDS, "IPC")):
        await loaded(operator.client, operator.headers, rows, table, edition="2018")


async def concordances(operator: Person, to_industries: Any = TO_INDUSTRIES, edition: str = "2018") -> None:
    pairs = ((to_industries, "INDUSTRY_CONCORDANCE"), (TO_STRATEGIC, "STRATEGIC_CONCORDANCE"))
    for rows, table in pairs:
        await loaded(operator.client, operator.headers, rows, table, edition=edition)


def of_kind(shown: dict[str, Any], kind: str) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (each["code"], each["source"], each["rule"], each["ruleEdition"])
        for each in shown["codes"]
        if each["kind"] == kind
    ]


@pytest.mark.req("S92", "S93", "S183")
async def test_what_a_file_does_not_say_the_system_labels_and_says_by_which_rule(
    client: httpx.AsyncClient,
) -> None:
    # given: one patent is delivered without codes, one with them, a strategic industry by its title
    here = await university(client)
    operator = await operator_of(here)
    await tables(operator)

    # when
    await delivers(
        operator,
        (application_number(serial=1), "H01M10/0525", "", ""),
        (application_number(serial=2), "H01M10/0525 | G06F3/01", "C39", "前沿新材料"),
        as_of="2026-01-31",
    )
    await concordances(operator)

    # then
    listed = (await here.admin.asks(LISTED))["patents"]
    shown = {node["id"]: (await here.admin.asks(SHOWN, id=node["id"]))["patent"] for node in listed["nodes"]}
    [told] = [each for each in shown.values() if each["mainIndustry"] == "C3841"]
    assert of_kind(told, "INDUSTRY") == [("C3841", "SUGGESTED", "H01M 10", "2018")]
    assert of_kind(told, "STRATEGIC_INDUSTRY") == [
        ("5.2", "SUGGESTED", "H01M", "2018"),
        ("3.6", "SUGGESTED", "H01M", "2018"),
    ]
    [given] = [each for each in shown.values() if each is not told]
    assert of_kind(given, "INDUSTRY") == [("C39", "PUSHED", None, None)]
    assert of_kind(given, "STRATEGIC_INDUSTRY") == [("3.6", "PUSHED", None, None)]
    assert {each["title"] for each in told["codes"] if each["kind"] == "STRATEGIC_INDUSTRY"} == {
        "配套产业",
        "前沿新材料",
    }
    form = await here.chen.asks('{ __type(name: "DossierContentInput") { inputFields { name } } }')
    required = {"industry", "strategicIndustry"}
    assert required <= {each["name"] for each in form["__type"]["inputFields"]}
    assert not {"industry", "strategicIndustry"} & FORM.keys()


@pytest.mark.req("S60", "S92")
async def test_corrections_survive_new_deliveries_and_new_labels(client: httpx.AsyncClient) -> None:
    # given: a patent that was labelled, and is filed with other industries
    here = await university(client)
    operator = await operator_of(here)
    await tables(operator)
    await concordances(operator)
    await delivers(operator, (application_number(serial=1), "H01M10/0525", "", ""), as_of="2026-01-31")
    [node] = (await here.admin.asks(LISTED))["patents"]["nodes"]
    right = {"industry": "C39", "strategicIndustry": "3.6"}
    given = {"patents": [node["id"]], "content": FORM | right}

    # when who may not file it tries, and then who may
    async with nothing_changes():
        assert codes(await here.head.tries("fileDossier", **given)) == ["NOT_FOUND"]
        assert await operator.forbidden("fileDossier", **given) == "FORBIDDEN"
    filed = await here.admin.does("fileDossier", **given)
    before = (await here.admin.asks(SHOWN, id=node["id"]))["patent"]
    await here.admin.submits(filed)
    corrected = (await here.admin.asks(SHOWN, id=node["id"]))["patent"]

    # then a draft changes nothing, what was approved does, but not the IPC
    assert before["mainIndustry"] == "C3841"
    assert of_kind(corrected, "INDUSTRY") == [("C39", "CORRECTED", None, None)]
    assert of_kind(corrected, "STRATEGIC_INDUSTRY") == [("3.6", "CORRECTED", None, None)]
    assert of_kind(corrected, "IPC") == of_kind(before, "IPC") == [("H01M 10/0525", "PUSHED", None, None)]

    # when it is delivered anew, with codes, and a new concordance comes into force
    await delivers(
        operator, (application_number(serial=1), "H01M10/0525 | G06F3/01", "C38", "5.2"), as_of="2026-02-28"
    )
    await concordances(operator, (("IPC", "国民经济行业代码"), ("H01", "C384")), "2021")

    # then
    after = (await here.admin.asks(SHOWN, id=node["id"]))["patent"]
    for kind in ("INDUSTRY", "STRATEGIC_INDUSTRY"):
        assert of_kind(after, kind) == of_kind(corrected, kind)
    assert [code for code, *_ in of_kind(after, "IPC")] == ["H01M 10/0525", "G06F 3/01"]
    assert (after["mainIndustry"], after["mainStrategicIndustry"]) == ("C39", "3.6")


@pytest.mark.req("S60", "S183", "S184")
async def test_lists_and_counts_agree_with_what_patents_show(client: httpx.AsyncClient) -> None:
    # given: labelled, pushed and corrected ones
    here = await university(client)
    operator = await operator_of(here)
    await tables(operator)
    await concordances(operator)
    await delivers(
        operator,
        (application_number(serial=1), "H01M10/0525", "", ""),
        (application_number(serial=2), "H01M4/36 | H01M10/0525", "", ""),
        (application_number(serial=3), "G06F3/01", "C39 | C3841", "3.6 | 5.2"),
        (application_number(serial=4), "H01M10/0525", "", ""),
        as_of="2026-01-31",
    )
    nodes = (await here.admin.asks(LISTED))["patents"]["nodes"]
    content = FORM | {"industry": "C39", "strategicIndustry": "3.6"}
    corrected = await here.admin.does("fileDossier", patents=[nodes[0]["id"]], content=content)
    await here.admin.submits(corrected)

    # when
    whole = (await here.admin.asks(LISTED))["patents"]
    shown = [(await here.admin.asks(SHOWN, id=node["id"]))["patent"] for node in whole["nodes"]]

    # then each filter finds the patents that show such a code, each count goes by the main one
    for kind, field, among in (
        ("INDUSTRY", "industry", ("C", "C38", "C384", "C3841", "C39")),
        ("STRATEGIC_INDUSTRY", "strategicIndustry", ("3", "3.6", "5", "5.2")),
        ("IPC", "ipc", ("H", "H01M", "H01M 10/00", "G06F 3/01")),
    ):
        for code in among:
            where = {field: {"under": code}}
            found = (await here.admin.asks(LISTED, where=where))["patents"]["totalCount"]
            below = [each for each in shown if any(lies_under(code, has) for has, *_ in of_kind(each, kind))]
            assert found == len(below), (field, code)
    assert counted(whole["industries"]) == tally(each["mainIndustry"][:3] for each in shown)
    assert counted(whole["strategic"]) == tally(each["mainStrategicIndustry"] for each in shown)
    assert counted(whole["fields"]) == tally(each["technicalField"] for each in shown)
    assert {"key": "H01M 10/00", "label": "二次电池；其制造"}.items() <= whole["fields"][0].items()


def lies_under(code: str, other: str) -> bool:
    return other == code or other.startswith(code.removesuffix("00") if "/" in code else code)


def counted(groups: list[dict[str, Any]]) -> dict[str, int]:
    return {group["key"]: group["count"] for group in groups}


def tally(keys: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found
