"""U. The dashboard as of a date: what dated events and reviews tell, and what they cannot."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from panhuo.clock import stopped
from panhuo.models import Evaluation, Review, User
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.vocabulary import DossierState, LegalEventKind, LegalStatus, Role
from tests.acceptance.conftest import Ask
from tests.factories import (
    demand,
    dossier,
    enterprise,
    evaluation,
    institution,
    legal_event,
    patent,
    review,
    user,
)

pytestmark = pytest.mark.anyio

NOW = int(datetime(2026, 3, 1, 4, 0, tzinfo=UTC).timestamp() * 1000)
KNOWN = ("pushed", "validAtEndOf2023", "newThisMonth", "registeredSingly", "demands", "evaluations")
UNKNOWN = {
    **dict.fromkeys(("coOwned", "ownValid"), "OWNERS_NOT_KEPT"),
    **dict.fromkeys(("registered", "registeredInPortfolio"), "MEMBERS_NOT_KEPT"),
    **dict.fromkeys(("converted", "dealtSinceRegistered"), "REPORTS_NOT_KEPT"),
}
FIGURE = "{ count unknown definition list listArguments }"
TABLE = "{ unknown rows { code count listArguments } }"
QUERY = (
    "query ($day: Date, $by: DashboardRanking! = PUSHED) { dashboard(asOf: $day, rankBy: $by) { countedOn"
    f" {' '.join(f'{each} {FIGURE}' for each in (*KNOWN, *UNKNOWN))} filing {{ ratio done {{ unknown }} }}"
    f" maintenanceYears {TABLE} patentTypes {TABLE} inventors {TABLE} colleges {TABLE} ticks {TABLE}"
    f" institutions {TABLE} }} }}"
)
LISTS = {
    "patents": "query ($w: PatentFilter) { f: patents(filed: ALL, campus: ALL, where: $w) { totalCount } }",
    "demands": "query ($w: DemandFilter) { f: demands(where: $w) { totalCount } }",
    "evaluations": "query ($w: EvaluationFilter) { f: evaluations(where: $w) { totalCount } }",
}


def noon(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T12:00:00+08:00").timestamp() * 1000)


@dataclass
class World:
    """The example's people."""

    admin: User
    operator: User


@pytest.fixture
async def world(db: str) -> World:
    """
    patent    filed       granted     then                                        registered
    steady    2019-06-01  2021-06-01                                              2024-05-10 – 2024-08-01
    lapsed    2019-06-01  2021-06-01  lapsed 2024-06-15
    restored  2019-06-01  2021-06-01  lapsed 2024-03-01, restored 2024-07-01
    sold      2019-06-01  2021-06-01  transferred to us 2024-06-03, away 2025-01-01
    new       2023-06-30  2024-06-30
    unsure    2019-06-01  2021-06-01  lapsed on a day that nobody told
    One rating of 2024-05-20 and one demand of 2024-06-30, both of steady's dossier.
    """
    school = await institution("青岚大学")
    admin, operator = await user(Role.INSTITUTION_ADMIN, school), await user(Role.PLATFORM_OPERATOR)
    steady = await patent(school, inventors=["陈"], application_date=date(2019, 6, 1))
    await patent(
        school,
        application_date=date(2019, 6, 1),
        legal_status=LegalStatus.LAPSED,
        lapse_date=date(2024, 6, 15),
    )
    restored = await patent(school, application_date=date(2019, 6, 1))
    await legal_event(restored, LegalEventKind.LAPSE, date(2024, 3, 1))
    await legal_event(restored, LegalEventKind.RESTORATION, date(2024, 7, 1))
    sold = await patent("某公司", former=[school], application_date=date(2019, 6, 1))
    await legal_event(sold, LegalEventKind.TRANSFER, date(2024, 6, 3))
    await legal_event(sold, LegalEventKind.TRANSFER, date(2025, 1, 1))
    await patent(school, application_date=date(2023, 6, 30), grant_date=date(2024, 6, 30))
    await patent(
        school,
        application_date=date(2019, 6, 1),
        legal_status=LegalStatus.LAPSED,
        lapse_date=None,
        valid_at_2023_end=None,
    )
    filed = await dossier(admin, steady, state=DossierState.DELISTED)
    for act, state, day in (
        (DossierAct.APPROVE, DossierState.REGISTERED, "2024-05-10"),
        (DossierAct.DELIST, DossierState.DELISTED, "2024-08-01"),
    ):
        row = await review(filed, act, admin, state)
        await Review.filter(id=row.id).update(at=noon(day))
    expert = await user(Role.ENTERPRISE, await enterprise())
    rated = await evaluation(filed, expert, 4)
    await Evaluation.filter(id=rated.id).update(created_at=noon("2024-05-20"))
    await demand(expert, filed, created_at=noon("2024-06-30"))
    return World(admin, operator)


async def told(ask: Ask, viewer: User, day: str | None, **given: Any) -> dict[str, Any]:
    """The dashboard, each of whose figures and rows agrees with its list."""
    with stopped(NOW):
        found: dict[str, Any] = (await ask(QUERY, viewer, day=day, **given))["dashboard"]
        rows = [row for each in found.values() if isinstance(each, dict) for row in each.get("rows") or ()]
        for each in (*(found[name] for name in KNOWN), *rows):
            if each["count"] is not None:
                where = json.loads(each["listArguments"])["where"]
                listed = await ask(LISTS[each.get("list", "patents")], viewer, w=where)
                assert listed["f"]["totalCount"] == each["count"], each
    return found


def counts(found: dict[str, Any]) -> list[int | None]:
    """In the order of KNOWN."""
    return [found[name]["count"] for name in KNOWN]


@pytest.mark.req("S173", "S174", "S175")
async def test_figures_follow_the_dates_of_events(ask: Ask, world: World) -> None:
    """
    on            in force                        new in its month   registered  demands  ratings
    2023-12-31    steady, lapsed, restored, sold  –                  –           –        –
    2024-05-31    steady, lapsed, sold            –                  steady      –        1
    2024-06-30    steady, sold, new               sold, new          steady      1        1
    2024-08-01    steady, restored, sold, new     –                  delisted    1        1
    """
    assert counts(await told(ask, world.admin, "2023-12-31")) == [4, 4, 0, 0, 0, 0]
    assert counts(await told(ask, world.admin, "2024-05-31")) == [3, 4, 0, 1, 0, 1]
    assert counts(await told(ask, world.admin, "2024-06-30")) == [3, 4, 2, 1, 1, 1]
    assert counts(await told(ask, world.admin, "2024-08-01")) == [4, 4, 0, 0, 1, 1]
    assert counts(await told(ask, world.operator, "2024-08-01")) == [4, 4, 0, 0, 1, 1]


@pytest.mark.req("S177", "S185", "S186")
async def test_what_cannot_be_known_is_null_and_says_why(ask: Ask, world: World) -> None:
    # when
    before, then = await told(ask, world.admin, "2023-11-01"), await told(ask, world.admin, "2024-06-30")
    now = await told(ask, world.admin, None)

    # then
    assert (before["validAtEndOf2023"]["count"], before["validAtEndOf2023"]["unknown"]) == (
        None,
        "STILL_TO_COME",
    )
    assert {name: then[name]["unknown"] for name in UNKNOWN} == UNKNOWN
    assert all(then[name]["count"] is then[name]["listArguments"] is None for name in UNKNOWN)
    assert (then["filing"]["ratio"], then["countedOn"], now["countedOn"]) == (None, "2024-06-30", None)
    # of 2019-06-01 five whole years, of 2023-06-30 one on the very day
    assert [(row["code"], row["count"]) for row in then["maintenanceYears"]["rows"]] == [("1", 1), ("5", 2)]
    assert [(row["code"], row["count"]) for row in then["inventors"]["rows"]] == [("陈", 1)]
    tables = {name: then[name]["unknown"] for name in ("colleges", "ticks", "institutions")}
    assert tables == {
        "colleges": "PLACES_NOT_KEPT",
        "ticks": "CONTENT_NOT_KEPT",
        "institutions": "OWNERS_NOT_KEPT",
    }
    ranked = await told(ask, world.admin, "2024-06-30", by="CONVERTED")
    assert (ranked["inventors"]["unknown"], ranked["inventors"]["rows"]) == ("REPORTS_NOT_KEPT", None)


@pytest.mark.req("S48")
@pytest.mark.parametrize("day", ["2023-10-18", "2026-03-02"])
async def test_dates_that_the_data_do_not_reach_are_refused(answer: Ask, world: World, day: str) -> None:
    with stopped(NOW):
        body = await answer(QUERY, world.admin, day=day)

    assert [error["extensions"]["code"] for error in body["errors"]] == ["INVALID_VALUE"]
    assert "2023-10-19" in body["errors"][0]["message"]
