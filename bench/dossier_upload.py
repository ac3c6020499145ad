"""`python -m bench dossier-upload`: a workbook of dossiers to preview and to confirmation (S88–S91, S144)."""

import asyncio
import resource
import sys
from typing import Any

import httpx

from bench.accounts import token_of
from bench.batch import (
    CONFIRM,
    JOB,
    Measured,
    ask,
    figures,
    followed,
    measured,
    require,
    serving,
    settled,
)
from bench.batch import world as school_world
from bench.dossier_file import dossiers, owned, workbook
from bench.servers import free_port
from panhuo.db import database
from panhuo.models import Dossier
from panhuo.services.patent_import import publish_records

TOKEN = token_of("batch")
UPLOAD = """mutation ($upload: ID!) {
  uploadDossiers(input: { upload: $upload }) { job { id } userErrors { code } }
}"""
OWNER = "青岚大学"


async def measure(database_url: str, rows: int, wrong: int, port: int) -> list[str]:
    """Preview and file a workbook on the database of the settings. Raises BatchError."""
    async with database(database_url):
        await school_world(1)
        await publish_records(owned(rows + wrong, OWNER), None, "专利.csv")
    sent = await asyncio.to_thread(workbook, dossiers(rows, wrong))
    async with (
        serving(port),
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=600
        ) as client,
    ):
        before = peak()
        previewing, waiting = await check(client, sent)
        require(await Dossier.all().count() == 0, "dossiers before the confirmation")
        require(previewing.figures["invalid"] == wrong, str(previewing.figures))
        filing = await confirm(client, waiting)
        found = await Dossier.all().count()
        require(found == rows, f"{found} dossiers, not {rows}")
        again, _ = await check(client, sent)
        require(again.figures["unchanged"] == rows, str(again.figures))
    memory = f"peak memory {peak()} MB, {before} MB before"
    return [previewing.line(), filing.line(), again.line().replace("check", "the same file again"), memory]


async def check(client: httpx.AsyncClient, content: bytes) -> tuple[Measured, dict[str, Any]]:
    sent = await client.post("/uploads", params={"name": "建档.xlsx"}, content=content)
    upload = sent.raise_for_status().json()["upload"]["id"]
    with measured("check") as found:
        id = (await ask(client, UPLOAD, upload=upload))["uploadDossiers"]["job"]["id"]
        found.events = await followed(client, id, "WAITING")
    job = {"id": id, **(await ask(client, JOB, id=id))["job"]}
    found.figures = figures(job)
    return found, job


async def confirm(client: httpx.AsyncClient, waiting: dict[str, Any]) -> Measured:
    with measured("confirmation") as found:
        await ask(client, CONFIRM, id=waiting["id"], version=waiting["version"])
        found.events = await followed(client, waiting["id"], "SUCCEEDED")
    found.figures = figures((await ask(client, JOB, id=waiting["id"]))["job"])
    return found


def peak() -> int:
    """The most memory this process ever had, in MB; the child that reads the file has caps of its own."""
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit


def dossiers_on(database_url: str, rows: int, wrong: int) -> list[str]:
    """Measure on an empty, migrated database; lines to print. Raises BatchError."""
    with settled(database_url):
        return asyncio.run(measure(database_url, rows, wrong, free_port()))
