"""The kinds of jobs that are put through faults: how one is started, and what must have come of it.

A kind of job joins by an entry in FAULTED; `test_faults.py` does the rest.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import httpx

from bench.account_file import COLUMNS, account_rows
from panhuo.auth.activation import activation_hash
from panhuo.models import AuditEntry, User
from panhuo.rules.vocabulary import JobKind, Role
from tests.account_batch.asking import begun as accounts_begun
from tests.account_batch.asking import file_of, outcomes, sheet_of, workbook
from tests.factories import college, institution, user
from tests.jobs.asking import Answer, Headers, begun, counts, figures, patents

ROWS, WRONG = 1_500, 37
"""Of each file."""


@dataclass(frozen=True)
class Faulted:
    """A kind of job, of which several are done one after the other."""

    owner: Callable[[], Awaitable[User]]
    """Who asks for them, in a database without rows."""
    start: Callable[[httpx.AsyncClient, Headers, int], Awaitable[Answer]]
    """The job of a turn (0, 1, …), just started, over a file of that turn's own."""
    whole: Callable[[httpx.AsyncClient, Headers, Sequence[Answer]], Awaitable[None]]
    """Asserts what must have come of the jobs, all of which ended well: each valid row once, each report."""


async def operator() -> User:
    return await user(Role.PLATFORM_OPERATOR)


async def start_import(client: httpx.AsyncClient, headers: Headers, turn: int) -> Answer:
    return await begun(client, headers, patents(ROWS, WRONG, begin=turn * (ROWS + WRONG) + 1))


async def patents_are_whole(client: httpx.AsyncClient, headers: Headers, jobs: Sequence[Answer]) -> None:
    assert await counts("patent", "push", "notice") == [ROWS * len(jobs), len(jobs), len(jobs)]
    for job in jobs:
        found = figures(job)
        assert (found["rows"], found["rejected"], found["created"]) == (ROWS + WRONG, WRONG, ROWS)
        [file] = job["files"]
        answer = await client.get(file["download"]["url"], headers=dict(headers))
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len([line for line in lines if line.endswith(",no")]) == WRONG


async def school_admin() -> User:
    school = await institution("青岚大学")
    await college(school, "物理学院")
    return await user(Role.INSTITUTION_ADMIN, school)


async def start_accounts(client: httpx.AsyncClient, headers: Headers, turn: int) -> Answer:
    rows = account_rows(ROWS + WRONG, ["物理学院"], first=turn * (ROWS + WRONG) + 1)
    for row in rows[:WRONG]:
        row[COLUMNS.index("phone")] = "x"
    return await accounts_begun(client, headers, workbook(rows))


async def accounts_are_whole(client: httpx.AsyncClient, headers: Headers, jobs: Sequence[Answer]) -> None:
    """Each code that was given opens its account, and each account has one."""
    created = ROWS * len(jobs)
    assert await counts("user_account", "notice") == [created + 1, len(jobs)]
    assert await AuditEntry.filter(action="USER_CREATED").count() == created
    given = {}
    for job in jobs:
        found = figures(job)
        assert (found["rows"], found["invalid"], found["created"]) == (ROWS + WRONG, WRONG, ROWS)
        for part in ("校验结果", "创建结果"):
            told = outcomes(await file_of(client, headers, job, part))
            assert [cell for outcome, cell in told if outcome == "有误"] == [
                f"F{row}:PHONE_INVALID" for row in range(2, WRONG + 2)
            ]
        lines = sheet_of(await file_of(client, headers, job, "激活码"))[1:]
        given |= {line[0]: activation_hash(line[4]) for line in lines}
    kept = await User.exclude(job_id=None).values_list("username", "activation_hash")
    assert dict(kept) == given and len(given) == created


FAULTED: Mapping[JobKind, Faulted] = {
    JobKind.PATENT_IMPORT: Faulted(operator, start_import, patents_are_whole),
    JobKind.USER_IMPORT: Faulted(school_admin, start_accounts, accounts_are_whole),
}
