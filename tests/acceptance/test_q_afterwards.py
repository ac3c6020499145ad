"""Q. After review (S127, S145–S148, S188): delisted, filed again, revised, given another contact."""

from typing import Any

import httpx
import pytest

from panhuo.models import Dossier, Patent
from panhuo.rules.vocabulary import Role
from tests.acceptance.filing import FORM, PORTFOLIO, University, at, codes, nothing_changes, university
from tests.factories import institution

pytestmark = pytest.mark.anyio

FILED = "query ($id: ID!) { patent(id: $id) { filingState registeredAt } }"
NOTICES = "{ notices { nodes { kind message } } }"


async def registered(here: University, *patents: Patent, **changes: Any) -> dict[str, Any]:
    """An inventor's dossier, approved by college and institution."""
    chosen = patents or (await here.invention(here.chen, here.zhou),)
    base = PORTFOLIO if len(chosen) > 1 else FORM
    pending = await here.chen.submits(await here.chen.files(*chosen, content=base | changes))
    return await here.admin.approves(await here.dean.approves(pending), "REGISTERED")


async def inventoried(here: University) -> dict[str, Any]:
    """One that was found unfit."""
    draft = await here.chen.files(await here.invention(here.chen), content=FORM | {"rating": 2})
    passed = await here.dean.approves(await here.chen.submits(draft))
    return await here.admin.approves(passed, "INVENTORIED")


async def branch_registered(here: University) -> dict[str, Any]:
    draft = await here.head.files(await here.branch_invention(here.lin))
    return await here.admin.approves(await here.head.submits(draft), "REGISTERED")


@pytest.mark.req("S145", "S146", "S188")
async def test_the_institution_takes_out_anything_with_a_reason(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    dossier = await registered(here)

    # when
    async with nothing_changes():
        reasonless = await here.admin.tries("delistDossier", **at(dossier), reason="")
    delisted = await here.admin.does("delistDossier", **at(dossier), reason="合同纠纷")

    # then: in the base library it reads inventoried, and its filer is told
    assert codes(reasonless) == ["DOSSIER_REASON_MISSING"]
    assert delisted["state"] == "DELISTED"
    row = await Dossier.get()
    assert (row.reason, row.published) == ("合同纠纷", False)
    found = (await here.chen.asks(FILED, id=f"Patent:{row.patent_id}"))["patent"]
    assert found == {"filingState": "INVENTORIED", "registeredAt": None}
    told = (await here.chen.asks(NOTICES))["notices"]["nodes"][0]
    assert told["kind"] == "DOSSIER_DELISTED" and "合同纠纷" in told["message"]


@pytest.mark.req("S146")
async def test_a_branch_takes_out_its_own_and_nobody_else_anything(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    main, theirs = await registered(here), await branch_registered(here)
    stranger = await here.person(Role.INSTITUTION_ADMIN, await institution())
    operator = await here.person(Role.PLATFORM_OPERATOR)

    # then
    async with nothing_changes():
        for person in (here.dean, here.chief, here.chen, operator):
            assert await person.forbidden("delistDossier", **at(main), reason="下架") == "FORBIDDEN"
        for person in (here.head, stranger):
            refused = await person.tries("delistDossier", **at(main), reason="下架")
            assert refused["dossier"] is None and codes(refused) in (
                ["NOT_FOUND"],
                ["DOSSIER_ACT_UNAVAILABLE"],
            )
    assert (await here.head.does("delistDossier", **at(theirs), reason="下架"))["state"] == "DELISTED"


@pytest.mark.req("S148", "S188")
async def test_what_was_taken_out_is_edited_and_reviewed_again(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    dossier = await registered(here)
    async with nothing_changes():
        frozen = await here.chen.tries("saveDossier", **at(dossier), content={"rating": 5})
        again = await here.chen.tries("submitDossier", **at(dossier))
    delisted = await here.admin.does("delistDossier", **at(dossier), reason="请更新")

    # when
    edited = await here.chen.does("saveDossier", **at(delisted), content={"rating": 5})
    pending = await here.chen.submits(edited)
    passed = await here.dean.approves(pending)
    done = await here.admin.approves(passed, "REGISTERED")

    # then: while registered it could not be edited
    assert codes(frozen) == codes(again) == ["DOSSIER_ACT_UNAVAILABLE"]
    states = [each["state"] for each in (delisted, edited, pending, passed, done)]
    assert states == ["DELISTED", "DELISTED", "PENDING", "PENDING", "REGISTERED"]


@pytest.mark.req("S148")
async def test_a_withdrawal_takes_back_to_where_it_was_submitted_from(client: httpx.AsyncClient) -> None:
    here = await university(client)
    delisted = await here.admin.does("delistDossier", **at(await registered(here)), reason="请更新")

    back = await here.chen.does("withdrawDossier", **at(await here.chen.submits(delisted)))

    assert back["state"] == "DELISTED"


@pytest.mark.req("S127", "S188")
async def test_a_revision_stands_beside_the_old_result_until_it_is_approved(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    base = await inventoried(here)
    patent = (await Dossier.get()).patent_id

    # when
    revision = await here.chen.does("reviseDossier", id=base["id"])
    async with nothing_changes():
        second = await here.chen.tries("reviseDossier", id=base["id"])
        others = await here.dean.tries("reviseDossier", id=base["id"])
        unseen = await here.head.tries("reviseDossier", id=base["id"])
    better = await here.chen.does("saveDossier", **at(revision), content={"rating": 4})
    passed = await here.dean.approves(await here.chen.submits(better))
    between = (await here.chen.asks(FILED, id=f"Patent:{patent}"))["patent"]["filingState"]
    done = await here.admin.approves(passed, "REGISTERED")

    # then
    assert (revision["state"], revision["id"] != base["id"]) == ("DRAFT", True)
    assert codes(unseen) == ["NOT_FOUND"]
    assert codes(second) == ["DOSSIER_REVISION_OPEN"] and codes(others) == ["DOSSIER_ACT_UNAVAILABLE"]
    assert between == "INVENTORIED"
    assert (done["id"], done["state"]) == (base["id"], "REGISTERED")
    assert await Dossier.all().count() == 1


@pytest.mark.req("S127")
async def test_a_revision_given_up_leaves_everything_as_it_was(client: httpx.AsyncClient) -> None:
    here = await university(client)
    base = await inventoried(here)
    revision = await here.chen.does("reviseDossier", id=base["id"])

    assert (await here.chen.tries("discardDossier", **at(revision)))["discarded"]

    row = await Dossier.get()
    assert (f"Dossier:{row.id}", row.state) == (base["id"], "INVENTORIED")


@pytest.mark.req("S127")
async def test_only_what_was_inventoried_is_revised(client: httpx.AsyncClient) -> None:
    here = await university(client)
    draft = await here.chen.files(await here.invention(here.chen))
    dossier = await registered(here)

    async with nothing_changes():
        refused = [await here.chen.tries("reviseDossier", id=each["id"]) for each in (draft, dossier)]

    assert [codes(each) for each in refused] == [["DOSSIER_ACT_UNAVAILABLE"]] * 2


@pytest.mark.req("S65")
async def test_contact_and_phone_of_a_registered_dossier_are_replaced_by_filer_and_institution(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    dossier = await registered(here)
    new = {"contact": "李四", "phone": "13900000000"}

    # when
    changed = await here.chen.does("changeDossierContact", **at(dossier), **new)
    again = await here.admin.does("changeDossierContact", **at(changed), **new | {"contact": "王五"})
    async with nothing_changes():
        theirs = await here.dean.tries("changeDossierContact", **at(again), **new)
        bad = await here.chen.tries("changeDossierContact", **at(again), **new | {"phone": "电话"})
        stale = await here.chen.tries("changeDossierContact", **at(dossier), **new)

    # then
    assert again["state"] == "REGISTERED"
    assert codes(theirs) == ["DOSSIER_ACT_UNAVAILABLE"]
    assert (codes(bad), codes(stale)) == (["DOSSIER_PHONE_INVALID"], ["CONFLICT"])
