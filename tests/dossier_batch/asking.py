"""Sending workbooks of dossiers over HTTP, and reading what comes back."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import openpyxl

from panhuo.rules.dossier_content import DossierContent
from panhuo.sheets.dossier_form import DossierForm
from panhuo.sheets.dossier_row import TemplateRow
from panhuo.sheets.dossier_workbook import write_dossier_workbook
from tests.jobs.asking import ERRORS, FIELDS, Answer, change, confirmed, job, run_due, upload
from tests.rules.dossiers import whole

UPLOAD = f"""mutation ($input: UploadDossiersInput!) {{
  uploadDossiers(input: $input) {{ job {{ {FIELDS} }} {ERRORS} }}
}}"""
REGISTER = f"""mutation ($input: RegisterDossiersInput!) {{
  registerDossiers(input: $input) {{ job {{ {FIELDS} }} {ERRORS} }}
}}"""
ROWS = """query ($id: ID!, $where: JobRowFilter, $after: String) {
  job(id: $id) { rows(where: $where, first: 100, after: $after) { totalCount
    pageInfo { endCursor hasNextPage }
    nodes { row lastRow outcome applicationNumber title errorCount warningCount
      issues { row column code message fatal } patent { id title } dossier { id state } } } }
}"""
CAMPAIGN = (
    ("A", "序号", ""),
    ("B", "申请号", ""),
    ("C", "专利名称", ""),
    ("D", "法律状态", ""),
    ("E", "维持年限", ""),
    ("F", "发明人", ""),
    ("G", "所属学院", ""),
    ("H", "组合专利", "组合专利名称（不超过50字）"),
    ("I", "", "组合专利信息\n（不超过9件，以逗号分隔）"),
    ("J", "", "组合专利描述"),
    ("K", "*是否属于财政资助科研项目形成专利", ""),
    ("L", "专利实施状态", "*一级实施状态"),
    ("M", "", "二级状态描述"),
    ("N", "", "金额（万元）/评价结果/产品名称"),
    ("O", "", "备注"),
    ("P", "转化意愿", "转化意愿（一级）"),
    ("Q", "", "转化意愿（二级）"),
    ("R", "", "费用标准（万元）"),
    ("S", "", "意向合作城市"),
    ("T", "", "意向合作企业"),
    ("U", "*意向价格", ""),
    ("V", "*联系人", ""),
    ("W", "*联系方式", ""),
    ("X", "*技术成熟度", ""),
    ("Y", "*专利价值分级自评", ""),
    ("Z", "本专利对应产品、技术优势、性能指标", ""),
    ("AA", "国民经济行业分类", ""),
    ("AB", "产业化前景描述", ""),
    ("AC", "战新分类", ""),
    ("AD", "IPC", ""),
)
"""The campaign's own layout: column, heading of row 2, heading of row 3."""
PLAIN = {
    "K": "是",
    "L": "尚未实施",
    "P": "拟许可",
    "Q": "拟开放许可",
    "U": "具体面议",
    "V": "陈一",
    "W": 13800138000,
    "X": "试生产、应用开发阶段",
    "Y": "四星",
    "Z": "能量密度高",
    "AB": "可用于储能",
}
"""The cells of a row that lacks nothing."""
Headers = Mapping[str, str]


def entry(number: str, *further: str, content: DossierContent | None = None, **said: Any) -> TemplateRow:
    """A dossier as the template is filled in; it lacks nothing unless said otherwise."""
    told = content or whole(**{"members": (), **said})
    return TemplateRow(application_number=number, title="", further=further, content=told)


def template(rows: Sequence[TemplateRow]) -> bytes:
    """Our template, filled in."""
    buffer = io.BytesIO()
    write_dossier_workbook(buffer, rows, DossierForm())
    return buffer.getvalue()


def campaign(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook that somebody filled in by hand, in the campaign's layout; cells by their columns."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "批量导入"
    sheet["A1"] = "填写前请阅读说明"
    for column, upper, lower in CAMPAIGN:
        sheet[f"{column}2"], sheet[f"{column}3"] = upper or None, lower or None
    for number, cells in enumerate(rows, 4):
        for column, value in cells.items():
            sheet[f"{column}{number}"] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


async def begun(
    client: httpx.AsyncClient, headers: Headers, content: bytes, door: str = UPLOAD, **given: Any
) -> Answer:
    """A job over a workbook, just started."""
    sent = await upload(client, headers, content, "建档.xlsx")
    payload = await change(client, door, headers, upload=sent, **given)
    assert payload["userErrors"] == [], payload
    found: Answer = payload["job"]
    return found


async def checked(client: httpx.AsyncClient, headers: Headers, content: bytes, door: str = UPLOAD) -> Answer:
    """The same once it was checked."""
    started = await begun(client, headers, content, door)
    await run_due()
    return await job(client, headers, started["id"])


async def done(client: httpx.AsyncClient, headers: Headers, content: bytes, door: str = UPLOAD) -> Answer:
    """A workbook sent, looked at, and confirmed as a whole."""
    return await confirmed(client, headers, await checked(client, headers, content, door))


async def rows_of(
    client: httpx.AsyncClient, headers: Headers, job: Answer, where: Any = None
) -> list[dict[str, Any]]:
    """Every row of a job's file, page by page."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        body = {"query": ROWS, "variables": {"id": job["id"], "where": where, "after": after}}
        answer = (await client.post("/graphql", json=body, headers=dict(headers))).json()
        assert "errors" not in answer, answer
        page = answer["data"]["job"]["rows"]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            assert page["totalCount"] == len(found)
            return found


def outcomes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [row["outcome"] for row in rows]


def codes(rows: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Of each row what leaves it out."""
    return [[issue["code"] for issue in row["issues"] if issue["fatal"]] for row in rows]


async def report_of(client: httpx.AsyncClient, headers: Headers, job: Answer, name: str) -> bytes:
    """A file of a job by a part of its name."""
    [file] = [file for file in job["files"] if name in file["name"]]
    answer = await client.get(file["download"]["url"], headers=dict(headers))
    assert answer.status_code == 200, answer.text
    return answer.content
