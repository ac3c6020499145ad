"""H. What a dossier starts from, and who may open one: S58–S59, S70–S71, S76."""

from datetime import date
from typing import Any

import pytest

from panhuo.models import OrgUnit, Patent, User
from panhuo.rules.vocabulary import LegalStatus, Role
from tests.acceptance.conftest import Ask
from tests.factories import branch, college, institution, patent, user

pytestmark = pytest.mark.anyio

CAN_FILE = """
query ($id: ID!) { patent(id: $id) { title affiliation viewerCan { file { allowed reason message } } } }
"""
PUSHED = """
query ($id: ID!) {
  patent(id: $id) {
    applicationNumber title type legalStatus applicationDate grantDate ownerNames inventorNames
    abstract independentClaim
    unit { name }
    mainIndustry mainStrategicIndustry mainIpc
    codes { kind position code source }
  }
}
"""


@pytest.fixture
async def school(db: str) -> OrgUnit:
    return await institution("青岚大学")


@pytest.fixture
async def admin(school: OrgUnit) -> User:
    return await user(Role.INSTITUTION_ADMIN, school)


async def filing(ask: Ask, viewer: User, of: Patent, language: str = "en") -> dict[str, Any]:
    seen: dict[str, Any] = (await ask(CAN_FILE, viewer, id=f"Patent:{of.id}", language=language))["patent"]
    return {"affiliation": seen["affiliation"]} | seen["viewerCan"]["file"]


@pytest.mark.req("S58")
async def test_a_lapsed_patent_cannot_be_filed(ask: Ask, school: OrgUnit, admin: User) -> None:
    valid = await patent(school)
    lapsed = await patent(school, legal_status=LegalStatus.LAPSED, lapse_date=date(2024, 5, 1))

    assert (await filing(ask, admin, valid))["allowed"] is True
    refused = await filing(ask, admin, lapsed)
    assert (refused["allowed"], refused["reason"]) == (False, "LAPSED")


@pytest.mark.req("S59")
async def test_the_facts_a_dossier_starts_from_are_delivered(ask: Ask, school: OrgUnit, admin: User) -> None:
    # given
    chen = await user(Role.INVENTOR, await college(school, "物理学院"), "陈一")
    made = await patent(
        school,
        inventors=[chen, "李四"],
        ipc=["H01M 10/0525", "H01M 4/36"],
        industries=["C3841"],
        strategic_industries=["3.6"],
        title="一种电池",
        abstract="一种电池及其制备方法。",
        independent_claim="1. 一种电池，其特征在于……",
    )

    # when
    seen = (await ask(PUSHED, admin, id=f"Patent:{made.id}"))["patent"]

    # then
    codes = {(code["kind"], code["position"]): (code["code"], code["source"]) for code in seen.pop("codes")}
    assert codes == {
        ("IPC", 1): ("H01M 10/0525", "PUSHED"),
        ("IPC", 2): ("H01M 4/36", "PUSHED"),
        ("INDUSTRY", 1): ("C3841", "PUSHED"),
        ("STRATEGIC_INDUSTRY", 1): ("3.6", "PUSHED"),
    }
    assert seen == {
        "applicationNumber": made.application_number,
        "title": "一种电池",
        "type": "INVENTION",
        "legalStatus": "VALID",
        "applicationDate": "2019-06-01",
        "grantDate": "2021-06-01",
        "ownerNames": ["青岚大学"],
        "inventorNames": ["陈一", "李四"],
        "abstract": "一种电池及其制备方法。",
        "independentClaim": "1. 一种电池，其特征在于……",
        "unit": {"name": "物理学院"},
        "mainIndustry": "C3841",
        "mainStrategicIndustry": "3.6",
        "mainIpc": "H01M 10/0525",
    }


@pytest.mark.req("S70")
async def test_a_transferred_patent_cannot_be_filed_and_shows_no_institution(
    ask: Ask, school: OrgUnit, admin: User
) -> None:
    # given
    sold = await patent("某某股份有限公司", former=[school])
    lapsed = await patent(school, legal_status=LegalStatus.LAPSED, lapse_date=date(2024, 5, 1))

    # when
    seen = await filing(ask, admin, sold)

    # then
    assert (seen["affiliation"], seen["allowed"], seen["reason"]) == ("--", False, "TRANSFERRED_OUT")
    assert (await filing(ask, admin, lapsed))["affiliation"] == "青岚大学"


@pytest.mark.req("S71")
async def test_of_a_co_owned_patent_the_first_owner_files_and_the_others_look(
    ask: Ask, school: OrgUnit, admin: User
) -> None:
    # given
    other = await institution("沧澜研究院")
    other_admin = await user(Role.INSTITUTION_ADMIN, other)
    shared = await patent(school, other)

    # when
    first, second = await filing(ask, admin, shared), await filing(ask, other_admin, shared)

    # then
    assert (first["affiliation"], first["allowed"]) == ("青岚大学", True)
    assert (second["affiliation"], second["allowed"], second["reason"]) == ("--", False, "NOT_FIRST_OWNER")


@pytest.mark.req("S73")
async def test_the_institution_admin_sees_branch_patents_and_files_only_the_main_campuss(
    ask: Ask, school: OrgUnit, admin: User
) -> None:
    # given
    east = await branch(school, "东校区")
    theirs = await patent(east)

    # when
    seen = await filing(ask, admin, theirs)

    # then
    assert (seen["affiliation"], seen["allowed"], seen["reason"]) == ("东校区", False, "OTHER_CAMPUS")
    assert (await filing(ask, await user(Role.BRANCH_ADMIN, east), theirs))["allowed"] is True


@pytest.mark.req("S76")
async def test_a_company_as_first_owner_keeps_the_university_from_filing_and_the_reason_is_shown(
    ask: Ask, school: OrgUnit, admin: User
) -> None:
    # given
    shared = await patent("某某股份有限公司", school)

    # when
    english, chinese = await filing(ask, admin, shared), await filing(ask, admin, shared, "zh-CN")

    # then
    assert (english["allowed"], english["reason"]) == (False, "FIRST_OWNER_OUTSIDE")
    assert "first owner" in english["message"]
    assert "第一权利人" in chinese["message"]
    assert english["affiliation"] == "--"
