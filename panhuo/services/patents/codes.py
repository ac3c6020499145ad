"""Codes of patents: pushed by a file, suggested by our table, or corrected by a person, who is right."""

from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.sql import Columns, Words

CODE: Columns = {
    "patent_id": "bigint",
    "kind": "text",
    "position": "bigint",
    "code": "text",
    "source": "text",
    "rule": "text",
    "edition_id": "bigint",
}
"""`import_code`: the codes that known patents shall have, of the kinds this round may change;
`import_code_before`: all codes they have."""
KIND: Columns = {"patent_id": "bigint", "kind": "text"}
"""`import_kind`: the kinds among them that differ from what is there."""


def given(words: Words, which: str) -> str:
    return f"""
      select m.patent_id as patent_id, {words.part("o", 0)} as kind,
             {words.integer(words.part("o", 1))} as position, {words.part("o", 2)} as code,
             {words.part("o", 3)} as source, {words.part("o", 4)} as rule,
             {words.integer(words.part("o", 5))} as edition_id,
             m.wins_ipc, m.wins_industry, m.wins_strategic_industry
      from import_patent m join import_row r on r.line = m.line cross join {words.each("r.codes", "o")}
      where {which} and r.codes is not null"""


ALLOWED = """coalesce(k.corrected, 0) = 0 and case
  when g.kind = 'IPC' then k.kind is null or g.wins_ipc
  when g.source = 'PUSHED' then case when g.kind = 'INDUSTRY' then g.wins_industry
                                     else g.wins_strategic_industry end
  else k.kind is null or (k.pushed = 0 and g.wins_ipc) end"""
"""Whether a row may set the codes of a kind: pushed ones by their rank; a suggestion goes with the IPC codes
it comes from and replaces suggestions only."""


async def write_codes(bulk: Bulk, words: Words, anything_known: bool) -> None:
    """Give new patents their codes, and known ones those that differ; the main codes follow."""
    await bulk.run(f"""
      insert into {words.table("patent_code")} (patent_id, kind, position, code, source, rule, edition_id)
      select patent_id, kind, position, code, source, rule, edition_id from ({given(words, "m.is_new")}) g""")
    if anything_known:
        for table in ("import_code", "import_code_before", "import_kind"):
            await bulk.run(words.clear(table))
        await choose_codes(bulk, words)
        if await bulk.rows("select 1 from import_kind limit 1"):
            await replace_codes(bulk, words)


async def choose_codes(bulk: Bulk, words: Words) -> None:
    await bulk.run(f"""
      insert into import_code_before
      select c.patent_id, c.kind, c.position, c.code, c.source, c.rule, c.edition_id
      from import_patent m join {words.table("patent_code")} c on c.patent_id = m.patent_id
      where not m.is_new""")
    await bulk.run(f"""
      insert into import_code
      select g.patent_id, g.kind, g.position, g.code, g.source, g.rule, g.edition_id
      from ({given(words, "not m.is_new")}) g
      left join (
        select b.patent_id, b.kind, max(case b.source when 'PUSHED' then 1 else 0 end) as pushed,
               max(case b.source when 'CORRECTED' then 1 else 0 end) as corrected
        from import_code_before b group by b.patent_id, b.kind
      ) k on k.patent_id = g.patent_id and k.kind = g.kind
      where {ALLOWED}""")
    await bulk.run(f"""
      insert into import_kind
      select w.patent_id, w.kind from import_code w
      left join import_code_before b
        on b.patent_id = w.patent_id and b.kind = w.kind and b.position = w.position
      where {words.differ("(b.code, b.source, b.rule)", "(w.code, w.source, w.rule)")}
      union
      select b.patent_id, b.kind from import_code_before b
      join (select patent_id, kind, max(position) as last from import_code group by patent_id, kind) w
        on w.patent_id = b.patent_id and w.kind = b.kind
      where b.position > w.last""")


def main_code(words: Words, kind: str) -> str:
    return f"""(
      select c.code from {words.table("patent_code")} c
      where c.patent_id = p.id and c.kind = '{kind}' and c.position = 1)"""


MAIN_CODES = {
    "main_ipc": "IPC",
    "main_industry": "INDUSTRY",
    "main_strategic_industry": "STRATEGIC_INDUSTRY",
}


async def replace_codes(bulk: Bulk, words: Words) -> None:
    codes = words.table("patent_code")
    await bulk.run(f"""
      delete from {codes} where {words.row_id} in (
        select c.{words.row_id} from import_kind k
        join {codes} c on c.patent_id = k.patent_id and c.kind = k.kind)""")
    await bulk.run(f"""
      insert into {codes} (patent_id, kind, position, code, source, rule, edition_id)
      select w.patent_id, w.kind, w.position, w.code, w.source, w.rule, w.edition_id
      from import_code w join import_kind k on k.patent_id = w.patent_id and k.kind = w.kind""")
    main = ", ".join(f"{name} = {main_code(words, kind)}" for name, kind in MAIN_CODES.items())
    await bulk.run(f"""
      update {words.table("patent")} as p set {main}
      where p.id in (select patent_id from import_kind)""")
    await bulk.run("""
      insert into import_changed select distinct patent_id from import_kind where true
      on conflict (patent_id) do nothing""")
