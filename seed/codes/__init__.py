"""The built-in code tables as files `code,title,parent`, and how they get into the database."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from panhuo.db import dialect
from panhuo.rules.vocabulary import CodeKind
from seed.tables import lines_of

FILES: Mapping[CodeKind, str] = {
    CodeKind.INDUSTRY: "industries.csv",
    CodeKind.STRATEGIC_INDUSTRY: "strategic_industries.csv",
    CodeKind.IPC: "ipc.csv",
    CodeKind.REGION: "regions.csv",
}
"""GB/T 4754-2017 to divisions; 战略性新兴产业分类（2018） to the second level; IPC to subclasses; GB/T 2260
to prefectures."""


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One line of a code table. `level` counts from 1 at the root."""

    kind: CodeKind
    code: str
    title: str
    level: int
    parent_code: str | None


def builtin_codes() -> Iterator[CodeEntry]:
    """Every entry of the built-in tables, parents before their children."""
    for kind in FILES:
        yield from code_table(kind)


def code_table(kind: CodeKind) -> Iterator[CodeEntry]:
    """One built-in table. Raises KeyError where a line names a parent that did not come before it."""
    levels = {"": 0}
    for line in lines_of(f"codes/{FILES[kind]}"):
        levels[line["code"]] = level = levels[line["parent"]] + 1
        yield CodeEntry(kind, line["code"], line["title"], level, line["parent"] or None)


async def load_codes(entries: Iterable[CodeEntry] | None = None) -> int:
    """Insert or correct entries (the built-in ones) in one transaction; how many were new or different."""
    rows = json.dumps([asdict(entry) for entry in entries or builtin_codes()], ensure_ascii=False)
    async with in_transaction() as client:
        changed = await client.execute_query_dict(UPSERT[dialect()], [rows])
        await link_parents(client)
    return len(changed)


async def link_parents(client: BaseDBAsyncClient) -> None:
    """Point each code at its parent's row, where it does not yet."""
    await client.execute_query(LINK)


SOURCE = {
    "sqlite": """
        select json_extract(value, '$.kind') as kind, json_extract(value, '$.code') as code,
               json_extract(value, '$.title') as title, json_extract(value, '$.level') as level,
               json_extract(value, '$.parent_code') as parent_code
        from json_each(?) where true""",
    "postgres": """
        select kind, code, title, level, parent_code
        from jsonb_to_recordset($1::jsonb)
          as e (kind text, code text, title text, level int, parent_code text)""",
}
UPSERT = {
    name: f"""
    insert into code (kind, code, title, level, parent_code) {source}
    on conflict (kind, code) do update
    set title = excluded.title, level = excluded.level, parent_code = excluded.parent_code
    where code.title <> excluded.title or code.level <> excluded.level
       or coalesce(code.parent_code, '') <> coalesce(excluded.parent_code, '')
    returning id
    """
    for name, source in SOURCE.items()
}
LINK = """
update code set parent_id = parent.id from code parent
where parent.kind = code.kind and parent.code = code.parent_code
  and (code.parent_id is null or code.parent_id <> parent.id)
"""
