"""The kinds of jobs that are put through faults: how one is started, and what must have come of it.

A kind of job joins by an entry in FAULTED; `test_faults.py` does the rest.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import httpx

from panhuo.models import User
from panhuo.rules.vocabulary import JobKind, Role
from tests.factories import user
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


FAULTED: Mapping[JobKind, Faulted] = {
    JobKind.PATENT_IMPORT: Faulted(operator, start_import, patents_are_whole),
}
