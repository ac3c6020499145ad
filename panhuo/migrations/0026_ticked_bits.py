"""What dossiers have ticked, a bit each beside what lists read: `dashboard` counts it without the choices."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

STATUS = (
    *("NOT_IMPLEMENTED", "LICENSED", "ASSIGNED", "SELF_INDUSTRIALISED", "EVALUATION_REPORT", "TO_BE_ABANDONED"),
    *("OWNERSHIP_DISPUTE", "UNSUITABLE", "CUSTOM"),
)
WILLINGNESS = ("TO_LICENSE", "TO_ASSIGN", "TO_APPLY")
SINGLE = (
    "ux_dossier_single on dossier (institution_id, patent_id) include (submitted, filer_id, state, rating,"
    " maturity, content_id, draft_id, fiscal_funding, status_bits, willingness_bits)"
    " where kind = 'SINGLE' and base_id is null"
)
"""As 0024 made it, and more; PostgreSQL alone has INCLUDE."""


def ticked(kind: str, options: tuple[str, ...]) -> str:
    """The bits of what the version has ticked that a dossier's columns follow."""
    bits = " + ".join(
        f"max(case c.first_level when '{option}' then {1 << place} else 0 end)"
        for place, option in enumerate(options)
    )
    return (
        f"coalesce((select {bits} from dossier_choice c"
        f" where c.version_id = coalesce(dossier.content_id, dossier.draft_id) and c.kind = '{kind}'), 0)"
    )


async def fill(apps: Any, editor: Any) -> None:
    client = editor.client
    await client.execute_script(
        f"update dossier set status_bits = {ticked('STATUS', STATUS)},"
        f" willingness_bits = {ticked('WILLINGNESS', WILLINGNESS)}"
    )
    if client.capabilities.dialect != "sqlite":
        await client.execute_script("drop index ux_dossier_single")
        await client.execute_script(f"create unique index {SINGLE}")


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0025_enterprise_applications")]

    operations = [
        ops.AddField(model_name="Dossier", name="status_bits", field=fields.IntField(db_default=0)),
        ops.AddField(model_name="Dossier", name="willingness_bits", field=fields.IntField(db_default=0)),
        ops.RunPython(fill),
    ]
