"""Indexes that hold what the nation's lists and figures ask of a patent, and the showcase of a dossier.

So they read no rows: beside a row of a patent stands its abstract, six times as much to read as its index.
"""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

ASKED = (
    "type, legal_status, valid_at_2023_end, co_owned, filing_state, institution_id, branch_id, unit_id, main_ipc,"
    " main_industry, main_strategic_industry, application_sort"
)
HELD = (
    "type, legal_status, valid_at_2023_end, co_owned, filing_state, current, rank, branch_id, unit_id, main_ipc,"
    " main_industry, main_strategic_industry, application_sort"
)
"""Of an institution's holdings, as 0024 has it for PostgreSQL."""
SHOWN = "open_showcase, kind"
INDEXES = {
    "postgres": {
        "ix_patent_grant": f"patent (grant_sort desc, id desc) include ({ASKED})",
        "ix_dossier_published": f"dossier (registered_sort desc, id desc) include ({SHOWN}) where published",
        "ix_dossier_patent_dossier": "dossier_patent (dossier_id) include (patent_id) where current",
        **{
            f"ix_dossier_evaluated_{scope}": f"dossier ({scope}_id, id) where evaluated"
            for scope in ("institution", "branch", "unit", "filer")
        },
    },
    "sqlite": {
        "ix_holding_institution_grant": f"holding (institution_id, grant_sort desc, patent_id desc, {HELD})",
        "ix_patent_grant": f"patent (grant_sort desc, id desc, {ASKED})",
        "ix_dossier_published": f"dossier (registered_sort desc, id desc, {SHOWN}, published) where published",
    },
}
"""SQLite has no INCLUDE, and reads a partial index alone only where it has the column of its condition."""
DRAFTS = "create index ix_dossier_drafts on dossier (filer_id, version) where not submitted"


async def create_indexes(apps: Any, editor: Any) -> None:
    dialect = "sqlite" if editor.client.capabilities.dialect == "sqlite" else "postgres"
    for name, definition in INDEXES[dialect].items():
        await editor.client.execute_script(f"drop index {name}")
        await editor.client.execute_script(f"create index {name} on {definition}")
    await editor.client.execute_script(DRAFTS)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0026_ticked_bits")]

    operations = [ops.RunPython(create_indexes)]
