"""Indexes that hold what lists and head figures of an institution ask of each row, so that they read no rows."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

ADMINS = "'INSTITUTION_ADMIN', 'COLLEGE_ADMIN', 'BRANCH_ADMIN', 'BRANCH_COLLEGE_ADMIN'"
HOLDING = "type, legal_status, valid_at_2023_end, co_owned, filing_state, current, rank, branch_id, unit_id"
DOSSIER = "submitted, filer_id, state, base_id, kind"
COVERING = {
    "ix_holding_institution_grant": f"holding (institution_id, grant_sort desc, patent_id desc) include ({HOLDING})",
    "ix_dossier_institution_registered": (
        f"dossier (institution_id, registered_sort desc, id desc) include ({DOSSIER})"
    ),
    "ix_dossier_institution_updated": f"dossier (institution_id, updated_at desc, id desc) include ({DOSSIER})",
    "ix_dossier_filer_updated": (
        "dossier (filer_id, updated_at desc, id desc) include (institution_id, submitted, state, base_id, kind)"
    ),
    "ix_dossier_pending": (
        "dossier (institution_id, waiting_since, id) include (step_unit_id, submitted, filer_id)"
        " where state = 'PENDING'"
    ),
    # the institution first: it also finds all of an institution's
    "ux_dossier_single": (
        "dossier (institution_id, patent_id)"
        " include (submitted, filer_id, state, rating, maturity, content_id, draft_id)"
        " where kind = 'SINGLE' and base_id is null"
    ),
}
"""PostgreSQL alone has INCLUDE; the others keep what 0002 and 0012 made."""
FURTHER = (
    "create index ix_legal_event_kind on legal_event (kind, date, patent_id)",
    "create index ix_dossier_portfolio on dossier (institution_id, state, id)"
    " where kind = 'PORTFOLIO' and base_id is null",
    f"create index ix_user_admin on user_account (unit_id) where active and role in ({ADMINS})",
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
    dependencies = [("panhuo", "0016_job_rows")]

    operations = [ops.RunPython(create_indexes)]
