"""`python -m bench export`: the library's rows into files, timed and weighed, a process each format."""

import asyncio
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import panhuo.schema  # noqa: F401  # exports are planned over it
from panhuo.auth.sessions import viewer_of_account
from panhuo.auth.statements import run
from panhuo.db import database
from panhuo.jobs.asking import start_job
from panhuo.jobs.export import EXPORT
from panhuo.jobs.export_asked import ExportAsked, ExportLayout, chosen
from panhuo.jobs.running import run_job
from panhuo.models import User
from panhuo.sheets.export_columns import ExportLibrary
from panhuo.sheets.export_file import ExportFormat

MORE = ("publicationNumber", "coOwnerNames")
"""Two columns beside the usual 28."""
WARM = {"applicationNumber": {"startsWith": "201"}, "grantDate": {"gte": "2024-06-01"}}
"""A filter of few rows: what every process needs once is not weighed."""


@dataclass(frozen=True)
class Exported:
    """What one export took, of the process that ran the job."""

    format: str
    rows: int
    cells: int
    cpu: float
    seconds: float
    peak_mb: float
    file_mb: float

    def line(self) -> str:
        return (
            f"{self.format}: {self.rows:,} rows × {self.cells} cells in {self.cpu:.1f} s CPU, "
            f"{self.seconds:.1f} s; {self.peak_mb:.0f} MB above the process before it; "
            f"the file is {self.file_mb:.0f} MB"
        )


def exported(url: str, formats: Sequence[ExportFormat]) -> list[Exported]:
    """Export the library of a database in each format. Raises OSError where a process of ours fails."""
    found = []
    for each in formats:
        with tempfile.TemporaryDirectory() as folder:
            given = {"PANHUO_DATABASE_URL": url, "PANHUO_FILES_URL": folder, "PANHUO_JOB_ATTEMPTS": "1"}
            command = [sys.executable, "-m", "bench.export", each.value]
            ended = subprocess.run(
                command, env={**os.environ, **given}, capture_output=True, text=True, check=False
            )
            if ended.returncode:
                raise OSError(ended.stderr)
            found.append(Exported(**json.loads(ended.stdout.splitlines()[-1])))
    return found


async def measure(format: ExportFormat) -> Exported:
    """One export by the platform operator, after a small one."""
    gc.freeze()  # as a worker does
    async with database():
        operator = await User.get(username="operator")
        await one(operator.id, format, WARM)
        before, began, cpu = peak(), time.monotonic(), time.process_time()
        job = await one(operator.id, format, None)
        cpu, seconds = time.process_time() - cpu, time.monotonic() - began
        figures = json.loads(job["figures"])
        [file] = await run("select store_key, size from job_file where job_id = $1 and ready", job["id"])
        weight = peak() - before
    return Exported(
        format.value, figures["rows"], figures["columns"], cpu, seconds, weight, file["size"] / 1e6
    )


async def one(operator: int, format: ExportFormat, where: dict[str, Any] | None) -> dict[str, Any]:
    viewer = await viewer_of_account(operator)
    assert viewer is not None
    library = ExportLibrary.PATENTS
    columns = [*(column.key for column in chosen(library, None)), *MORE]
    arguments = {"filed": "ALL", "campus": "ALL", **({"where": where} if where else {})}
    asked = ExportAsked(library, columns, format, ExportLayout.COLUMNS, True, arguments, None)
    number = await start_job(viewer, EXPORT, None, asked.parameters(), name=asked.name)
    await run_job(number)
    [job] = await run("select * from job where id = $1", number)
    if job["state"] != "SUCCEEDED":
        raise OSError(f"the export is {job['state']}: {job['error_code']}")
    return job


def peak() -> float:
    """Megabytes this process has held at most: its own mark, which no parent of it set."""
    [line] = [each for each in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in each]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(measure(ExportFormat(sys.argv[1]))))))
