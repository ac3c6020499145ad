"""Accounts proposed as inventors by their names: proposals decide nothing, and what was decided stays (S191).

A match *stands* while the patent names the account as far as one can tell. Of what does not stand its account
reads nothing: another took the only place of that name, the institution sold the patent, the name went.
"""

from panhuo.clock import now_ms
from panhuo.rules.vocabulary import NoticeKind
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.sql import Words
from panhuo.signals import notices_topic, signal

NAMED = """
  from import_target t
  join patent_inventor v on v.patent_id = t.patent_id and v.match <> 'CONFIRMED'
  join holding h on h.patent_id = t.patent_id and h.current
  join user_account a on a.institution_id = h.institution_id and a.folded = v.folded and a.active"""
"""Places of inventors nobody is confirmed for, and accounts of their names in the institutions that own."""

STANDS = """
  case when m.state = 'CONFIRMED'
    then exists (select 1 from patent_inventor i where i.patent_id = m.patent_id and i.user_id = m.user_id)
    else exists (
      select 1 from user_account a
      join holding h on h.institution_id = a.institution_id and h.current
      join patent_inventor i on i.patent_id = h.patent_id and i.folded = a.folded and i.match <> 'CONFIRMED'
      where a.id = m.user_id and h.patent_id = m.patent_id) end"""


async def propose(bulk: Bulk, words: Words) -> None:
    """Bring the matches of the targets in line with their inventors and holders, and tell whom it concerns.

    Call it while nobody else imports, since it takes for new what has a higher number.
    """
    [(last,)] = await bulk.rows("select coalesce(max(id), 0) from inventor_match")
    if await bulk.rows("select 1 from import_target where not is_new limit 1"):
        await bulk.run(f"""
          update inventor_match as m set standing = c.standing
          from (select m.id, {STANDS} as standing
                from import_target t join inventor_match m on m.patent_id = t.patent_id
                where not t.is_new {words.fence}) c
          where m.id = c.id and {words.differ("m.standing", "c.standing")}""")
    await bulk.run(f"""
      insert into inventor_match (patent_id, user_id, changed_at)
      select distinct t.patent_id, a.id, {now_ms()} {NAMED} where true
      on conflict (patent_id, user_id) do nothing""")
    await tell(bulk, words, int(last))


async def tell(bulk: Bulk, words: Words, last: int) -> None:
    """One notice to each account with a new proposal, unless it has not read an earlier one yet."""
    kind = NoticeKind.MATCH_PROPOSED.value
    told = await bulk.rows(f"""
      insert into notice (user_id, kind, subject_type, subject_id, words, created_at)
      select n.user_id, '{kind}', 'InventorMatch', n.first, {words.object("patent", "p.title")}, {now_ms()}
      from (select user_id, min(id) as first from inventor_match where id > {last} group by user_id) n
      join inventor_match m on m.id = n.first join patent p on p.id = m.patent_id
      where not exists (
        select 1 from notice o where o.user_id = n.user_id and o.kind = '{kind}' and o.read_at is null)
      returning user_id""")
    await signal(bulk.run, sorted(notices_topic(row[0]) for row in told))
