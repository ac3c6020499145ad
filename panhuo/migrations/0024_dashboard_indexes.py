"""Indexes that hold what the tables of the dashboard ask of an institution's rows, so that they read no rows."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

HOLDING = "type, legal_status, valid_at_2023_end, co_owned, filing_state, current, rank, branch_id, unit_id"
CODES = "main_ipc, main_industry, main_strategic_industry, application_sort"
COVERING = {
    "ix_holding_institution_grant": (
        f"holding (institution_id, grant_sort desc, patent_id desc) include ({HOLDING}, {CODES})"
    ),
    "ux_dossier_single": (
        "dossier (institution_id, patent_id)"
        " include (submitted, filer_id, state, rating, maturity, content_id, draft_id, fiscal_funding)"
        " where kind = 'SINGLE' and base_id is null"
    ),
}
"""As 0017 made them, and more; PostgreSQL alone has INCLUDE."""
FURTHER = (
    "create index ix_patent_inventor_name on patent_inventor (patent_id, name)",
    "create index ix_dossier_choice_ticked on dossier_choice (version_id, kind, first_level)",
)


async def create_indexes(apps: Any, editor: Any) -> None:
    client = editor.client
    if client.capabilities.dialect != "sqlite":
        for name, definition in COVERING.items():
            unique = "unique " if name.startswith("ux") else ""
            await client.execute_script(f"drop index {name}")
            await client.execute_script(f"create {unique}index {name} on {definition}")
    for statement in FURTHER:
        await client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0023_api_tokens")]

    operations = [ops.RunPython(create_indexes)]
