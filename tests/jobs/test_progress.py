"""`jobProgress` over a real socket: of one's own job, and of nobody else's."""

import pytest

from panhuo.jobs.asking import cancel_job
from panhuo.models import Job, User
from panhuo.rules.vocabulary import JobKind, JobStage, JobState, Role
from tests.factories import institution, sign_in, user
from tests.subscriptions.asking import Server, begun, ended, quiet
from tests.subscriptions.conftest import server
from tests.viewers import viewer_of

__all__ = ["server"]

pytestmark = pytest.mark.anyio

PROGRESS = "subscription ($id: ID!) { jobProgress(id: $id) { id state } }"
LATER = 4_102_444_800_000


async def job_of(owner: User) -> Job:
    """A job that is not due."""
    return await Job.create(
        kind=JobKind.PATENT_IMPORT,
        state=JobState.QUEUED,
        stage=JobStage.CHECK,
        owner=owner,
        standing="",
        name="专利.csv",
        created_at=1,
        due_at=LATER,
    )


async def test_each_hears_of_their_own_job_and_of_no_other(server: Server) -> None:
    # given
    school = await institution()
    one, other = [await user(Role.INVENTOR, school) for _ in range(2)]
    own, foreign = await job_of(one), await job_of(other)
    async with server.socket(await sign_in(one)) as socket:
        await socket.subscribe(PROGRESS, variables={"id": f"Job:{own.id}"})
        first = await socket.receive()
        assert first["payload"]["data"]["jobProgress"] == {"id": f"Job:{own.id}", "state": "QUEUED"}
        await begun(1)

        # when
        await cancel_job(viewer_of(other), foreign.id)

        # then
        assert await quiet(socket.receive)
        await cancel_job(viewer_of(one), own.id)
        assert (await socket.receive())["payload"]["data"]["jobProgress"]["state"] == "CANCELLED"
        assert (await socket.receive())["type"] == "complete"
    await ended()


async def test_somebody_elses_job_is_as_one_that_does_not_exist(server: Server) -> None:
    # given
    school = await institution()
    one, other = [await user(Role.INVENTOR, school) for _ in range(2)]
    foreign = await job_of(other)
    async with server.socket(await sign_in(one)) as socket:
        # when
        answers = [
            await socket.ask(PROGRESS, variables={"id": f"Job:{number}"}) for number in (foreign.id, 999_999)
        ]

        # then
        codes = [[error["extensions"]["code"] for error in each[0]["payload"]] for each in answers]
        assert codes == [["NOT_FOUND"], ["NOT_FOUND"]]
    await ended()
