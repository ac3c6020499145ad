"""N. The list's columns, and the detail: S119–S120."""

from datetime import date

import pytest

from panhuo import clock
from panhuo.rules.vocabulary import FilingState, Role
from tests.acceptance.conftest import Ask
from tests.factories import institution, patent, user

pytestmark = pytest.mark.anyio

COLUMNS = """
{
  patents(filed: ALL) {
    nodes {
      title applicationNumber legalStatus type maintenanceYears firstInventor affiliation coOwnerNames
      grantDate registeredAt mainIndustry mainStrategicIndustry mainIpc filingState
    }
  }
}
"""
DETAIL = """
query ($id: ID, $number: String) { patent(id: $id, applicationNumber: $number) { id title abstract } }
"""
NOON_OF_2026_06_01 = 1_780_286_400_000


@pytest.mark.req("S119")
async def test_the_columns_of_the_list(ask: Ask) -> None:
    # given
    school = await institution("青岚大学")
    made = await patent(
        school,
        "某某股份有限公司",
        "沧澜研究院",
        inventors=["陈一", "李四"],
        ipc=["H01M 10/0525"],
        industries=["C3841"],
        strategic_industries=["3.6"],
        title="一种固态电池",
        state=FilingState.REGISTERED,
        registered_at=1_767_225_600_000,
    )

    # when
    with clock.stopped(NOON_OF_2026_06_01):
        nodes = (await ask(COLUMNS, await user(Role.INSTITUTION_ADMIN, school)))["patents"]["nodes"]

    # then
    assert nodes == [
        {
            "title": "一种固态电池",
            "applicationNumber": made.application_number,
            "legalStatus": "VALID",
            "type": "INVENTION",
            "maintenanceYears": 7,
            "firstInventor": "陈一",
            "affiliation": "青岚大学",
            "coOwnerNames": ["某某股份有限公司", "沧澜研究院"],
            "grantDate": "2021-06-01",
            "registeredAt": "2026-01-01T08:00:00.000+08:00",
            "mainIndustry": "C3841",
            "mainStrategicIndustry": "3.6",
            "mainIpc": "H01M 10/0525",
            "filingState": "REGISTERED",
        }
    ]


@pytest.mark.req("S120")
async def test_an_id_or_a_number_in_any_form_opens_the_detail(ask: Ask) -> None:
    # given
    school = await institution()
    admin = await user(Role.INSTITUTION_ADMIN, school)
    made = await patent(school, title="一种电池", abstract="摘要", application_date=date(2019, 1, 1))
    digits = made.application_number
    expected = {"id": f"Patent:{made.id}", "title": "一种电池", "abstract": "摘要"}

    # then
    assert (await ask(DETAIL, admin, id=f"Patent:{made.id}"))["patent"] == expected
    for number in (digits, f"CN{digits}", f"ZL{digits.replace('.', '')}", digits[:-2]):
        assert (await ask(DETAIL, admin, number=number))["patent"] == expected


@pytest.mark.req("S120")
async def test_another_institutions_patent_has_no_detail(answer: Ask) -> None:
    # given
    ours, theirs = await institution(), await institution()
    admin = await user(Role.INSTITUTION_ADMIN, ours)
    hidden = await patent(theirs)

    # when
    existing = await answer(DETAIL, admin, id=f"Patent:{hidden.id}")
    missing = await answer(DETAIL, admin, id=f"Patent:{hidden.id + 1}")

    # then
    assert existing == missing
    assert existing["data"] == {"patent": None}
