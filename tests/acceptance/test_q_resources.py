"""Q. The 专利转化资源库, and the one search everywhere: S111, S134, S143."""

from typing import Any

import pytest

from panhuo.models import OrgUnit, User
from panhuo.rules.dossier_content import WillingnessEntry
from panhuo.rules.dossier_options import Maturity, Willingness, WillingnessDetail
from panhuo.rules.vocabulary import DossierState, Role
from tests.acceptance.conftest import Ask
from tests.factories import branch, college, dossier, enterprise, institution, patent, user
from tests.rules.dossiers import LICENSED, whole

pytestmark = pytest.mark.anyio

RESOURCES = """
query ($kind: DossierKind, $search: String, $where: DossierFilter, $orderBy: [DossierOrder!]) {
  resources(kind: $kind, search: $search, where: $where, orderBy: $orderBy) {
    totalCount counts(by: KIND) { key count }
    nodes { title kind memberCount registeredAt content { description } }
  }
}
"""
S = DossierState
EQUITY = WillingnessEntry(Willingness.TO_ASSIGN, WillingnessDetail.EQUITY)


class School:
    root: OrgUnit
    physics: OrgUnit
    east: OrgUnit
    admin: User
    dean: User
    head: User
    chen: User
    liu: User


@pytest.fixture
async def school(db: str) -> School:
    """Registered: a battery and a lamp, a portfolio of both, and a lens of the branch."""
    made = School()
    made.root = await institution("青岚大学")
    made.physics = await college(made.root)
    made.east = await branch(made.root)
    made.admin = await user(Role.INSTITUTION_ADMIN, made.root)
    made.dean = await user(Role.COLLEGE_ADMIN, made.physics)
    made.head = await user(Role.BRANCH_ADMIN, made.east)
    made.chen = await user(Role.INVENTOR, made.physics)
    made.liu = await user(Role.INVENTOR, made.east)
    battery = await patent(made.root, inventors=[made.chen], title="一种固态电池", ipc=["H01M 10/0525"])
    lamp = await patent(made.root, inventors=[made.chen, "李四"], title="一种灯具", ipc=["F21V 5/00"])
    lens = await patent(made.east, inventors=[made.liu], title="一种透镜")
    await dossier(
        made.chen,
        battery,
        state=S.REGISTERED,
        registered_at=3_000,
        content=whole(rating=5, statuses=(LICENSED,), maturity=Maturity.SAMPLE),
    )
    await dossier(
        made.chen,
        lamp,
        state=S.REGISTERED,
        registered_at=1_000,
        content=whole(willingness=(EQUITY,), rating=3),
    )
    both = whole(name="储能组合", description="电池与灯具")
    await dossier(made.chen, battery, lamp, state=S.REGISTERED, registered_at=2_000, content=both)
    await dossier(made.liu, lens, state=S.REGISTERED, registered_at=4_000, flagged=True)
    for state in (S.DRAFT, S.PENDING, S.REJECTED, S.INVENTORIED, S.DELISTED):
        await dossier(made.chen, await patent(made.root, inventors=[made.chen]), state=state)
    return made


async def found(ask: Ask, viewer: User | None, **asked: Any) -> list[str]:
    nodes = (await ask(RESOURCES, viewer, **asked))["resources"]["nodes"]
    return [node["title"] for node in nodes]


@pytest.mark.req("S143", "S134")
async def test_everything_registered_in_scope_newest_first(ask: Ask, school: School) -> None:
    # when
    seen = (await ask(RESOURCES, school.admin))["resources"]

    # then
    assert [node["title"] for node in seen["nodes"]] == ["一种透镜", "一种固态电池", "储能组合", "一种灯具"]
    assert (seen["totalCount"], seen["counts"]) == (
        4,
        [{"key": "SINGLE", "count": 3}, {"key": "PORTFOLIO", "count": 1}],
    )
    assert seen["nodes"][2] == {
        "title": "储能组合",
        "kind": "PORTFOLIO",
        "memberCount": 2,
        "registeredAt": "1970-01-01T08:00:02.000+08:00",
        "content": {"description": "电池与灯具"},
    }


@pytest.mark.req("S143", "S189")
async def test_each_role_sees_its_scope_and_enterprises_what_is_published(ask: Ask, school: School) -> None:
    # given
    main = ["一种固态电池", "储能组合", "一种灯具"]
    expected = {
        school.dean: main,
        school.head: ["一种透镜"],
        school.chen: main,
        school.liu: ["一种透镜"],
        await user(Role.INVENTOR, school.physics): [],
        await user(Role.INSTITUTION_ADMIN, await institution()): [],
        await user(Role.PLATFORM_OPERATOR): ["一种透镜", *main],
        await user(Role.ENTERPRISE, await enterprise()): main,
        None: [],
    }

    # then
    for viewer, titles in expected.items():
        assert await found(ask, viewer) == titles


async def test_a_confirmed_inventor_sees_what_another_filed_of_the_patent(ask: Ask, school: School) -> None:
    # given
    wang = await user(Role.INVENTOR, school.physics)
    shared = await patent(school.root, inventors=[school.chen, wang], title="共同发明")
    await dossier(school.chen, shared, state=S.REGISTERED)
    await dossier(school.chen, shared, await patent(school.root, title="另一件"))

    # then
    assert await found(ask, wang) == ["共同发明"]


@pytest.mark.req("S111", "S105")
@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("固态电池", ["一种固态电池", "储能组合"]),
        ("李四", ["储能组合", "一种灯具"]),
        ("储能", ["储能组合"]),
        ("风车", []),
    ],
)
async def test_words_find_titles_names_inventors(
    ask: Ask, school: School, words: str, titles: list[str]
) -> None:
    assert await found(ask, school.admin, search=words) == titles


@pytest.mark.req("S105", "S111")
async def test_an_application_number_in_any_form_finds_what_holds_it(ask: Ask, school: School) -> None:
    # given
    numbered = await patent(school.root, title="有号")
    await dossier(school.admin, numbered, state=S.REGISTERED)

    # then
    for written in (numbered.application_number, f"ZL{numbered.application_number.replace('.', '')}"):
        assert await found(ask, school.admin, search=written) == ["有号"]


@pytest.mark.req("S106", "S108", "S110")
@pytest.mark.parametrize(
    ("where", "titles"),
    [
        ({"kind": {"eq": "PORTFOLIO"}}, ["储能组合"]),
        ({"rating": {"gte": 5}}, ["一种固态电池"]),
        ({"rating": {"in": [3, 5]}}, ["一种固态电池", "一种灯具"]),
        ({"status": {"eq": "LICENSED"}}, ["一种固态电池"]),
        ({"statusDetail": {"in": ["SOLE_LICENCE_SIGNED"]}}, ["一种固态电池"]),
        ({"willingness": {"eq": "TO_ASSIGN"}}, ["一种灯具"]),
        ({"willingnessDetail": {"eq": "EQUITY"}}, ["一种灯具"]),
        ({"not": {"willingness": {"eq": "TO_LICENSE"}}}, ["一种灯具"]),
        ({"maturity": {"eq": "SAMPLE"}}, ["一种固态电池"]),
        ({"registeredAt": {"gte": "1970-01-01T08:00:03+08:00"}}, ["一种透镜", "一种固态电池"]),
        ({"flagged": {"eq": True}}, ["一种透镜"]),
        ({"members": {"ipc": {"under": "H01M"}}}, ["一种固态电池", "储能组合"]),
        ({"members": {"or": [{"firstInventor": {"startsWith": "无"}}, {"ipc": {"under": "F21"}}]}},
         ["储能组合", "一种灯具"]),
        ({"not": {"members": {"ipc": {"under": "H01M"}}}}, ["一种透镜", "一种灯具"]),
    ],
)  # fmt: skip
async def test_both_panels_of_filters(
    ask: Ask, school: School, where: dict[str, Any], titles: list[str]
) -> None:
    assert await found(ask, school.admin, where=where) == titles


@pytest.mark.req("S108")
async def test_by_unit_and_everything_below(ask: Ask, school: School) -> None:
    # given
    unit = f"OrgUnit:{school.east.id}"

    # then
    assert await found(ask, school.admin, where={"unit": {"under": unit}}) == ["一种透镜"]
    assert await found(ask, school.admin, where={"unit": {"eq": f"OrgUnit:{school.physics.id}"}}) == [
        "一种固态电池",
        "储能组合",
        "一种灯具",
    ]


@pytest.mark.req("S109")
@pytest.mark.parametrize(
    ("field", "titles"),
    [
        ("REGISTERED_AT", ["一种灯具", "储能组合", "一种固态电池", "一种透镜"]),
        ("RATING", ["一种灯具", "储能组合", "一种透镜", "一种固态电池"]),
        ("GRANT_DATE", ["一种固态电池", "一种灯具", "储能组合", "一种透镜"]),
    ],
)
async def test_sorts(ask: Ask, school: School, field: str, titles: list[str]) -> None:
    assert await found(ask, school.admin, orderBy=[{"field": field, "direction": "ASC"}]) == titles
