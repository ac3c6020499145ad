"""Small files of code tables and concordances, and loading them over HTTP."""

from collections.abc import Sequence
from typing import Any

import httpx

from tests.jobs.asking import CONFIRM, ERRORS, FIELDS, Answer, Headers, change, job, run_due, upload

LOAD = f"""mutation ($input: LoadCodesInput!) {{
  loadCodes(input: $input) {{ job {{ {FIELDS} }} {ERRORS} }}
}}"""
STRATEGIC = (
    ("代码", "名称"),
    ("3", "新材料产业"),
    ("3.6", "前沿新材料"),
    ("5", "新能源汽车产业"),
    ("5.2", "配套产业"),
)
INDUSTRIES = (
    ("门类", "大类", "中类", "小类", "类别名称"),
    ("C", "", "", "", "制造业"),
    ("", "38", "", "", "电气机械和器材制造业"),
    ("", "", "384", "", "电池制造"),
    ("", "", "", "3841", "锂离子电池制造"),
    ("", "39", "", "", "计算机、通信和其他电子设备制造业"),
)
"""GB/T 4754-2017 as it is printed."""
CONCORDANCE = (("IPC分类号", "国民经济行业代码"), ("H01M", "C38"), ("H01M 10/00", "3841"), ("G06F", "C39"))


def csv_of(rows: Sequence[Sequence[str]]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


async def begun(
    client: httpx.AsyncClient,
    headers: Headers,
    rows: Sequence[Sequence[str]] | bytes,
    table: str,
    **given: Any,
) -> Answer:
    """A job that loads a file, just started."""
    content = rows if isinstance(rows, bytes) else csv_of(rows)
    number = await upload(client, headers, content, given.pop("name", "分类表.csv"))
    payload = await change(client, LOAD, headers, upload=number, table=table, **given)
    assert payload["userErrors"] == [], payload
    found: Answer = payload["job"]
    return found


async def checked(client: httpx.AsyncClient, headers: Headers, *given: Any, **more: Any) -> Answer:
    """The same once it was compared."""
    started = await begun(client, headers, *given, **more)
    await run_due()
    return await job(client, headers, started["id"])


async def loaded(client: httpx.AsyncClient, headers: Headers, *given: Any, **more: Any) -> Answer:
    """The same once it was confirmed and done, and what it had to follow too."""
    waiting = await checked(client, headers, *given, **more)
    assert waiting["state"] == "WAITING", waiting
    await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
    await run_due()
    return await job(client, headers, waiting["id"])


async def lines_of(client: httpx.AsyncClient, headers: Headers, job: Answer, part: str) -> list[str]:
    """The lines of one of its files, below the headings."""
    [file] = [each for each in job["files"] if part in each["name"]]
    answer = await client.get(file["download"]["url"], headers=dict(headers))
    assert answer.status_code == 200
    return answer.content.decode("utf-8-sig").splitlines()[1:]
