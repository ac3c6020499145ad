"""M. Review (S112–S117, S29, S141): who decides, what becomes of a dossier, and what is refused."""

import asyncio
from typing import Any

import httpx
import pytest

from panhuo.models import Dossier, Review
from panhuo.rules.vocabulary import Role
from tests.acceptance.filing import FORM, Person, University, at, codes, nothing_changes, university
from tests.factories import institution

pytestmark = pytest.mark.anyio


async def waiting_for_admin(here: University, **changes: Any) -> dict[str, Any]:
    """An inventor's dossier that the college has passed."""
    draft = await here.chen.files(await here.invention(here.chen, here.zhou), content=FORM | changes)
    return await here.dean.approves(await here.chen.submits(draft))


async def notices(person: Person) -> list[str]:
    """What somebody was told, the latest first."""
    found = await person.asks("{ notices { nodes { kind } } }")
    return [each["kind"] for each in found["notices"]["nodes"]]


UNFIT: dict[str, dict[str, Any]] = {
    "sold": {"statuses": [{"first": "ASSIGNED", "second": "ASSIGNMENT_SIGNED", "amount": "30"}]},
    "equity": {"statuses": [{"first": "ASSIGNED", "second": "CONTRIBUTED_AS_EQUITY", "amount": "30"}]},
    "to be sold": {"statuses": [{"first": "ASSIGNED", "second": "ASSIGNMENT_PLANNED"}]},
    "sold otherwise": {"statuses": [{"first": "ASSIGNED", "second": "CUSTOM", "custom": "已赠与"}]},
    "abandoned": {"statuses": [{"first": "TO_BE_ABANDONED"}]},
    "disputed": {"statuses": [{"first": "OWNERSHIP_DISPUTE"}]},
    "unsuitable": {"statuses": [{"first": "UNSUITABLE"}]},
    "two stars": {"rating": 2},
}
FIT: dict[str, dict[str, Any]] = {
    "licensed": {"statuses": [{"first": "LICENSED", "second": "SOLE_LICENCE_SIGNED", "amount": "12.5"}]},
    "in a pool": {"statuses": [{"first": "LICENSED", "second": "PATENT_POOL"}]},
    "otherwise": {"statuses": [{"first": "CUSTOM", "custom": "已用于教学"}]},
    "three stars": {"rating": 3},
}


@pytest.mark.req("S112", "S115")
@pytest.mark.parametrize("why", UNFIT)
async def test_what_is_unfit_is_inventoried_only(client: httpx.AsyncClient, why: str) -> None:
    # given
    here = await university(client)
    waiting = await waiting_for_admin(here, **UNFIT[why])

    # then: of the two outcomes exactly one is open
    async with nothing_changes():
        other = [
            await here.admin.tries("approveDossiers", items=[at(waiting) | {"outcome": each}])
            for each in ("REGISTERED", "PENDING", None)
        ]
    assert [codes(each) for each in other] == [["DOSSIER_OUTCOME_DIFFERS"]] * 3
    assert (await here.admin.approves(waiting, "INVENTORIED"))["state"] == "INVENTORIED"
    assert "DOSSIER_DECIDED" in await notices(here.chen)


@pytest.mark.req("S113", "S114", "S115")
@pytest.mark.parametrize("why", FIT)
async def test_anything_else_is_registered_at_once(client: httpx.AsyncClient, why: str) -> None:
    # given
    here = await university(client)
    waiting = await waiting_for_admin(here, **FIT[why])

    # then
    async with nothing_changes():
        other = await here.admin.tries("approveDossiers", items=[at(waiting) | {"outcome": "INVENTORIED"}])
    assert codes(other) == ["DOSSIER_OUTCOME_DIFFERS"]
    assert (await here.admin.approves(waiting, "REGISTERED"))["state"] == "REGISTERED"


@pytest.mark.req("S29", "S14")
async def test_the_four_admin_roles_review_what_waits_for_them_and_nobody_else_does(
    client: httpx.AsyncClient,
) -> None:
    # given: it waits for the branch's college
    here = await university(client)
    dossier = await here.lin.submits(await here.lin.files(await here.branch_invention(here.lin)))
    operator = await here.person(Role.PLATFORM_OPERATOR)
    stranger = await here.person(Role.INSTITUTION_ADMIN, await institution())

    # then
    for reviewer, outcome in ((here.chief, None), (here.head, None), (here.admin, "REGISTERED")):
        others = [each for each in (here.chief, here.head, here.admin) if each is not reviewer]
        async with nothing_changes():
            item = at(dossier) | {"outcome": outcome}
            back = at(dossier) | {"reason": "请补充"}
            for person in (here.lin, operator):
                assert await person.forbidden("approveDossiers", items=[item]) == "FORBIDDEN"
                assert await person.forbidden("returnDossiers", items=[back]) == "FORBIDDEN"
            for person in others:
                for name, given in (("approveDossiers", item), ("returnDossiers", back)):
                    assert codes(await person.tries(name, items=[given])) == ["DOSSIER_ACT_UNAVAILABLE"]
            for person in (here.dean, stranger):
                assert codes(await person.tries("approveDossiers", items=[item])) == ["NOT_FOUND"]
        dossier = await reviewer.approves(dossier, outcome)
    assert dossier["state"] == "REGISTERED"


@pytest.mark.req("S117")
async def test_only_the_last_level_changes_the_state(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    pending = await here.chen.submits(await here.chen.files(await here.invention(here.chen)))

    # when: a level in between gives no outcome
    async with nothing_changes():
        early = await here.dean.tries("approveDossiers", items=[at(pending) | {"outcome": "REGISTERED"}])
    passed = await here.dean.approves(pending)

    # then: the next reviewer is told, and the filer how far it is
    assert codes(early) == ["DOSSIER_OUTCOME_DIFFERS"]
    assert passed["state"] == "PENDING"
    assert await notices(here.admin) == ["DOSSIER_WAITING"]
    assert await notices(here.dean) == ["DOSSIER_WAITING"]
    assert await notices(here.chen) == ["DOSSIER_PASSED"]


@pytest.mark.req("S116", "S131")
@pytest.mark.parametrize("level", ["college", "institution"])
async def test_a_dossier_goes_back_to_its_filer_with_the_reason_whatever_the_level(
    client: httpx.AsyncClient, level: str
) -> None:
    # given
    here = await university(client)
    pending = await here.chen.submits(await here.chen.files(await here.invention(here.chen)))
    reviewer = here.dean
    if level == "institution":
        pending, reviewer = await here.dean.approves(pending), here.admin

    # when
    async with nothing_changes():
        reasonless = await reviewer.tries("returnDossiers", items=[at(pending) | {"reason": "  "}])
    returned = await reviewer.returns(pending, "请补充产业化前景")

    # then: it begins again from the first level
    assert codes(reasonless) == ["DOSSIER_REASON_MISSING"]
    assert returned["state"] == "REJECTED"
    assert (await Dossier.get()).reason == "请补充产业化前景"
    told = (await here.chen.asks("{ notices { nodes { kind message } } }"))["notices"]["nodes"]
    assert told[0]["kind"] == "DOSSIER_RETURNED" and "请补充产业化前景" in told[0]["message"]
    saved = await here.chen.does("saveDossier", **at(returned), content={"prospects": "可用于船舶"})
    again = await here.chen.submits(saved)
    assert (await here.dean.approves(again))["state"] == "PENDING"


@pytest.mark.req("S141")
async def test_a_filer_withdraws_before_anybody_approved_and_not_after(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    pending = await here.chen.submits(await here.chen.files(await here.invention(here.chen, here.zhou)))

    # when
    async with nothing_changes():
        assert codes(await here.zhou.tries("withdrawDossier", **at(pending))) == ["DOSSIER_ACT_UNAVAILABLE"]
    back = await here.chen.does("withdrawDossier", **at(pending))
    passed = await here.dean.approves(await here.chen.submits(back))

    # then
    assert back["state"] == "DRAFT"
    assert await notices(here.dean) == ["DOSSIER_WAITING", "DOSSIER_WITHDRAWN", "DOSSIER_WAITING"]
    async with nothing_changes():
        late = await here.chen.tries("withdrawDossier", **at(passed))
    assert codes(late) == ["DOSSIER_APPROVED_ALREADY"]


@pytest.mark.req("S17", "S29")
async def test_nobody_reviews_their_own(client: httpx.AsyncClient) -> None:
    # given: an inventor's dossier under review, who becomes the college's admin meanwhile
    here = await university(client)
    pending = await here.chen.submits(await here.chen.files(await here.invention(here.chen)))
    here.chen.account.role = Role.COLLEGE_ADMIN
    await here.chen.account.save(update_fields=["role"])

    # then
    async with nothing_changes():
        own = await here.chen.tries("approveDossiers", items=[at(pending)])
        back = await here.chen.tries("returnDossiers", items=[at(pending) | {"reason": "收回"}])
    assert codes(own) == codes(back) == ["DOSSIER_OWN_REVIEW"]
    assert (await here.dean.approves(pending))["state"] == "PENDING"


@pytest.mark.req("S18")
async def test_where_a_level_is_left_without_admin_the_institution_acts_on_its_behalf(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    pending = await here.chen.submits(await here.chen.files(await here.invention(here.chen)))
    here.dean.account.active = False
    await here.dean.account.save(update_fields=["active"])

    # when
    passed = await here.admin.approves(pending)
    done = await here.admin.approves(passed, "REGISTERED")

    # then
    marked = [each.on_behalf for each in await Review.filter(act="APPROVE").order_by("id")]
    assert (done["state"], marked) == ("REGISTERED", [True, False])


@pytest.mark.req("S116")
async def test_what_a_disabled_filer_gets_back_the_institutions_admin_is_told_of(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    pending = await here.chen.submits(await here.chen.files(await here.invention(here.chen, here.zhou)))
    here.chen.account.active = False
    await here.chen.account.save(update_fields=["active"])

    # when
    returned = await here.dean.returns(pending, "请补充")
    given = at(returned) | {"receiver": here.zhou.id, "reason": "建档人已离职"}
    handed = await here.admin.does("handOverDossier", **given)

    # then
    assert await notices(here.admin) == ["DOSSIER_RETURNED"]
    assert handed["filer"]["name"] == "周二"
    assert (await here.zhou.submits(handed))["state"] == "PENDING"


@pytest.mark.req("S14")
async def test_several_are_approved_and_returned_at_once_each_with_its_own_result(
    client: httpx.AsyncClient,
) -> None:
    # given: fit, unfit, one looked at too early, one that does not exist
    here = await university(client)
    fit, unfit = await waiting_for_admin(here), await waiting_for_admin(here, **UNFIT["abandoned"])
    third = await waiting_for_admin(here)
    missing = {"id": "Dossier:999999", "version": 1}

    # when
    payload = await here.admin.tries(
        "approveDossiers",
        items=[
            at(fit) | {"outcome": "REGISTERED"},
            at(unfit) | {"outcome": "REGISTERED"},
            at(third) | {"version": 1, "outcome": "REGISTERED"},
            missing,
            at(fit) | {"outcome": "REGISTERED"},
        ],
    )
    back = [at(unfit) | {"reason": "请更正"}, at(third) | {"reason": ""}]
    returned = await here.admin.tries("returnDossiers", items=back)

    # then
    found = [codes(each) for each in payload["results"]]
    assert found == [[], ["DOSSIER_OUTCOME_DIFFERS"], ["CONFLICT"], ["NOT_FOUND"], ["CONFLICT"]]
    assert (payload["succeeded"], payload["results"][0]["dossier"]["state"]) == (1, "REGISTERED")
    assert payload["results"][1]["userErrors"][0]["field"] == ["input", "items", "1", "outcome"]
    assert [codes(each) for each in returned["results"]] == [[], ["DOSSIER_REASON_MISSING"]]
    async with nothing_changes():
        none = await here.admin.tries("approveDossiers", items=[])
        many = await here.admin.tries("approveDossiers", items=[missing] * 51)
    assert codes(none) == codes(many) == ["INVALID_VALUE"]


@pytest.mark.req("S14", "S117")
async def test_of_two_reviewers_in_the_same_instant_one_decides(client: httpx.AsyncClient) -> None:
    # given: two admins of one college
    here = await university(client)
    second = await here.person(Role.COLLEGE_ADMIN, here.physics, "副院管")
    pending = await here.chen.submits(await here.chen.files(await here.invention(here.chen)))

    # when
    answers = await asyncio.gather(
        here.dean.tries("approveDossiers", items=[at(pending)]),
        second.tries("returnDossiers", items=[at(pending) | {"reason": "请补充"}]),
    )

    # then
    assert sum(each["succeeded"] for each in answers) == 1
    assert [code for each in answers for code in codes(each)] == ["CONFLICT"]
