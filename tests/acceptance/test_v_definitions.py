"""V. Definitions: S183–S187."""

from datetime import date

import pytest

from panhuo import clock
from panhuo.models import OrgUnit, User
from panhuo.rules.vocabulary import CodeKind, LegalStatus, Role
from tests.acceptance.conftest import Ask
from tests.factories import code, institution, patent, user

pytestmark = pytest.mark.anyio

STRATEGIC = """
{
  codes(kind: STRATEGIC_INDUSTRY) { nodes { code title level children { nodes { code title } } } }
  patents { counts(by: STRATEGIC_INDUSTRY) { key label count } }
}
"""
FIELDS = "{ patents { nodes { mainIpc technicalField } counts(by: IPC_MAIN_GROUP) { key label count } } }"
KEPT = "{ patents { nodes { title maintenanceYears maintenanceDays } } }"
STOCK = """
query ($where: PatentFilter) { patents(where: $where) { totalCount nodes { legalStatus validAtEndOf2023 } } }
"""
NOON_OF_2026_06_01 = 1_780_286_400_000
"""In Asia/Shanghai too it is the first of June."""


@pytest.fixture
async def school(db: str) -> OrgUnit:
    return await institution()


@pytest.fixture
async def admin(school: OrgUnit) -> User:
    return await user(Role.INSTITUTION_ADMIN, school)


@pytest.mark.req("S183")
async def test_strategic_industries_are_a_tree_that_patents_are_counted_by(
    ask: Ask, school: OrgUnit, admin: User
) -> None:
    # given
    materials = await code(CodeKind.STRATEGIC_INDUSTRY, "3", "新材料产业")
    await code(CodeKind.STRATEGIC_INDUSTRY, "3.6", "前沿新材料", materials)
    await patent(school, strategic_industries=["3.6", "3.1"])
    await patent(school, strategic_industries=["3.6"])

    # when
    data = await ask(STRATEGIC, admin)

    # then
    below = {"nodes": [{"code": "3.6", "title": "前沿新材料"}]}
    assert data["codes"]["nodes"] == [{"code": "3", "title": "新材料产业", "level": 1, "children": below}]
    assert data["patents"]["counts"] == [{"key": "3.6", "label": "前沿新材料", "count": 2}]


@pytest.mark.req("S184")
async def test_the_technical_field_is_the_main_group(ask: Ask, school: OrgUnit, admin: User) -> None:
    # given
    await code(CodeKind.IPC, "H01M 10/00", "二次电池；其制造")
    await patent(school, ipc=["H01M 10/0525", "C01B 25/45"])

    # when
    page = (await ask(FIELDS, admin))["patents"]

    # then
    assert page["nodes"] == [{"mainIpc": "H01M 10/0525", "technicalField": "H01M 10/00"}]
    assert page["counts"] == [{"key": "H01M 10/00", "label": "二次电池；其制造", "count": 1}]


@pytest.mark.req("S185", "S186")
async def test_years_maintained_are_completed_years_from_the_filing_date(
    ask: Ask, school: OrgUnit, admin: User
) -> None:
    # given
    filed = date(2016, 6, 1)
    gone = LegalStatus.LAPSED
    await patent(school, title="to the day", application_date=filed)
    await patent(school, title="one day short", application_date=date(2016, 6, 2))
    await patent(school, title="leap day", application_date=date(2024, 2, 29))
    await patent(
        school, title="lapsed", application_date=filed, legal_status=gone, lapse_date=date(2020, 5, 31)
    )
    await patent(school, title="lapsed, when unknown", application_date=filed, legal_status=gone)
    await patent(school, title="lapses in future", application_date=filed, lapse_date=date(2030, 1, 1))
    await patent(
        school,
        title="not granted",
        application_date=filed,
        grant_date=None,
        legal_status=LegalStatus.PENDING,
    )

    # when
    with clock.stopped(NOON_OF_2026_06_01):
        nodes = (await ask(KEPT, admin))["patents"]["nodes"]

    # then
    assert {node["title"]: (node["maintenanceYears"], node["maintenanceDays"]) for node in nodes} == {
        "to the day": (10, 3652),
        "one day short": (9, 3651),
        "leap day": (2, 823),
        "lapsed": (3, 1460),
        "lapsed, when unknown": (None, None),
        "lapses in future": (10, 3652),
        "not granted": (None, None),
    }


@pytest.mark.req("S187", "S174")
async def test_a_patent_that_lapsed_after_2023_counts_in_the_stock_of_2023_only(
    ask: Ask, school: OrgUnit, admin: User
) -> None:
    # given
    await patent(school, legal_status=LegalStatus.LAPSED, lapse_date=date(2024, 1, 1))

    # when
    in_2023 = await ask(STOCK, admin, where={"validAtEndOf2023": {"eq": True}})
    now = await ask(STOCK, admin, where={"legalStatus": {"eq": "VALID"}})

    # then
    assert in_2023["patents"] == {
        "totalCount": 1,
        "nodes": [{"legalStatus": "LAPSED", "validAtEndOf2023": True}],
    }
    assert now["patents"]["totalCount"] == 0
