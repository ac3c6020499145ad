"""Files of jobs: served by short-lived links to whoever asked for the job, and may by now; secrets once."""

from collections.abc import AsyncIterator

import httpx
import pytest

from panhuo.auth.statements import run
from panhuo.clock import now_ms, stopped
from panhuo.errors import PanhuoError
from panhuo.files.links import PATH, link_of
from panhuo.files.store import file_store
from panhuo.jobs.kinds import Figures
from panhuo.jobs.run import JobRun
from panhuo.jobs.tidy import forget_old_jobs
from panhuo.models import JobFile, User
from panhuo.rules.vocabulary import Role
from tests.factories import institution, sign_in, user
from tests.jobs.asking import CONFIRM, Answer, Headers, change, checked, counts, job, patents, run_due
from tests.jobs.stages import stages

pytestmark = pytest.mark.anyio

DAY_SECONDS = 24 * 3600
SECRET = b"code\nABCD-EFGH\n"


@pytest.fixture
async def owner(db: str) -> User:
    return await user(Role.PLATFORM_OPERATOR)


@pytest.fixture
async def headers(owner: User) -> Headers:
    return await sign_in(owner)


async def told(client: httpx.AsyncClient, url: str, headers: Headers) -> tuple[int, str]:
    """Status and code of what is not served."""
    answer = await client.get(url, headers=dict(headers))
    return answer.status_code, answer.json()["errors"][0]["extensions"]["code"]


async def with_secret(client: httpx.AsyncClient, headers: Headers) -> Answer:
    """The secret file of a job."""

    async def chunks() -> AsyncIterator[bytes]:
        yield SECRET

    async def check(run: JobRun) -> Figures:
        await run.attach("codes.csv", "text/csv", chunks(), secret=True)
        return {}

    with stages(check=check):
        found = await checked(client, headers, patents(1))
    [file] = found["files"]
    answer: Answer = {**file, "job": found["id"]}
    return answer


async def test_who_is_served(client: httpx.AsyncClient, headers: Headers) -> None:
    # given
    found = await checked(client, headers, patents(1))
    [file, _] = found["files"]
    colleague = await sign_in(await user(Role.PLATFORM_OPERATOR))
    admin = await sign_in(await user(Role.INSTITUTION_ADMIN, await institution()))
    url = file["download"]["url"]

    # then
    answer = await client.get(url, headers=dict(headers))
    assert (answer.status_code, len(answer.content)) == (200, file["size"])
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    for other in (colleague, admin):
        assert await told(client, url, other) == (404, "NOT_FOUND")
    assert (await job(client, colleague, found["id"]))["files"] == []
    assert await told(client, url, {}) == (401, "UNAUTHENTICATED")


async def test_a_link_ends_and_cannot_be_made_up(client: httpx.AsyncClient, headers: Headers) -> None:
    # given
    [file, _] = (await checked(client, headers, patents(1)))["files"]
    [row, _] = await run("select id, store_key from job_file order by id")
    path, until = link_of(row["id"], row["store_key"])
    number, end, signature = path.removeprefix(PATH).split("-")

    # then
    for forged in (
        f"{number}-{int(end) + 3600}-{signature}",
        f"{int(number) + 1}-{end}-{signature}",
        f"{number}-{end}-{'0' * 32}",
        f"{number}-{end}",
        "x",
    ):
        assert await told(client, PATH + forged, headers) == (404, "NOT_FOUND")
    with stopped(until):
        assert await told(client, path, headers) == (404, "NOT_FOUND")
        again = (await job(client, headers, "Job:1"))["files"][0]["download"]["url"]
        assert (await client.get(again, headers=dict(headers))).status_code == 200
    assert file["download"]["url"].startswith(PATH)


async def test_a_secret_is_served_to_its_owner_once(client: httpx.AsyncClient, headers: Headers) -> None:
    # given
    file = await with_secret(client, headers)
    colleague = await sign_in(await user(Role.PLATFORM_OPERATOR))
    url = file["download"]["url"]

    # then a colleague neither sees nor gets it
    assert (await job(client, colleague, file["job"]))["files"] == []
    assert await told(client, url, colleague) == (404, "NOT_FOUND")

    # and its owner gets it once
    answer = await client.get(url, headers=dict(headers))
    assert (answer.status_code, answer.content) == (200, SECRET)
    assert await told(client, url, headers) == (404, "NOT_FOUND")
    assert (await job(client, headers, file["job"]))["files"] == []


async def test_an_owner_of_another_role_gets_nothing(
    client: httpx.AsyncClient, owner: User, headers: Headers
) -> None:
    [file, _] = (await checked(client, headers, patents(1)))["files"]
    school = await institution()
    await run(
        "update user_account set role = 'INSTITUTION_ADMIN', institution_id = $2, unit_id = $2 where id = $1",
        owner.id,
        school.id,
    )
    assert await told(client, file["download"]["url"], headers) == (403, "FORBIDDEN")


async def test_a_disabled_owner_gets_nothing(
    client: httpx.AsyncClient, owner: User, headers: Headers
) -> None:
    [file, _] = (await checked(client, headers, patents(1)))["files"]
    await run("update user_account set active = false where id = $1", owner.id)
    assert await told(client, file["download"]["url"], headers) == (401, "UNAUTHENTICATED")


async def test_files_of_a_run_that_was_given_up_are_never_seen(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given a check that fails once after it wrote its report
    async def chunks() -> AsyncIterator[bytes]:
        yield b"x"

    async def check(run: JobRun) -> Figures:
        await run.attach(f"{run.row['attempts']}.csv", "text/csv", chunks())
        if run.row["attempts"] == 1:
            raise RuntimeError("the machine")
        return {}

    # when
    with stages(check=check):
        found = await checked(client, headers, patents(1))
    while found["state"] == "QUEUED":
        await run("update job set due_at = 1")
        with stages(check=check):
            await run_due()
        found = await job(client, headers, found["id"])

    # then
    assert [file["name"] for file in found["files"]] == ["2.csv"]
    with stopped(now_ms()) as clock:
        clock.advance(seconds=600)
        await forget_old_jobs(now_ms())
    assert await counts("job_file") == [1]


async def test_jobs_and_files_are_forgotten_in_time(client: httpx.AsyncClient, headers: Headers) -> None:
    # given
    waiting = await checked(client, headers, patents(1))
    await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
    await run_due()
    keys = await JobFile.all().values_list("store_key", flat=True)

    # when
    with stopped(now_ms()) as clock:
        clock.advance(seconds=29 * DAY_SECONDS)
        await forget_old_jobs(now_ms())
        kept = await counts("job", "job_file")
        clock.advance(seconds=2 * DAY_SECONDS)
        await forget_old_jobs(now_ms())

    # then
    assert kept == [1, 2] and await counts("job", "job_file", "patent") == [0, 0, 1]
    for key in keys:
        with pytest.raises(PanhuoError, match="no such object"):
            async for _ in file_store().read(str(key)):
                pass
