"""The text index of each database takes our tokens as they are.

SQLite: every character outside ASCII belongs to a token. unicode61 knows the letters of one Unicode version only;
Chinese characters that came later, and stand in names, would be gaps.
PostgreSQL: vectors are not compressed, which costs a third of writing them and saves nothing.
"""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

STATEMENTS = {
    "sqlite": (
        "alter table patent_text rename to patent_text_before",
        "create virtual table patent_text using fts5 (tokens, tokenize = 'ascii', columnsize = 0)",
        "insert into patent_text (rowid, tokens) select rowid, tokens from patent_text_before",
        "drop table patent_text_before",
    ),
    "postgres": ("alter table patent_text alter column tokens set storage external",),
}


async def change_text_index(apps: Any, editor: Any) -> None:
    dialect = "sqlite" if editor.client.capabilities.dialect == "sqlite" else "postgres"
    for statement in STATEMENTS[dialect]:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0002_indexes_and_text_search")]

    operations = [ops.RunPython(change_text_index)]
