"""D. The four ways to take stock (S20–S25), from filing to the library, every actor signing in."""

import httpx
import pytest

from panhuo.models import Patent
from tests.acceptance.filing import FORM, UNFIT, Person, at, codes, university

pytestmark = pytest.mark.anyio

SWITCH = """mutation ($input: UpdateApprovalFlowInput!) {
  updateApprovalFlow(input: $input) { approvalFlow { college } userErrors { code } }
}"""
FILED = "query ($id: ID!) { patent(id: $id) { filingState } }"
SHOWN = "query ($id: ID!) { patent(id: $id) { title } }"


async def filing_state(person: Person, patent: Patent) -> str:
    """How far a patent's dossier has come, as somebody reads it in the library."""
    found = await person.asks(FILED, id=f"Patent:{patent.id}")
    state: str = found["patent"]["filingState"]
    return state


@pytest.mark.req("S20", "S17")
async def test_mode_1_the_institution_takes_stock_by_itself(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    good, bad = await here.invention(), await here.invention()

    # when: nobody stands above the institution's admin
    registered = await here.admin.submits(await here.admin.files(good))
    inventoried = await here.admin.submits(await here.admin.files(bad, content=UNFIT))

    # then
    assert (registered["state"], inventoried["state"]) == ("REGISTERED", "INVENTORIED")
    assert await filing_state(here.admin, good) == "REGISTERED"
    assert await filing_state(here.admin, bad) == "INVENTORIED"
    for patent, seen in ((good, True), (bad, False)):
        answer = (
            await client.post("/graphql", json={"query": SHOWN, "variables": {"id": f"Patent:{patent.id}"}})
        ).json()
        assert bool(answer["data"]["patent"]) is seen


@pytest.mark.req("S22", "S19", "S117")
async def test_mode_2_a_college_files_and_the_institution_reviews(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    patent = await here.invention(here.chen)

    # when
    pending = await here.dean.submits(await here.dean.files(patent))

    # then: it waits for the institution, not for the college itself
    assert pending["state"] == "PENDING"
    assert await filing_state(here.admin, patent) == "FILED"
    own = await here.dean.tries("approveDossiers", items=[at(pending)])
    assert codes(own) == ["DOSSIER_ACT_UNAVAILABLE"]
    done = await here.admin.approves(pending, "REGISTERED")
    assert done["state"] == "REGISTERED"
    assert await filing_state(here.dean, patent) == "REGISTERED"


@pytest.mark.req("S22", "S13")
async def test_mode_2_a_branch_college_files_and_branch_and_institution_review(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    patent = await here.branch_invention(here.lin)

    # when
    pending = await here.chief.submits(await here.chief.files(patent))
    passed = await here.head.approves(pending)
    done = await here.admin.approves(passed, "REGISTERED")

    # then
    assert [each["state"] for each in (pending, passed, done)] == ["PENDING", "PENDING", "REGISTERED"]


@pytest.mark.req("S23", "S12", "S14")
async def test_mode_3_an_inventor_files_college_and_institution_review(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    patent = await here.invention(here.chen)

    # when: the institution's turn comes after the college's
    pending = await here.chen.submits(await here.chen.files(patent))
    early = await here.admin.tries("approveDossiers", items=[at(pending) | {"outcome": "REGISTERED"}])
    passed = await here.dean.approves(pending)
    done = await here.admin.approves(passed, "REGISTERED")

    # then
    assert codes(early) == ["DOSSIER_ACT_UNAVAILABLE"]
    assert (passed["state"], done["state"]) == ("PENDING", "REGISTERED")
    assert done["filer"]["name"] == "陈一"


@pytest.mark.req("S23", "S13", "S14")
async def test_mode_3_at_a_branch_three_levels_review(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    patent = await here.branch_invention(here.lin)

    # when
    dossier = await here.lin.submits(await here.lin.files(patent))
    states = [dossier["state"]]
    for reviewer, outcome in ((here.chief, None), (here.head, None), (here.admin, "REGISTERED")):
        dossier = await reviewer.approves(dossier, outcome)
        states.append(dossier["state"])

    # then
    assert states == ["PENDING", "PENDING", "PENDING", "REGISTERED"]
    assert await filing_state(here.lin, patent) == "REGISTERED"


@pytest.mark.req("S24", "S15", "S16")
async def test_mode_4_an_inventors_route_follows_the_unit_and_the_switches(client: httpx.AsyncClient) -> None:
    # given: colleges of the main campus do not review
    here = await university(client)
    flow = {"institution": f"OrgUnit:{here.root.id}", "version": 1, "college": False}
    changed = await here.admin.asks(
        SWITCH,
        input=flow,
    )
    assert changed["updateApprovalFlow"]["approvalFlow"] == {"college": False}
    patent = await here.invention(here.chen)

    # when
    pending = await here.chen.submits(await here.chen.files(patent))
    skipped = await here.dean.tries("approveDossiers", items=[at(pending)])
    done = await here.admin.approves(pending, "REGISTERED")

    # then
    assert codes(skipped) == ["DOSSIER_ACT_UNAVAILABLE"]
    assert done["state"] == "REGISTERED"


@pytest.mark.req("S18")
async def test_a_route_is_frozen_when_a_dossier_is_submitted(client: httpx.AsyncClient) -> None:
    # given: it waits for the college
    here = await university(client)
    pending = await here.chen.submits(await here.chen.files(await here.invention(here.chen)))

    # when: colleges stop reviewing
    await here.admin.asks(
        SWITCH,
        input={"institution": f"OrgUnit:{here.root.id}", "version": 1, "college": False},
    )

    # then: the college still has its turn; the next dossier goes straight to the institution
    passed = await here.dean.approves(pending)
    assert (await here.admin.approves(passed, "REGISTERED"))["state"] == "REGISTERED"
    other = await here.chen.submits(await here.chen.files(await here.invention(here.chen), content=FORM))
    assert (await here.admin.approves(other, "REGISTERED"))["state"] == "REGISTERED"


@pytest.mark.req("S25", "S28")
async def test_all_modes_mix_within_one_institution(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    filers = (here.admin, here.dean, here.chen)
    people = (here.head, here.chief, here.lin)
    patents = [await here.invention(here.chen) for _ in filers]
    patents += [await here.branch_invention(here.lin) for _ in people]

    # when
    sent = [
        await filer.submits(await filer.files(patent))
        for filer, patent in zip((*filers, *people), patents, strict=True)
    ]

    # then: all five roles file; only the institution's own is done
    assert [each["state"] for each in sent] == ["REGISTERED", *["PENDING"] * 5]
