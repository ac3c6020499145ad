"""Owners come and go: transferred out, branches by alias, names that are matched later."""

from datetime import date

import pytest
from tortoise.transactions import in_transaction

from panhuo.models import Holding, OwnerAlias, Patent
from panhuo.rules.legal_words import transfer_detail
from panhuo.rules.names import fold_name
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import FilingState, LegalEventKind, Role
from panhuo.services.patent_import import rematch_owners
from panhuo.services.patents.owners_of_record import owners_now
from tests.factories import branch, institution, user
from tests.patent_import.records import FEBRUARY, JANUARY, MARCH, contents, counts, found, grant, one, push

pytestmark = pytest.mark.anyio

HELD = "select institution_id, rank, current, filing_state from holding order by rank, institution_id"
SOLD = date(2024, 3, 5)
TEMPORARY = {
    "sqlite": "select name from sqlite_temp_master",
    "postgres": "select relname from pg_class where relpersistence = 't' and relkind = 'r'",
}


def transfer(
    before: list[str], after: list[str], day: date = SOLD
) -> tuple[LegalEventKind, date, str | None]:
    return LegalEventKind.TRANSFER, day, transfer_detail(before, after)


@pytest.mark.req("S48")
async def test_who_is_no_owner_any_more_keeps_a_former_holding(db: str) -> None:
    # given
    school = await institution("青岚大学")
    await push(grant())

    # when
    report = await push(
        grant(owners=["海沐公司"], events=[transfer(["青岚大学"], ["海沐公司"])]), as_of=FEBRUARY
    )

    # then
    assert counts(report) == (0, 1, 0)
    assert await found(HELD) == [(school.id, 1, 0, "UNFILED")]
    assert await found("select institution_id, unit_id from patent") == [(None, None)]
    assert [str(day) for _, day in await found("select kind, date from legal_event")] == [str(SOLD)]


async def test_the_words_of_a_state_transfer_nothing(db: str) -> None:
    await institution("青岚大学")
    await push(grant(legal_text="授权 | 权利转移"))
    assert await one("select current from holding") in (True, 1)


@pytest.mark.parametrize(
    ("stated", "before", "after", "now"),
    [
        (["甲"], ["甲"], ["乙"], ["乙"]),
        ([], ["甲"], ["乙"], ["乙"]),
        (["乙"], ["甲"], ["乙"], ["乙"]),
        (["丙"], ["甲"], ["乙"], ["丙"]),
        (["甲", "丙"], ["甲"], ["甲", "乙"], ["甲", "丙"]),
        (["丙", "甲（一）"], ["甲(一)"], ["乙", "丁"], ["丙", "乙", "丁"]),
        (["甲"], ["甲"], [], ["甲"]),
    ],
)
def test_a_dated_transfer_outweighs_a_stale_list(
    stated: list[str], before: list[str], after: list[str], now: list[str]
) -> None:
    assert owners_now(grant(owners=stated, events=[transfer(before, after)])) == now


@pytest.mark.parametrize("turned", [False, True])
async def test_of_two_transfers_the_last_counts_in_any_order(
    db: str, turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given each row is a batch of its own
    monkeypatch.setattr("panhuo.services.patents.publish.BATCH_ROWS", 1)
    sales: list[PatentRecord] = [
        grant(owners=[], events=[transfer(["甲"], ["乙"], date(2024, 1, 2))]),
        grant(owners=[], events=[transfer(["乙"], ["丙"], date(2024, 5, 6))]),
    ]
    sales = sales[::-1] if turned else sales

    # when
    await push(*sales)

    # then
    assert await one("select owner_names from patent") == '["丙"]'
    assert counts(await push(*sales)) == (0, 0, 1)
    assert await one("select count(*) from legal_event") == 2


async def test_the_new_first_owner_starts_afresh(db: str) -> None:
    # given a patent the first owner has registered, as its co-owner sees
    first, second = await institution("青岚大学"), await institution("海沐大学")
    await push(grant(owners=["青岚大学", "海沐大学"]))
    await Patent.all().update(
        filing_state=FilingState.REGISTERED, published=True, registered_at=5, registered_sort=5
    )
    await Holding.all().update(filing_state=FilingState.REGISTERED, registered_sort=5)

    # when
    await push(grant(owners=["海沐大学"]), as_of=FEBRUARY)

    # then
    assert await found(HELD) == [(first.id, 1, 0, "REGISTERED"), (second.id, 1, 1, "UNFILED")]
    assert await found("select institution_id, filing_state, registered_at, published from patent") == [
        (second.id, "UNFILED", None, 0)
    ]

    # when it is sold back
    await push(grant(owners=["青岚大学"]), as_of=MARCH)

    # then
    assert [row[:3] for row in await found(HELD)] == [(first.id, 1, 1), (second.id, 1, 0)]


async def test_a_new_co_owner_sees_what_is_registered(db: str) -> None:
    first, second = await institution("青岚大学"), await institution("海沐大学")
    await push(grant())
    await Patent.all().update(filing_state=FilingState.REGISTERED, registered_sort=5)
    await Holding.all().update(filing_state=FilingState.REGISTERED, registered_sort=5)
    await push(grant(owners=["青岚大学", "海沐大学"]), as_of=FEBRUARY)
    assert await found(HELD) == [(first.id, 1, 1, "REGISTERED"), (second.id, 2, 1, "REGISTERED")]


async def test_facts_of_holdings_follow_their_patent(db: str) -> None:
    await institution("青岚大学")
    await push(grant())
    await push(grant(grant_date=date(2021, 6, 7), ipc=["A01B 1/00"]), as_of=FEBRUARY)
    assert [tuple(map(str, row)) for row in await found("select grant_sort, main_ipc from holding")] == [
        ("2021-06-07", "A01B 1/00")
    ]


@pytest.mark.req("S54")
async def test_an_institution_that_comes_later_finds_its_patents(db: str) -> None:
    # given
    await push(grant(1, owners=["青岚大学", "海沐大学深圳分校"]), grant(2, owners=["另一大学"]))
    before = await contents()
    school, other = await institution("青岚大学", aliases=["青岚学院"]), await institution("海沐大学")
    campus = await branch(other, "深圳分校")
    await OwnerAlias.create(org_unit=campus, name="海沐大学深圳分校", folded=fold_name("海沐大学深圳分校"))
    await user(Role.INVENTOR, school, "陈一")

    # when
    async with in_transaction() as client:
        concerned = await rematch_owners(client, ["青岚大学", "海沐大学深圳分校", "无人"])

    # then
    assert concerned == 1
    assert await found("select institution_id, branch_id, rank, current from holding order by rank") == [
        (school.id, None, 1, 1),
        (other.id, campus.id, 2, 1),
    ]
    assert await one("select institution_id from patent where co_owned") == school.id
    assert await found("select state, standing from inventor_match") == [("PROPOSED", 1)]

    # when the names are taken away again
    await OwnerAlias.filter(folded__in=["青岚大学", "海沐大学深圳分校"]).delete()
    school.name = "青岚理工大学"
    await school.save()
    async with in_transaction() as client:
        await rematch_owners(client, ["青岚大学", "海沐大学深圳分校"])
        await rematch_owners(client, ["青岚大学"])
        assert await client.execute_query_dict(TEMPORARY["sqlite" if "sqlite" in db else "postgres"]) == []

    # then
    assert {row[2] for row in await found(HELD)} == {0}
    assert (await contents())["patent"] == before["patent"]


async def test_an_import_as_of_an_older_day_does_not_bring_an_owner_back(db: str) -> None:
    await institution("青岚大学")
    await push(grant(owners=["海沐公司"]), as_of=FEBRUARY)
    await push(grant(), as_of=JANUARY)
    assert await one("select count(*) from holding") == 0
