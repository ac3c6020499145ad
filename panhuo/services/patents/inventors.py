"""Inventors in order. Who was confirmed to be one of them stays so under a new list (S191)."""

from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.sql import Words

NEW_LISTS = "select patent_id from import_patent where inventors_new and not is_new"


async def write_inventors(bulk: Bulk, words: Words, anything_known: bool) -> None:
    """Replace the inventors of patents whose list of inventors is new.

    A name that comes back is again the account that was confirmed for it; of namesakes each in its turn.
    """
    if anything_known:
        await bulk.run(f"delete from patent_inventor where patent_id in ({NEW_LISTS})")
        await bulk.run(f"""
          insert into patent_inventor (patent_id, position, name, folded, user_id, match)
          select t.patent_id, t.position, t.name, t.folded, d.user_id,
                 case when d.user_id is null then 'NONE' else 'CONFIRMED' end
          from (select l.*, row_number() over (partition by patent_id, folded order by position) as nth
                from ({listed(words, "not m.is_new")}) l) t
          left join inventor_match d
            on d.patent_id = t.patent_id and d.folded = t.folded and d.nth = t.nth""")
    await bulk.run(f"""
      insert into patent_inventor (patent_id, position, name, folded)
      {listed(words, "m.is_new")}""")


def listed(words: Words, which: str) -> str:
    return f"""
      select m.patent_id as patent_id, {words.place("o")} as position, {words.part("o", 0)} as name,
             {words.part("o", 1)} as folded
      from import_patent m join import_row r on r.line = m.line cross join {words.each("r.inventors", "o")}
      where m.inventors_new and {which}"""
