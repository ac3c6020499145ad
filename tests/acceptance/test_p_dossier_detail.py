"""H, P. A dossier read whole: what it says, its members, its route and history, and who sees which of it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from panhuo.models import Dossier, OrgUnit, User
from panhuo.rules.dossier_content import StatusEntry
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.dossier_options import ImplementationDetail, ImplementationStatus
from panhuo.rules.vocabulary import DossierState, Role
from tests.acceptance.conftest import Ask
from tests.factories import (
    add_version,
    college,
    dossier,
    enterprise,
    institution,
    patent,
    review,
    user,
)
from tests.rules.dossiers import LICENSED, whole

pytestmark = pytest.mark.anyio

FORM = """
fragment Form on DossierForm {
  savedAt fiscalFunding feeStandard cities companies price maturity rating advantages prospects
  industry strategicIndustry name description
  statuses { first firstLabel second secondLabel custom amount result conclusion product remark }
  willingness { first firstLabel second secondLabel custom }
  members { position flag patent { title } facts { patentId title applicationNumber ownerNames } }
}
"""
WHOLE = (
    """
query ($id: ID!) {
  dossier(id: $id) {
    id kind state title memberCount version fiscalFunding price maturity rating flagged published createdAt
    updatedAt submittedAt inventoriedAt registeredAt delistedAt waitingSince reason filerName contact phone
    filer { name } institution { name } branch { name } unit { name } patent { title }
    content { ...Form }
    draft { ...Form contact phone missing { code } problems { code field missing message } outcome { state } }
    members { position facts { title type legalStatus applicationDate grantDate maintenanceYears mainIpc
      validAtEndOf2023 coOwned inventorNames firstInventor mainIndustry mainStrategicIndustry } }
    outcome { state reasons { code message } }
    route { position kind outcome unitName waiting unit { name } }
    reviews { at act fromState toState submission step unitName byName onBehalf reason receiverName revision }
    versions { number savedAt authorName content { rating } differences { field before after } }
    revisionOf { id } openRevision { id }
    viewerCan { edit { ...D } submit { ...D } withdraw { ...D } discard { ...D } approve { ...D }
      return { ...D } delist { ...D } handOver { ...D } revise { ...D } changeContact { ...D } }
    availableActions
  }
}
fragment D on DossierDecision { allowed reason message }
"""
    + FORM
)


class Place:
    """A university with a college and everybody there."""

    school: OrgUnit
    physics: OrgUnit
    admin: User
    dean: User
    chen: User
    pending: Dossier


@pytest.fixture
async def place(db: str) -> Place:
    found = Place()
    found.school = await institution("青岚大学")
    found.physics = await college(found.school, "物理学院")
    found.admin = await user(Role.INSTITUTION_ADMIN, found.school, "校管")
    found.dean = await user(Role.COLLEGE_ADMIN, found.physics, "院管")
    found.chen = await user(Role.INVENTOR, found.physics, "陈一")
    return found


async def read(ask: Ask, which: Dossier, viewer: User | None) -> dict[str, Any]:
    found: dict[str, Any] = (await ask(WHOLE, viewer, id=f"Dossier:{which.id}"))["dossier"]
    return found


@pytest.mark.req("S59", "S61", "S63")
async def test_what_was_submitted_is_read_with_its_lists_and_labels(ask: Ask, place: Place) -> None:
    # given
    battery = await patent(place.school, inventors=[place.chen], title="一种电池")
    said = whole(statuses=(LICENSED,), fee_standard=Decimal("3.50"), cities=("杭州",))
    made = await dossier(place.chen, battery, state=DossierState.PENDING, content=said, at=place.physics)

    # when
    seen = await read(ask, made, place.dean)

    # then
    assert (seen["kind"], seen["state"], seen["title"]) == ("SINGLE", "PENDING", "一种电池")
    content = seen["content"]
    assert content["statuses"][0] | {"first": "", "second": ""} == {
        "first": "",
        "firstLabel": "已许可",
        "second": "",
        "secondLabel": "已签订排他许可合同",
        "custom": None,
        "amount": "12.5",
        "result": None,
        "conclusion": None,
        "product": None,
        "remark": None,
    }
    assert content["willingness"][0]["secondLabel"] == "拟开放许可"
    assert (content["feeStandard"], content["cities"], content["rating"]) == ("3.5", ["杭州"], 4)
    assert content["members"][0]["facts"]["patentId"] == f"Patent:{battery.id}"
    assert (seen["contact"], seen["phone"], seen["filerName"]) == ("陈一", "0571-88000000", "陈一")


@pytest.mark.req("S75")
async def test_a_draft_is_its_filers_alone(ask: Ask, answer: Ask, place: Place) -> None:
    # given
    battery = await patent(place.school, inventors=[place.chen])
    made = await dossier(place.chen, battery, content=whole(price=None, phone="电话", rating=1))

    # when
    own = await read(ask, made, place.chen)
    others = [
        await answer(WHOLE, viewer, id=f"Dossier:{made.id}")
        for viewer in (place.admin, place.dean, await user(Role.PLATFORM_OPERATOR), None)
    ]

    # then
    assert own["draft"]["missing"] == [{"code": "DOSSIER_FIELD_MISSING"}]
    assert [(each["field"], each["missing"]) for each in own["draft"]["problems"]] == [
        ("price", True),
        ("phone", False),
    ]
    assert own["draft"]["outcome"] == {"state": "INVENTORIED"}
    assert own["content"] is None and own["outcome"] is None and own["waitingSince"] is None
    for seen in others:
        assert seen["data"] == {"dossier": None}
        assert seen["errors"][0]["extensions"]["code"] == "NOT_FOUND"


@pytest.mark.req("S112", "S113", "S115")
async def test_the_reviewer_sees_the_one_outcome_and_why(ask: Ask, place: Place) -> None:
    # given
    equity = StatusEntry(
        ImplementationStatus.ASSIGNED, ImplementationDetail.CONTRIBUTED_AS_EQUITY, amount=Decimal(3)
    )
    one, two = [await patent(place.school, inventors=[place.chen]) for _ in range(2)]
    unfit = await dossier(
        place.chen,
        one,
        state=DossierState.PENDING,
        content=whole(statuses=(equity,), rating=2),
        at=place.school,
    )
    fit = await dossier(place.chen, two, state=DossierState.PENDING, at=place.school)

    # then
    assert (await read(ask, unfit, place.admin))["outcome"] == {
        "state": "INVENTORIED",
        "reasons": [
            {"code": "ASSIGNED", "message": "It is assigned, or about to be."},
            {"code": "LOW_RATING", "message": "It is rated one or two stars."},
        ],
    }
    assert (await read(ask, fit, place.admin))["outcome"] == {"state": "REGISTERED", "reasons": []}


@pytest.mark.req("S18")
async def test_route_history_and_differences_of_versions(ask: Ask, place: Place) -> None:
    # given
    battery = await patent(place.school, inventors=[place.chen])
    made = await dossier(
        place.chen,
        battery,
        state=DossierState.PENDING,
        at=place.physics,
        route=[place.physics, place.school],
    )
    said = replace(whole(rating=5, phone="13900000000"), members=(battery.id,))
    second = await add_version(made, place.chen, said)
    made.content_id = second
    await made.save(update_fields=["content_id"])
    await review(made, DossierAct.SUBMIT, place.chen)
    await review(made, DossierAct.RETURN, place.dean, DossierState.REJECTED, reason="材料不全")

    # when
    seen = await read(ask, made, place.chen)

    # then
    assert [(each["unitName"], each["waiting"], each["outcome"]) for each in seen["route"]] == [
        ("物理学院", True, "REVIEWS"),
        ("青岚大学", False, "REVIEWS"),
    ]
    assert [(each["act"], each["byName"], each["reason"]) for each in seen["reviews"]] == [
        ("SUBMIT", "陈一", None),
        ("RETURN", "院管", "材料不全"),
    ]
    assert [each["number"] for each in seen["versions"]] == [1, 2]
    assert seen["versions"][0]["differences"] == []
    assert seen["versions"][1]["differences"] == [
        {"field": "phone", "before": None, "after": None},
        {"field": "rating", "before": "4", "after": "5"},
    ]


async def test_enterprises_see_the_contact_and_nothing_of_the_reviews(answer: Ask, place: Place) -> None:
    # given
    battery = await patent(place.school, inventors=[place.chen])
    made = await dossier(place.chen, battery, state=DossierState.REGISTERED)

    # when
    body = await answer(WHOLE, await user(Role.ENTERPRISE, await enterprise()), id=f"Dossier:{made.id}")

    # then
    seen = body["data"]["dossier"]
    assert (seen["contact"], seen["content"]["rating"]) == ("陈一", 4)
    hidden = ("reason", "filerName", "filer", "route", "reviews", "versions", "draft")
    assert {name: seen[name] for name in hidden} == dict.fromkeys(hidden)
    assert {error["extensions"]["code"] for error in body["errors"]} == {"FORBIDDEN"}
    assert not any(each["allowed"] for each in seen["viewerCan"].values())


@pytest.mark.req("S81", "S82")
async def test_members_outside_the_viewers_scope_show_their_public_facts(ask: Ask, place: Place) -> None:
    # given
    other = await college(place.school)
    liu = await user(Role.INVENTOR, other)
    mine = await patent(place.school, inventors=[place.chen], title="一种电池")
    theirs = await patent(place.school, inventors=[liu], title="一种电极")
    made = await dossier(place.chen, mine, theirs, state=DossierState.REGISTERED)

    # when
    seen = await read(ask, made, place.dean)

    # then
    assert (seen["title"], seen["memberCount"]) == ("一组专利", 2)
    assert [(each["facts"]["title"], each["patent"]) for each in seen["content"]["members"]] == [
        ("一种电池", {"title": "一种电池"}),
        ("一种电极", None),
    ]
