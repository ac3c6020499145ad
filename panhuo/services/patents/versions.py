"""Whose view of the library a transaction changes: noted as it goes, raised last, told at the commit.

Exactly those hear of a change who can read it. A patent counts for the units it stands at and for its
confirmed inventors, before and after, and for the whole library.
"""

from datetime import date

from panhuo.clock import now_ms
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.sql import Columns
from panhuo.signals import library_topic, signal

REACHED: Columns = {"kind": "text", "key": "bigint"}
"""`import_reached`: the rows of `data_version` to raise."""

RESTATED = "select patent_id from import_patent where not is_new and (facts_new or as_of_new)"
"""Known patents of which a round changes what can be read, were it only the date of the data."""
TARGETS = "select patent_id from import_target"
KNOWN_TARGETS = f"{TARGETS} where not is_new"


async def note_reached(bulk: Bulk, patents: str) -> None:
    """Note who reads these patents, as they stand now; `patents` selects their ids."""
    await bulk.run(f"""
      insert into import_reached (kind, key)
      with c as ({patents}),
           h as (select distinct h.institution_id, h.branch_id, h.unit_id
                 from c join holding h on h.patent_id = c.patent_id)
      select 'LIBRARY', 0 from c
      union select 'UNIT', institution_id from h
      union select 'UNIT', branch_id from h where branch_id is not null
      union select 'UNIT', unit_id from h where unit_id is not null
      union select 'INVENTOR', i.user_id from c join patent_inventor i on i.patent_id = c.patent_id
            where i.match = 'CONFIRMED' and i.user_id is not null
      on conflict (kind, key) do nothing""")


async def raise_versions(bulk: Bulk, as_of: date | None = None) -> None:
    """Raise the versions of everybody noted, and wake them. Call it last in the transaction."""
    day = "null" if as_of is None else f"'{as_of.isoformat()}'"
    await bulk.run(f"""
      insert into data_version (kind, key, version, as_of, changed_at)
      select kind, key, 1, {day}, {now_ms()} from import_reached where true order by kind, key
      on conflict (kind, key) do update set
        version = data_version.version + 1, as_of = excluded.as_of, changed_at = excluded.changed_at""")
    await signal(bulk.run, await topics(bulk))


async def topics(bulk: Bulk) -> list[str]:
    """One for each institution with somebody who was noted, one for the whole library."""
    rows = await bulk.rows("""
      select u.institution_id from import_reached r join org_unit u on u.id = r.key where r.kind = 'UNIT'
      union select a.institution_id from import_reached r join user_account a on a.id = r.key
            where r.kind = 'INVENTOR' and a.institution_id is not null
      union select null from import_reached where kind = 'LIBRARY'""")
    return sorted(library_topic(row[0]) for row in rows)
