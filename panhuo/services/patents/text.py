"""The text index of the patents whose searchable words changed."""

import orjson

from panhuo.search import document, searchable_fields
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.sql import Columns, Words

RETOLD: Columns = {"patent_id": "bigint", "tokens": "text"}
"""`import_text`: tokens of patents that no single row tells wholly."""
ROWS_AT_ONCE = 1_000


async def write_text(bulk: Bulk, words: Words, anything_known: bool) -> None:
    """Index new patents by their row's own tokens; known ones too where their row says all."""
    if anything_known:
        await bulk.run(f"""
          delete from patent_text where {words.text_key} in (
            select patent_id from import_patent where text_new and not is_new)""")
    await bulk.run(f"""
      insert into patent_text ({words.text_key}, tokens)
      select m.patent_id, {words.tokens("r.tokens")} from import_patent m join import_row r on r.line = m.line
      where m.text_new and m.text_staged""")
    if anything_known:
        await write_retold(bulk, words)


async def write_retold(bulk: Bulk, words: Words) -> None:
    after = 0
    while True:
        rows = await bulk.rows(f"""
          select m.patent_id, m.title, m.abstract, m.owner_names, m.inventor_names, p.application_number,
                 m.publication_number
          from import_patent m join patent p on p.id = m.patent_id
          where m.text_new and not m.text_staged and m.patent_id > {after}
          order by m.patent_id limit {ROWS_AT_ONCE}""")
        if not rows:
            return
        after = rows[-1][0]
        await bulk.run(words.clear("import_text"))
        await bulk.copy("import_text", list(RETOLD), [(row[0], tokens_of(words, *row[1:])) for row in rows])
        await bulk.run(f"""
          insert into patent_text ({words.text_key}, tokens)
          select patent_id, {words.tokens("tokens")} from import_text""")


def tokens_of(
    words: Words,
    title: str,
    abstract: str | None,
    owner_names: str | None,
    inventor_names: str | None,
    application_number: str,
    publication_number: str | None,
) -> str:
    owners, inventors = orjson.loads(owner_names or "[]"), orjson.loads(inventor_names or "[]")
    fields = searchable_fields(title, abstract, owners, inventors, application_number, publication_number)
    return document(fields, words.dialect)
