"""K. The base library's head figures, each equal to the list behind it: S103–S104, S177."""

import json
from datetime import date
from typing import Any

import pytest

from panhuo.clock import now_ms
from panhuo.models import OrgUnit, Push, User
from panhuo.rules.vocabulary import DossierState, LegalEventKind, LegalStatus, Role
from tests.acceptance.conftest import Ask
from tests.factories import (
    branch,
    college,
    dossier,
    enterprise,
    institution,
    legal_event,
    patent,
    user,
)

pytestmark = pytest.mark.anyio

NAMES = (
    *("pushed", "coOwned", "newThisMonth", "registered", "registeredSingly", "registeredInPortfolio"),
    *("converted", "fileable", "fileableRegistered"),
)
FIGURES = (
    "query ($campus: Campus! = MAIN, $branch: ID) {"
    " libraryFigures(campus: $campus, branch: $branch) { progress "
    + " ".join(f"{name} {{ count listArguments }}" for name in NAMES)
    + " } }"
)
LIST = """
query ($filed: FiledFilter!, $campus: Campus!, $branch: ID, $where: PatentFilter) {
  patents(filed: $filed, campus: $campus, branch: $branch, where: $where) { totalCount }
}
"""


class World:
    """A university with a college, a branch, and patents of every kind that figures tell apart."""

    school: OrgUnit
    physics: OrgUnit
    east: OrgUnit
    admin: User
    chen: User


@pytest.fixture
async def world(db: str) -> World:
    made = World()
    made.school, made.physics, made.east = await places()
    made.admin = await user(Role.INSTITUTION_ADMIN, made.school)
    made.chen = await user(Role.INVENTOR, made.physics)
    school, chen = made.school, made.chen
    await Push.create(file_name="推送.xlsx", as_of=date(2026, 2, 7), started_at=1, published_at=now_ms())
    single, held, draft = [await patent(school, inventors=[chen]) for _ in range(3)]
    await dossier(chen, single, state=DossierState.REGISTERED)
    await dossier(chen, single, held, state=DossierState.REGISTERED)
    await dossier(chen, draft, held)
    await patent(school, "某某股份有限公司", inventors=[chen], grant_date=date(2026, 2, 3))
    await patent("某某股份有限公司", school)
    await patent(school, legal_status=LegalStatus.LAPSED, lapse_date=date(2025, 1, 1))
    await patent(school, legal_status=LegalStatus.PENDING, grant_date=None)
    sold = await patent("某某股份有限公司", former=[school])
    await legal_event(sold, LegalEventKind.TRANSFER, date(2023, 10, 19))
    licensed = await patent(school)
    await legal_event(licensed, LegalEventKind.LICENCE, date(2024, 1, 1))
    await legal_event(licensed, LegalEventKind.LICENCE, date(2025, 1, 1))
    bought = await patent(school)
    await legal_event(bought, LegalEventKind.TRANSFER, date(2026, 2, 1))
    early = await patent(school)
    await legal_event(early, LegalEventKind.LICENCE, date(2023, 10, 18))
    await patent(made.east)
    await patent(await institution())
    return made


async def places() -> tuple[OrgUnit, OrgUnit, OrgUnit]:
    school = await institution("青岚大学")
    return school, await college(school), await branch(school)


async def figures(ask: Ask, viewer: User, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await ask(FIGURES, viewer, **asked))["libraryFigures"]
    return found


@pytest.mark.req("S103", "S104", "S177")
async def test_the_figures_of_an_institution(ask: Ask, world: World) -> None:
    # when
    found = await figures(ask, world.admin)

    # then
    assert {name: found[name]["count"] for name in NAMES} == {
        "pushed": 8,
        "coOwned": 2,
        "newThisMonth": 2,
        "registered": 2,
        "registeredSingly": 1,
        "registeredInPortfolio": 1,
        "converted": 3,
        "fileable": 7,
        "fileableRegistered": 1,
    }
    assert found["progress"] == pytest.approx(1 / 7)


@pytest.mark.req("S103", "S52")
@pytest.mark.parametrize("role", ["IA", "CA", "BA", "INV", "OP"])
@pytest.mark.parametrize("campus", ["MAIN", "ALL"])
async def test_each_figure_is_the_total_of_its_list(ask: Ask, world: World, role: str, campus: str) -> None:
    # given
    viewer = {
        "IA": world.admin,
        "CA": await user(Role.COLLEGE_ADMIN, world.physics),
        "BA": await user(Role.BRANCH_ADMIN, world.east),
        "INV": world.chen,
        "OP": await user(Role.PLATFORM_OPERATOR),
    }[role]

    # when
    found = await figures(ask, viewer, campus=campus)

    # then
    for name in NAMES:
        listed = await ask(LIST, viewer, **json.loads(found[name]["listArguments"]))
        assert (name, found[name]["count"]) == (name, listed["patents"]["totalCount"])


@pytest.mark.req("S54", "S104")
async def test_figures_of_one_branch_keep_to_it(ask: Ask, world: World) -> None:
    # when
    found = await figures(ask, world.admin, branch=f"OrgUnit:{world.east.id}")

    # then
    assert (found["pushed"]["count"], found["fileable"]["count"], found["progress"]) == (1, 1, 0)
    arguments = json.loads(found["pushed"]["listArguments"])
    assert (await ask(LIST, world.admin, **arguments))["patents"]["totalCount"] == 1


async def test_nothing_to_file_is_no_progress(ask: Ask) -> None:
    assert (await figures(ask, await user(Role.INSTITUTION_ADMIN, await institution())))["progress"] is None


async def test_enterprises_and_visitors_have_no_figures(answer: Ask, world: World) -> None:
    for viewer in (await user(Role.ENTERPRISE, await enterprise()), None):
        body = await answer(FIGURES, viewer)
        assert body["data"] == {"libraryFigures": None}
        assert body["errors"][0]["extensions"]["code"] in ("FORBIDDEN", "UNAUTHENTICATED")
