"""`panhuo import-patents`: counts and a row report out; coded errors and exit code 1 where it fails."""

import asyncio
import csv
import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from panhuo.commands.import_patents import import_patents
from panhuo.db import connection, database
from tests.factories import institution
from tests.patent_import.records import number

app = typer.Typer()
app.command()(import_patents)

HEADINGS = (
    "申请号",
    "公开(公告)号",
    "标题",
    "[标]当前申请(专利权)人",
    "发明人",
    "申请日",
    "授权日",
    "IPC分类号",
    "简单法律状态",
)


def line(serial: int, title: str = "一种方法", owners: str = "青岚大学", **cells: str) -> dict[str, str]:
    return (
        dict(
            zip(
                HEADINGS,
                (
                    f"CN{number(serial)}",
                    f"CN1{serial:08d}B",
                    title,
                    owners,
                    "陈一 | 李二",
                    "2019-03-01",
                    "2021-05-04",
                    "H01M8/18 | C01B32/15",
                    "有效",
                ),
                strict=True,
            )
        )
        | cells
    )


def written(path: Path, lines: Sequence[dict[str, str]], headings: Sequence[str] = HEADINGS) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, headings, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(lines)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def figures(result: Result) -> list[int]:
    """The numbers printed: rows, left out, warnings, created, updated, unchanged."""
    assert result.exit_code == 0, result.output
    rows = [text for text in result.stdout.splitlines() if text.startswith("│")]
    return [int(row.split("│")[2].replace(",", "")) for row in rows]


def in_database(statement: str) -> list[tuple[object, ...]]:
    async def ask() -> list[tuple[object, ...]]:
        async with database():
            return [tuple(row.values()) for row in await connection().execute_query_dict(statement)]

    return asyncio.run(ask())


@pytest.fixture
def school(database_url: str) -> None:
    async def make() -> None:
        async with database():
            await institution("青岚大学")

    asyncio.run(make())


def test_a_file_is_imported_and_again_changes_nothing(school: None, tmp_path: Path) -> None:
    # given
    file = written(
        tmp_path / "push.csv", [line(1), line(2, owners="青岚大学 | 海沐公司"), line(3, owners="某公司")]
    )

    # when
    first, second = run(file, "--as-of", "2025-01-31"), run(file, "--as-of", "2025-01-31")

    # then
    assert figures(first) == [3, 0, 0, 3, 0, 0]
    assert figures(second) == [3, 0, 0, 0, 0, 3]
    assert in_database("select count(*) from holding") == [(2,)]
    assert [str(row[0]) for row in in_database("select distinct as_of from patent")] == ["2025-01-31"]


def test_wrong_rows_are_left_out_and_reported(school: None, tmp_path: Path) -> None:
    # given
    wrong = line(2) | {"申请号": "CN201910000002.9", "标题": '=HYPERLINK("x")'}
    file = written(tmp_path / "push.csv", [line(1), wrong, line(3) | {"标题": ""}])

    # when
    result = run(file)

    # then
    assert figures(result)[:4] == [3, 2, 0, 1]
    with (tmp_path / "push.csv.report.csv").open(encoding="utf-8-sig", newline="") as report:
        rows = list(csv.reader(report))
    assert [row[:3] for row in rows] == [
        ["row", "column", "code"],
        ["3", "申请号", "APPLICATION_NUMBER_CHECK_DIGIT"],
        ["4", "标题", "CELL_REQUIRED"],
    ]
    assert rows[1][4] == "no"
    assert "push.csv.report.csv" in result.stdout.replace("\n", "")


def test_a_heading_can_be_mapped_and_the_report_placed(school: None, tmp_path: Path) -> None:
    headings = ("我的标题" if heading == "标题" else heading for heading in HEADINGS)
    file = written(tmp_path / "own.csv", [line(1) | {"我的标题": "自有名称"}], tuple(headings))
    result = run(file, "--map", "我的标题=title", "--report", tmp_path / "issues.csv")
    assert figures(result)[3] == 1
    assert in_database("select title from patent") == [("自有名称",)]
    assert sorted(path.name for path in tmp_path.glob("*.csv*") if path != file) == ["issues.csv"]


def test_a_packed_file_is_read(school: None, tmp_path: Path) -> None:
    file = written(tmp_path / "push.csv", [line(1)])
    packed = tmp_path / "push.csv.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert figures(run(packed))[3] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("missing.csv",), "SHEET_NOT_FOUND"),
        (("text.md",), "SHEET_WRONG_TYPE"),
        (("headless.csv",), "SHEET_HEADINGS_MISSING"),
        (("torn.csv",), "SHEET_DAMAGED"),
        (("good.csv", "--map", "标题"), "SHEET_MAPPING_INVALID"),
        (("good.csv", "--as-of", "2999-01-01"), "INVALID_VALUE"),
        (("good.csv", "--report", "nowhere/at/all.csv"), "INVALID_VALUE"),
    ],
)
def test_a_bad_file_is_a_coded_error_and_changes_nothing(
    school: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: str
) -> None:
    # given
    monkeypatch.chdir(tmp_path)
    written(Path("good.csv"), [line(1)])
    Path("text.md").write_text("# text")
    Path("headless.csv").write_text("a,b\n1,2\n")
    good = Path("good.csv").read_text(encoding="utf-8-sig")
    Path("torn.csv").write_text(f'{good}CN{number(2)},"never closed\n')
    before = {path.name for path in tmp_path.iterdir()}

    # when
    result = run(*arguments)

    # then
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert result.stderr.strip().startswith(f"{code}: ")
    assert "Traceback" not in result.output
    assert in_database("select (select count(*) from patent) + (select count(*) from push)") == [(0,)]
    assert {path.name for path in tmp_path.iterdir()} == before


def test_a_database_that_is_away_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, school: None
) -> None:
    from panhuo.settings import get_settings

    monkeypatch.setenv("PANHUO_DATABASE_URL", "postgres://postgres@127.0.0.1:1/none")
    get_settings.cache_clear()
    result = run(written(tmp_path / "good.csv", [line(1)]))
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert list(tmp_path.glob("*report*")) == []
