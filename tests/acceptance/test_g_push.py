"""G, W. The operator's push: looked at, confirmed, published; months and weeks; what becomes of dossiers."""

import asyncio
from collections import Counter
from typing import Any

import httpx
import pytest

from panhuo.models import Dossier
from panhuo.rules.vocabulary import Role
from tests.acceptance.filing import Person, University, at, codes, nothing_changes, university
from tests.acceptance.pushing import (
    PUSHES,
    confirmed,
    csv_of,
    delivers,
    differences,
    looked_at,
    monthly,
    packed,
    sent,
    weekly,
    workbook,
)
from tests.acceptance.test_q_afterwards import NOTICES, registered
from tests.factories import application_number
from tests.jobs.asking import IMPORT, counts, figures

pytestmark = pytest.mark.anyio

LIST = """query ($where: PatentFilter) {
  patents(campus: ALL, filed: ALL, where: $where, orderBy: [{ field: APPLICATION_NUMBER }]) {
    nodes {
      applicationNumber title legalStatus asOf lapseDate validAtEndOf2023 transferredOut ownerNames
      legalEvents { kind date detail }
    }
  }
}"""
TOTAL = "{ patents(campus: ALL, filed: ALL) { totalCount } }"
FIGURES = "{ libraryFigures(campus: ALL) { pushed { count } asOf } }"
A, B, C, D, E = (application_number(serial=serial) for serial in range(901, 906))


async def at_home(client: httpx.AsyncClient) -> tuple[University, Person]:
    here = await university(client)
    return here, await here.person(Role.PLATFORM_OPERATOR, None, "平台")


async def listed(person: Person, **where: Any) -> dict[str, Any]:
    nodes = (await person.asks(LIST, where=where or None))["patents"]["nodes"]
    return {node["applicationNumber"]: node for node in nodes}


@pytest.mark.req("S50", "S51")
async def test_a_push_in_parts_is_looked_at_then_published_at_once(client: httpx.AsyncClient) -> None:
    # given what is known, and a delivery of two files
    here, operator = await at_home(client)
    await delivers(operator, "2025-12-31", monthly({"申请号": A}, {"申请号": B}))
    first = monthly({"申请号": A, "专利名称": "一种固态电池"}, {"申请号": C})
    second = monthly({"申请号": B}, {"申请号": D, "授权日": "昨天"})
    files = [("二月-2.xlsx", workbook(second)), ("二月-1.csv.gz", packed(first))]

    # when it is looked at
    waiting = await looked_at(operator, "2026-02-28", *files, batch="2026-02")

    # then the preview tells what would be, and nothing is yet
    found = figures(waiting)
    told = ("rows", "created", "updated", "unchanged", "rejected", "parts", "repeated")
    assert [found[name] for name in told] == [4, 1, 1, 1, 1, 2, 0]
    assert sorted(await differences(operator, waiting)) == sorted([
        [A, "一种固态电池", "变更", "专利名称", "一种电池", "一种固态电池"],
        [C, "一种电池", "新增", "", "", ""],
    ])  # fmt: skip
    assert {*await listed(here.admin)} == {A, B} and await counts("push") == [1]

    # when it is confirmed
    done = await confirmed(operator, waiting)

    # then both parts are there, and their date is everybody's to see
    assert [done[name] for name in told] == [4, 1, 1, 1, 1, 2, 0]
    seen = await listed(here.admin)
    assert {number: node["asOf"] for number, node in seen.items()} == dict.fromkeys((A, B, C), "2026-02-28")
    figured = (await here.chen.asks(FIGURES))["libraryFigures"]
    assert figured["asOf"] == "2026-02-28"

    # and again, in another order, it says so and changes nothing
    again = await looked_at(operator, "2026-02-28", *files[::-1])
    assert [figures(again)[name] for name in told] == [4, 0, 0, 3, 1, 2, 1]
    assert await differences(operator, again) == []
    await confirmed(operator, again)
    pushes = (await operator.asks(PUSHES))["pushes"]["nodes"]
    assert [(each["batch"], each["asOf"], each["repeated"], each["parts"]) for each in pushes] == [
        ("2026-01", "2026-02-28", True, 2),
        ("2026-02", "2026-02-28", False, 2),
        ("2026-01", "2025-12-31", False, 1),
    ]


@pytest.mark.req("S51", "S47", "S187")
async def test_weekly_states_stand_against_months_that_come_late(client: httpx.AsyncClient) -> None:
    # given
    here, operator = await at_home(client)
    await delivers(operator, "2025-12-31", monthly(*({"申请号": each} for each in (A, B, C))))

    # when a week's states come before the month's file
    week = weekly(
        {"申请号": A, "事件类型": "失效", "事件日期": "2026-01-20"},
        {"申请号": B, "事件类型": "许可", "事件日期": "2026-01-21", "变更后权利人": ""},
        {"申请号": C, "事件类型": "转让", "事件日期": "2026-01-22", "变更前权利人": "青岚大学",
         "变更后权利人": "某公司"},
        {"申请号": E, "简单法律状态": "失效"},
    )  # fmt: skip
    found = await delivers(operator, "2026-02-07", week)
    late = monthly({"申请号": A, "专利名称": "一种新电池"}, {"申请号": C}, {"申请号": B})
    await delivers(operator, "2026-01-31", late)

    # then the newer states stand, the month brings the facts it alone knows newer
    told = ("lapsed", "licensed", "transferred", "unknown", "created", "updated")
    assert [found[name] for name in told] == [1, 1, 1, 1, 0, 3]
    seen = await listed(here.admin)
    assert (seen[A]["title"], seen[A]["legalStatus"], seen[A]["lapseDate"]) == (
        "一种新电池",
        "LAPSED",
        "2026-01-20",
    )
    assert (seen[A]["validAtEndOf2023"], seen[A]["asOf"]) == (True, "2026-02-07")
    assert [event["kind"] for event in seen[B]["legalEvents"]] == ["LICENCE"]
    assert (seen[C]["transferredOut"], seen[C]["ownerNames"]) == (True, ["某公司"])
    assert E not in seen
    kinds = [each["kind"] for each in (await operator.asks(PUSHES))["pushes"]["nodes"]]
    assert kinds == ["FACTS", "LEGAL_STATES", "FACTS"]

    # when it is restored
    back = weekly({"申请号": A, "事件类型": "恢复", "事件日期": "2026-02-10"})
    assert (await delivers(operator, "2026-02-14", back))["restored"] == 1
    restored = (await listed(here.admin))[A]
    assert (restored["legalStatus"], restored["lapseDate"]) == ("VALID", None)


@pytest.mark.req("S47", "S48", "S49")
async def test_the_library_holds_the_stock_what_was_sold_and_what_is_new(client: httpx.AsyncClient) -> None:
    # given: valid at the end of 2023 and lapsed since; sold in November 2023; granted in 2024; lapsed before
    here, operator = await at_home(client)
    await delivers(operator, "2026-01-31", monthly(
        {"申请号": A, "简单法律状态": "失效", "失效日期": "2024-05-01", "法律状态/事件": "未缴年费"},
        {"申请号": B, "专利权人": "某公司", "事件类型": "转让", "事件日期": "2023-11-02",
         "变更前权利人": "青岚大学", "变更后权利人": "某公司"},
        {"申请号": C, "授权日": "2024-03-01"},
        {"申请号": D, "简单法律状态": "失效", "失效日期": "2023-05-01", "法律状态/事件": "未缴年费"},
    ))  # fmt: skip
    await delivers(operator, "2026-01-31", monthly({"申请号": E, "专利权人": "青岚大学"}))
    sold = {"申请号": E, "事件类型": "转让", "事件日期": "2026-01-15", "变更前权利人": "青岚大学",
            "变更后权利人": "某公司"}  # fmt: skip
    await delivers(operator, "2026-02-07", weekly(sold))

    # then each is told apart by facts of the list; a patent sold before it was delivered is nobody's here
    seen = await listed(here.admin)
    assert {number: node["validAtEndOf2023"] for number, node in seen.items()} == {
        A: True,
        C: False,
        D: False,
        E: True,
    }
    assert {*await listed(here.admin, validAtEndOf2023={"eq": True})} == {A, E}
    assert {*await listed(here.admin, transferredOut={"eq": True})} == {E}
    assert {*await listed(here.admin, converted={"eq": True})} == {E}
    assert {*await listed(here.admin, grantDate={"gte": "2024-01-01"})} == {C}
    assert {*await listed(operator, converted={"eq": True})} == {B, E}


@pytest.mark.req("S189", "S51")
async def test_a_week_flags_and_hides_what_lapsed_and_tells_whom_it_concerns(
    client: httpx.AsyncClient,
) -> None:
    # given: registered singly and in a portfolio
    here, operator = await at_home(client)
    one, two = [await here.invention(here.chen, here.zhou) for _ in range(2)]
    single, portfolio = await registered(here, one), await registered(here, one, two)
    week = weekly({"申请号": one.application_number, "事件类型": "失效", "事件日期": "2026-02-03"})

    # when it is looked at, then published
    waiting = await looked_at(operator, "2026-02-07", ("week.csv", csv_of(week)))
    assert not any(row.flagged for row in await Dossier.all())
    done = await confirmed(operator, waiting)

    # then both are flagged and out of the showcase, as the preview said, and nothing is deleted
    assert figures(waiting)["flagged"] == done["flagged"] == 2
    rows = {f"Dossier:{row.id}": row for row in await Dossier.all()}
    for each in (single, portfolio):
        row = rows[each["id"]]
        assert (row.state, row.flagged, row.published, row.open_showcase) == (
            "REGISTERED",
            True,
            False,
            False,
        )
    for person in (here.chen, here.admin):
        told = Counter(each["kind"] for each in (await person.asks(NOTICES))["notices"]["nodes"])
        assert told["DOSSIER_FLAGGED"] == 2
    assert (await here.admin.does("delistDossier", **at(vars_of(rows, single)), reason="已失效"))[
        "state"
    ] == "DELISTED"

    # and what comes back into force is shown again
    back = weekly({"申请号": one.application_number, "事件类型": "恢复", "事件日期": "2026-02-10"})
    assert (await delivers(operator, "2026-02-14", back))["unflagged"] == 2
    assert [row.published for row in await Dossier.all().order_by("id")] == [False, True]


def vars_of(rows: dict[str, Dossier], dossier: dict[str, Any]) -> dict[str, Any]:
    return {"id": dossier["id"], "version": rows[dossier["id"]].version}


@pytest.mark.req("S50")
async def test_nobody_else_pushes_or_reads_what_was_pushed(client: httpx.AsyncClient) -> None:
    here, operator = await at_home(client)
    await delivers(operator, "2026-01-31", monthly({"申请号": A}))
    for person in (here.admin, here.head, here.chen):
        file = await sent(person, "push.csv", csv_of(monthly({"申请号": B})))
        async with nothing_changes():
            refused = await person.post(IMPORT, input={"upload": file})
            unread = await person.post(PUSHES)
        for answer in (refused, unread):
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert await counts("job", "push") == [1, 1]

    # and the operator cannot name another's file, nor one twice
    mine, others = (
        await sent(operator, "a.csv", csv_of(monthly())),
        await sent(here.chen, "b.csv", b"a,b\n1,2\n"),
    )
    for parts, code in ((others, "NOT_FOUND"), (mine, "INVALID_VALUE")):
        payload = (await operator.asks(IMPORT, input={"upload": mine, "parts": [parts]}))["importPatents"]
        assert codes(payload) == [code]
    assert await counts("job") == [1]


@pytest.mark.req("S50")
async def test_who_reads_meanwhile_sees_all_of_a_push_or_nothing(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a push of many rounds, and one patent that it sells
    monkeypatch.setattr("panhuo.services.patents.publish.BATCH_ROWS", 2)
    here, operator = await at_home(client)
    await delivers(operator, "2025-12-31", monthly({"申请号": A}))
    numbers = [application_number(serial=serial) for serial in range(911, 951)]
    rows = [{"申请号": A, "专利权人": "某公司"}, *({"申请号": each} for each in numbers)]
    waiting = await looked_at(operator, "2026-01-31", ("push.csv", csv_of(monthly(*rows))))

    assert (await here.admin.asks(TOTAL))["patents"]["totalCount"] == 1

    # when lists, figures and dates are read while it is published
    publishing = asyncio.create_task(confirmed(operator, waiting))
    seen: set[tuple[int, int, str]] = set()
    while not publishing.done():
        figures = (await here.admin.asks(FIGURES))["libraryFigures"]
        listed = (await here.admin.asks(TOTAL))["patents"]
        seen |= {(figures["pushed"]["count"], -1, figures["asOf"]), (-1, listed["totalCount"], "")}

    # then each statement saw the state before or the one after
    assert (await publishing)["created"] == 40
    assert seen <= {(1, -1, "2025-12-31"), (40, -1, "2026-01-31"), (-1, 1, ""), (-1, 41, "")}
    assert len(seen) >= 2
