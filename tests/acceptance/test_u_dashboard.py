"""U. The dashboard (S33, S34, S167–S170) as V defines it (S173–S182): a worked example, row by row."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from panhuo.clock import now_ms
from panhuo.models import Dossier, OrgUnit, Patent, Push, Review, User
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.performance_options import ConversionMode
from panhuo.rules.vocabulary import DemandState, DossierState, LegalEventKind, LegalStatus, Role
from tests.acceptance.conftest import Ask
from tests.factories import (
    branch,
    college,
    demand,
    dossier,
    enterprise,
    evaluation,
    institution,
    legal_event,
    patent,
    performance,
    review,
    user,
)

pytestmark = pytest.mark.anyio

FIGURES = (
    *("pushed", "validAtEndOf2023", "coOwned", "newThisMonth", "registered", "registeredSingly"),
    *("registeredInPortfolio", "converted", "demands", "evaluations", "ownValid", "dealtSinceRegistered"),
    *("transferredSinceRegistered", "licensedSinceRegistered"),
)
FIGURE = "{ count definition list listArguments }"
BAR = f"{{ ratio done {FIGURE} all {FIGURE} }}"
QUERY = (
    f"query ($u: ID) {{ dashboard(unit: $u) {{ asOf {' '.join(f'{each} {FIGURE}' for each in FIGURES)}"
    f" filing {BAR} filingOf2023 {BAR} }} }}"
)
LISTS = {
    "patents": "query ($w: PatentFilter) { f: patents(filed: ALL, campus: ALL, where: $w) { totalCount } }",
    "demands": "query ($w: DemandFilter) { f: demands(where: $w) { totalCount } }",
    "evaluations": "query ($w: EvaluationFilter) { f: evaluations(where: $w) { totalCount } }",
}
REGISTERED_ON = datetime(2024, 5, 31, 16, 0, tzinfo=UTC)
"""2024-06-01 in China."""


@dataclass
class World:
    """The example's people and places."""

    school: OrgUnit
    physics: OrgUnit
    east: OrgUnit
    admin: User
    head: User
    operator: User
    chen: User


async def registered(filer: User, *patents: Patent) -> Dossier:
    made = await dossier(filer, *patents, state=DossierState.REGISTERED)
    row = await review(made, DossierAct.APPROVE, filer, DossierState.REGISTERED)
    await Review.filter(id=row.id).update(at=int(REGISTERED_ON.timestamp() * 1000))
    return made


@pytest.fixture
async def world(db: str) -> World:
    """Nine patents, five dossiers, three demands, three ratings; delivered in February 2026."""
    school = await institution("青岚大学")
    physics, east = await college(school), await branch(school)
    admin = await user(Role.INSTITUTION_ADMIN, school)
    head, chen = await user(Role.BRANCH_ADMIN, east), await user(Role.INVENTOR, physics)
    await Push.create(file_name="推送.xlsx", as_of=date(2026, 2, 7), started_at=1, published_at=now_ms())
    plain = await patent(school, inventors=[chen])
    shared = await patent(school, "某某股份有限公司")
    await patent(school, legal_status=LegalStatus.LAPSED, lapse_date=date(2024, 5, 1))
    await patent(school, grant_date=date(2026, 2, 3))
    sold = await patent("某某股份有限公司", former=[school])
    await legal_event(sold, LegalEventKind.TRANSFER, date(2024, 9, 1))
    same_day = await patent(school)
    await legal_event(same_day, LegalEventKind.LICENCE, date(2024, 6, 1))
    earlier = await patent(school)
    await legal_event(earlier, LegalEventKind.LICENCE, date(2023, 12, 1))
    await patent("某某股份有限公司", school)
    of_branch = await patent(east)
    one, other = await registered(chen, plain), await registered(head, of_branch)
    for each in (sold, earlier):
        await registered(admin, each)
    await registered(admin, same_day, plain)
    await dossier(admin, shared)
    firm = await enterprise()
    expert = await user(Role.ENTERPRISE, firm)
    await demand(expert, one)
    await demand(expert, other, state=DemandState.CLOSED, withdrawn=True)
    await demand(expert)
    for rated, by, stars in (
        (one, expert, 5),
        (one, await user(Role.ENTERPRISE, firm), 3),
        (other, expert, 4),
    ):
        await evaluation(rated, by, stars)
    operator = await user(Role.PLATFORM_OPERATOR)
    await patent(await institution())
    return World(school, physics, east, admin, head, operator, chen)


async def figures(ask: Ask, viewer: User, unit: OrgUnit | None = None) -> dict[str, Any]:
    found: dict[str, Any] = (await ask(QUERY, viewer, u=unit and f"OrgUnit:{unit.id}"))["dashboard"]
    return found


def counts(found: dict[str, Any]) -> list[int]:
    """In the order of FIGURES."""
    return [found[name]["count"] for name in FIGURES]


def bars(found: dict[str, Any]) -> list[tuple[int, int]]:
    return [
        (found[name]["done"]["count"], found[name]["all"]["count"]) for name in ("filing", "filingOf2023")
    ]


@pytest.mark.req("S167", "S169", "S170")
async def test_the_figures_of_an_institution_row_by_row(ask: Ask, world: World) -> None:
    """
    patent        valid  2023  co-owned  new  registered   converted  own   later
    plain         yes    yes                  singly                  yes
    shared        yes    yes   yes            (a draft)               yes
    lapsed               yes
    new           yes                    yes                          yes
    sold          (out)  yes                  singly       transfer         transfer
    same day      yes    yes                  portfolio    licence    yes   licence
    earlier       yes    yes                  singly       licence    yes
    of another    yes    yes   yes
    of the branch yes    yes                  singly                  yes
    """
    # when
    found = await figures(ask, world.admin)

    # then
    assert counts(found) == [7, 8, 2, 1, 5, 4, 1, 3, 2, 3, 6, 2, 1, 1]
    assert bars(found) == [(4, 6), (4, 5)]
    assert found["asOf"] == "2026-02-07"
    assert found["filing"]["ratio"] == pytest.approx(4 / 6)


@pytest.mark.req("S173", "S174", "S175")
async def test_a_branch_a_college_and_the_nation(ask: Ask, world: World) -> None:
    branch_only = await figures(ask, world.head)
    assert counts(branch_only) == [1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0]
    assert bars(branch_only) == [(1, 1), (1, 1)]
    assert counts(await figures(ask, world.admin, world.east)) == counts(branch_only)
    # of the college: what stands there, and what is asked of its dossiers
    assert counts(await figures(ask, world.admin, world.physics)) == [
        1,
        1,
        0,
        0,
        1,
        1,
        0,
        0,
        1,
        2,
        1,
        0,
        0,
        0,
    ]
    # a branch does not see the institution's units
    assert sum(counts(await figures(ask, world.head, world.physics))) == 0
    # the nation has one more valid patent of another institution, and what was sold is valid there
    nation = await figures(ask, world.operator)
    assert counts(nation)[:2] == [9, 9] and counts(nation)[8:10] == [2, 3]


@pytest.mark.req("S176", "S177", "S178")
async def test_reports_count_for_the_institution(ask: Ask, world: World) -> None:
    # given a report that names the branch's patent, once licensed and once transferred
    branch_patent = await Patent.get(branch_id=world.east.id)
    for mode in ConversionMode:
        await performance(world.school, world.admin, branch_patent, modes=[mode])

    # when
    found = await figures(ask, world.admin)

    # then it counts once as converted, in both parts of what came after registration
    assert [found[name]["count"] for name in ("converted", *FIGURES[-3:])] == [4, 3, 2, 2]
    assert counts(await figures(ask, world.head))[7] == 0  # who reads no reports


@pytest.mark.req("S180", "S181", "S182")
@pytest.mark.parametrize("who", ["admin", "head", "operator"])
@pytest.mark.parametrize("place", ["", "east", "physics"])
async def test_each_figure_is_the_total_of_its_list(ask: Ask, world: World, who: str, place: str) -> None:
    viewer, unit = getattr(world, who), getattr(world, place) if place else None
    found = await figures(ask, viewer, unit)

    for figure in every_figure(found):
        given = json.loads(figure["listArguments"])
        listed = await ask(LISTS[figure["list"]], viewer, w=given["where"])
        assert listed["f"]["totalCount"] == figure["count"], figure
        assert figure["definition"]


def every_figure(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (found[name] for name in FIGURES)
    for bar in ("filing", "filingOf2023"):
        yield from (found[bar]["done"], found[bar]["all"])


@pytest.mark.req("S33", "S34", "S168")
async def test_nobody_else_has_a_dashboard(ask: Ask, answer: Ask, world: World) -> None:
    others = [
        await user(Role.COLLEGE_ADMIN, world.physics),
        await user(Role.BRANCH_COLLEGE_ADMIN, world.east),
        world.chen,
        await user(Role.ENTERPRISE, await enterprise()),
    ]
    for viewer in others:
        body = await answer(QUERY, viewer)
        assert [each["extensions"]["code"] for each in body["errors"]] == ["FORBIDDEN"]
    assert (await answer(QUERY))["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
