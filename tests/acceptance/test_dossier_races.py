"""Fifty clients at ten dossiers: each act has one winner, the rest hear CONFLICT, and no request fails."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import httpx
import pytest

from panhuo.models import Dossier, Review
from tests.acceptance.filing import (
    FORM,
    Person,
    all_at_once,
    at,
    codes,
    ids,
    nothing_changes,
    university,
)

pytestmark = pytest.mark.anyio

PEOPLE, TABS, DOSSIERS = 10, 5, 10
"""Ten inventors of the same ten patents, each with five windows open: fifty clients."""


def windows(person: Person) -> list[Person]:
    """The same account, signed in several times."""
    return [Person(person.account, person.client) for _ in range(TABS)]


def winners(payloads: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The dossiers of those that were carried out; the rest were refused with CONFLICT alone."""
    told = [payload if "results" not in payload else payload["results"][0] for payload in payloads]
    refused = Counter(tuple(codes(each)) for each in told if each["dossier"] is None)
    assert set(refused) <= {("CONFLICT",)}, refused
    return [each["dossier"] for each in told if each["dossier"] is not None]


async def one_each(races: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Run all races at once; the one winner of each, in order."""
    answers = await all_at_once(*(entry for race in races for entry in race))
    found, start = [], 0
    for race in races:
        [winner] = winners(answers[start : start + len(race)])
        found.append(winner)
        start += len(race)
    return found


@pytest.mark.req("S72", "S75")
async def test_fifty_clients_race_for_ten_dossiers(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    people = [await here.person(here.chen.account.role, here.physics) for _ in range(PEOPLE)]
    patents = [await here.invention(*people) for _ in range(DOSSIERS)]
    clients = {person.account.name: windows(person) for person in people}
    everybody = [each for tabs in clients.values() for each in tabs]
    await all_at_once(*(each.sign_in() for each in everybody))
    reviewers = windows(here.dean)
    await all_at_once(*(each.sign_in() for each in reviewers))
    admins = windows(here.admin)
    await all_at_once(*(each.sign_in() for each in admins))

    # when everybody opens a form: nothing is locked
    async with nothing_changes():
        opened = await all_at_once(
            *(
                each.tries("openDossier", patents=ids([patents[place % DOSSIERS]]))
                for place, each in enumerate(everybody)
            )
        )
    assert [codes(each) for each in opened] == [[]] * len(everybody)

    # and saves first: five for each patent
    drafts = await one_each(
        [
            [each.tries("fileDossier", patents=ids([patent]), content=FORM) for each in everybody[place::10]]
            for place, patent in enumerate(patents)
        ]
    )
    assert await Dossier.all().count() == DOSSIERS

    # and saves from every window of its filer
    tabs = [clients[draft["filer"]["name"]] for draft in drafts]
    uses = [{"prospects": f"用途{place}"} for place in range(TABS)]
    saved = await one_each(
        [
            [
                each.tries("saveDossier", **at(draft), content=content)
                for each, content in zip(own, uses, strict=True)
            ]
            for draft, own in zip(drafts, tabs, strict=True)
        ]
    )

    # and submits from every window
    pending = await one_each(
        [
            [each.tries("submitDossier", **at(draft)) for each in own]
            for draft, own in zip(saved, tabs, strict=True)
        ]
    )
    assert {each["state"] for each in pending} == {"PENDING"}

    # and withdraws while the college approves
    decided = await one_each(
        [
            [
                *(each.tries("withdrawDossier", **at(dossier)) for each in own),
                *(each.tries("approveDossiers", items=[at(dossier)]) for each in reviewers),
            ]
            for dossier, own in zip(pending, tabs, strict=True)
        ]
    )
    assert {each["state"] for each in decided} <= {"DRAFT", "PENDING"}

    # and the institution registers what went on
    passed = [each for each in decided if each["state"] == "PENDING"]
    last = [[at(each) | {"outcome": "REGISTERED"}] for each in passed]
    done = await one_each([[each.tries("approveDossiers", items=items) for each in admins] for items in last])

    # then each act was recorded once
    acts = Counter([each.act.value for each in await Review.all()])
    assert (acts["FILE"], acts["SUBMIT"]) == (DOSSIERS, DOSSIERS)
    assert acts["WITHDRAW"] + len(passed) == DOSSIERS
    assert acts["APPROVE"] == 2 * len(passed)
    assert {each["state"] for each in done} <= {"REGISTERED"}
