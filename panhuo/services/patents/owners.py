"""Owners as a file names them, matched to institutions and branches by name and alias (S54)."""

from collections import defaultdict
from collections.abc import Iterable

from panhuo.rules.names import fold_name
from panhuo.services.patents.bulk import Bulk, Row
from panhuo.services.patents.sql import Columns, Words

OWNER_NAME: Columns = {
    "folded": "text",
    "org_unit_id": "bigint",
    "institution_id": "bigint",
    "branch_id": "bigint",
}
"""`import_owner`: under which names institutions and branches own patents."""

ALIASES = """
select a.folded, u.id, u.institution_id, u.branch_id
from owner_alias a join org_unit u on u.id = a.org_unit_id
where u.kind in ('INSTITUTION', 'BRANCH') and not u.archived
"""
NAMES = """
select name, id, institution_id, branch_id, kind from org_unit
where kind in ('INSTITUTION', 'BRANCH') and not archived
"""


async def load_owner_names(bulk: Bulk, words: Words) -> None:
    """Fill `import_owner`. An alias goes before a name, an institution's name before a branch's."""
    aliases = [tuple(row) for row in await bulk.rows(ALIASES)]
    units = await bulk.rows(NAMES)
    found: dict[str, Row] = {}
    for kind in ("BRANCH", "INSTITUTION"):
        found |= unambiguous((fold_name(row[0]), *row[1:4]) for row in units if row[4] == kind)
    found |= {row[0]: row for row in aliases}
    await bulk.run(words.clear("import_owner"))
    await bulk.copy("import_owner", list(OWNER_NAME), list(found.values()))


def unambiguous(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows by their name, without names that several units bear: 深圳校区 alone says nobody's."""
    by_name: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_name[row[0]].append(row)
    return {name: bearers[0] for name, bearers in by_name.items() if len(bearers) == 1}


async def write_owners(bulk: Bulk, words: Words, anything_known: bool) -> None:
    """Replace the owners of patents whose list of owners is new."""
    if anything_known:
        await bulk.run("""
          delete from patent_owner
          where patent_id in (select patent_id from import_patent where owners_new and not is_new)""")
    await bulk.run(f"""
      insert into patent_owner (patent_id, position, name, folded, org_unit_id)
      select m.patent_id, {words.place("o")}, {words.part("o", 0)}, {words.part("o", 1)}, n.org_unit_id
      from import_patent m join import_row r on r.line = m.line cross join {words.each("r.owners", "o")}
      left join import_owner n on n.folded = {words.part("o", 1)}
      where m.owners_new""")
