"""Matches of accounts and patents get a table: namesakes have one each, and people decide on them."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from panhuo.clock import now_ms
from panhuo.rules.names import fold_name
from panhuo.rules.vocabulary import MatchState

INDEXES = (
    "create index ix_user_institution_name on user_account (institution_id, folded)",
    "create index ix_inventor_match_user on inventor_match (user_id, changed_at desc, id desc)",
    "create index ix_inventor_match_waiting on inventor_match (changed_at desc, id desc) where state = 'CLAIMED'",
    "create unique index ux_inventor_match_place on inventor_match (patent_id, folded, nth) where nth is not null",
)
DECIDED = """
insert into inventor_match (patent_id, user_id, state, folded, nth, changed_at)
select i.patent_id, i.user_id, i.match, case when i.match = 'CONFIRMED' then i.folded end,
       case when i.match = 'CONFIRMED' then i.nth end, {now}
from (select v.*, row_number() over (partition by patent_id, folded order by position) as nth
      from patent_inventor v) i
where i.user_id is not null and i.match in ('PROPOSED', 'CONFIRMED', 'REFUSED')
"""
UNDECIDED = "update patent_inventor set user_id = null, match = 'NONE' where match in ('PROPOSED', 'REFUSED')"
NAMESAKES = """
insert into inventor_match (patent_id, user_id, changed_at)
select distinct v.patent_id, a.id, {now}
from patent_inventor v join holding h on h.patent_id = v.patent_id and h.current
join user_account a on a.institution_id = h.institution_id and a.folded = v.folded and a.active
where v.match = 'NONE'
on conflict (patent_id, user_id) do nothing
"""
"""Of several accounts of a name only one was proposed until now."""
STANDING = """
update inventor_match set standing = false where state <> 'CONFIRMED' and not exists (
  select 1 from user_account a
  join holding h on h.institution_id = a.institution_id and h.current
  join patent_inventor i on i.patent_id = h.patent_id and i.folded = a.folded and i.match <> 'CONFIRMED'
  where a.id = inventor_match.user_id and h.patent_id = inventor_match.patent_id)
"""
NAMES = "select id, name from user_account where institution_id is not null"
FOLD = {"sqlite": "update user_account set folded = ? where id = ?", "postgres": "update user_account set folded = $1 where id = $2"}


async def carry_over(apps: Any, editor: Any) -> None:
    client = editor.client
    dialect = "sqlite" if client.capabilities.dialect == "sqlite" else "postgres"
    names = await client.execute_query_dict(NAMES)
    if names:
        await client.execute_many(FOLD[dialect], [[fold_name(row["name"]), row["id"]] for row in names])
    for statement in (*INDEXES, DECIDED, UNDECIDED, NAMESAKES, STANDING):
        await client.execute_script(statement.format(now=now_ms()))


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0009_accounts")]

    operations = [
        ops.AddField(model_name="User", name="folded", field=fields.CharField(db_default="", max_length=200)),
        ops.CreateModel(
            name="InventorMatch",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("patent", fields.ForeignKeyField("panhuo.Patent", source_field="patent_id", db_constraint=True, to_field="id", related_name="matches", on_delete=OnDelete.CASCADE)),
                ("user", fields.ForeignKeyField("panhuo.User", source_field="user_id", db_constraint=True, to_field="id", related_name="matches", on_delete=OnDelete.CASCADE)),
                ("state", fields.CharEnumField(description="PROPOSED: PROPOSED\nCLAIMED: CLAIMED\nDECLINED: DECLINED\nCONFIRMED: CONFIRMED\nREFUSED: REFUSED", db_default="PROPOSED", enum_type=MatchState, max_length=10)),
                ("standing", fields.BooleanField(db_default=True)),
                ("folded", fields.CharField(null=True, max_length=200)),
                ("nth", fields.IntField(null=True)),
                ("reason", fields.CharField(null=True, max_length=500)),
                ("decided_by", fields.BigIntField(null=True)),
                ("changed_at", fields.BigIntField()),
            ],
            options={"table": "inventor_match", "app": "panhuo", "unique_together": (("patent", "user"),), "pk_attr": "id", "table_description": "An account and a patent that names an inventor of its name: proposed, then decided by people (S191)."},
            bases=["Model"],
        ),
        ops.RunPython(carry_over),
    ]
