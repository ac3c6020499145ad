"""Whoever asked for a job is asked again, at each stage, at its confirmation, and at downloads."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from panhuo.auth.statements import run
from panhuo.jobs.kinds import Figures
from panhuo.jobs.run import JobRun
from panhuo.models import User
from panhuo.rules.vocabulary import Role
from tests.factories import institution, sign_in, user
from tests.jobs.asking import (
    CONFIRM,
    RETRY,
    Answer,
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
from tests.jobs.stages import leave_a_mark, stages
from tests.shared import contents

pytestmark = pytest.mark.anyio

Change = Callable[[User], Awaitable[None]]


async def disabled(owner: User) -> None:
    await run("update user_account set active = false where id = $1", owner.id)


async def demoted(owner: User) -> None:
    school = await institution()
    await run(
        "update user_account set role = 'INSTITUTION_ADMIN', institution_id = $2, unit_id = $2 where id = $1",
        owner.id,
        school.id,
    )


async def moved(owner: User) -> None:
    """The same role at another place, as far as an operator has one."""
    school = await institution()
    await run("update user_account set institution_id = $2 where id = $1", owner.id, school.id)


CHANGES = [
    pytest.param(disabled, "UNAUTHENTICATED", id="disabled"),
    pytest.param(demoted, "FORBIDDEN", id="another role"),
    pytest.param(moved, "FORBIDDEN", id="another place"),
]


@pytest.fixture
async def operator(db: str) -> User:
    return await user(Role.PLATFORM_OPERATOR)


async def as_colleague(client: httpx.AsyncClient, id: str) -> Answer:
    """The job as another operator sees it: its owner may not by now."""
    return await job(client, await sign_in(await user(Role.PLATFORM_OPERATOR)), id)


@pytest.mark.parametrize(("changed", "code"), CHANGES)
async def test_before_the_check(
    client: httpx.AsyncClient, operator: User, changed: Change, code: str
) -> None:
    started = await begun(client, await sign_in(operator), patents(1))
    await changed(operator)
    await run_due()
    failed = await as_colleague(client, started["id"])
    assert (failed["state"], failed["stage"], failed["error"]["code"]) == ("FAILED", "CHECK", code)
    assert failed["files"] == []


@pytest.mark.parametrize(("changed", "code"), CHANGES)
async def test_between_confirmation_and_effect(
    client: httpx.AsyncClient, operator: User, changed: Change, code: str
) -> None:
    # given
    headers = await sign_in(operator)
    waiting = await checked(client, headers, patents(1))
    await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])

    # when
    await changed(operator)
    await run_due()

    # then
    failed = await as_colleague(client, waiting["id"])
    assert (failed["state"], failed["stage"], failed["error"]["code"]) == ("FAILED", "APPLY", code)
    assert await counts("patent", "push") == [0, 0]


@pytest.mark.parametrize(("changed", "code"), CHANGES)
async def test_while_it_runs(client: httpx.AsyncClient, operator: User, changed: Change, code: str) -> None:
    # given an account that changes as its job is about to have its effect
    async def apply(run: JobRun) -> Figures:
        await changed(operator)
        return await leave_a_mark(run)

    headers = await sign_in(operator)
    with stages(apply=apply):
        waiting = await checked(client, headers, patents(1))
        await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])

        # when
        await run_due()

    # then
    failed = await as_colleague(client, waiting["id"])
    assert (failed["state"], failed["error"]["code"]) == ("FAILED", code)
    assert await run("select id from audit_entry where action = 'UNIT_CREATED'") == []


@pytest.mark.parametrize(
    ("changed", "code"), [(demoted, "FORBIDDEN"), (moved, "FORBIDDEN")], ids=["another role", "another place"]
)
async def test_confirming_and_starting_again(
    client: httpx.AsyncClient, operator: User, changed: Change, code: str
) -> None:
    # given a job that waits, and one that failed
    headers = await sign_in(operator)
    waiting = await checked(client, headers, patents(1))
    failed = await checked(client, headers, "甲,乙\n1,2\n".encode())
    await changed(operator)
    before = await contents("job", "audit_entry")

    # then
    for query, given in (
        (CONFIRM, {"id": waiting["id"], "version": waiting["version"]}),
        (RETRY, {"id": failed["id"]}),
    ):
        answer = await ask(client, query, headers, input=given)
        assert [error["extensions"]["code"] for error in answer["errors"]] == [code]
    assert await contents("job", "audit_entry") == before


async def test_a_job_of_a_disabled_owner_is_not_tried_again(
    client: httpx.AsyncClient, operator: User
) -> None:
    started = await begun(client, await sign_in(operator), patents(1))
    await disabled(operator)
    with job_settings(job_attempts=5):
        await run_due()
    assert (await as_colleague(client, started["id"]))["attempts"] == 1
