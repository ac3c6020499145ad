"""Labelling patents anew as a job: what loading a concordance, or a table it leads to, asks for (S92)."""

import orjson

from panhuo.jobs import table
from panhuo.jobs.kinds import Figures, Kind, register
from panhuo.jobs.run import JobRun, Stopped
from panhuo.jobs.table import applied_text
from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import AuditAction, JobKind
from panhuo.services.acting import Action, Subject
from panhuo.services.code_tables.relabelling import Relabelled, relabel
from panhuo.services.patents.bulk import Bulk


async def apply(run: JobRun) -> Figures:
    """Label them; the labelling's own transaction says that the job is done."""

    async def settle(bulk: Bulk, found: Relabelled) -> None:
        if not await bulk.rows(applied_text(run.row, figures(found))):
            raise Stopped("cancelled, or another run holds the job by now")

    def told(done: int, total: int) -> None:
        run.progress(done, total, "labelling")

    return figures(await relabel(told, settle))


def figures(found: Relabelled) -> dict[str, int]:
    return {"patents": found.patents, "changed": found.changed}


LABELLING = register(Kind(JobKind.LABELLING, Ability.CODES_LOAD, None, apply))


async def queue_labelling(action: Action, load: table.Row) -> None:
    """Within the transaction that puts an edition in force: its owner's next job. The relay sends it."""
    job = await table.create(
        (
            LABELLING.name.value,
            LABELLING.first_stage.value,
            load["owner_id"],
            load["institution_id"],
            load["standing"],
            None,
            load["name"],
            orjson.dumps({}).decode(),
            action.now,
            load["token_id"],
        )
    )
    after = {"kind": LABELLING.name.value}
    await action.audit(AuditAction.JOB_STARTED, Subject("Job", job), None, after)
