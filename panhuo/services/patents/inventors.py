"""Inventors in order. Decisions on who they are survive a new list; names only propose accounts (S191)."""

from panhuo.rules.names import fold_name
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.sql import Columns, Words

DECISION: Columns = {
    "patent_id": "bigint",
    "folded": "text",
    "nth": "bigint",
    "user_id": "bigint",
    "match": "text",
}
"""`import_decision`: of patents whose list is new; `nth` tells namesakes on one patent apart."""
ACCOUNT: Columns = {"user_id": "bigint", "institution_id": "bigint", "folded": "text"}
"""`import_account`: active accounts of institutions that hold patents of this import."""
ACCOUNTS_AT_ONCE = 20_000

NEW_LISTS = "select patent_id from import_patent where inventors_new and not is_new"


async def write_inventors(bulk: Bulk, words: Words, anything_known: bool) -> None:
    """Replace the inventors of patents whose list of inventors is new."""
    if anything_known:
        await keep_decisions(bulk, words)
        await bulk.run(f"delete from patent_inventor where patent_id in ({NEW_LISTS})")
        await bulk.run(f"""
          insert into patent_inventor (patent_id, position, name, folded, user_id, match)
          select t.patent_id, t.position, t.name, t.folded, d.user_id, coalesce(d.match, 'NONE')
          from (select l.*, row_number() over (partition by patent_id, folded order by position) as nth
                from ({listed(words, "not m.is_new")}) l) t
          left join import_decision d
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


async def keep_decisions(bulk: Bulk, words: Words) -> None:
    await bulk.run(words.clear("import_decision"))
    await bulk.run(f"""
      insert into import_decision
      select patent_id, folded, nth, user_id, match from (
        select i.patent_id, i.folded, i.user_id, i.match,
               row_number() over (partition by i.patent_id, i.folded order by i.position) as nth
        from patent_inventor i where i.patent_id in ({NEW_LISTS})) k
      where match <> 'NONE'""")


async def load_accounts(bulk: Bulk, loaded: set[int]) -> None:
    """Bring the accounts of institutions not `loaded` yet that hold a target into `import_account`."""
    holders = await bulk.rows("""
      select distinct h.institution_id from holding h join import_target t on t.patent_id = h.patent_id
      where h.current""")
    missing = sorted({row[0] for row in holders} - loaded)
    loaded.update(missing)
    after = 0
    while missing:
        rows = await bulk.rows(f"""
          select id, institution_id, name from user_account
          where institution_id in ({", ".join(map(str, missing))}) and active and id > {after}
          order by id limit {ACCOUNTS_AT_ONCE}""")
        await bulk.copy(
            "import_account", list(ACCOUNT), [(row[0], row[1], fold_name(row[2])) for row in rows]
        )
        if len(rows) < ACCOUNTS_AT_ONCE:
            return
        after = rows[-1][0]


async def propose_accounts(bulk: Bulk) -> None:
    """Propose accounts of the same name in a holding institution to the targets' undecided inventors.

    Of several such accounts the first owner's, then the oldest; an account stands once on a patent.
    """
    await bulk.run("""
      update patent_inventor as i set user_id = c.user_id, match = 'PROPOSED'
      from (
        select inventor_id, user_id,
               row_number() over (partition by patent_id, user_id order by position) as turn
        from (
          select v.id as inventor_id, v.patent_id, v.position, a.user_id,
                 row_number() over (partition by v.id order by h.rank, a.user_id) as choice
          from import_target t
          join patent_inventor v on v.patent_id = t.patent_id
          join holding h on h.patent_id = t.patent_id and h.current
          join import_account a on a.institution_id = h.institution_id and a.folded = v.folded
          where v.match = 'NONE' and v.user_id is null and not exists (
            select 1 from patent_inventor x where x.patent_id = v.patent_id and x.user_id = a.user_id)
        ) n where choice = 1
      ) c
      where i.id = c.inventor_id and c.turn = 1""")
