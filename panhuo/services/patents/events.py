"""Dated legal events (S48), each stored once, and what follows from them."""

from panhuo.rules.terms import STOCK_DAY
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.facts import valid_at_2023_end
from panhuo.services.patents.sql import Words

DETAIL_AT_MOST = 500
CONCERNED = """p.id in (
  select patent_id from import_changed
  union select m.patent_id from import_patent m join import_row r on r.line = m.line
        where m.is_new and r.events is not null)"""
"""Known patents that changed, and new ones with events."""
SAYS_MORE = """coalesce(length(excluded.detail) > length(e.detail)
  or (length(excluded.detail) = length(e.detail) and excluded.detail > e.detail),
  excluded.detail is not null)"""


def last_turn(words: Words) -> str:
    """Whether it was lapsed or restored when 2023 ended. Of one day's events the restoration is the later."""
    return f"""(select e.kind from {words.table("legal_event")} e
      where e.patent_id = p.id and e.kind in ('LAPSE', 'RESTORATION') and e.date <= '{STOCK_DAY}'
      order by e.date desc, e.kind desc limit 1)"""


def last_lapse(words: Words) -> str:
    events = words.table("legal_event")
    return f"(select max(e.date) from {events} e where e.patent_id = p.id and e.kind = 'LAPSE')"


def told(words: Words) -> str:
    """The events of the round's rows as (patent_id, is_new, kind, date, detail, as_of)."""
    return f"""(
      select m.patent_id, m.is_new, {words.part("o", 0)} as kind, {words.date(words.part("o", 1))} as date,
             substr({words.part("o", 2)}, 1, {DETAIL_AT_MOST}) as detail, r.as_of
      from import_patent m join import_row r on r.line = m.line cross join {words.each("r.events", "o")}
      where r.events is not null)"""


async def write_events(bulk: Bulk, words: Words) -> None:
    """New events; then the state at the end of 2023 that follows from them."""
    if await bulk.rows("select 1 from import_row where events is not null limit 1"):
        await add_events(bulk, words)
    if await bulk.rows(f"select 1 from {words.table('patent')} p where {CONCERNED} limit 1"):
        await draw_conclusions(bulk, words)


async def add_events(bulk: Bulk, words: Words) -> None:
    """An event told again is since when it was first told, in the words that say more."""
    events = words.table("legal_event")
    unknown = f"""not exists (select 1 from {events} e
      where e.patent_id = t.patent_id and e.kind = t.kind and e.date = t.date)"""
    await bulk.run(f"""
      insert into import_licensed select distinct t.patent_id from {told(words)} t
      where t.kind = 'LICENCE' and {unknown} on conflict (patent_id) do nothing""")
    await bulk.run(f"""
      insert into import_changed select distinct t.patent_id from {told(words)} t
      where not t.is_new and {unknown} on conflict (patent_id) do nothing""")
    await bulk.run(f"""
      insert into {events} as e (patent_id, kind, date, detail, as_of)
      select t.patent_id, t.kind, t.date, t.detail, t.as_of from {told(words)} t where true
      on conflict (patent_id, kind, date) do update set
        as_of = case when excluded.as_of < e.as_of then excluded.as_of else e.as_of end,
        detail = case when {SAYS_MORE} then excluded.detail else e.detail end
      where {SAYS_MORE} or excluded.as_of < e.as_of""")


async def draw_conclusions(bulk: Bulk, words: Words) -> None:
    valid = valid_at_2023_end("p", last_turn(words), last_lapse(words))
    await bulk.run(f"""
      update {words.table("patent")} as p set valid_at_2023_end = {valid}
      where {CONCERNED} and {words.differ("p.valid_at_2023_end", f"({valid})")}""")
