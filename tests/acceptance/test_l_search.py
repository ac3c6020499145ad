"""L. Quick search, the nine patent filters, order: S105, S107, S109."""

from datetime import date
from typing import Any

import pytest

from panhuo import clock
from panhuo.models import OrgUnit, User
from panhuo.rules.vocabulary import FilingState, LegalStatus, PatentType, Role
from tests.acceptance.conftest import Ask
from tests.factories import application_number, institution, patent, user

pytestmark = pytest.mark.anyio

SEARCH = """
query ($search: String, $where: PatentFilter, $orderBy: [PatentOrder!], $first: Int = 50, $after: String) {
  patents(filed: ALL, search: $search, where: $where, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    nodes { title }
    pageInfo { hasNextPage endCursor }
  }
}
"""
NOON_OF_2026_06_01 = 1_780_286_400_000


@pytest.fixture
async def school(db: str) -> OrgUnit:
    return await institution("青岚大学")


@pytest.fixture
async def admin(school: OrgUnit) -> User:
    return await user(Role.INSTITUTION_ADMIN, school)


@pytest.mark.req("S105")
@pytest.mark.parametrize(
    ("keyword", "found"),
    [
        ("固态电池", {"battery"}),
        ("池", {"battery"}),
        ("LiFePO4", {"battery"}),
        ("电解 固态", {"battery"}),
        ("基站", {"antenna"}),
        ("陈一", {"battery"}),
        ("李四光", {"antenna"}),
        ("青岚大学", {"battery", "antenna"}),
        ("201910123456.X", {"battery"}),
        ("ZL201910123456X", {"battery"}),
        ("CN201910123456", {"battery"}),
        ("光伏", set()),
        ("%", set()),
    ],
)
async def test_quick_search(ask: Ask, school: OrgUnit, admin: User, keyword: str, found: set[str]) -> None:
    # given
    number = application_number(year=2019, serial=123456)
    assert number == "201910123456.X"
    names = {"一种固态电池": "battery", "一种天线": "antenna"}
    await patent(
        school,
        inventors=["陈一"],
        title="一种固态电池",
        abstract="含有 LiFePO4 的电解质。",
        application_number=number,
    )
    await patent(school, inventors=["李四光"], title="一种天线", abstract="用于基站。")

    # when
    nodes = (await ask(SEARCH, admin, search=keyword))["patents"]["nodes"]

    # then
    assert {names[node["title"]] for node in nodes} == found


FILTERS: list[tuple[dict[str, Any], set[str]]] = [
    ({"validAtEndOf2023": {"eq": True}}, {"old"}),
    ({"validAtEndOf2023": {"isNull": True}}, {"lapsed"}),
    ({"industry": {"under": "C"}}, {"old", "new"}),
    ({"industry": {"in": ["C3841"]}}, {"old"}),
    ({"strategicIndustry": {"under": "3"}}, {"old"}),
    ({"strategicIndustry": {"in": ["1.2"]}}, {"new"}),
    ({"ipc": {"under": "H01M"}}, {"old"}),
    ({"ipc": {"under": "H01M 10/00"}}, {"old"}),
    ({"ipc": {"under": "H"}}, {"old", "new"}),
    ({"type": {"eq": "DESIGN"}}, {"lapsed"}),
    ({"type": {"in": ["INVENTION", "UTILITY_MODEL"]}}, {"old", "new"}),
    ({"maintenanceYears": {"gte": 7}}, {"old"}),
    ({"maintenanceYears": {"eq": 2}}, {"new"}),
    ({"coOwned": {"eq": True}}, {"new"}),
    ({"applicationDate": {"gte": "2019-06-01", "lt": "2020-01-01"}}, {"old", "lapsed"}),
    ({"grantDate": {"gt": "2021-06-01"}}, {"new"}),
    ({"and": [{"type": {"ne": "DESIGN"}}, {"not": {"coOwned": {"eq": True}}}]}, {"old"}),
    ({"or": [{"coOwned": {"eq": True}}, {"validAtEndOf2023": {"eq": True}}]}, {"old", "new"}),
    ({"or": []}, set()),
]


@pytest.mark.req("S107")
@pytest.mark.parametrize(("where", "found"), FILTERS)
async def test_patent_filters(
    ask: Ask, school: OrgUnit, admin: User, where: dict[str, Any], found: set[str]
) -> None:
    # given
    await patent(
        school, title="old", ipc=["H01M 10/0525"], industries=["C3841"], strategic_industries=["3.6"]
    )
    await patent(
        school,
        "某某股份有限公司",
        title="new",
        ipc=["H04L 9/40"],
        industries=["C3911"],
        strategic_industries=["1.2"],
        type=PatentType.UTILITY_MODEL,
        application_date=date(2024, 3, 1),
        grant_date=date(2024, 9, 1),
    )
    await patent(school, title="lapsed", type=PatentType.DESIGN, legal_status=LegalStatus.LAPSED)

    # when
    with clock.stopped(NOON_OF_2026_06_01):
        page = (await ask(SEARCH, admin, where=where))["patents"]

    # then
    assert {node["title"] for node in page["nodes"]} == found
    assert page["totalCount"] == len(found)


@pytest.mark.req("S109")
@pytest.mark.parametrize(
    ("field", "ascending"),
    [
        ("GRANT_DATE", ["c", "a", "b", "d"]),
        ("APPLICATION_DATE", ["d", "a", "b", "c"]),
        ("REGISTERED_AT", ["a", "d", "c", "b"]),
    ],
)
async def test_orders_hold_across_pages(
    ask: Ask, school: OrgUnit, admin: User, field: str, ascending: list[str]
) -> None:
    """Patents without the date come first, ascending."""
    # given
    filed, granted = (lambda day: date(2019, 1, day)), (lambda day: date(2021, 1, day))
    registered = FilingState.REGISTERED
    await patent(school, title="a", application_date=filed(2), grant_date=granted(2))
    await patent(
        school,
        title="b",
        application_date=filed(3),
        grant_date=granted(3),
        state=registered,
        registered_at=30,
    )
    await patent(
        school, title="c", application_date=filed(4), grant_date=None, state=registered, registered_at=20
    )
    await patent(
        school, title="d", application_date=None, grant_date=granted(4), state=registered, registered_at=10
    )

    for direction, expected in (("ASC", ascending), ("DESC", ascending[::-1])):
        # when
        seen: list[str] = []
        after = None
        while True:
            order = [{"field": field, "direction": direction}]
            page = (await ask(SEARCH, admin, orderBy=order, first=1, after=after))["patents"]
            seen += [node["title"] for node in page["nodes"]]
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break

        # then
        assert seen == expected


@pytest.mark.req("S109")
async def test_the_newest_grant_comes_first_by_default(ask: Ask, school: OrgUnit, admin: User) -> None:
    await patent(school, title="older", grant_date=date(2020, 1, 1))
    await patent(school, title="newer", grant_date=date(2022, 1, 1))

    nodes = (await ask(SEARCH, admin))["patents"]["nodes"]

    assert [node["title"] for node in nodes] == ["newer", "older"]
