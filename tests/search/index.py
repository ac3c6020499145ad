"""The real text index of the open database, for tests."""

from collections.abc import Sequence

from panhuo.db import connection, dialect
from panhuo.search import document, postgres_query, sqlite_query

ROW = {
    "postgres": "insert into patent_text (patent_id, tokens) values ($1, $2::text::tsvector)",
    "sqlite": "insert into patent_text (rowid, tokens) values (?, ?)",
}
HITS = {
    "postgres": "select patent_id as id from patent_text where tokens @@ $1::text::tsquery",
    "sqlite": "select rowid as id from patent_text where patent_text match ?",
}


async def index(patents: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Replace the index by these patents' fields."""
    client, which = connection(), dialect()
    await client.execute_query("delete from patent_text")
    for patent_id, fields in patents:
        await client.execute_query(ROW[which], [patent_id, document(fields, which)])


async def search(keyword: str) -> set[int]:
    """The ids of the patents that a keyword finds."""
    which = dialect()
    query = (sqlite_query if which == "sqlite" else postgres_query)(keyword)
    if query is None:
        return set()
    return {row["id"] for row in await connection().execute_query_dict(HITS[which], [query])}
