"""Dated legal events (S48), each stored once, and what follows from them."""

from panhuo.rules.terms import STOCK_DAY
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.facts import valid_at_2023_end
from panhuo.services.patents.sql import Words

DETAIL_AT_MOST = 500

LAST_TURN = f"""(select e.kind from legal_event e
 where e.patent_id = p.id and e.kind in ('LAPSE', 'RESTORATION') and e.date <= '{STOCK_DAY}'
 order by e.date desc, e.kind desc limit 1)"""
"""Whether it was lapsed or restored when 2023 ended. Of one day's events the restoration is the later."""

LAST_LAPSE = "(select max(e.date) from legal_event e where e.patent_id = p.id and e.kind = 'LAPSE')"

CONCERNED = """p.id in (
  select patent_id from import_changed
  union select m.patent_id from import_patent m join import_row r on r.line = m.line
        where m.is_new and r.events is not null)"""
"""Known patents that changed, and new ones with events."""


def told(words: Words) -> str:
    """The events of the round's rows as (patent_id, is_new, kind, date, detail)."""
    return f"""(
      select m.patent_id, m.is_new, {words.part("o", 0)} as kind, {words.date(words.part("o", 1))} as date,
             substr({words.part("o", 2)}, 1, {DETAIL_AT_MOST}) as detail
      from import_patent m join import_row r on r.line = m.line cross join {words.each("r.events", "o")}
      where r.events is not null)"""


async def write_events(bulk: Bulk, words: Words) -> None:
    """New events; then the state at the end of 2023 that follows from them."""
    if await bulk.rows("select 1 from import_row where events is not null limit 1"):
        await add_events(bulk, words)
    if await bulk.rows(f"select 1 from patent p where {CONCERNED} limit 1"):
        await draw_conclusions(bulk, words)


async def add_events(bulk: Bulk, words: Words) -> None:
    await bulk.run(f"""
      insert into import_changed select distinct t.patent_id from {told(words)} t
      where not t.is_new and not exists (
        select 1 from legal_event e where e.patent_id = t.patent_id and e.kind = t.kind and e.date = t.date)
      on conflict (patent_id) do nothing""")
    await bulk.run(f"""
      insert into legal_event (patent_id, kind, date, detail)
      select t.patent_id, t.kind, t.date, t.detail from {told(words)} t where true
      on conflict (patent_id, kind, date) do nothing""")


async def draw_conclusions(bulk: Bulk, words: Words) -> None:
    valid = valid_at_2023_end("p", LAST_TURN, LAST_LAPSE)
    await bulk.run(f"""
      update patent as p set valid_at_2023_end = {valid}
      where {CONCERNED} and {words.differ("p.valid_at_2023_end", f"({valid})")}""")
