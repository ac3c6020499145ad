"""Jobs whose process is killed at random points: each ends, its effect comes about once, its report is whole.

`PANHUO_TEST_KILLS=10 pytest tests/jobs/test_faults.py` kills ten times a stage and broker; PANHUO_TEST_SEED
repeats a run, whose seed is in its output.
"""

import asyncio
import os
import random
import time

import httpx
import pytest

from panhuo.models import User
from panhuo.rules.vocabulary import Role
from tests.factories import sign_in, user
from tests.jobs.asking import CONFIRM, begun, change, counts, figures, job, patents
from tests.jobs.working import Broker, Working, row_of, until_state

pytestmark = pytest.mark.anyio

KILLS = int(os.environ.get("PANHUO_TEST_KILLS", "2"))
SEED = int(os.environ.get("PANHUO_TEST_SEED", random.randrange(2**32)))
ROWS, WRONG = 4_000, 137
LONGEST_SECONDS = 1.5
"""A stage takes about so long here."""


@pytest.fixture
async def operator(db: str) -> User:
    return await user(Role.PLATFORM_OPERATOR)


@pytest.mark.parametrize("broker", ["redis", "rabbitmq", "inside"], indirect=True)
async def test_killed_at_random_points(client: httpx.AsyncClient, operator: User, broker: Broker) -> None:
    # given
    chance, began = random.Random(SEED), time.monotonic()
    headers = await sign_in(operator)
    async with broker.working() as working:
        started = await begun(client, headers, patents(ROWS, WRONG))
        number = int(started["id"].removeprefix("Job:"))

        # when
        hits = await killed(working, number, "WAITING", chance)
        waiting = await job(client, headers, started["id"])
        payload = await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
        assert payload["userErrors"] == []
        hits += await killed(working, number, "SUCCEEDED", chance)
    print(f"seed {SEED}: {KILLS} kills a stage, {hits} while it ran, {time.monotonic() - began:.0f} s")

    # then
    done = await job(client, headers, started["id"])
    assert (done["state"], done["error"]) == ("SUCCEEDED", None)
    assert (figures(done)["rows"], figures(done)["rejected"]) == (ROWS + WRONG, WRONG)
    assert figures(done)["created"] == ROWS
    assert await counts("patent", "push", "notice") == [ROWS, 1, 1]
    [file] = done["files"]
    answer = await client.get(file["download"]["url"], headers=headers)
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len([line for line in lines if line.endswith(",no")]) == WRONG


async def killed(working: Working, number: int, end: str, chance: random.Random) -> int:
    """Kill the process some times while it runs a stage, and wait for the stage's end; how many hit it."""
    hits, held = 0, None
    for _ in range(KILLS):
        row = await until_state(number, "RUNNING", end, other_than=held)
        if row["state"] == end:
            break
        held = row["lease"]
        await asyncio.sleep(chance.uniform(0, LONGEST_SECONDS))
        await working.kill()
        hits += (await row_of(number))["lease"] == held
        await working.begin()
    await until_state(number, end)
    return hits
