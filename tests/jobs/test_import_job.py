"""Importing patents as a job: checked, confirmed, published once, its row report downloaded."""

import httpx
import pytest

from panhuo.models import AuditEntry, Notice, Push, User
from panhuo.rules.vocabulary import Role
from tests.factories import institution, sign_in, user
from tests.jobs.asking import (
    CONFIRM,
    IMPORT,
    ask,
    begun,
    change,
    checked,
    counts,
    figures,
    job,
    patents,
    run_due,
    upload,
)

pytestmark = pytest.mark.anyio


@pytest.fixture
async def operator(db: str) -> User:
    return await user(Role.PLATFORM_OPERATOR)


async def test_a_file_is_checked_confirmed_and_published(client: httpx.AsyncClient, operator: User) -> None:
    # given
    headers = await sign_in(operator)
    started = await begun(client, headers, patents(20, wrong=2))
    assert (started["state"], started["stage"], started["kind"]) == ("QUEUED", "CHECK", "PATENT_IMPORT")

    # when
    await run_due()
    waiting = await job(client, headers, started["id"])

    # then nothing is published yet, and the report says what is wrong
    assert (waiting["state"], waiting["stage"], waiting["error"]) == ("WAITING", "APPLY", None)
    found = figures(waiting)
    assert (found["rows"], found["rejected"], found["valid"]) == (22, 2, 20)
    assert await counts("patent", "push") == [0, 0]
    assert (found["created"], found["updated"], found["repeated"], found["parts"]) == (20, 0, 0, 1)
    file, differences = waiting["files"]
    answer = await client.get(file["download"]["url"], headers=headers)
    assert answer.status_code == 200 and len(answer.content) == file["size"]
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len([line for line in lines if line.endswith(",no")]) == 2
    assert len(lines) == 1 + 2 + found["warnings"]
    assert answer.headers["content-disposition"].endswith(
        "filename*=UTF-8''%E4%B8%93%E5%88%A9.csv.report.csv"
    )

    answer = await client.get(differences["download"]["url"], headers=headers)
    told = answer.content.decode("utf-8-sig").splitlines()
    assert len(told) == 1 + 20 and told[1].split(",")[2] == "新增"

    # when
    confirmed = await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
    again = await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
    await run_due()

    # then
    assert confirmed["job"]["state"] == "QUEUED"
    assert [error["code"] for error in again["userErrors"]] == ["CONFLICT"]
    done = await job(client, headers, started["id"])
    assert (done["state"], done["error"]) == ("SUCCEEDED", None)
    assert figures(done)["created"] == 20
    assert await counts("patent", "push") == [20, 1]
    assert (await Push.get()).file_name == "专利.csv"
    assert await Notice.all().values_list("kind", "user_id") == [("JOB_DONE", operator.id)]
    actions = await AuditEntry.all().order_by("id").values_list("action", "subject_type")
    assert actions == [("JOB_STARTED", "Job"), ("JOB_CONFIRMED", "Job")]


async def test_a_file_that_cannot_be_read_fails_with_its_code(
    client: httpx.AsyncClient, operator: User
) -> None:
    headers = await sign_in(operator)
    failed = await checked(client, headers, "甲,乙\n1,2\n".encode())
    assert (failed["state"], failed["error"]["code"]) == ("FAILED", "SHEET_HEADINGS_MISSING")
    assert failed["files"] == [] and await counts("patent") == [0]
    assert await Notice.all().values_list("kind", flat=True) == ["JOB_FAILED"]


async def test_an_idempotency_key_starts_one_job(client: httpx.AsyncClient, operator: User) -> None:
    headers = await sign_in(operator)
    first = await begun(client, headers, patents(1), idempotencyKey="k")
    given = {"upload": "FileUpload:1", "idempotencyKey": "k"}
    again = await change(client, IMPORT, headers, **given)
    assert again["job"]["id"] == first["id"] and await counts("job") == [1]
    other = await change(client, IMPORT, headers, **given, asOf="2025-01-31")
    assert [error["code"] for error in other["userErrors"]] == ["CONFLICT"]


async def test_an_administrator_may_not_and_nothing_changes(client: httpx.AsyncClient, db: str) -> None:
    admin = await sign_in(await user(Role.INSTITUTION_ADMIN, await institution()))
    sent = await upload(client, admin, patents(1))
    answer = await ask(client, IMPORT, admin, input={"upload": sent})
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert await counts("job", "audit_entry") == [0, 0]
