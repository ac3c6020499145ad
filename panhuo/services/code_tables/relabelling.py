"""Labelling patents anew by the concordances in force, set by set, in one transaction (S60, S92).

Only suggestions are touched: a patent to which a file gave codes of a kind, or a person, keeps those. What is
suggested is what an import would suggest for the patent's IPC codes.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from panhuo.clock import now_ms
from panhuo.rules.code_table import CONCORDANCES
from panhuo.services.code_tables.editions import labels_behind
from panhuo.services.code_tables.labels import SUGGESTIONS_AT_MOST, Labels, labels_in_force
from panhuo.services.patents.bulk import Bulk, importing, take_statistics
from panhuo.services.patents.sql import Columns, Words
from panhuo.services.patents.versions import REACHED, note_reached, raise_versions

PATENTS_AT_ONCE = 50_000
"""In one portion: its temporary tables stay small, and progress shows."""
LABEL: Columns = {
    "ipc": "text",
    "kind": "text",
    "place": "bigint",
    "code": "text",
    "rule": "text",
    "edition_id": "bigint",
}
WANTED: Columns = {
    "patent_id": "bigint",
    "kind": "text",
    "position": "bigint",
    "code": "text",
    "rule": "text",
    "edition_id": "bigint",
}
DIFFERING: Columns = {"patent_id": "bigint", "kind": "text"}
TABLES: dict[str, tuple[Columns, str]] = {
    "label": (LABEL, "ipc, kind, place"),
    "label_wanted": (WANTED, "patent_id, kind, position"),
    "label_differing": (DIFFERING, "patent_id, kind"),
    "import_reached": (REACHED, "kind, key"),
}
"""`label`: what each IPC code in use suggests. `label_wanted`: what a portion's patents shall be suggested;
`label_differing`: the kinds among them of which something else is there."""
MAIN = {"INDUSTRY": "main_industry", "STRATEGIC_INDUSTRY": "main_strategic_industry"}

Told = Callable[[int, int], None]
"""Told how many patents have been looked at, of how many."""
Settle = Callable[[Bulk, "Relabelled"], Awaitable[None]]
"""What belongs into the same transaction, at its end."""


@dataclass
class Relabelled:
    """What came of it."""

    patents: int = 0
    """Looked at."""
    changed: int = 0
    """Of these, those whose suggestions are others now."""


async def relabel(told: Told = lambda done, total: None, settle: Settle | None = None) -> Relabelled:
    """Label every patent anew: all of it or nothing. It waits for an import, and imports wait for it."""
    async with importing() as bulk:
        found = await relabel_all(bulk, Words(bulk.dialect), told)
        if settle is not None:
            await settle(bulk, found)
    await take_statistics(found.changed)
    return found


async def relabel_behind() -> Relabelled | None:
    """The same where suggestions do not follow the concordances in force yet."""
    return await relabel() if await labels_behind() else None


async def relabel_all(bulk: Bulk, words: Words, told: Told) -> Relabelled:
    for table, (columns, key) in TABLES.items():
        await bulk.run(words.create(table, columns, key))
        await bulk.run(words.clear(table))
    await note_labels(bulk, await labels_in_force(bulk))
    [[last, total]] = await bulk.rows("select coalesce(max(id), 0), count(*) from patent")
    found = Relabelled()
    for first in range(1, last + 1, PATENTS_AT_ONCE):
        await relabel_portion(bulk, words, first)
        [[looked_at]] = await bulk.rows(f"select count(*) from patent where {within(first)}")
        [[changed]] = await bulk.rows("select count(distinct patent_id) from label_differing")
        found.patents, found.changed = found.patents + looked_at, found.changed + changed
        told(found.patents, total)
    await bulk.run(f"""
      update code_edition set labelled_at = {now_ms()}
      where in_force and code_table in ({", ".join(f"'{table}'" for table in CONCORDANCES)})""")
    if found.changed:
        await raise_versions(bulk)
    return found


def within(first: int, id_column: str = "id") -> str:
    return f"{id_column} >= {first} and {id_column} < {first + PATENTS_AT_ONCE}"


async def note_labels(bulk: Bulk, labels: Labels) -> None:
    """What each IPC code in use suggests, worked out once for all patents that have it."""
    codes = [row[0] for row in await bulk.rows("select distinct code from patent_code where kind = 'IPC'")]
    await bulk.copy("label", list(LABEL), label_rows(labels, codes))
    if bulk.dialect == "postgres":
        await bulk.run("analyze label")


def label_rows(labels: Labels, codes: list[str]) -> Iterator[tuple[str, str, int, str, str, int | None]]:
    """Of one code no more than a patent can have: what the code's first labels repeat, others said before."""
    for ipc in codes:
        for kind in CONCORDANCES.values():
            for place, label in enumerate(labels.of(kind, ipc)[:SUGGESTIONS_AT_MOST], 1):
                yield ipc, kind.value, place, *label


async def relabel_portion(bulk: Bulk, words: Words, first: int) -> None:
    """The patents of a range of ids."""
    for table in ("label_wanted", "label_differing"):
        await bulk.run(words.clear(table))
    await want(bulk, first)
    await compare(bulk, words, first)
    if await bulk.rows("select 1 from label_differing limit 1"):
        await replace(bulk)


async def want(bulk: Bulk, first: int) -> None:
    """The first suggestions of each patent's IPC codes in their order, each code once."""
    await bulk.run(f"""
      insert into label_wanted (patent_id, kind, position, code, rule, edition_id)
      select patent_id, kind, position, code, rule, edition_id from (
        select f.*, row_number() over (partition by patent_id, kind order by ipc_position, place) as position
        from (
          select i.patent_id, l.kind, l.code, l.rule, l.edition_id, i.position as ipc_position, l.place,
                 row_number() over (
                   partition by i.patent_id, l.kind, l.code order by i.position, l.place) as nth
          from patent_code i join label l on l.ipc = i.code
          where i.kind = 'IPC' and {within(first, "i.patent_id")}
        ) f where f.nth = 1
      ) w
      where w.position <= {SUGGESTIONS_AT_MOST} and not exists (
        select 1 from patent_code g
        where g.patent_id = w.patent_id and g.kind = w.kind and g.source <> 'SUGGESTED')""")
    if bulk.dialect == "postgres":
        await bulk.run("analyze label_wanted")


async def compare(bulk: Bulk, words: Words, first: int) -> None:
    await bulk.run(f"""
      insert into label_differing (patent_id, kind)
      select w.patent_id, w.kind from label_wanted w
      left join patent_code c on c.patent_id = w.patent_id and c.kind = w.kind and c.position = w.position
      where {words.differ("(c.code, c.rule, c.edition_id)", "(w.code, w.rule, w.edition_id)")}
      union
      select c.patent_id, c.kind from patent_code c
      left join label_wanted w
        on w.patent_id = c.patent_id and w.kind = c.kind and w.position = c.position
      where c.source = 'SUGGESTED' and {within(first, "c.patent_id")} and w.patent_id is null""")


async def replace(bulk: Bulk) -> None:
    """Write them, and what patents and holdings show of them; whoever reads the patents hears of it."""
    await bulk.run("""
      delete from patent_code where id in (
        select c.id from label_differing d
        join patent_code c on c.patent_id = d.patent_id and c.kind = d.kind)""")
    await bulk.run("""
      insert into patent_code (patent_id, kind, position, code, source, rule, edition_id)
      select w.patent_id, w.kind, w.position, w.code, 'SUGGESTED', w.rule, w.edition_id
      from label_wanted w join label_differing d on d.patent_id = w.patent_id and d.kind = w.kind""")
    for kind, column in MAIN.items():
        for table, key in (("patent", "id"), ("holding", "patent_id")):
            await bulk.run(main_codes(kind, column, table, key))
    await note_reached(bulk, "select distinct patent_id from label_differing")


def main_codes(kind: str, column: str, table: str, key: str) -> str:
    """Patents, or their holdings, take over the main code where it is another one now."""
    return f"""
      update {table} set {column} = n.code
      from (select d.patent_id, w.code from label_differing d left join label_wanted w
              on w.patent_id = d.patent_id and w.kind = d.kind and w.position = 1
            where d.kind = '{kind}') n
      where {table}.{key} = n.patent_id and coalesce({table}.{column}, '') <> coalesce(n.code, '')"""
