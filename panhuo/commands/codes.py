"""`panhuo codes`: the editions of code tables and concordances, and labelling by them."""

from enum import StrEnum
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tortoise.transactions import in_transaction

from panhuo.commands.database import run_in_database
from panhuo.commands.failures import CommandFailed
from panhuo.rules.code_table import CodeTable
from panhuo.services.code_tables.loading import Candidate, candidate, put_in_force
from panhuo.services.code_tables.relabelling import Relabelled, relabel, relabel_behind
from seed.codes import load_codes

SHOWN = 20
"""Issues and changes on the terminal; the counts say how many there are."""
FIGURES = {
    "rows": "Rows 行数",
    "codes": "Codes or rules 条目",
    "invalid": "Faulty rows 有误",
    "warnings": "Warnings 警告",
    "added": "Added 新增",
    "retitled": "Retitled 更名",
    "moved": "Moved 调整上级",
    "restored": "Restored 恢复",
    "retired": "Retired 停用",
    "changed": "Changed 变更",
    "dropped": "Dropped 删除",
}
out, err = Console(), Console(stderr=True)


class TableName(StrEnum):
    """The tables as a command names them."""

    INDUSTRY = "industry"
    STRATEGIC = "strategic"
    IPC = "ipc"
    REGION = "region"
    INDUSTRY_CONCORDANCE = "industry-concordance"
    STRATEGIC_CONCORDANCE = "strategic-concordance"

    @property
    def table(self) -> CodeTable:
        return CodeTable.STRATEGIC_INDUSTRY if self is TableName.STRATEGIC else CodeTable[self.name]


def load(file: Path, name: TableName, edition: str | None, check: bool) -> None:
    """Compare a file with what is in force, show it, and unless only that was asked for put it in force.

    Raises CommandFailed where rows cannot be taken; nothing is written then.
    """
    found = run_in_database(load_edition(file, name.table, edition, check))
    if found.checked.faulty:
        raise CommandFailed(f"Nothing was loaded: {found.checked.faulty:,} rows are faulty. 未导入任何内容。")


async def load_edition(file: Path, table: CodeTable, edition: str | None, check: bool) -> Candidate:
    found = await candidate(file, file.name, table, edition)
    show(found)
    if check or found.checked.faulty:
        return found
    async with in_transaction():
        await put_in_force(found, None)
    out.print("In force. 已生效。" if found.changes else "Nothing changed. 无变化。")
    await follow()
    return found


def show(found: Candidate) -> None:
    for issue in islice(found.checked.issues, SHOWN):
        err.print(f"#{issue.row} {issue.column or ''} {issue.code}: {issue.message}", markup=False)
    for change in islice(found.difference.changes, SHOWN):
        out.print(" ".join((change.change, change.code, change.before, "→", change.after)), markup=False)
    table = Table(show_header=False)
    for name, count in found.figures().items():
        table.add_row(FIGURES[name], f"{count:,}")
    out.print(table)


async def follow() -> None:
    """Label patents anew where suggestions do not follow the concordances in force yet."""
    if done := await relabel_behind():
        told(done)


async def label_all() -> None:
    told(await relabel())


def told(done: Relabelled) -> None:
    out.print(f"{done.patents:,} patents looked at, {done.changed:,} labelled anew. 重新标引完成。")


def relabel_patents() -> None:
    """Label patents anew by the concordances in force."""
    run_in_database(label_all())


def load_builtin() -> None:
    """Put the built-in editions in force where no other edition is."""

    async def work() -> None:
        out.print(f"{await load_codes()} codes new or corrected.")
        await follow()

    run_in_database(work())
