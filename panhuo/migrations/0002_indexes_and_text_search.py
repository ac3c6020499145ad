"""What Tortoise cannot say: partial and ordered indexes, and the text index of each database."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

INDEXES = (
    "create index ix_org_unit_parent on org_unit (parent_id, position, id)",
    "create index ix_org_unit_branch on org_unit (branch_id)",
    "create index ix_user_unit on user_account (unit_id)",
    "create index ix_session_user on session (user_id)",
    "create index ix_patent_grant on patent (grant_sort desc, id desc)",
    "create index ix_patent_application on patent (application_sort desc, id desc)",
    "create index ix_patent_registered on patent (registered_sort desc, id desc)",
    "create index ix_patent_institution on patent (institution_id)",
    "create index ix_patent_unit on patent (unit_id)",
    "create index ix_patent_published_grant on patent (grant_sort desc, id desc) where published",
    "create index ix_patent_published_institution on patent (institution_id) where published",
    "create index ix_patent_published_branch on patent (branch_id) where published",
    "create index ix_patent_published_unit on patent (unit_id) where published",
    "create unique index ux_patent_inventor_user on patent_inventor (patent_id, user_id) where user_id is not null",
    "create index ix_patent_inventor_user on patent_inventor (user_id, patent_id) where match = 'CONFIRMED'",
    "create index ix_patent_code on patent_code (kind, code, patent_id)",
    "create index ix_code_parent on code (parent_id, code)",
    *(
        f"create index ix_holding_{scope}_{order} on holding ({scope}_id, {order}_sort desc, patent_id desc)"
        for scope in ("institution", "branch", "unit")
        for order in ("grant", "application", "registered")
    ),
)

TEXT_INDEX = {
    "postgres": (
        "create table patent_text (patent_id bigint primary key references patent (id) on delete cascade, tokens tsvector not null)",
        "create index ix_patent_text on patent_text using gin (tokens)",
    ),
    "sqlite": ("create virtual table patent_text using fts5 (tokens, tokenize = \"unicode61 remove_diacritics 0\")",),
}


async def create_indexes(apps: Any, editor: Any) -> None:
    dialect = "sqlite" if editor.client.capabilities.dialect == "sqlite" else "postgres"
    for statement in (*INDEXES, *TEXT_INDEX[dialect]):
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0001_initial")]

    operations = [ops.RunPython(create_indexes)]
