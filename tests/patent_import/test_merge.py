"""One patent, several publications and several files: which facts stand."""

from datetime import date

import pytest

from panhuo.rules.vocabulary import LegalStatus
from tests.patent_import.records import (
    FEBRUARY,
    JANUARY,
    MARCH,
    application,
    contents,
    counts,
    found,
    grant,
    one,
    push,
)

pytestmark = pytest.mark.anyio

FACTS = "select title, publication_number, legal_status, abstract, agency from patent"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("files", [1, 2])
async def test_the_grant_wins_over_the_application(db: str, turned: bool, files: int) -> None:
    # given
    records = [application(abstract="申请时的摘要", agency="甲代理"), grant(abstract=None, agency="乙代理")]
    records = records[::-1] if turned else records

    # when
    if files == 1:
        report = await push(*records)
    else:
        await push(records[0])
        report = await push(records[1])

    # then
    assert await found(FACTS) == [("一种基站散热方法", "CN100000001B", "VALID", "申请时的摘要", "乙代理")]
    assert sum(counts(report)) == 1
    again = await push(*records)
    assert counts(again) == (0, 0, 1)


async def test_newer_facts_win_and_older_files_fill_gaps(db: str) -> None:
    # given
    await push(grant(owners=["甲"], agency=None, address="新地址"), as_of=FEBRUARY)

    # when an older file comes
    report = await push(grant(owners=["乙"], agency="代理", address="旧地址", title="旧名称"), as_of=JANUARY)

    # then
    assert counts(report) == (0, 1, 0)
    facts = "select owner_names, agency, address, title, as_of from patent"
    assert (await found(facts))[0][:4] == ('["甲"]', "代理", "新地址", "一种基站散热方法")
    assert str(await one("select as_of from patent")) == str(FEBRUARY)

    # when a newer one comes
    report = await push(grant(owners=["丙"], agency=None, address="再新地址"), as_of=MARCH)

    # then
    assert counts(report) == (0, 1, 0)
    assert (await found(facts))[0][:3] == ('["丙"]', "代理", "再新地址")


async def test_a_newer_application_brings_facts_but_does_not_undo_the_grant(db: str) -> None:
    await push(grant(), as_of=JANUARY)
    await push(application(owners=["新权利人"]), as_of=FEBRUARY)
    assert await found("select title, publication_number, legal_status, owner_names from patent") == [
        ("一种基站散热方法", "CN100000001B", "VALID", '["新权利人"]')
    ]


async def test_a_corrected_file_of_the_same_day_corrects(db: str) -> None:
    await push(grant(title="错误名称"))
    assert counts(await push(grant())) == (0, 1, 0)
    assert await one("select title from patent") == "一种基站散热方法"


async def test_a_newer_date_alone_is_no_update_but_is_kept(db: str) -> None:
    await push(grant(), as_of=JANUARY)
    assert counts(await push(grant(), as_of=FEBRUARY)) == (0, 0, 1)
    assert str(await one("select as_of from patent")) == str(FEBRUARY)


async def test_the_rows_own_date_goes_before_the_files(db: str) -> None:
    await push(grant(1, as_of=date(2024, 12, 1)), grant(2))
    assert [str(row[0]) for row in await found("select as_of from patent order by application_number")] == [
        "2024-12-01",
        str(JANUARY),
    ]


async def test_of_equal_rows_in_one_file_the_first_stays(db: str) -> None:
    twice = [grant(title="先出现"), grant(title="后出现", agency="代理")]
    assert counts(await push(*twice)) == (1, 0, 0)
    before = await contents()
    assert counts(await push(*twice)) == (0, 0, 1)
    assert await contents() == before
    assert await found("select title, agency from patent") == [("先出现", "代理")]


async def test_merged_texts_are_searched_as_merged(db: str) -> None:
    from tests.search.index import search

    await push(grant(abstract=None), as_of=FEBRUARY)
    await push(grant(abstract="独特的冷却通道", title="旧名称"), as_of=JANUARY)
    assert len(await search("冷却")) == len(await search("基站散热")) == 1
    assert await search("旧名") == set()


async def test_a_restored_patent_has_no_lapse_date(db: str) -> None:
    await push(grant(legal_status=LegalStatus.LAPSED, lapse_date=date(2024, 5, 4)), as_of=JANUARY)
    await push(grant(), as_of=FEBRUARY)
    assert await found("select legal_status, lapse_date from patent") == [("VALID", None)]
