"""Speaking of jobs over HTTP, and running those that are due within the test."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from panhuo.auth.statements import run
from panhuo.jobs.broker import job_broker
from panhuo.jobs.running import run_job
from panhuo.settings import get_settings
from tests.sheets.files import ROW, csv_text

FIELDS = """
  id kind state stage name version done total phase cancelRequested attempts
  figures { name count } error { code message }
  owner { id } createdAt startedAt finishedAt expiresAt
  files { id name mediaType size secret download { url expiresAt } }
"""
ERRORS = "userErrors { code field message }"
IMPORT = f"""mutation ($input: ImportPatentsInput!) {{
  importPatents(input: $input) {{ job {{ {FIELDS} }} {ERRORS} }}
}}"""
CONFIRM = f"""mutation ($input: ConfirmJobInput!) {{
  confirmJob(input: $input) {{ job {{ {FIELDS} }} {ERRORS} }}
}}"""
CANCEL = f"""mutation ($input: CancelJobInput!) {{
  cancelJob(input: $input) {{ job {{ {FIELDS} }} {ERRORS} }}
}}"""
RETRY = f"""mutation ($input: RetryJobInput!) {{
  retryJob(input: $input) {{ job {{ {FIELDS} }} {ERRORS} }}
}}"""
JOB = f"query ($id: ID!) {{ job(id: $id) {{ {FIELDS} }} }}"
JOBS = "{ jobs { totalCount nodes { id state } } }"
Headers = Mapping[str, str]
Answer = dict[str, Any]


async def ask(client: httpx.AsyncClient, query: str, headers: Headers, **variables: Any) -> Answer:
    """The whole answer."""
    body = {"query": query, "variables": variables}
    answer: Answer = (await client.post("/graphql", json=body, headers=dict(headers))).json()
    return answer


async def change(client: httpx.AsyncClient, query: str, headers: Headers, **given: Any) -> Answer:
    """The payload of a mutation that was not refused."""
    answer = await ask(client, query, headers, input=given)
    assert "errors" not in answer, answer
    [payload] = answer["data"].values()
    found: Answer = payload
    return found


async def job(client: httpx.AsyncClient, headers: Headers, id: str) -> Answer:
    found: Answer = (await ask(client, JOB, headers, id=id))["data"]["job"]
    return found


def patents(rows: int, wrong: int = 0, begin: int = 1) -> bytes:
    """A file of so many good rows, then some without a title; `begin` is the first's serial number."""
    from tests.patent_import.records import number

    plain = ROW | {"公开(公告)号": "", "战略新兴产业分类": ""}
    cells = [
        [*(plain | {"申请号": number(serial)}).values()] for serial in range(begin, begin + rows + wrong)
    ]
    title = [*ROW].index("标题")
    for row in cells[rows:]:
        row[title] = ""
    return csv_text([[*ROW], *cells]).encode()


async def upload(client: httpx.AsyncClient, headers: Headers, content: bytes, name: str = "专利.csv") -> str:
    """The id of an upload just made."""
    answer = await client.post("/uploads", params={"name": name}, content=content, headers=dict(headers))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["upload"]["id"])


async def begun(client: httpx.AsyncClient, headers: Headers, content: bytes, **given: Any) -> Answer:
    """A job that imports a file, just started."""
    payload = await change(client, IMPORT, headers, upload=await upload(client, headers, content), **given)
    assert payload["userErrors"] == [], payload
    found: Answer = payload["job"]
    return found


async def checked(client: httpx.AsyncClient, headers: Headers, content: bytes, **given: Any) -> Answer:
    """The same once it was checked."""
    started = await begun(client, headers, content, **given)
    await run_due()
    return await job(client, headers, started["id"])


async def confirmed(client: httpx.AsyncClient, headers: Headers, waiting: Answer, **choice: Any) -> Answer:
    """The same once it was confirmed and is over."""
    given = {"id": waiting["id"], "version": waiting["version"], **choice}
    payload = await change(client, CONFIRM, headers, **given)
    assert payload["userErrors"] == [], payload
    await run_due()
    return await job(client, headers, waiting["id"])


def figures(job: Answer) -> dict[str, int]:
    return {figure["name"]: figure["count"] for figure in job["figures"]}


async def run_due() -> None:
    """Run what waits in the queue, until nothing does."""
    while rows := await run("select id from job where state = 'QUEUED' order by id"):
        for row in rows:
            await run_job(row["id"])


async def counts(*tables: str) -> Sequence[int]:
    found = [await run(f"select count(*) as n from {table}") for table in tables]
    return [rows[0]["n"] for rows in found]


@contextmanager
def job_settings(**values: object) -> Iterator[None]:
    """Other settings of jobs, and a broker of those, for the length of a block."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(f"PANHUO_{name.upper()}", str(value))
        get_settings.cache_clear()
        job_broker.cache_clear()
        yield
    get_settings.cache_clear()
    job_broker.cache_clear()
