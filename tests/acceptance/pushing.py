"""The operator delivering patents over HTTP: uploads, a check with its preview, a confirmation."""

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from tests.acceptance.filing import Person
from tests.jobs.asking import CONFIRM, FIELDS, IMPORT, figures, run_due

JOB = f"query ($id: ID!) {{ job(id: $id) {{ {FIELDS} }} }}"
PUSHES = """{ pushes { totalCount nodes {
  kind batch asOf fileName parts repeated rows created updated unchanged transferred lapsed restored licensed
  flagged unflagged unknown rejected publishedAt
} } }"""
USUAL = {
    "专利名称": "一种电池",
    "专利类型": "发明",
    "简单法律状态": "有效",
    "法律状态/事件": "授权",
    "专利权人": "青岚大学",
    "发明人": "陈一 | 周二",
    "申请日": "2019-06-01",
    "授权日": "2021-06-01",
    "IPC分类号": "H01M10/0525 | H01M4/36",
    "事件类型": "",
    "事件日期": "",
    "变更前权利人": "",
    "变更后权利人": "",
    "失效日期": "",
    "批次号": "2026-01",
}
"""A month's row: a valid invention of 青岚大学, of which no event is told."""
WEEKLY = ("申请号", "简单法律状态", "事件类型", "事件日期", "变更前权利人", "变更后权利人", "失效日期")
Row = Mapping[str, str]


def monthly(*rows: Row) -> list[list[str]]:
    """A file of facts; each row says what differs."""
    return [["申请号", *USUAL], *([*({"申请号": ""} | USUAL | row).values()] for row in rows)]


def weekly(*rows: Row) -> list[list[str]]:
    """A file of states and events alone."""
    return [[*WEEKLY], *([row.get(heading, "") for heading in WEEKLY] for row in rows)]


def csv_of(cells: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(cells)
    return text.getvalue().encode("utf-8-sig")


def packed(cells: Sequence[Sequence[str]]) -> bytes:
    return gzip.compress(csv_of(cells))


def workbook(cells: Sequence[Sequence[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(list(row))  # type: ignore[union-attr]
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


async def sent(operator: Person, name: str, content: bytes) -> str:
    """The id of a file just uploaded."""
    if not operator.headers:
        await operator.sign_in()
    answer = await operator.client.post(
        "/uploads", params={"name": name}, content=content, headers=operator.headers
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["upload"]["id"])


async def looked_at(operator: Person, as_of: str, *files: tuple[str, bytes], **given: Any) -> dict[str, Any]:
    """The job of a delivery that was checked and waits."""
    first, *parts = [await sent(operator, name, content) for name, content in files]
    asked = {"upload": first, "parts": parts, "asOf": as_of} | given
    payload = (await operator.asks(IMPORT, input=asked))["importPatents"]
    assert payload["userErrors"] == []
    await run_due()
    found: dict[str, Any] = (await operator.asks(JOB, id=payload["job"]["id"]))["job"]
    return found


async def confirmed(operator: Person, job: Mapping[str, Any]) -> dict[str, int]:
    """The figures of a delivery once it was published."""
    given = {"id": job["id"], "version": job["version"]}
    assert (await operator.asks(CONFIRM, input=given))["confirmJob"]["userErrors"] == []
    await run_due()
    done = (await operator.asks(JOB, id=job["id"]))["job"]
    assert done["state"] == "SUCCEEDED", done
    return figures(done)


async def delivers(operator: Person, as_of: str, cells: Sequence[Sequence[str]]) -> dict[str, int]:
    """The same of one .csv file, looked at and confirmed."""
    return await confirmed(operator, await looked_at(operator, as_of, ("push.csv", csv_of(cells))))


async def differences(operator: Person, job: Mapping[str, Any]) -> list[list[str]]:
    """The rows of the report of what would change."""
    [file] = [each for each in job["files"] if each["name"].endswith(".differences.csv")]
    answer = await operator.client.get(file["download"]["url"], headers=operator.headers)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
