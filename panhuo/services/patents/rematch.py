"""Owners matched again, when an institution or a branch, or a name of one, comes, goes or changes (S54)."""

from collections.abc import Iterable

from tortoise.backends.base.client import BaseDBAsyncClient

from panhuo.rules.names import fold_name
from panhuo.services.patents.bulk import lock, within
from panhuo.services.patents.round import Rounds
from panhuo.services.patents.versions import raise_versions


async def rematch_owners(client: BaseDBAsyncClient, names: Iterable[str]) -> int:
    """Match the owners of these names to the institutions and branches of now; how many patents it concerned.

    Call it in the transaction that changed a name, with the old and the new one, after the change. Holdings
    appear, move or become former as after an import; inventors' decisions stay, accounts are proposed. It
    waits for an import that is under way: that one does not know the new name yet.
    """
    folded = sorted({fold_name(name) for name in names})
    async with within(client) as bulk:
        await lock(bulk)
        work = Rounds(bulk)
        await work.begin()
        await bulk.copy("import_name", ["folded"], [(name,) for name in folded])
        await bulk.run("""
          insert into import_target
          select distinct o.patent_id, false from patent_owner o join import_name n on n.folded = o.folded""")
        await bulk.run("""
          update patent_owner as o
          set org_unit_id = (select w.org_unit_id from import_owner w where w.folded = o.folded)
          where o.folded in (select folded from import_name)""")
        await work.hold(known=True)
        concerned = int((await bulk.rows("select count(*) from import_target"))[0][0])
        await raise_versions(bulk)
        await work.end()
        return concerned
