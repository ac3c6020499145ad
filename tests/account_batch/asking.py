"""Sending files of accounts over HTTP, and reading what comes back."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import openpyxl

from tests.jobs.asking import ERRORS, FIELDS, Answer, change, job, run_due, upload

CREATE = f"""mutation ($input: CreateUsersFromFileInput!) {{
  createUsersFromFile(input: $input) {{ job {{ {FIELDS} confirmable }} {ERRORS} }}
}}"""
CONFIRM = f"""mutation ($input: ConfirmJobInput!) {{
  confirmJob(input: $input) {{ job {{ {FIELDS} }} {ERRORS} }}
}}"""
HEADINGS = ("账号", "姓名", "角色", "所属机构", "部门职务", "手机号", "邮箱")
Headers = Mapping[str, str]


def workbook(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    """A workbook somebody made by hand."""
    book = openpyxl.Workbook()
    for row in (headings, *rows):
        book.active.append(list(row))  # type: ignore[union-attr]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_of(content: bytes) -> list[list[str]]:
    """The rows of a workbook's first sheet, as text."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def outcomes(content: bytes) -> list[tuple[str, str]]:
    """Of each row of a report, what became of it, and the cells and codes of its explanation."""
    found = []
    for *_, outcome, explained in sheet_of(content)[1:]:
        heads = [line.partition("：")[0].split(" ") for line in explained.splitlines()]
        found.append((outcome, " ".join(f"{head[0]}:{head[-1]}" for head in heads)))
    return found


async def begun(client: httpx.AsyncClient, headers: Headers, content: bytes, **given: Any) -> Answer:
    """A job over a file of accounts, just started."""
    sent = await upload(client, headers, content, "名单.xlsx")
    payload = await change(client, CREATE, headers, upload=sent, **given)
    assert payload["userErrors"] == [], payload
    found: Answer = payload["job"]
    return found


async def checked(client: httpx.AsyncClient, headers: Headers, content: bytes) -> Answer:
    """The same once it was checked."""
    started = await begun(client, headers, content)
    await run_due()
    return await job(client, headers, started["id"])


async def file_of(client: httpx.AsyncClient, headers: Headers, job: Answer, name: str) -> bytes:
    """A file of a job by a part of its name."""
    [file] = [file for file in job["files"] if name in file["name"]]
    answer = await client.get(file["download"]["url"], headers=dict(headers))
    assert answer.status_code == 200, answer.text
    return answer.content
