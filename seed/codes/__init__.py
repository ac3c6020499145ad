"""The built-in code tables as files `code,title,parent`, and how they get into the database."""

from collections.abc import Iterator, Mapping

from tortoise.transactions import in_transaction

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.rules.code_table import BUILTIN, CONCORDANCES, TREES, CodeEntry, CodeTable
from panhuo.rules.vocabulary import CodeKind
from panhuo.services.code_tables.checking import Checked
from panhuo.services.code_tables.editions import edition_in_force
from panhuo.services.code_tables.loading import compared, put_in_force
from seed.labels import builtin_rules
from seed.tables import lines_of

FILES: Mapping[CodeKind, str] = {
    CodeKind.INDUSTRY: "industries.csv",
    CodeKind.STRATEGIC_INDUSTRY: "strategic_industries.csv",
    CodeKind.IPC: "ipc.csv",
    CodeKind.REGION: "regions.csv",
}
"""GB/T 4754-2017 to divisions; 战略性新兴产业分类（2018） to the second level; IPC to subclasses; GB/T 2260
to prefectures."""


def builtin_codes() -> Iterator[CodeEntry]:
    """Every entry of the built-in tables, parents before their children."""
    for kind in FILES:
        yield from code_table(kind)


def code_table(kind: CodeKind) -> Iterator[CodeEntry]:
    """One built-in table. Raises KeyError where a line names a parent that did not come before it."""
    levels = {"": 0}
    for line in lines_of(f"codes/{FILES[kind]}"):
        levels[line["code"]] = level = levels[line["parent"]] + 1
        yield CodeEntry(kind, line["code"], line["title"], level, line["parent"] or None)


async def load_codes() -> int:
    """Put the built-in editions in force, in one transaction; how many codes were new or different.

    A table of which another edition is in force is left alone.
    """
    changed = 0
    async with in_transaction():
        before = await edition_in_force(CodeTable.INDUSTRY_CONCORDANCE)
        for table in CodeTable:
            found = await compared(builtin(table), BUILTIN, None)
            if found.before is None or found.before.name == BUILTIN:
                changed += len(found.difference.changes) if table in TREES else 0
                await put_in_force(found, None)
        if not before:
            await run(FOLLOWED, now_ms())
    return changed


FOLLOWED = "update code_edition set labelled_at = $1 where code_table like '%CONCORDANCE' and in_force"
"""Before there were editions, patents were labelled by the built-in rules."""


def builtin(table: CodeTable) -> Checked:
    """What the program brings of a table."""
    if (kind := TREES.get(table)) is not None:
        entries = list(code_table(kind))
        return Checked(table, len(entries), entries=entries)
    rules = {prefix: list(codes) for prefix, codes in builtin_rules()[CONCORDANCES[table]].items()}
    return Checked(table, len(rules), rules=rules)
