"""Loading an edition of a code table or concordance as a job: compared, and, confirmed, put in force."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from panhuo.jobs.kinds import Figures, Kind, register
from panhuo.jobs.labelling import queue_labelling
from panhuo.jobs.run import JobRun
from panhuo.permissions.ability import Ability
from panhuo.rules.code_table import CodeTable
from panhuo.rules.vocabulary import AuditAction, JobKind
from panhuo.services.acting import Subject
from panhuo.services.code_tables.loading import Candidate, candidate, put_in_force
from panhuo.services.patents.report import issue_list

CSV = "text/csv; charset=utf-8"
PARTS = 1_000
"""Progress is told in so many parts of the file."""


async def check(run: JobRun) -> Figures:
    """Compare the file with what is in force; the row report and the difference are the job's files."""
    found = await looked_at(run)
    await run.attach(f"{run.name}.report.csv", CSV, whole(await asyncio.to_thread(issues_text, found)))
    await run.attach(f"{run.name}.changes.csv", CSV, whole(await asyncio.to_thread(found.difference.text)))
    return found.figures()


async def apply(run: JobRun) -> Figures:
    """Put the edition in force, and have patents labelled by it. Raises CODE_TABLE_FAULTY."""
    found = await looked_at(run)
    async with run.effect() as effect:
        labels_follow = await put_in_force(found, run.viewer.user_id)
        after = {"table": found.checked.table.value, "edition": found.edition, **found.difference.figures()}
        await effect.action.audit(AuditAction.CODES_LOADED, Subject("Job", run.row), None, after)
        if labels_follow:
            await queue_labelling(effect.action, run.row)
        effect.figures = found.figures()
    return effect.figures


async def looked_at(run: JobRun) -> Candidate:
    """The file, beside what is in force by now."""
    table, edition = CodeTable(run.parameters["table"]), run.parameters["edition"]
    async with run.upload_file() as path:
        return await candidate(path, run.name, table, edition, lambda done: tell(run, done))


def tell(run: JobRun, done: float) -> None:
    run.progress(round(done * PARTS), PARTS, "reading")


def issues_text(found: Candidate) -> bytes:
    """The row report."""
    with tempfile.TemporaryDirectory(prefix="panhuo-job-") as folder:
        path = Path(folder) / "report.csv"
        with issue_list(path) as issues:
            for issue in found.checked.issues:
                issues.add(issue)
        return path.read_bytes()


async def whole(content: bytes) -> AsyncIterator[bytes]:
    yield content


CODES_LOAD = register(Kind(JobKind.CODES_LOAD, Ability.CODES_LOAD, check, apply))
