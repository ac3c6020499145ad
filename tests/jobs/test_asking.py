"""What people do with jobs: confirm, cancel, start again; nobody else's, and not twice."""

import httpx
import pytest

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.jobs.kinds import Figures
from panhuo.jobs.run import JobRun
from panhuo.jobs.tidy import forget_old_jobs
from panhuo.models import AuditEntry
from panhuo.rules.vocabulary import Role
from panhuo.services.uploads import forget_expired_uploads
from tests.factories import institution, sign_in, user
from tests.jobs.asking import (
    CANCEL,
    CONFIRM,
    JOBS,
    RETRY,
    Answer,
    Headers,
    ask,
    begun,
    change,
    checked,
    counts,
    job,
    job_settings,
    patents,
    run_due,
)
from tests.jobs.stages import stages
from tests.shared import contents

pytestmark = pytest.mark.anyio

UNREADABLE = "甲,乙\n1,2\n".encode()
WATCHED = ("job", "audit_entry", "notice", "patent", "push")


@pytest.fixture
async def headers(db: str) -> Headers:
    return await sign_in(await user(Role.PLATFORM_OPERATOR))


async def refused(
    client: httpx.AsyncClient, query: str, headers: Headers, **given: object
) -> tuple[str, list[str]]:
    """The code a mutation is refused with, and where; nothing may change by it."""
    before = await contents(*WATCHED)
    payload: Answer = await change(client, query, headers, **given)
    assert payload["job"] is None and await contents(*WATCHED) == before
    [error] = payload["userErrors"]
    return error["code"], error["field"]


async def test_only_what_was_looked_at_is_confirmed(client: httpx.AsyncClient, headers: Headers) -> None:
    waiting = await checked(client, headers, patents(1))
    asked = {"id": waiting["id"], "version": waiting["version"] - 1}
    assert await refused(client, CONFIRM, headers, **asked) == ("CONFLICT", ["input", "version"])


async def test_nothing_is_confirmed_before_it_was_checked(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    queued = await begun(client, headers, patents(1))
    asked = {"id": queued["id"], "version": queued["version"]}
    assert await refused(client, CONFIRM, headers, **asked) == ("CONFLICT", ["input", "version"])


async def test_what_waits_too_long_ends(client: httpx.AsyncClient, headers: Headers) -> None:
    # given
    waiting = await checked(client, headers, patents(1))
    asked = {"id": waiting["id"], "version": waiting["version"]}

    # when
    await run("update job set expires_at = $1", now_ms())
    late = await refused(client, CONFIRM, headers, **asked)
    await forget_old_jobs(now_ms())

    # then
    assert late == ("CONFLICT", ["input", "version"])
    assert (await job(client, headers, waiting["id"]))["state"] == "CANCELLED"
    assert await counts("patent") == [0]


async def test_jobs_of_others_are_confirmed_and_retried_by_nobody(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given a job that waits and one that failed
    waiting = await checked(client, headers, patents(1))
    failed = await checked(client, headers, UNREADABLE)
    colleague = await sign_in(await user(Role.PLATFORM_OPERATOR))
    admin = await sign_in(await user(Role.INSTITUTION_ADMIN, await institution()))

    # then a colleague sees them, an administrator does not
    assert (await ask(client, JOBS, colleague))["data"]["jobs"]["totalCount"] == 2
    assert (await ask(client, JOBS, admin))["data"]["jobs"]["totalCount"] == 0
    for stranger in (colleague, admin):
        asked = {"id": waiting["id"], "version": waiting["version"]}
        assert await refused(client, CONFIRM, stranger, **asked) == ("NOT_FOUND", ["input", "id"])
        assert await refused(client, RETRY, stranger, id=failed["id"]) == ("NOT_FOUND", ["input", "id"])
    assert await refused(client, CANCEL, admin, id=waiting["id"]) == ("NOT_FOUND", ["input", "id"])

    # and the colleague may end it
    payload = await change(client, CANCEL, colleague, id=waiting["id"])
    assert payload["job"]["state"] == "CANCELLED"


async def test_visitors_are_told_to_sign_in(client: httpx.AsyncClient, headers: Headers) -> None:
    waiting = await checked(client, headers, patents(1))
    before = await contents(*WATCHED)
    for query, given in ((CONFIRM, {"version": 2}), (CANCEL, {}), (RETRY, {})):
        answer = await ask(client, query, {}, input={"id": waiting["id"], **given})
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["UNAUTHENTICATED"]
    assert await contents(*WATCHED) == before


@pytest.mark.parametrize("after_check", [False, True])
async def test_what_does_not_run_is_cancelled_at_once(
    client: httpx.AsyncClient, headers: Headers, after_check: bool
) -> None:
    # given
    started = await begun(client, headers, patents(1))
    if after_check:
        await run_due()

    # when
    payload = await change(client, CANCEL, headers, id=started["id"])
    await run_due()

    # then
    assert payload["job"]["state"] == "CANCELLED"
    assert (await job(client, headers, started["id"]))["state"] == "CANCELLED"
    assert await refused(client, CANCEL, headers, id=started["id"]) == ("CONFLICT", ["input", "id"])
    actions = await AuditEntry.all().order_by("id").values_list("action", flat=True)
    assert actions == ["JOB_STARTED", "JOB_CANCELLED"]


async def test_what_runs_is_asked_to_end_and_has_no_effect(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given a job that is cancelled while it does what it is for
    waiting = await checked(client, headers, patents(1))

    async def cancelled_meanwhile(run: JobRun) -> Figures:
        payload = await change(client, CANCEL, headers, id=waiting["id"])
        assert (payload["job"]["state"], payload["job"]["cancelRequested"]) == ("RUNNING", True)
        async with run.effect() as effect:
            effect.figures = {"created": 1}
        return effect.figures

    # when
    with stages(apply=cancelled_meanwhile):
        await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
        await run_due()

    # then
    done = await job(client, headers, waiting["id"])
    assert (done["state"], done["error"]) == ("CANCELLED", None)
    assert await run("select id from job where applied_at is not null") == []


async def test_what_is_done_cannot_be_cancelled(client: httpx.AsyncClient, headers: Headers) -> None:
    waiting = await checked(client, headers, patents(1))
    await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
    await run_due()
    assert await refused(client, CANCEL, headers, id=waiting["id"]) == ("CONFLICT", ["input", "id"])
    assert await refused(client, RETRY, headers, id=waiting["id"]) == ("CONFLICT", ["input", "id"])


async def test_what_failed_is_started_again_where_it_failed(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given a job that is given up as it publishes
    async def broken(run: JobRun) -> Figures:
        raise RuntimeError("the machine")

    waiting = await checked(client, headers, patents(2))
    with job_settings(job_attempts=1), stages(apply=broken):
        await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
        await run_due()
    dead = await job(client, headers, waiting["id"])
    assert (dead["state"], dead["error"]["code"]) == ("DEAD", "INTERNAL")

    # when
    payload = await change(client, RETRY, headers, id=waiting["id"])
    again = await change(client, RETRY, headers, id=waiting["id"])
    await run_due()

    # then
    assert (payload["job"]["state"], payload["job"]["stage"]) == ("QUEUED", "APPLY")
    assert [error["code"] for error in again["userErrors"]] == ["CONFLICT"]
    assert (await job(client, headers, waiting["id"]))["state"] == "SUCCEEDED"
    assert await counts("patent", "push") == [2, 1]


async def test_what_lost_its_file_is_not_started_again(client: httpx.AsyncClient, headers: Headers) -> None:
    failed = await checked(client, headers, UNREADABLE)
    await run("update upload set expires_at = 1")
    await forget_expired_uploads(now_ms())
    assert await refused(client, RETRY, headers, id=failed["id"]) == ("CONFLICT", ["input", "id"])


async def test_an_upload_serves_its_owner_alone_and_once(client: httpx.AsyncClient, headers: Headers) -> None:
    started = await begun(client, headers, patents(1))
    again = await change(client, IMPORT_BARE, headers, upload="FileUpload:1")
    colleague = await sign_in(await user(Role.PLATFORM_OPERATOR))
    theirs = await change(client, IMPORT_BARE, colleague, upload="FileUpload:1")
    for payload in (again, theirs):
        assert [error["code"] for error in payload["userErrors"]] == ["NOT_FOUND"]
    assert started["id"] == "Job:1" and await counts("job") == [1]


IMPORT_BARE = """mutation ($input: ImportPatentsInput!) {
  importPatents(input: $input) { job { id } userErrors { code field message } }
}"""
