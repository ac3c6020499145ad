"""J. The dossier template, made for whoever asks (S59, S88, S94, S95, S97)."""

import io
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest

from panhuo.models import OrgUnit, Patent
from panhuo.rules.vocabulary import CodeKind, LegalStatus, Role
from panhuo.sheets.dossier_file import DossierFile, read_dossier_file
from tests.acceptance.filing import Person, ids, nothing_changes, university
from tests.factories import code, college, enterprise, institution, patent

pytestmark = pytest.mark.anyio

TEMPLATE = "/templates/dossiers"
LICENCES = ("开放许可", "普通许可", "排他许可", "独占许可")
LISTS = {
    "K": ["是", "否"],
    "L": [
        *("尚未实施", "已许可", "已转让", "已自行产业化", "实用新型专利、外观设计专利已有专利权评价报告"),
        *("即将放弃专利权", "涉及权属纠纷", "其他不适宜转化的情况"),
    ],
    "P": ["拟许可", "拟转让", "拟自行应用或产业化"],
    "U": ["具体面议", *(f"{low}-{low + 10}万" for low in range(0, 100, 10)), "100万以上"],
    "X": ["样品、实验阶段", "试生产、应用开发阶段", "小批量生产、工程应用阶段", "批量生产、成熟应用阶段"],
    "Y": ["五星", "四星", "三星", "二星", "一星"],
    "实施_已许可": [
        *(f"已签订{licence}合同" for licence in LICENCES),
        *(f"已列入{licence}计划" for licence in LICENCES),
        *(
            "已由被许可人实现产业化",
            "已通过技术服务合同或技术开发合同约定由合作企业实现产业化",
            "已参与专利池运营",
        ),
    ],
    "实施_已转让": ["已签订转让合同", "已作价入股", "已列入转让计划"],
    "意愿_拟许可": [*(f"拟{licence}" for licence in LICENCES), "拟参与专利池运营"],
    "意愿_拟转让": ["拟转让", "拟作价入股"],
}
"""What the campaign's form offers, its invitation to write a text of one's own left out."""


async def answered(person: Person, *patents: str) -> httpx.Response:
    if not person.headers:
        await person.sign_in()
    asked = {"patents": ",".join(patents)} if patents else {}
    return await person.client.get(TEMPLATE, params=asked, headers=person.headers)


async def template(person: Person, *patents: str) -> bytes:
    answer = await answered(person, *patents)
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    return answer.content


def read(content: bytes, folder: Path) -> DossierFile:
    (folder / "template.xlsx").write_bytes(content)
    return read_dossier_file(folder / "template.xlsx", "建档模板.xlsx")


def drop_downs(content: bytes) -> dict[str, list[str]]:
    """What the lists of a template offer, by the letter of their column; a dependent one by each option."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found: dict[str, list[str]] = {}
    for validation in book.worksheets[0].data_validations.dataValidation:
        column = str(validation.sqref).split("4")[0]
        if not str(validation.formula1).startswith("INDIRECT"):
            found[column] = values(book, str(validation.formula1))
    for name, defined in book.defined_names.items():
        found[name] = values(book, defined.attr_text)
    return found


def values(book: Any, source: str) -> list[str]:
    sheet, cells = source.replace("$", "").replace("'", "").split("!")
    return [cell[0].value for cell in book[sheet][cells]]


@pytest.mark.req("S88", "S94", "S95")
async def test_the_template_offers_what_the_form_offers_and_its_readers_units(
    client: httpx.AsyncClient,
) -> None:
    # given a college that is archived, and one of another institution
    here = await university(client)
    elsewhere = await institution("石桥工学院")
    old = await college(here.root, "旧学院")
    await OrgUnit.filter(id=old.id).update(archived=True)

    # when
    offered = {
        person.account.name: drop_downs(await template(person))
        for person in (here.admin, here.dean, here.head, here.chief, here.chen)
    }

    # then units are one's own, in the words that uploads understand
    assert {name: lists["G"] for name, lists in offered.items()} == {
        "校管": ["青岚大学", "物理学院", "东校区", "东校区/船舶学院"],
        "院管": ["物理学院"],
        "分校管": ["东校区", "东校区/船舶学院"],
        "分院管": ["东校区/船舶学院"],
        "陈一": ["青岚大学", "物理学院"],
    }
    assert elsewhere.name not in str(offered)
    # and everything else is the form's own, the second level by the first
    lists = {name: found for name, found in offered["院管"].items() if name != "G"}
    assert lists == LISTS


@pytest.mark.req("S59", "S88", "S97")
async def test_chosen_patents_are_prefilled(client: httpx.AsyncClient, tmp_path: Path) -> None:
    # given
    here = await university(client)
    await code(CodeKind.INDUSTRY, "C3521", "炼油、化工生产专用设备制造")
    battery = await here.invention(here.chen, here.zhou, title="一种储能装置")
    await Patent.filter(id=battery.id).update(main_ipc="H01M 8/18", main_industry="C3521")
    ship = await here.branch_invention(here.lin, title="=船舶", legal_status=LegalStatus.LAPSED)

    # when
    content = await template(here.admin, *ids([ship, battery]))

    # then in the order asked, with the basic facts, and nothing filled in for its reader
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = [[cell.value for cell in row[:7]] for row in sheet.iter_rows(min_row=4)]
    assert [row[1:4] for row in rows] == [
        [ship.application_number, "=船舶", "失效"],
        [battery.application_number, "一种储能装置", "有效"],
    ]
    assert [row[5:] for row in rows] == [["林三", "东校区/船舶学院"], ["陈一、周二", "物理学院"]]
    assert rows[1][4] is not None and {
        cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row
    } <= {
        "s",
        "n",
    }
    assert [row.suggested for row in read(content, tmp_path).rows][1] == (
        "C3521 炼油、化工生产专用设备制造",
        "H01M 8/18",
    )
    assert all(row.untouched for row in read(content, tmp_path).rows)
    headings = [cell.value for row in sheet["A2:AH3"] for cell in row]
    assert {"金额（万元）/评价结果/产品名称", "主要结论"} <= set(headings)


@pytest.mark.req("S59", "S88")
async def test_who_may_not_and_which_patents_are_told_of_to_nobody(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    own = await here.invention(here.chen)
    foreign = await patent(await institution("石桥工学院"))
    firm = await here.person(Role.ENTERPRISE, await enterprise("甲公司"), "专家")
    operator = await here.person(Role.PLATFORM_OPERATOR, name="运营")

    async with nothing_changes():
        visitor = await client.get(TEMPLATE)
        refused = [await answered(person) for person in (firm, operator)]
        hidden = [
            await answered(here.chen, *ids([own]), f"Patent:{number}") for number in (foreign.id, 999_999)
        ]
        others = await answered(here.zhou, *ids([own]))
        wrong = [await answered(here.chen, text) for text in ("User:1", "Patent:0", "Patent:1,", "x" * 99)]
        many = await answered(here.admin, *(f"Patent:{number}" for number in range(1, 502)))

    assert (visitor.status_code, [each.status_code for each in refused]) == (401, [403, 403])
    assert [each.status_code for each in (*hidden, others)] == [404, 404, 404]
    assert hidden[0].json() == hidden[1].json() == others.json()
    assert {each.status_code for each in (*wrong, many)} == {400}
