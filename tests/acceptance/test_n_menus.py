"""N, P. What may be done follows from where a dossier stands and who looks: S121–S126, S136–S140."""

from typing import Any

import pytest

from panhuo.models import Dossier, OrgUnit, Patent, User
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.vocabulary import DossierState, LegalStatus, Role
from tests.acceptance.conftest import Ask
from tests.factories import college, dossier, institution, now, patent, review, user

pytestmark = pytest.mark.anyio

PATENT = """
query ($id: ID!) {
  patent(id: $id) {
    filingState filerName inPortfolio availableActions dossier { state }
    portfolios { totalCount nodes { title state availableActions members { facts { title } } } }
    viewerCan { file { reason } filePortfolio { allowed reason } }
  }
}
"""
DOSSIER = """
query ($id: ID!) { dossier(id: $id) { reason availableActions viewerCan {
  edit { reason } submit { reason } withdraw { reason } discard { reason } approve { reason message }
  return { reason } delist { reason } handOver { reason } revise { reason } changeContact { reason }
} } }
"""
S = DossierState
LISTED = now()


class School:
    root: OrgUnit
    physics: OrgUnit
    admin: User
    dean: User
    chen: User


@pytest.fixture
async def school(db: str) -> School:
    made = School()
    made.root = await institution("青岚大学")
    made.physics = await college(made.root)
    made.admin = await user(Role.INSTITUTION_ADMIN, made.root)
    made.dean = await user(Role.COLLEGE_ADMIN, made.physics)
    made.chen = await user(Role.INVENTOR, made.physics, "陈一")
    return made


async def mine(school: School, **columns: Any) -> Patent:
    return await patent(school.root, inventors=[school.chen], **columns)


async def of_patent(ask: Ask, viewer: User, which: Patent) -> dict[str, Any]:
    found: dict[str, Any] = (await ask(PATENT, viewer, id=f"Patent:{which.id}"))["patent"]
    return found


async def of_dossier(ask: Ask, viewer: User, which: Dossier) -> dict[str, Any]:
    found: dict[str, Any] = (await ask(DOSSIER, viewer, id=f"Dossier:{which.id}"))["dossier"]
    return found


def open_acts(found: dict[str, Any]) -> set[str]:
    return {act for act, decision in found["viewerCan"].items() if decision["reason"] is None}


@pytest.mark.req("S121", "S124")
async def test_an_unfiled_patent_is_filed_and_a_filed_one_edited_or_read(ask: Ask, school: School) -> None:
    # given
    unfiled, draft, pending = [await mine(school) for _ in range(3)]
    await dossier(school.chen, draft)
    await dossier(school.chen, pending, state=S.PENDING, at=school.physics)

    # then
    seen = await of_patent(ask, school.chen, unfiled)
    assert (seen["filingState"], seen["availableActions"]) == ("UNFILED", ["FILE", "FILE_PORTFOLIO"])
    seen = await of_patent(ask, school.chen, draft)
    assert (seen["filingState"], seen["availableActions"]) == (
        "FILED",
        ["FILE_PORTFOLIO", "EDIT", "PORTFOLIOS", "SUBMIT", "DISCARD"],
    )
    seen = await of_patent(ask, school.chen, pending)
    assert (seen["filingState"], seen["availableActions"]) == (
        "FILED",
        ["FILE_PORTFOLIO", "DETAIL", "PORTFOLIOS", "WITHDRAW"],
    )


@pytest.mark.req("S72", "S75")
async def test_others_see_that_a_patent_is_being_filed_and_by_whom(ask: Ask, school: School) -> None:
    # given
    draft = await mine(school)
    await dossier(school.chen, draft)

    # when
    seen = await of_patent(ask, school.dean, draft)

    # then
    assert (seen["filingState"], seen["filerName"], seen["dossier"]) == ("FILED", "陈一", None)
    assert seen["viewerCan"]["file"]["reason"] == "ALREADY_FILED"
    assert seen["availableActions"] == ["FILE_PORTFOLIO"]


@pytest.mark.req("S122", "S123", "S188")
async def test_inventoried_is_revised_and_registered_is_rated(ask: Ask, school: School) -> None:
    # given
    stock, listed, delisted = [await mine(school) for _ in range(3)]
    await dossier(school.chen, stock, state=S.INVENTORIED)
    await dossier(school.chen, listed, state=S.REGISTERED)
    await dossier(school.chen, delisted, state=S.DELISTED)

    # then
    seen = await of_patent(ask, school.chen, stock)
    assert (seen["filingState"], seen["availableActions"]) == (
        "INVENTORIED",
        ["FILE_PORTFOLIO", "DETAIL", "PORTFOLIOS", "REVISE"],
    )
    seen = await of_patent(ask, school.chen, listed)
    assert (seen["filingState"], seen["availableActions"]) == (
        "REGISTERED",
        ["FILE_PORTFOLIO", "DETAIL", "EVALUATIONS", "PORTFOLIOS", "CHANGE_CONTACT"],
    )
    assert (await of_patent(ask, school.chen, delisted))["filingState"] == "INVENTORIED"


@pytest.mark.req("S83", "S86", "S125")
async def test_portfolios_under_a_patent_have_their_own_states(ask: Ask, school: School) -> None:
    # given
    battery, electrode = await mine(school, title="一种电池"), await mine(school, title="一种电极")
    await dossier(school.chen, battery, electrode, state=S.INVENTORIED)
    await dossier(school.chen, electrode, battery, state=S.REGISTERED)

    # when
    seen = await of_patent(ask, school.chen, battery)

    # then
    assert (seen["filingState"], seen["inPortfolio"]) == ("UNFILED", True)
    assert seen["availableActions"] == ["FILE", "FILE_PORTFOLIO", "PORTFOLIOS"]
    assert [(each["state"], each["availableActions"]) for each in seen["portfolios"]["nodes"]] == [
        ("REGISTERED", ["DETAIL", "EVALUATIONS", "PORTFOLIOS", "CHANGE_CONTACT"]),
        ("INVENTORIED", ["DETAIL", "PORTFOLIOS", "REVISE"]),
    ]
    assert [each["facts"]["title"] for each in seen["portfolios"]["nodes"][0]["members"]] == [
        "一种电极",
        "一种电池",
    ]


async def test_a_portfolio_that_is_a_draft_shows_on_no_patent_of_others(ask: Ask, school: School) -> None:
    # given
    one, two = await mine(school), await mine(school)
    await dossier(school.chen, one, two)

    # then
    seen = await of_patent(ask, school.dean, one)
    assert (seen["inPortfolio"], seen["portfolios"]["totalCount"]) == (False, 0)
    seen = await of_patent(ask, school.chen, one)
    assert (seen["inPortfolio"], seen["portfolios"]["totalCount"]) == (True, 1)


@pytest.mark.req("S82", "S84", "S85")
async def test_whatever_is_in_sight_may_join_a_portfolio_unless_it_lapsed(ask: Ask, school: School) -> None:
    # given
    filed, lapsed = await mine(school), await mine(school, legal_status=LegalStatus.LAPSED)
    await dossier(school.chen, filed, state=S.REGISTERED)

    # then
    for viewer in (school.admin, school.dean, school.chen):
        assert (await of_patent(ask, viewer, filed))["viewerCan"]["filePortfolio"]["allowed"]
        refused = (await of_patent(ask, viewer, lapsed))["viewerCan"]["filePortfolio"]
        assert refused == {"allowed": False, "reason": "LAPSED"}


@pytest.mark.req("S136", "S138", "S139")
async def test_the_filers_menus(ask: Ask, school: School) -> None:
    # given
    made = {state: await dossier(school.chen, await mine(school), state=state) for state in S}

    # then
    menus = {state: (await of_dossier(ask, school.chen, each)) for state, each in made.items()}
    assert menus[S.DRAFT]["availableActions"] == ["EDIT", "PORTFOLIOS", "SUBMIT", "DISCARD"]
    assert menus[S.REJECTED]["availableActions"] == ["EDIT", "REASON", "PORTFOLIOS", "SUBMIT"]
    assert menus[S.DELISTED]["availableActions"] == [
        *("EDIT", "REASON", "PORTFOLIOS", "SUBMIT"),
    ]
    assert menus[S.REJECTED]["reason"] == "材料不全"


@pytest.mark.req("S137", "S141")
async def test_what_waits_is_read_only_and_withdrawn_before_the_first_approval(
    ask: Ask, school: School
) -> None:
    # given
    made = await dossier(school.chen, await mine(school), state=S.PENDING, at=school.physics)

    # then
    assert open_acts(await of_dossier(ask, school.chen, made)) == {"withdraw"}
    await review(made, DossierAct.APPROVE, school.dean)
    after = await of_dossier(ask, school.chen, made)
    assert (open_acts(after), after["availableActions"]) == (set(), ["DETAIL", "PORTFOLIOS"])
    assert after["viewerCan"]["withdraw"]["reason"] == "APPROVED_ALREADY"


@pytest.mark.req("S140", "S126")
async def test_the_reviewers_menus(ask: Ask, school: School) -> None:
    # given
    made = {
        state: await dossier(school.chen, await mine(school), state=state, evaluated=state is S.DELISTED)
        for state in list(S)[2:]
    }
    again = await dossier(
        school.chen,
        await mine(school),
        state=S.PENDING,
        at=school.physics,
        delisted_at=LISTED,
        evaluated=True,
    )

    # then
    menus = {
        state: (await of_dossier(ask, school.dean, each))["availableActions"] for state, each in made.items()
    }
    assert menus[S.REJECTED] == ["DETAIL", "REASON", "PORTFOLIOS"]
    assert menus[S.DELISTED] == ["DETAIL", "REASON", "EVALUATIONS", "PORTFOLIOS"]
    assert (await of_dossier(ask, school.dean, again))["availableActions"] == [
        *("DETAIL", "EVALUATIONS", "PORTFOLIOS", "APPROVE", "RETURN"),
    ]
    above = (await of_dossier(ask, school.admin, made[S.REGISTERED]))["availableActions"]
    assert above == ["DETAIL", "EVALUATIONS", "PORTFOLIOS", "DELIST", "CHANGE_CONTACT", "HAND_OVER"]


@pytest.mark.req("S85", "S189")
async def test_what_lapsed_can_be_returned_and_not_approved(ask: Ask, school: School) -> None:
    # given
    battery = await mine(school)
    made = await dossier(school.chen, battery, state=S.PENDING, at=school.physics)
    battery.legal_status = LegalStatus.LAPSED
    await battery.save(update_fields=["legal_status"])

    # when
    seen = await of_dossier(ask, school.dean, made)

    # then
    assert open_acts(seen) == {"return"}
    assert seen["viewerCan"]["approve"] == {
        "reason": "MEMBER_INELIGIBLE",
        "message": "A patent of it cannot be filed any more: it lapsed, or another is first owner now.",
    }


@pytest.mark.req("S127")
async def test_one_revision_at_a_time(ask: Ask, school: School) -> None:
    # given
    battery = await mine(school)
    base = await dossier(school.chen, battery, state=S.INVENTORIED)
    assert open_acts(await of_dossier(ask, school.chen, base)) == {"revise"}

    # when
    revision = await dossier(school.chen, battery, base_id=base.id)

    # then
    seen = await of_dossier(ask, school.chen, base)
    assert (open_acts(seen), seen["viewerCan"]["revise"]["reason"]) == (set(), "REVISION_OPEN")
    assert open_acts(await of_dossier(ask, school.chen, revision)) == {"edit", "submit", "discard"}
