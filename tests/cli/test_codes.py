"""`panhuo codes load`: what it shows, what it changes, what it refuses."""

import asyncio
from pathlib import Path

from panhuo.db import database
from panhuo.models import Code, CodeEdition, PatentCode
from panhuo.services.patent_import import publish_records
from tests.cli.conftest import Run
from tests.code_tables.files import CONCORDANCE, INDUSTRIES, csv_of
from tests.patent_import.records import grant


def test_a_table_is_shown_then_loaded_and_patents_labelled(
    run: Run, database_url: str, tmp_path: Path
) -> None:
    # given
    table, pairs = tmp_path / "gbt4754.csv", tmp_path / "ipc.csv"
    table.write_bytes(csv_of(INDUSTRIES))
    pairs.write_bytes(csv_of(CONCORDANCE))
    run("codes", "load-builtin")

    async def push() -> None:
        async with database(database_url):
            await publish_records([grant(1, ipc=["H01M 10/0525"])])

    async def state() -> tuple[int, list[str], list[str]]:
        async with database(database_url):
            editions = await CodeEdition.filter(in_force=True, code_table__startswith="INDUSTRY")
            labels = await PatentCode.filter(kind="INDUSTRY").values_list("code", flat=True)
            live = await Code.filter(kind="INDUSTRY", retired=False).count()
            return live, sorted(each.name for each in editions), [*map(str, labels)]

    asyncio.run(push())

    # when
    shown = run("codes", "load", str(table), "--table", "industry", "--check")
    before = asyncio.run(state())
    loaded = run("codes", "load", str(table), "--table", "industry", "--edition", "2017")
    labelled = run("codes", "load", str(pairs), "--table", "industry-concordance")
    again = run("codes", "load", str(pairs), "--table", "industry-concordance")

    # then
    assert shown.exit_code == loaded.exit_code == labelled.exit_code == again.exit_code == 0
    assert "ADDED C3841  → 锂离子电池制造" in shown.output and "In force" not in shown.output
    assert before == (117, ["builtin", "builtin"], ["C38"])
    assert "In force" in loaded.output and "1 patents looked at, 1 labelled anew" in labelled.output
    assert "Nothing changed" in again.output and "labelled" not in again.output
    assert asyncio.run(state()) == (5, ["2017", "ipc"], ["C3841"])
    assert "0 labelled anew" in run("codes", "relabel").output


def test_a_faulty_table_is_not_loaded(run: Run, database_url: str, tmp_path: Path) -> None:
    # given
    table = tmp_path / "table.csv"
    table.write_bytes(csv_of((*INDUSTRIES, ("", "999", "", "", "没有"))))

    # when
    faulty = run("codes", "load", str(table), "--table", "industry")
    unknown = run("codes", "load", str(table), "--table", "trade")
    missing = run("codes", "load", str(tmp_path / "none.csv"), "--table", "ipc")

    # then
    assert (faulty.exit_code, unknown.exit_code, missing.exit_code) == (1, 2, 1)
    assert "#7 代码 CODE_INVALID" in faulty.output or "#7  CODE_INVALID" in faulty.output
    assert "SHEET_NOT_FOUND" in missing.output

    async def count() -> int:
        async with database(database_url):
            return await Code.all().count() + await CodeEdition.all().count()

    assert asyncio.run(count()) == 0
