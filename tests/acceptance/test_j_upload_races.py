"""Workbooks of dossiers against people who file by hand, and one another: each patent has one filer."""

import asyncio
from collections import Counter
from typing import Any

import httpx
import pytest

from panhuo.auth.statements import run
from panhuo.jobs.running import run_job
from panhuo.models import Dossier, Holding, Patent
from panhuo.rules.vocabulary import FilingState
from tests.acceptance.filing import FORM, Person, codes, ids, university
from tests.dossier_batch.asking import checked, entry, outcomes, rows_of, template
from tests.jobs.asking import CONFIRM, change, job

pytestmark = pytest.mark.anyio

PATENTS = 24


async def headers(person: Person) -> dict[str, str]:
    if not person.headers:
        await person.sign_in()
    return person.headers


async def confirm(client: httpx.AsyncClient, person: Person, waiting: dict[str, Any]) -> int:
    """Let a job go on; its number, to be run."""
    given = {"id": waiting["id"], "version": waiting["version"]}
    payload = await change(client, CONFIRM, await headers(person), **given)
    assert payload["userErrors"] == []
    return int(waiting["id"].removeprefix("Job:"))


async def ended(numbers: list[int]) -> None:
    """Run jobs until they are over; one that met too many changes is tried a little later."""
    while left := await run(
        f"select id from job where id in ({', '.join(map(str, numbers))}) and state = 'QUEUED'"
    ):
        await run("update job set due_at = 0 where state = 'QUEUED'")
        for row in left:
            await run_job(row["id"])


@pytest.mark.req("S72", "S75", "S88")
async def test_two_workbooks_and_twenty_forms_race_for_the_same_patents(client: httpx.AsyncClient) -> None:
    # given two inventors with a workbook each, and a third who files by hand, all of the same patents
    here = await university(client)
    third = await here.person(here.chen.account.role, here.physics, "赵四")
    people = (here.chen, here.zhou, third)
    patents: list[Patent] = [await here.invention(*people) for _ in range(PATENTS)]
    sent = template([entry(each.application_number) for each in patents])
    for person in people:
        await headers(person)
    waiting = [await checked(client, person.headers, sent) for person in (here.chen, here.zhou)]
    numbers = [
        await confirm(client, person, found)
        for person, found in zip((here.chen, here.zhou), waiting, strict=True)
    ]

    # when
    by_hand = [third.tries("fileDossier", patents=ids([each]), content=FORM) for each in patents[::2]]
    answers = await asyncio.gather(*(run_job(number) for number in numbers), *by_hand)
    await ended(numbers)
    over = [
        await job(client, person.headers, found["id"])
        for person, found in zip((here.chen, here.zhou), waiting, strict=True)
    ]
    rows = [
        await rows_of(client, person.headers, found)
        for person, found in zip((here.chen, here.zhou), over, strict=True)
    ]

    # then every patent has one dossier, and everybody heard what became of each of theirs
    assert [each["state"] for each in over] == ["SUCCEEDED"] * 2
    filed = await Dossier.all()
    assert Counter(each.patent_id for each in filed) == {each.id: 1 for each in patents}
    owners = Counter(each.filer_id for each in filed)
    for person, found in zip((here.chen, here.zhou), rows, strict=True):
        assert Counter(outcomes(found))["PENDING"] == owners[person.account.id]
        assert set(outcomes(found)) <= {"PENDING", "ERROR"}
    told = [answer for answer in answers if isinstance(answer, dict)]
    assert sum(answer["dossier"] is not None for answer in told) == owners[third.account.id]
    assert {code for answer in told for code in codes(answer)} <= {"CONFLICT"}
    assert {each.filing_state for each in await Holding.all()} == {FilingState.FILED}
