"""The built-in code tables."""

import csv
from collections import Counter

import pytest

from panhuo.db import connection
from panhuo.models import Code, CodeEdition
from panhuo.rules.industry import DIVISIONS
from panhuo.rules.vocabulary import CodeKind
from seed.codes import builtin_codes, code_table, load_codes

LEVELS = {
    CodeKind.INDUSTRY: {1: 20, 2: 97},
    CodeKind.STRATEGIC_INDUSTRY: {1: 9, 2: 40},
    CodeKind.IPC: {1: 8, 2: 132, 3: 656},
    CodeKind.REGION: {1: 34, 2: 333},
}
"""What GB/T 4754-2017, 战略性新兴产业分类（2018）, the IPC and GB/T 2260 have."""


@pytest.mark.parametrize("kind", CodeKind)
def test_each_table_is_complete(kind: CodeKind) -> None:
    assert Counter(entry.level for entry in code_table(kind)) == LEVELS[kind]


@pytest.mark.parametrize("kind", CodeKind)
def test_codes_are_unique_and_titles_clean(kind: CodeKind) -> None:
    entries = list(code_table(kind))
    assert len({entry.code for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.title == entry.title.strip("；。 ,;")
        assert entry.title
        assert len(entry.title) <= 300


def test_industries_are_those_the_rules_know() -> None:
    divisions = {entry.code for entry in code_table(CodeKind.INDUSTRY) if entry.level == 2}
    assert divisions == {
        f"{section}{number:02d}" for section, numbers in DIVISIONS.items() for number in numbers
    }


@pytest.mark.parametrize(
    ("kind", "code", "title", "parent"),
    [
        (CodeKind.INDUSTRY, "C39", "计算机、通信和其他电子设备制造业", "C"),
        (CodeKind.STRATEGIC_INDUSTRY, "3.6", "前沿新材料", "3"),
        (CodeKind.IPC, "H01M", "用于直接转变化学能为电能的方法或装置，例如电池组", "H01"),
        (CodeKind.IPC, "H01L", "不包括在大类H10中的半导体器件", "H01"),
        (CodeKind.REGION, "440300", "深圳市", "440000"),
        (CodeKind.REGION, "710000", "台湾省", None),
    ],
)
def test_what_codes_mean(kind: CodeKind, code: str, title: str, parent: str | None) -> None:
    entry = next(entry for entry in code_table(kind) if entry.code == code)
    assert (entry.title, entry.parent_code) == (title, parent)


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
async def test_loading_makes_a_tree_and_a_second_time_changes_nothing() -> None:
    # when
    first, second = await load_codes(), await load_codes()

    # then
    assert (first, second) == (sum(1 for _ in builtin_codes()), 0)
    assert await Code.all().count() == first
    editions = await CodeEdition.all()
    assert {(each.name, each.in_force) for each in editions} == {("builtin", True)} and len(editions) == 6
    orphans = "select count(*) as n from code where (parent_code is null) <> (parent_id is null)"
    misplaced = """
      select count(*) as n from code c join code p on p.id = c.parent_id
      where p.kind <> c.kind or p.code <> c.parent_code or p.level <> c.level - 1"""
    for statement in (orphans, misplaced):
        assert (await connection().execute_query_dict(statement))[0]["n"] == 0


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
async def test_loading_corrects_what_differs_and_keeps_ids() -> None:
    # given
    await load_codes()
    before = await Code.get(kind=CodeKind.IPC, code="H01M")
    await Code.filter(id=before.id).update(title="?", level=7, parent_id=None, parent_code=None)

    # when
    changed = await load_codes()

    # then
    after = await Code.get(kind=CodeKind.IPC, code="H01M")
    assert changed == 2  # retitled, and moved
    assert (after.id, after.title, after.level, after.parent_id) == (
        before.id,
        before.title,
        3,
        before.parent_id,
    )


def test_files_are_plain_csv() -> None:
    """Three columns, no stray spaces: what an editor of these files must keep."""
    from importlib.resources import files

    for name in ("industries.csv", "strategic_industries.csv", "ipc.csv", "regions.csv"):
        lines = list(csv.reader(files("seed.codes").joinpath(name).read_text(encoding="utf-8").splitlines()))
        assert lines[0] == ["code", "title", "parent"]
        assert all(len(line) == 3 and line == [cell.strip() for cell in line] for line in lines)
