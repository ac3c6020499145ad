"""Runs of a job: one at a time, begun again where one was given up, an effect once."""

import asyncio
import secrets

import httpx
import pytest

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.jobs import table
from panhuo.jobs.kinds import Figures
from panhuo.jobs.relay import bury_dead
from panhuo.jobs.run import JobRun, Why
from panhuo.jobs.running import run_job
from panhuo.models import AuditEntry, Job, Notice
from panhuo.rules.vocabulary import Role
from tests.factories import sign_in, user
from tests.jobs.asking import CONFIRM, Headers, begun, change, checked, job, job_settings, patents, run_due
from tests.jobs.stages import leave_a_mark, stages

pytestmark = pytest.mark.anyio


@pytest.fixture
async def headers(db: str) -> Headers:
    return await sign_in(await user(Role.PLATFORM_OPERATOR))


async def confirmed(client: httpx.AsyncClient, headers: Headers) -> int:
    """The number of a job that was checked and confirmed, and waits to be run."""
    waiting = await checked(client, headers, patents(1))
    await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
    return int(waiting["id"].removeprefix("Job:"))


async def abandon(number: int) -> None:
    """Let the run under way be silent for too long."""
    await run("update job set lease_until = 1 where id = $1", number)


async def marks() -> int:
    return await AuditEntry.filter(action="UNIT_CREATED").count()


async def test_a_job_runs_once_however_often_it_is_delivered(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    number = await confirmed(client, headers)
    with stages():
        await asyncio.gather(*(run_job(number) for _ in range(5)))
        await run_job(number)
    found = await Job.get(id=number)
    assert (found.state, found.attempts, await marks()) == ("SUCCEEDED", 1, 1)


async def test_nobody_takes_what_another_run_holds(client: httpx.AsyncClient, headers: Headers) -> None:
    # given
    number = await confirmed(client, headers)
    held = await table.claim(number, secrets.token_hex(16))
    assert held is not None and await table.claim(number, secrets.token_hex(16)) is None

    # when it is silent for too long
    await abandon(number)
    other = await table.claim(number, secrets.token_hex(16))

    # then another takes it, and the first has nothing more to say
    assert other is not None and other["attempts"] == 2
    assert await table.keep(held, 1, 1, "") is None
    assert not await table.mark_applied(held, {})
    assert await table.again(held, 0) is None and await table.wait(held, {}) is None


async def test_of_two_runs_one_has_its_effect(client: httpx.AsyncClient, headers: Headers) -> None:
    # given a run that another overtakes before its effect is committed
    number, overtaken = await confirmed(client, headers), []

    async def slow(run: JobRun) -> Figures:
        if not overtaken:
            overtaken.append(run.row["lease"])
            await abandon(number)
            await run_job(number)
        return await leave_a_mark(run)

    # when
    with stages(apply=slow):
        await run_job(number)

    # then
    found = await Job.get(id=number)
    assert (found.state, found.attempts, await marks()) == ("SUCCEEDED", 2, 1)
    assert await Notice.all().count() == 1


async def test_a_run_that_died_after_its_effect_is_only_ended(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given an effect that was committed by a run that died, which was the last to be tried
    number = await confirmed(client, headers)
    held = await table.claim(number, secrets.token_hex(16))
    assert held is not None and await table.mark_applied(held, {"created": 7})
    await run("update job set attempts = 99 where id = $1", number)
    await abandon(number)

    # when
    await bury_dead()
    with stages():
        await run_job(number)

    # then
    found = await job(client, headers, f"Job:{number}")
    assert (found["state"], found["figures"]) == ("SUCCEEDED", [{"name": "created", "count": 7}])
    assert await marks() == 0


@pytest.mark.parametrize(
    "error", [RuntimeError("the machine"), PanhuoError(ErrorCode.FILES_UNAVAILABLE)], ids=repr
)
async def test_a_failure_of_the_machinery_is_tried_again_later_and_at_last_given_up(
    client: httpx.AsyncClient, headers: Headers, error: Exception
) -> None:
    async def broken(run: JobRun) -> Figures:
        raise error

    with job_settings(job_attempts=4, job_retry_seconds=100), stages(check=broken):
        # given
        started = await begun(client, headers, patents(1))
        number, pauses = int(started["id"].removeprefix("Job:")), []

        # when
        for attempt in (1, 2, 3):
            await run_job(number)
            found = await Job.get(id=number)
            assert (found.state, found.attempts, found.lease) == ("QUEUED", attempt, None)
            pauses.append(round((found.due_at - now_ms()) / 100_000))
            await run_job(number)  # not yet
            assert (await Job.get(id=number)).attempts == attempt
            await run("update job set due_at = 1 where id = $1", number)
        await run_job(number)

    # then
    assert pauses == [1, 2, 3]
    dead = await job(client, headers, started["id"])
    assert (dead["state"], dead["error"]["code"], dead["attempts"]) == ("DEAD", "INTERNAL", 4)
    assert await Notice.all().values_list("kind", flat=True) == ["JOB_FAILED"]


async def test_a_job_whose_last_run_died_is_buried(client: httpx.AsyncClient, headers: Headers) -> None:
    # given
    number = await confirmed(client, headers)
    assert await table.claim(number, secrets.token_hex(16)) is not None
    await run("update job set attempts = 5, lease_until = 1 where id = $1", number)

    # when
    await bury_dead()
    await bury_dead()

    # then
    dead = await job(client, headers, f"Job:{number}")
    assert (dead["state"], dead["error"]["code"]) == ("DEAD", "INTERNAL")
    assert await Notice.all().values_list("kind", flat=True) == ["JOB_FAILED"]


async def test_a_process_that_stops_hands_its_job_back_uncounted(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given
    async def told_to_stop(run: JobRun) -> Figures:
        run.stop(Why.STOPPING)
        await asyncio.sleep(30)
        return {}

    # when
    started = await begun(client, headers, patents(1))
    number = int(started["id"].removeprefix("Job:"))
    with stages(check=told_to_stop):
        await run_job(number)

    # then
    found = await Job.get(id=number)
    assert (found.state, found.attempts, found.lease, found.sent_at) == ("QUEUED", 0, None, None)
    await run_due()
    assert (await job(client, headers, started["id"]))["state"] == "WAITING"


async def test_progress_is_kept_and_renews_the_lease(client: httpx.AsyncClient, headers: Headers) -> None:
    # given
    seen: list[tuple[int, int, str, bool]] = []

    async def slow(run: JobRun) -> Figures:
        before = (await Job.get(id=run.id)).lease_until or 0
        run.progress(3, 10, "reading")
        await asyncio.sleep(1)
        found = await Job.get(id=run.id)
        seen.append((found.done, found.total, found.phase, (found.lease_until or 0) > before))
        return {}

    # when
    with stages(check=slow):
        await checked(client, headers, patents(1))

    # then
    assert seen == [(3, 10, "reading", True)]
