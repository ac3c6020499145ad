"""I. Portfolios (S78–S87): several patents filed together."""

from datetime import date

import httpx
import pytest

from panhuo.models import Dossier, DossierPatent, Patent
from panhuo.rules.vocabulary import LegalStatus
from tests.acceptance.filing import PORTFOLIO, University, at, codes, ids, nothing_changes, university

pytestmark = pytest.mark.anyio

FILED = "query ($id: ID!) { patent(id: $id) { filingState } }"


async def members(dossier: str) -> list[int]:
    """The patents of a dossier as it was last saved, in order."""
    number = int(dossier.removeprefix("Dossier:"))
    row = await Dossier.get(id=number)
    version = row.draft_id or row.content_id
    found = await DossierPatent.filter(version_id=version).order_by("position")
    return [each.patent_id for each in found]


async def several(here: University, count: int) -> list[Patent]:
    return [await here.invention(here.chen) for _ in range(count)]


@pytest.mark.req("S57", "S78", "S80")
async def test_two_to_ten_patents_are_filed_as_one_in_the_order_they_were_ticked(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    patents = await several(here, 11)

    # when
    opening = await here.chen.tries("openDossier", patents=ids(patents[:10]))
    filed = await here.chen.files(*patents[:10], content=PORTFOLIO)
    async with nothing_changes():
        eleven = await here.chen.tries("fileDossier", patents=ids(patents), content=PORTFOLIO)
        twice = await here.chen.tries("openDossier", patents=ids([patents[0], patents[0]]))

    # then
    assert opening["kind"] == "PORTFOLIO"
    assert [each["patent"]["id"] for each in opening["patents"]] == ids(patents[:10])
    assert (filed["kind"], filed["title"]) == ("PORTFOLIO", "储能组合")
    assert await members(filed["id"]) == [each.id for each in patents[:10]]
    assert (codes(eleven), codes(twice)) == (["INVALID_VALUE"], ["INVALID_VALUE"])


@pytest.mark.req("S80")
async def test_a_portfolio_has_a_name_of_fifty_and_a_description_of_five_hundred_letters(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    patents = ids(await several(here, 2))
    single = ids(await several(here, 1))

    # when
    fits = {"name": "组" * 50, "description": "述" * 500}
    draft = await here.chen.tries("fileDossier", patents=patents, content=PORTFOLIO | fits)
    nameless = await here.chen.tries("saveDossier", **at(draft["dossier"]), content={"name": None})
    async with nothing_changes():
        long = {"name": "组" * 51, "description": "述" * 501}
        refused = await here.chen.tries("saveDossier", **at(nameless["dossier"]), content=long)
        misplaced = await here.chen.tries("fileDossier", patents=single, content=PORTFOLIO)

    # then
    assert draft["problems"] == []
    assert [each["field"] for each in nameless["problems"]] == ["name"]
    assert codes(refused) == ["DOSSIER_TEXT_TOO_LONG", "DOSSIER_TEXT_TOO_LONG"]
    assert codes(misplaced) == ["DOSSIER_FIELD_MISPLACED", "DOSSIER_FIELD_MISPLACED"]


@pytest.mark.req("S79", "S85")
async def test_members_are_chosen_changed_and_ordered_and_what_lapsed_is_refused(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    first, second, third = await several(here, 3)
    lapsed = await here.invention(here.chen, legal_status=LegalStatus.LAPSED)
    draft = await here.chen.files(first, second, content=PORTFOLIO)

    # when
    saved = await here.chen.does("saveDossier", **at(draft), content={"members": ids([third, first])})
    async with nothing_changes():
        with_lapsed = {"members": ids([third, first, lapsed])}
        refused = await here.chen.tries("saveDossier", **at(saved), content=with_lapsed)
    unseen = {"members": ids([third, await here.invention(here.zhou)])}
    hidden = await here.chen.tries("saveDossier", **at(saved), content=unseen)
    alone = await here.chen.tries("saveDossier", **at(saved), content={"members": ids([third])})

    # then
    assert await members(draft["id"]) == [third.id]
    assert (codes(refused), codes(hidden)) == (["DOSSIER_NOT_FILEABLE"], ["NOT_FOUND"])
    assert [each["code"] for each in alone["problems"]] == ["DOSSIER_MEMBERS_TOO_FEW"]


@pytest.mark.req("S69")
async def test_choosing_more_patents_makes_a_portfolio_of_a_single_draft(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    first, second = await several(here, 2)
    draft = await here.chen.files(first)

    # when
    grown = await here.chen.does(
        "saveDossier", **at(draft), content={"members": ids([first, second]), "name": "储能组合"}
    )

    # then: its patent is free for a dossier of its own
    assert (draft["kind"], grown["kind"]) == ("SINGLE", "PORTFOLIO")
    assert (await here.chen.files(first))["kind"] == "SINGLE"


@pytest.mark.req("S81", "S83", "S86")
async def test_patents_may_be_in_several_portfolios_filed_singly_or_not(client: httpx.AsyncClient) -> None:
    # given: one filed singly, one not
    here = await university(client)
    filed, unfiled = await several(here, 2)
    await here.chen.files(filed)

    # when
    one = await here.chen.submits(await here.chen.files(filed, unfiled, content=PORTFOLIO))
    other = await here.dean.files(unfiled, filed, content=PORTFOLIO)

    # then: membership alone does not make a patent filed
    assert (one["state"], other["state"]) == ("PENDING", "DRAFT")
    states = [
        (await here.chen.asks(FILED, id=each))["patent"]["filingState"] for each in ids([filed, unfiled])
    ]
    assert states == ["FILED", "UNFILED"]


@pytest.mark.req("S82", "S84")
async def test_an_admin_combines_whatever_is_in_sight_whoever_files_it_singly(
    client: httpx.AsyncClient,
) -> None:
    # given: a colleague's dossier, and a branch's patent which the institution does not file itself
    here = await university(client)
    colleagues, branchs = await here.invention(here.chen), await here.branch_invention(here.lin)
    await here.chen.files(colleagues)

    # when
    portfolio = await here.admin.submits(await here.admin.files(colleagues, branchs, content=PORTFOLIO))

    # then: nobody stands above the institution
    assert (portfolio["kind"], portfolio["state"]) == ("PORTFOLIO", "REGISTERED")
    async with nothing_changes():
        beyond = await here.dean.tries("fileDossier", patents=ids([colleagues, branchs]), content=PORTFOLIO)
    assert codes(beyond) == ["NOT_FOUND"]


@pytest.mark.req("S87", "S83")
async def test_a_portfolio_goes_its_own_way_and_leaves_its_members_as_they_are(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    patents = await several(here, 2)
    unfit = PORTFOLIO | {"statuses": [{"first": "TO_BE_ABANDONED"}]}

    # when: two portfolios of the same patents
    fit = await here.chen.submits(await here.chen.files(*patents, content=PORTFOLIO))
    bad = await here.chen.submits(await here.chen.files(*patents, content=unfit))
    registered = await here.admin.approves(await here.dean.approves(fit), "REGISTERED")
    inventoried = await here.admin.approves(await here.dean.approves(bad), "INVENTORIED")
    delisted = await here.admin.does("delistDossier", **at(registered), reason="已转让")

    # then
    assert (registered["state"], inventoried["state"], delisted["state"]) == (
        *("REGISTERED", "INVENTORIED", "DELISTED"),
    )
    for each in ids(patents):
        assert (await here.admin.asks(FILED, id=each))["patent"]["filingState"] == "UNFILED"


@pytest.mark.req("S85")
async def test_a_member_that_lapsed_meanwhile_stops_submission_and_approval(
    client: httpx.AsyncClient,
) -> None:
    # given: one draft, one under review
    here = await university(client)
    patents = await several(here, 3)
    draft = await here.chen.files(*patents[:2], content=PORTFOLIO)
    pending = await here.chen.submits(await here.chen.files(*patents[1:], content=PORTFOLIO))

    # when a member of both lapses
    await Patent.filter(id=patents[1].id).update(legal_status=LegalStatus.LAPSED, lapse_date=date(2026, 1, 1))

    # then: neither goes on; the reviewer can only return
    async with nothing_changes():
        submitted = await here.chen.tries("submitDossier", **at(draft))
        approved = await here.dean.tries("approveDossiers", items=[at(pending)])
    assert codes(submitted) == codes(approved) == ["DOSSIER_MEMBER_INELIGIBLE"]
    assert (await here.dean.returns(pending, "成员已失效"))["state"] == "REJECTED"
