"""Asking for exports over HTTP, and reading the files."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import httpx
import openpyxl

from panhuo.sheets.neutral_text import restored
from tests.jobs.asking import FIELDS, Answer, Headers, ask, change, job, run_due

ERRORS = "userErrors { code field message }"
PATENTS = f"""mutation ($input: ExportPatentsInput!) {{
  exportPatents(input: $input) {{ job {{ {FIELDS} }} {ERRORS} }}
}}"""
DOSSIERS = f"""mutation ($input: ExportDossiersInput!) {{
  exportDossiers(input: $input) {{ job {{ {FIELDS} }} {ERRORS} }}
}}"""
COLUMNS = """query ($library: ExportLibrary!) {
  exportColumns(library: $library) { key english chinese group default readable }
}"""
EXPORTS = "query ($first: Int! = 5) { exports(first: $first) { totalCount nodes { id state name } } }"
Table = list[list[Any]]


async def begun(client: httpx.AsyncClient, headers: Headers, **given: Any) -> Answer:
    """An export just started: of dossiers where `library` is among what is given."""
    payload = await change(client, DOSSIERS if "library" in given else PATENTS, headers, **given)
    assert payload["userErrors"] == [], payload
    found: Answer = payload["job"]
    return found


async def exported(client: httpx.AsyncClient, headers: Headers, **given: Any) -> Answer:
    """The job of an export once it is done."""
    started = await begun(client, headers, **given)
    await run_due()
    found = await job(client, headers, started["id"])
    assert found["state"] == "SUCCEEDED", found
    return found


async def refused(client: httpx.AsyncClient, headers: Headers, **given: Any) -> list[tuple[str, str]]:
    """Code and field of what an export is refused with, in its payload or as a whole."""
    answer = await ask(client, DOSSIERS if "library" in given else PATENTS, headers, input=given)
    if "errors" in answer:
        found = [error["extensions"] for error in answer["errors"]]
        return [(each["code"], each.get("field", "")) for each in found]
    [payload] = answer["data"].values()
    assert payload["job"] is None
    return [(error["code"], ".".join(error["field"])) for error in payload["userErrors"]]


async def content_of(client: httpx.AsyncClient, headers: Headers, done: Answer) -> bytes:
    """The one file of an export."""
    [file] = done["files"]
    answer = await client.get(file["download"]["url"], headers=dict(headers))
    assert answer.status_code == 200, answer.text
    assert len(answer.content) == file["size"]
    return answer.content


async def table(client: httpx.AsyncClient, headers: Headers, **given: Any) -> Table:
    """Headings and rows of an export."""
    done = await exported(client, headers, **given)
    return read(await content_of(client, headers, done), given.get("format", "XLSX"))


def read(content: bytes, format: str) -> Table:
    return {"XLSX": read_workbook, "CSV": read_csv, "JSONL": read_lines}[format](content)


def read_workbook(content: bytes) -> Table:
    """The cells of the one sheet, where every text is text."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    [sheet] = book.worksheets
    for row in sheet.iter_rows():
        assert all(cell.data_type in ("n", "s", "inlineStr") for cell in row), "a formula or an error"
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def read_csv(content: bytes) -> Table:
    """The cells, their neutralised text restored; an empty one is None."""
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = csv.reader(io.StringIO(text, newline=""))
    return [[restored(cell) if cell else None for cell in row] for row in rows]


def read_lines(content: bytes) -> Table:
    """Keys and values."""
    rows = [json.loads(line) for line in content.splitlines()]
    return [list(rows[0]) if rows else [], *([*row.values()] for row in rows)]


def column(found: Table, heading: str) -> Sequence[Any]:
    """The cells under a heading."""
    at = found[0].index(heading)
    return [row[at] for row in found[1:]]
