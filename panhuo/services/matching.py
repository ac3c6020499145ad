"""Accounts that come, are enabled again, or bear another name: which patents they are proposed for (S191)."""

from collections.abc import Sequence

from panhuo.db import connection
from panhuo.rules.names import fold_name
from panhuo.services.patents.bulk import within
from panhuo.services.patents.holdings import TARGET
from panhuo.services.patents.matches import propose
from panhuo.services.patents.sql import Columns, Words

ACCOUNTS: Columns = {"user_id": "bigint", "folded": "text"}
TABLES: dict[str, tuple[Columns, str]] = {
    "match_account": (ACCOUNTS, "user_id"),
    "import_target": (TARGET, "patent_id"),
}
NAMES = "select id, name from user_account where institution_id is not null and id in ({ids})"
FOLD = """
update user_account as a set folded = c.folded from match_account c
where a.id = c.user_id and a.folded <> c.folded
"""
PATENTS = """
insert into import_target (patent_id, is_new)
select v.patent_id, false from match_account c
join user_account a on a.id = c.user_id
join patent_inventor v on v.folded = c.folded
join holding h on h.patent_id = v.patent_id and h.institution_id = a.institution_id and h.current
union select m.patent_id, false from match_account c join inventor_match m on m.user_id = c.user_id
"""
"""Those that name one of the accounts, and those that did under a name it bore."""


async def match_accounts(numbers: Sequence[int]) -> None:
    """Propose accounts for the patents of their institutions that name them; as many statements as for one.

    Call it in the transaction that inserts, enables or renames them, after that, and `no_import` first.
    Accounts outside institutions are left out.
    """
    if not numbers:
        return
    async with within(connection()) as bulk:
        words = Words(bulk.dialect)
        for table, (columns, key) in TABLES.items():
            await bulk.run(words.create(table, columns, key))
            await bulk.run(words.clear(table))
        names = await bulk.rows(NAMES.format(ids=", ".join(str(int(number)) for number in numbers)))
        await bulk.copy("match_account", list(ACCOUNTS), [(row[0], fold_name(row[1])) for row in names])
        await bulk.run(FOLD)
        await bulk.run(PATENTS)
        await propose(bulk, words)
        for table in TABLES:
            await bulk.run(f"drop table {table}")
