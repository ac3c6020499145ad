"""SQLite's text index reads tokens as we write them: every character outside ASCII belongs to a token.

unicode61 knows the letters of one Unicode version only; later Chinese characters, found in names, would be gaps.
"""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

SQLITE = (
    "alter table patent_text rename to patent_text_before",
    "create virtual table patent_text using fts5 (tokens, tokenize = 'ascii', columnsize = 0)",
    "insert into patent_text (rowid, tokens) select rowid, tokens from patent_text_before",
    "drop table patent_text_before",
)


async def change_tokenizer(apps: Any, editor: Any) -> None:
    if editor.client.capabilities.dialect == "sqlite":
        for statement in SQLITE:
            await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0002_indexes_and_text_search")]

    operations = [ops.RunPython(change_tokenizer)]
