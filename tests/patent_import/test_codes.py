"""Codes: pushed by a file, suggested by our table, corrected by a person."""

import pytest

from panhuo.models import PatentCode
from panhuo.rules.vocabulary import CodeKind, CodeSource
from tests.factories import code, institution
from tests.patent_import.records import FEBRUARY, JANUARY, application, counts, found, grant, one, push

pytestmark = pytest.mark.anyio

STRATEGIC = "select code, source, rule from patent_code where kind = 'STRATEGIC_INDUSTRY' order by position"
MAIN = "select main_ipc, main_strategic_industry from patent"


async def test_missing_codes_are_suggested_and_say_by_which_rule(db: str) -> None:
    await push(grant(ipc=["H01M 8/18", "C01B 32/15"]))
    suggested = await found(
        "select kind, source, rule from patent_code where kind <> 'IPC' order by kind, position"
    )
    assert {row[:2] for row in suggested} == {("INDUSTRY", "SUGGESTED"), ("STRATEGIC_INDUSTRY", "SUGGESTED")}
    assert all(rule and rule[0] in "HC" for _, _, rule in suggested)
    assert await one("select main_industry from patent") is not None


async def test_pushed_codes_replace_suggestions_and_are_not_replaced_by_them(db: str) -> None:
    # given
    await push(grant())
    assert (await found(STRATEGIC))[0][1] == "SUGGESTED"

    # when
    report = await push(grant(strategic_industries=["3.6", "3.5"]), as_of=FEBRUARY)

    # then
    assert counts(report) == (0, 1, 0)
    assert await found(STRATEGIC) == [("3.6", "PUSHED", None), ("3.5", "PUSHED", None)]
    assert (await found(MAIN))[0][1] == "3.6"

    # when
    report = await push(grant(ipc=["H01M 8/18", "C01B 32/15"]), as_of=FEBRUARY)

    # then
    assert counts(report) == (0, 0, 1)
    assert len(await found(STRATEGIC)) == 2


async def test_an_older_file_does_not_change_pushed_codes(db: str) -> None:
    await push(grant(strategic_industries=["3.6"]), as_of=FEBRUARY)
    report = await push(grant(strategic_industries=["1.1"]), as_of=JANUARY)
    assert (counts(report), await found(STRATEGIC)) == ((0, 0, 1), [("3.6", "PUSHED", None)])


async def test_the_grants_ipc_stands_against_a_newer_application(db: str) -> None:
    await push(grant(), as_of=JANUARY)
    await push(application(ipc=["A01B 1/00"]), as_of=FEBRUARY)
    assert (await found(MAIN))[0][0] == "H01M 8/18"


async def test_new_ipc_codes_bring_new_suggestions(db: str) -> None:
    await institution("青岚大学")
    await push(grant())
    await push(grant(ipc=["A01B 1/00"]), as_of=FEBRUARY)
    assert await found("select code from patent_code where kind = 'IPC'") == [("A01B 1/00",)]
    assert [row[2] for row in await found(STRATEGIC)] == ["A01B"]
    assert await found("select main_ipc, main_strategic_industry from holding") == await found(MAIN)


async def test_what_a_person_corrected_is_never_overwritten(db: str) -> None:
    # given
    await push(grant(strategic_industries=["3.6"]))
    await PatentCode.filter(kind=CodeKind.STRATEGIC_INDUSTRY).update(code="7.1", source=CodeSource.CORRECTED)

    # when
    await push(grant(strategic_industries=["1.1", "1.2"], industries=["C3521"]), as_of=FEBRUARY)

    # then
    assert await found(STRATEGIC) == [("7.1", "CORRECTED", None)]
    assert await one("select code from patent_code where kind = 'INDUSTRY'") == "C3521"


@pytest.mark.req("S183")
async def test_titles_are_resolved_and_unknown_ones_warned_of(db: str) -> None:
    # given
    await code(CodeKind.STRATEGIC_INDUSTRY, "9.9", "本地补充产业")

    # when
    report = await push(
        grant(1, strategic_industries=["前沿新材料", "本地补充产业", "1.5"]),
        grant(2, strategic_industries=["闻所未闻产业"]),
    )

    # then
    assert report.warnings == 1
    pushed = "select code from patent_code where kind = 'STRATEGIC_INDUSTRY' and source = 'PUSHED'"
    assert await found(f"{pushed} order by position") == [("3.6",), ("9.9",), ("1.5",)]
